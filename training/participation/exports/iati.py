"""A public count as XML of the International Aid Transparency Initiative, version 2.03.

One activity with one result, one indicator and one period; elements stand in the order that the
schema of the standard asks for. Source: iatistandard.org, activity standard 2.03, code lists
ResultType, IndicatorMeasure, IndicatorVocabulary, ActivityStatus, ActivityDateType,
OrganisationRole.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask_babel import gettext as _

from training.i18n import current_language
from training.participation.exports import words
from training.participation.exports.outgoing import Outgoing, Row
from training.participation.rules import Unit

VERSION = "2.03"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
GENERAL, IMPLEMENTING, UNDER_WAY, ACTUAL_START = "1", "4", "2", "2"
OUTPUT, OUTCOME = "1", "2"
IN_UNITS, OWN_VOCABULARY = "1", "99"
NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes, and under which activity.

    organisation   the identifier of the reporting organisation, such as XI-IATI-EXAMPLE
    kind           its code in the list OrganisationType
    activity       the identifier of the activity, which begins with the organisation's
    start          the day on which the activity began, as YYYY-MM-DD
    """

    organisation: str
    name: str
    kind: str
    activity: str
    title: str
    start: str


@dataclass(frozen=True)
class Milestones:
    """What an indicator began at, and what it should reach in the period; None if nobody said."""

    baseline: int | None = None
    target: int | None = None


NO_MILESTONES = Milestones()


def iati(count: Outgoing, publisher: Publisher, milestones: Milestones = NO_MILESTONES) -> bytes:
    """Return a public count whose figure is shown as an IATI activity file."""
    root = Element("iati-activities", {"version": VERSION})
    activity = SubElement(root, "iati-activity", {LANGUAGE: current_language()})
    if count.as_of:
        root.set("generated-datetime", _time(count.as_of))
        activity.set("last-updated-datetime", _time(count.as_of))
    _about(activity, publisher)
    _result(activity, count, milestones)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _about(activity: Element, publisher: Publisher) -> None:
    SubElement(activity, "iati-identifier").text = publisher.activity
    who = {"ref": publisher.organisation, "type": publisher.kind}
    _told(SubElement(activity, "reporting-org", who), publisher.name)
    _told(SubElement(activity, "title"), publisher.title)
    described = _("Training of civil society for the Universal Periodic Review")
    _told(SubElement(activity, "description", {"type": GENERAL}), described)
    _told(SubElement(activity, "participating-org", {**who, "role": IMPLEMENTING}), publisher.name)
    SubElement(activity, "activity-status", {"code": UNDER_WAY})
    SubElement(activity, "activity-date", {"type": ACTUAL_START, "iso-date": publisher.start})


def _result(activity: Element, count: Outgoing, milestones: Milestones) -> None:
    kind = OUTCOME if count.unit == Unit.OUTCOME else OUTPUT
    result = SubElement(activity, "result", {"type": kind, "aggregation-status": "false"})
    _told(SubElement(result, "title"), count.profile["title"])
    _told(SubElement(result, "description"), words.sentence(count))
    measured = {"measure": IN_UNITS, "ascending": "true", "aggregation-status": "false"}
    indicator = SubElement(result, "indicator", measured)
    _told(SubElement(indicator, "title"), count.profile["title"])
    _told(SubElement(indicator, "description"), _made(count))
    code = {"vocabulary": OWN_VOCABULARY, "code": count.rule}
    SubElement(indicator, "reference", code)
    if milestones.baseline is not None:
        began = {"year": str(count.begins.year), "iso-date": count.begins.isoformat()}
        SubElement(indicator, "baseline", {**began, "value": str(milestones.baseline)})
    _period(indicator, count, milestones)


def _period(indicator: Element, count: Outgoing, milestones: Milestones) -> None:
    period = SubElement(indicator, "period")
    SubElement(period, "period-start", {"iso-date": count.begins.isoformat()})
    SubElement(period, "period-end", {"iso-date": count.ends.isoformat()})
    if milestones.target is not None:
        SubElement(period, "target", {"value": str(milestones.target)})
    _actual(period, count.total, comment=" ".join(words.notes(count)))
    for table in count.tables:
        for row in table.rows:
            _actual(period, row, (table.dimension, words.in_words("group_words", row.value)))


def _actual(
    period: Element, row: Row, dimension: tuple[str, str] = ("", ""), comment: str = ""
) -> None:
    """Add a figure, if it is shown: what is hidden leaves no trace."""
    if row.best is None:
        return
    actual = SubElement(period, "actual", {"value": str(row.best)})
    if all(dimension):
        name, value = dimension
        SubElement(actual, "dimension", {"name": name, "value": _clean(value)})
    if comment:
        _told(SubElement(actual, "comment"), comment)


def _made(count: Outgoing) -> str:
    facts = "; ".join(f"{term}: {words.written(value)}" for term, value in words.facts(count))
    return " ".join([*words.rule(count), facts])


def _told(element: Element, text: str) -> None:
    SubElement(element, "narrative").text = _clean(text)


def _clean(text: str) -> str:
    return NEVER_IN_XML.sub("", text)


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
