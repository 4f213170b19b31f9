"""The evidence pack for an auditor: a zip that can be checked by itself, with nobody's name in it.

Each table is there twice, as CSV and as a sheet. The same tally, number, size and ledger give the
same bytes. Described in docs/exports.md.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _

from training.participation import queries
from training.participation.exports import words
from training.participation.exports.outgoing import Outgoing
from training.participation.exports.sheet import Sheet, workbook
from training.participation.rules import Audience, Drawn, Reason, Redacted
from training.tables import to_csv

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can write, and every file's
READABLE = 0o644 << 16
SUMS = "SHA256SUMS"
TO_AN_AUDITOR = Audience.DONOR  # whatever the audience of the tally, a pack leaves the house
WITH_TEXTS = frozenset({"reference.csv", "meetings.csv"})
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Draw:
    """How the sample of a pack was drawn."""

    number: int
    size: int
    lines: tuple[Drawn, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a pack is made of.

    content     the issued content of the tally, as plain values
    signatures  for those who issued and signed it: in which part, which roles, and when
    repeatable  whether counting again gives the same figures; None where it cannot be tried
    titles      whether the titles of trainings are given
    """

    count: Outgoing
    content: Mapping[str, Any]
    redacted: Redacted
    draw: Draw
    signatures: Sequence[tuple[str, str, datetime | None]]
    repeatable: bool | None
    titles: bool


@dataclass(frozen=True)
class Part:
    """One table of a pack: the name of its file, its sheet, its keys and its rows."""

    file: str
    name: str
    keys: tuple[str, ...]
    rows: Rows


def pack(evidence: Evidence) -> bytes:
    """Return the pack as a zip."""
    parts = list(map(guarded, tables(evidence)))
    told: str = queries.outgoing(readme(evidence, parts), TO_AN_AUDITOR)
    files = {"README.txt": told.encode()}
    files |= {part.file: to_csv([part.keys, *map(_plain, part.rows)]).encode() for part in parts}
    sheets = [Sheet(part.name, part.keys, part.rows) for part in parts]
    title = _("Evidence for tally %(number)s", number=_number(evidence))
    files["evidence.xlsx"] = workbook(sheets, title, evidence.count.as_of)
    files[SUMS] = "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    return zipped(files)


def guarded(part: Part) -> Part:
    """Return a table without the names of places that are never named, where texts are in it."""
    if part.file not in WITH_TEXTS:
        return part
    return replace(part, rows=queries.outgoing(part.rows, TO_AN_AUDITOR))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip in the order of their names, all of one time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
            archive.writestr(entry, content)
    return made.getvalue()


def _plain(row: Iterable[Any]) -> list[Any]:
    return [_cell(value) for value in row]


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _number(evidence: Evidence) -> int:
    return evidence.count.issue.number if evidence.count.issue else 0


def tables(evidence: Evidence) -> list[Part]:
    """Return every table of a pack, in the order in which an auditor reads them."""
    found = evidence.redacted
    sample = {one.line: one for one in found.register}
    return [
        Part("reference.csv", _("Reference"), ("what", "value"), _reference(evidence)),
        Part("meetings.csv", _("Meetings"), MEETING, _meetings(evidence)),
        Part(
            "register.csv",
            _("Redacted register"),
            REGISTER,
            [_values(one) for one in found.register],
        ),
        Part("marks.csv", _("Marks"), MARK, [_values(one) for one in found.marks]),
        Part(
            "completions.csv",
            _("Completions"),
            ("person", "training", "completed_at", "basis", "test_passed"),
            [_values(one) for one in found.completions],
        ),
        Part(
            "links.csv",
            _("Identity links"),
            ("a", "b", "verdict", "confidence", "decided_at", "undone_at"),
            [_values(one) for one in found.links],
        ),
        Part("exclusions.csv", _("Reasons"), ("reason", "meaning", "records"), _reasons(evidence)),
        Part("changes.csv", _("Changes"), ("before", "after", "people"), _changes(evidence)),
        Part(
            "sample.csv",
            _("Sample"),
            ("place", "line", "person", "reason", "key"),
            [
                (place, one.line, sample[one.line].person, sample[one.line].reason, one.key)
                for place, one in enumerate(evidence.draw.lines, 1)
            ],
        ),
    ]


