"""Drafts of a rewrite, each with the hints on it."""

from dataclasses import asdict, dataclass

from courses import EventKind
from quizzes import NoLexicon, Rewrite, analyse, categorise
from training import clock
from training.database import db
from training.learning.actions.events import append, known, refuse_locked
from training.learning.models import Draft, Enrolment, LearningEvent
from training.learning.rules import derived_uid


@dataclass(frozen=True)
class Wording:
    """What a trainee wrote: a recommendation, and "" or a short version to be read aloud."""

    text: str
    spoken: str = ""


@dataclass(frozen=True)
class Hints:
    """What was found in a text in a language, as it is kept; empty without a word list."""

    text: str
    language: str
    findings: list[object]
    category: dict[str, object]


def send_draft(
    taken: Enrolment, activity_id: str, uid: str, rewrite: Rewrite, wording: Wording
) -> Draft:
    """Keep a trainee's wording, the hints on it and the version it answers; raises NotOpenYet.

    Other words under an id that is taken are another draft: a page that is sent again after its
    words changed, or were erased, loses none of them.
    """
    if known(uid, taken, activity_id):
        kept = db.session.get(Draft, uid)  # None once its words were erased
        if kept and Wording(kept.text, kept.spoken or "") == wording:
            return kept
        return send_draft(taken, activity_id, id_of_others(uid, wording), rewrite, wording)
    refuse_locked(taken, activity_id)
    hints = hints_on(wording.text, taken.language, rewrite.evidence)
    draft = Draft(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        course_version=taken.version,
        language=taken.language,
        text=wording.text,
        spoken=wording.spoken or None,
        findings=hints.findings,
        category=hints.category,
        sent_at=clock.now(),
    )
    event = LearningEvent(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        kind=EventKind.DRAFTED,
        at=draft.sent_at,
    )
    db.session.add(draft)
    append(taken, event)
    return draft


def id_of_others(uid: str, wording: Wording) -> str:
    """Return the id of the draft that other words under the same id become, the same each time."""
    return derived_uid(uid, wording.text, "spoken", wording.spoken)


def hints_on(text: str, language: str, evidence: str) -> Hints:
    """Look for the five letters and the action category; a language without words gets none."""
    try:
        findings = analyse(text, language, evidence)
        category = categorise(text, language)
    except NoLexicon:
        return Hints(text, language, [], {})
    return Hints(text, language, [asdict(one) for one in findings], asdict(category))
