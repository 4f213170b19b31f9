"""What a count says in the reader's language: the sentence, how it was made, what is left out.

The words for codes are those of the pages: `templates/participation/_words.html`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from typing import Any

from flask import get_template_attribute
from flask_babel import format_date, format_decimal, gettext
from flask_babel import lazy_gettext as _

from training.i18n import moment
from training.participation import queries
from training.participation.exports.outgoing import Outgoing, Row, Table
from training.participation.rules import Audience, Unit

WORDS, RULE = "participation/_words.html", "participation/_rule.html"
RULE_OF_PEOPLE = (
    "unit_words",
    "event_words",
    "people_words",
    "dose_words",
    "period_words",
    "once_words",
    "table_words",
)
RULE_OF_OUTCOMES = ("unit_words", "table_words")
Value = str | int | date | datetime

DIMENSION_NAMES = {
    "country": _("Country"),
    "region": _("Region"),
    "organisation": _("Organisation"),
    "language": _("Language"),
    "gender": _("Gender"),
    "age_band": _("Age band"),
    "disability": _("Disability"),
}

AUDIENCE_NAMES = {
    Audience.PUBLIC: _("The public"),
    Audience.DONOR: _("A donor, in confidence"),
    Audience.INTERNAL: _("Inside the programme only"),
}

UNIT_NAMES = {
    Unit.PERSON: _("People, each once"),
    Unit.ORGANISATION: _("Organisations whose people took part"),
    Unit.COURSE: _("Trainings that somebody took"),
    Unit.SEAT: _("Seats: a person in a training, in each one anew"),
    Unit.OUTCOME: _("Outcomes, such as statements made"),
}


def in_words(macro: str, *values: Any, template: str = WORDS) -> str:
    """Return what a page says of a code, as plain text."""
    return unescape(get_template_attribute(template, macro)(*values)).strip()


def sentence(count: Outgoing) -> str:
    """Return the figure as a sentence, or that it is not shown."""
    return in_words("sentence", count.unit, count.total.best, count.begins, count.ends)


def group(row: Row, dimension: str) -> str:
    """Return the name of a row."""
    return row.name or in_words("group_words", row.value, dimension)


def hidden(code: str) -> str:
    """Return why a figure is not shown; nothing where it is."""
    return in_words("hidden_words", code) if code else ""


def dimension(table: Table) -> str:
    """Return what a table is cut by."""
    return str(DIMENSION_NAMES.get(table.dimension, table.dimension))


def notes(count: Outgoing) -> list[str]:
    """Return what has to be said beside the figures."""
    said = [in_words("note_words", {"code": code}) for code in count.notes]
    if any(table.rounded for table in count.tables):
        said.append(
            gettext("Numbers are rounded one by one: the groups may not add up to the total.")
        )
    return said


def rule(count: Outgoing) -> list[str]:
    """Return the counting profile in sentences; nothing where its version is not here any more."""
    if count.definition is None:
        return []
    profile = replace(count.definition, zone=count.zone)
    parts = RULE_OF_OUTCOMES if profile.counts_outcomes else RULE_OF_PEOPLE
    said = [" ".join(in_words(part, profile, template=RULE).split()) for part in parts]
    if profile.awards is not None:
        said.append(gettext("Only what certain awards pay for counts."))
    cleared: list[str] = queries.outgoing(said, count.audience)
    return cleared


def moves(count: Outgoing) -> list[tuple[str, str, Value]]:
    """Return what a correction changed: the reason before, the one now, how many people."""
    return [
        (
            in_words("reason_words", one.before)
            if one.before
            else gettext("Not in the ledger then"),
            in_words("reason_words", one.after)
            if one.after
            else gettext("No longer in the ledger under this reason"),
            hidden("small") if one.people is None else one.people,
        )
        for one in count.moves
    ]


def facts(count: Outgoing) -> list[tuple[str, Value]]:
    """Return how a count was made, term by term, without what is not known."""
    return [(term, value) for term, value in _facts(count) if value not in (None, "")]


def _facts(count: Outgoing) -> Iterator[tuple[str, Any]]:
    yield gettext("Counting profile"), gettext(count.profile["title"])
    yield gettext("Version"), count.rule
    yield gettext("Source"), count.profile["source"]
    yield gettext("Source as of"), day(count.profile["source_as_of"])
    yield gettext("In force from"), day(count.profile["effective"])
    yield gettext("What is counted"), str(UNIT_NAMES[Unit(count.unit)])
    yield gettext("From"), count.begins
    yield gettext("To"), count.ends
    yield gettext("Time zone"), count.zone
    yield gettext("As of"), count.as_of
    yield gettext("For whom"), str(AUDIENCE_NAMES[Audience(count.audience)])
    if issue := count.issue:
        yield gettext("Tally"), issue.number
        yield gettext("Issued"), issue.issued_at
        yield gettext("Signed off"), issue.signed_at or gettext("Not signed off yet")
        yield gettext("Corrects tally"), issue.corrects
        yield gettext("Corrected by tally"), issue.corrected_by
        yield gettext("Hash (SHA-256)"), issue.hash


def day(text: str | None) -> date | None:
    """Read a day that may not be known."""
    return date.fromisoformat(text) if text else None


def written(value: Value) -> str:
    """Return a value as a reader writes it: days and numbers in the reader's way, times in UTC."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return str(format_date(value))
    return str(format_decimal(value)) if isinstance(value, int) else value
