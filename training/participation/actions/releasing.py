"""What is refused at sign-off: figures whose release would tell on people. Nothing here commits."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import current_app
from flask_babel import format_date
from flask_babel import lazy_gettext as _

from training import clock
from training.errors import Refused
from training.participation import queries, rules
from training.participation.rules import Thresholds

Name = tuple[str, str]  # dimension and value
PEOPLE = frozenset({rules.Unit.PERSON, rules.Unit.SEAT})


class TooClose(Refused):
    """Two figures whose difference would tell on a few people."""

    message = _(
        "This figure differs so little from tally %(number)s, which is public, that the difference "
        "would point at a few people. Wait for more, or count a longer period."
    )


class RowTooClose(Refused):
    """Two figures of a group whose difference would tell on a few people."""

    message = _(
        "The figure for %(row)s differs so little from the one in tally %(number)s that the "
        "difference would point at a few people. Wait for more, count a longer period, or issue "
        "this count without that table."
    )


class TooSoon(Refused):
    """Public figures come out at fixed distances, so that nobody can watch them move."""

    message = _(
        "Tally %(number)s of the same kind was made public on %(day)s. "
        "The next may follow on %(next)s."
    )


class TooSoonForDonors(Refused):
    """What donors get comes out at the same distances."""

    message = _(
        "Donors have tally %(number)s of the same kind since %(day)s. "
        "The next may follow on %(next)s."
    )


class OneTable(Refused):
    """Donors get one table for each period; rounding does not protect two."""

    message = _(
        "Donors have tally %(number)s about the same period already, and two rounded tables tell "
        "more than one. Correct that tally if it is wrong, or count another period."
    )


class GivesAway(Refused):
    """A hidden number that everybody could work out who has an earlier tally too."""

    message = _(
        "Whoever has tally %(number)s too could work out a number that is hidden to protect "
        "participants: %(row)s. Wait for more people, count a longer period, or issue this "
        "count with fewer tables."
    )


class GivesItselfAway(Refused):
    """A hidden number that can be worked out from the tables of one tally."""

    message = _(
        "The tables of this count together give a number away that is hidden to protect "
        "participants: %(row)s. Issue the count once more: it is protected by the rules of today."
    )


def refuse_telling(wanted: queries.Issued) -> None:
    """Raise where a figure that leaves the house would tell on people, beside all that left before.

    What was corrected is no longer shown, and yet known to whoever read it. Raises TooClose,
    RowTooClose, GivesAway, GivesItselfAway, TooSoon, TooSoonForDonors and OneTable.
    """
    if wanted.audience == rules.Audience.INTERNAL or wanted.unit not in PEOPLE:
        return
    told, limits = queries.once_told(), queries.thresholds()
    same = [one for one in told if one.audience == wanted.audience]
    for other in filter(wanted.overlaps, same):
        refuse_too_close(wanted, other, limits)
    if wanted.audience == rules.Audience.PUBLIC:
        refuse_few_left(wanted, same, limits)
    refuse_leak(wanted, told, limits)
    for other in filter(wanted.overlaps, queries.standing(same)):
        refuse_second_table(wanted, other)
        refuse_too_soon(wanted, other)


def refuse_too_close(wanted: queries.Issued, other: queries.Issued, limits: Thresholds) -> None:
    """Raise TooClose or RowTooClose where two figures of one name differ by a few people."""
    names = rules.too_close(other.figures(), wanted.figures(), least(wanted, limits))
    if queries.TOTAL in names:
        raise TooClose(number=other.tally.number)
    for _dimension, value in names:
        raise RowTooClose(number=other.tally.number, row=value)


def least(wanted: queries.Issued, limits: Thresholds) -> int:
    """Return the least persons of a figure that the readers of a tally see."""
    return limits.public if wanted.audience == rules.Audience.PUBLIC else limits.donor


def refuse_few_left(
    wanted: queries.Issued, public: Sequence[queries.Issued], limits: Thresholds
) -> None:
    """Raise where public parts, such as programmes or quarters, leave few of a whole."""
    for name, number in wanted.figures().items():
        shown = [one for one in public if name in one.figures()]
        own = [one for one in shown if wanted.holds(one)]
        if own and leave_few(name, number, own, limits):
            raise closeness(name, own[0])
        for whole in filter(lambda one: one.holds(wanted), shown):
            rest = whole.figures()[name] - number
            beside = [one for one in shown if whole.holds(one) and not wanted.overlaps(one)]
            if leave_few(name, rest, beside, limits):
                raise closeness(name, whole)


def leave_few(name: Name, number: int, parts: Iterable[queries.Issued], limits: Thresholds) -> bool:
    """Tell whether public parts leave few of a figure."""
    return number > 0 and rules.leaves_few(number, [one.as_part(name) for one in parts], limits)


def closeness(name: Name, other: queries.Issued) -> Refused:
    """Return the refusal of a figure, the total or a row, that tells beside an earlier one."""
    number = other.tally.number
    if name == queries.TOTAL:
        return TooClose(number=number)
    return RowTooClose(number=number, row=name[1])


def refuse_leak(wanted: queries.Issued, told: Iterable[queries.Issued], limits: Thresholds) -> None:
    """Raise where a reader of all that left the house could work out a hidden number."""
    kind = [one for one in told if one.unit == wanted.unit and one.rule == wanted.rule]
    known = [queries.reported(one, limits) for one in kind]
    cuts = {table.dimension for one in (wanted, *kind) for table in one.tables}
    nests = queries.nests(cuts)
    found = rules.leak(queries.reported(wanted, limits), known, nests)
    if found is None:
        return
    row = ", ".join(found.values) or _("the people whom no figure names")
    if found.by is None:
        raise GivesItselfAway(row=row)
    raise GivesAway(number=found.by, row=row)


def refuse_second_table(wanted: queries.Issued, other: queries.Issued) -> None:
    """Raise OneTable where donors have a table of the same kind, people and period already."""
    same = (
        wanted.rule == other.rule
        and wanted.tally.programme_id == other.tally.programme_id
        and (wanted.begins, wanted.ends) == (other.begins, other.ends)
    )
    if wanted.audience == rules.Audience.DONOR and same and not corrects(wanted, other):
        raise OneTable(number=other.tally.number)


def corrects(wanted: queries.Issued, other: queries.Issued) -> bool:
    """Tell whether a tally takes the place of another."""
    return wanted.tally.supersedes == other.tally.number


def refuse_too_soon(wanted: queries.Issued, other: queries.Issued) -> None:
    """Raise where a count of the same kind left the house lately; corrections may."""
    signed_at = other.tally.signed_at or clock.now()
    next_at = signed_at + timedelta(days=int(current_app.config["RELEASE_DAYS"]))
    if wanted.profile == other.profile and not corrects(wanted, other) and clock.now() < next_at:
        is_public = wanted.audience == rules.Audience.PUBLIC
        refusal = TooSoon if is_public else TooSoonForDonors
        day, then = format_date(signed_at), format_date(next_at)
        raise refusal(number=other.tally.number, day=day, next=then)