MEETING = (
    "meeting",
    "training",
    "title",
    "kind",
    "way",
    "begins_at",
    "offset",
    "minutes",
    "cancelled",
)
REGISTER = ("line", "person", "organisation_type", "reason", "moment", "detail", "same_person_as")
MARK = (
    "person",
    "meeting",
    "mark",
    "part",
    "way",
    "minutes",
    "recorded_at",
    "source",
    "recorder",
    "stands",
)


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(vars(row).values())


def _meetings(evidence: Evidence) -> Rows:
    """Return the meetings, without the titles of their trainings unless they were asked for."""
    rows = [{**vars(one)} for one in evidence.redacted.sittings]
    return [
        tuple({**row, "title": row["title"] if evidence.titles else ""}.values()) for row in rows
    ]


def _reference(evidence: Evidence) -> Rows:
    """Return the indicator, its rule and its figure, and what was frozen under which hash."""
    total, content = evidence.count.total, evidence.content
    rows: Rows = [(_("The figure"), words.sentence(evidence.count))]
    named = ((_("Low"), content["low"]), (_("Best"), content["best"]), (_("High"), content["high"]))
    rows += named
    if total.hidden:
        rows.append((_("To its audience"), words.hidden(total.hidden)))
    rows += words.facts(evidence.count)
    rows += [(_("Hash of the ledger"), content["input_hash"])]
    rows += [(_("Hash of the profile"), content["profile_hash"])]
    for part, roles, at in evidence.signatures:
        rows += [(part, roles), *([(_("At"), at)] if at else [])]
    rows += [(_("Rule"), sentence) for sentence in words.rule(evidence.count)]
    rows.append((_("Counted again"), _again(evidence)))
    rows += [(_("Note"), note) for note in words.notes(evidence.count)]
    return rows


def _again(evidence: Evidence) -> Any:
    if evidence.repeatable is None:
        return _("This version of the rule is not here any more, so that it cannot be tried.")
    if evidence.repeatable:
        return _("The ledger still gives the same figures.")
    return _("The ledger has changed since: counting again gives other figures.")


def _reasons(evidence: Evidence) -> Rows:
    numbers = evidence.content["reasons"]
    return [
        (reason.value, words.in_words("reason_words", reason.value), numbers[reason])
        for reason in Reason
        if reason in numbers
    ]


def _changes(evidence: Evidence) -> Rows:
    """Return how many people moved from which reason to which since the tally that is corrected."""
    moved = (evidence.content.get("changes") or {}).get("reasons", ())
    return [(one["before"] or "", one["after"] or "", one["people"]) for one in moved]


def readme(evidence: Evidence, parts: Sequence[Part]) -> str:
    """Return what is in a pack and how it is checked, in the reader's language."""
    issue = evidence.count.issue
    digest = issue.hash if issue else ""
    draw = evidence.draw
    paragraphs = [
        _("Evidence for tally %(number)s", number=_number(evidence)),
        words.sentence(evidence.count),
        _(
            "This pack shows how the figure came about. It holds no names, no countries, no places "
            "and no organisations: words such as P001 stand for records, and only the platform "
            "knows for whom. Another pack gives other words."
        ),
        _(
            "Keep this file: people’s ties to trainings are erased in time, and it cannot be made "
            "again after that."
        ),
        _("Files"),
        "\n".join(f"- {part.file}: {part.name} ({len(part.rows)})" for part in parts),
        _(
            "All tables are also in evidence.xlsx. %(sums)s holds the SHA-256 of every file.",
            sums=SUMS,
        ),
        _("The sample"),
        _(
            "The key of each line of the register is the SHA-256 of the text HASH:NUMBER:LINE. "
            "The %(size)s lines with the smallest keys are the sample. Anybody can draw it again.",
            size=draw.size,
        ),
        f"HASH = {digest}\nNUMBER = {draw.number}\nLINES = {len(evidence.redacted.register)}",
        _(
            "To check somebody of the sample, look at the record with the person who looks after "
            "the platform, on the screen. The page of this pack lists the records of the sample."
        ),
    ]
    return "\n\n".join(map(str, paragraphs)) + "\n"
