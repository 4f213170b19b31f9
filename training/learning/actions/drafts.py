"""Drafts of a rewrite, each with the hints on it."""

from dataclasses import asdict, dataclass

from courses import EventKind
from quizzes import NoLexicon, Rewrite, analyse, categorise
from training import clock
from training.database import db
from training.learning.actions.events import append, known, refuse_locked
from training.learning.models import Draft, Enrolment, LearningEvent


def send_draft(taken: Enrolment, activity_id: str, uid: str, rewrite: Rewrite, text: str) -> Draft:
    """Keep a trainee's wording, the hints on it and the version it answers; raises NotOpenYet."""
    if known(uid, taken, activity_id):
        return db.session.get_one(Draft, uid)
    refuse_locked(taken, activity_id)
    hints = hints_on(text, taken.language, rewrite.evidence)
    draft = Draft(
        id=uid,
        enrolment_id=taken.id,
        activity_id=activity_id,
        course_version=taken.version,
        language=taken.language,
        text=text,
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


@dataclass(frozen=True)
class Hints:
    """What was found in a wording, as it is kept; empty without a word list."""

    findings: list[object]
    category: dict[str, object]


def hints_on(text: str, language: str, evidence: str) -> Hints:
    """Look for the five letters and the action category; a language without words gets none."""
    try:
        findings = analyse(text, language, evidence)
        category = categorise(text, language)
    except NoLexicon:
        return Hints([], {})
    return Hints([asdict(one) for one in findings], asdict(category))
