"""What staff and organisers do with outcomes and with the watch-list. Nothing here commits."""

from dataclasses import replace
from datetime import date

from flask_babel import lazy_gettext as _

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db, hold
from training.errors import Refused
from training.learning.actions import FormOfAnotherPage
from training.outcomes import queries
from training.outcomes.models import WatchedCountry
from training.outcomes.rules import LINE
from training.participation.actions import answers, keep_facts
from training.participation.models import LedgerLine
from training.participation.queries import profile_or_404
from training.participation.rules import Answer, Clash, Outcome, Period, Question


class ChangedMeanwhile(Refused):
    """Somebody corrected the outcome while it was being corrected."""

    message = _("Somebody else has corrected this in the meantime. Look at it again.")


def record_outcome(outcome: Outcome) -> Outcome:
    """Keep an outcome, or what corrects one; sent twice, kept once.

    Raises ChangedMeanwhile where what it corrects no longer stands, and FormOfAnotherPage where
    something else has its id.
    """
    if known := queries.recorded(outcome.id):
        return known
    if outcome.supersedes:
        hold(LedgerLine, outcome.supersedes)
        if not queries.stands(outcome.supersedes):
            raise ChangedMeanwhile
    outcome = replace(outcome, recorded_at=clock.now())
    try:
        keep_facts([outcome])
    except Clash:
        raise FormOfAnotherPage from None
    record(Act.OUTCOME_RECORDED, outcome.kind, _deed(outcome))
    return outcome


def _deed(outcome: Outcome) -> str:
    if outcome.withdrawn:
        return "withdrawn"
    return "corrected" if outcome.supersedes else "recorded"


def withdraw(uid: str, outcome: Outcome) -> Outcome:
    """Withdraw an outcome that was recorded in error: it stays, and counts no longer."""
    return record_outcome(replace(outcome, id=uid, supersedes=outcome.id, withdrawn=True))


def line(begins: date, ends: date, programme_id: str = "") -> tuple[Answer, ...]:
    """Answer the line of figures: people trained, members with submissions, joint statements.

    Each by the last computed state of a rule of its own, in the order of `rules.LINE`.
    """
    period = Period(begins, ends)
    profiles = map(profile_or_404, LINE)
    return answers([Question(one, period, programme_id=programme_id) for one in profiles])


def trained_by_country(begins: date, ends: date) -> Answer:
    """Answer how many people were trained from each country, by the platform's own rule."""
    question = Question(profile_or_404("default"), Period(begins, ends), by="country")
    return answers([question])[0]


def watch(country: str, person_id: str) -> None:
    """Put a country on the watch-list; put there twice, it is there once."""
    if db.session.get(WatchedCountry, country):
        return
    db.session.add(WatchedCountry(country=country, since=clock.now(), added_by=person_id))
    record(Act.WATCH_LIST_CHANGED, country, "added")


def unwatch(country: str) -> None:
    """Take a country off the watch-list; what is not there stays away."""
    if row := db.session.get(WatchedCountry, country):
        db.session.delete(row)
        record(Act.WATCH_LIST_CHANGED, country, "removed")
