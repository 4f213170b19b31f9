"""What is refused at sign-off: figures whose release would tell on people. Nothing here commits."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import current_app
from flask_babel import format_date
from flask_babel import lazy_gettext as _

from training import clock
from training.errors import Refused
from training.participation import queries, rules

PEOPLE = frozenset({rules.Unit.PERSON, rules.Unit.SEAT})


class TooClose(Refused):
    """Two public figures whose difference would tell on a few people."""

    message = _(
        "This figure differs so little from tally %(number)s, which is public, that the difference "
        "would point at a few people. Wait for more, or count a longer period."
    )


class TooSoon(Refused):
    """Public figures come out at fixed distances, so that nobody can watch them move."""

    message = _(
        "Tally %(number)s of the same kind was made public on %(day)s. "
        "The next may follow on %(next)s."
    )


def refuse_telling(wanted: queries.Issued) -> None:
    """Raise TooClose or TooSoon where a public figure would tell on people.

    What was corrected is no longer shown, and yet known to whoever read it.
    """
    if wanted.audience != rules.Audience.PUBLIC or wanted.unit not in PEOPLE:
        return
    public = queries.once_public()
    for other in filter(wanted.overlaps, public):
        if rules.too_close(figure(other), figure(wanted), queries.thresholds()):
            raise TooClose(number=other.tally.number)
    refuse_few_left(wanted, [one for one in public if one.total])
    for other in filter(wanted.overlaps, queries.published()):
        refuse_too_soon(wanted, other)


def refuse_few_left(wanted: queries.Issued, public: Sequence[queries.Issued]) -> None:
    """Raise TooClose where public parts, such as programmes or quarters, leave few of a whole."""
    own = [one for one in public if wanted.holds(one)]
    if own and leave_few(wanted.total, own):
        raise TooClose(number=own[0].tally.number)
    for whole in public:
        rest = (whole.total or 0) - (wanted.total or 0)
        beside = [one for one in public if whole.holds(one) and not wanted.overlaps(one)]
        if wanted.total and whole.holds(wanted) and leave_few(rest, beside):
            raise TooClose(number=whole.tally.number)


def leave_few(total: int | None, parts: Iterable[queries.Issued]) -> bool:
    """Tell whether public parts leave few of a total, if it is shown."""
    known = [one.as_part() for one in parts]
    return bool(total) and rules.leaves_few(total or 0, known, queries.thresholds())


def refuse_too_soon(wanted: queries.Issued, other: queries.Issued) -> None:
    """Raise TooSoon where a count of the same kind was made public lately; corrections may."""
    signed_at = other.tally.signed_at or clock.now()
    next_at = signed_at + timedelta(days=int(current_app.config["RELEASE_DAYS"]))
    corrects = wanted.tally.supersedes == other.tally.number
    if wanted.profile == other.profile and not corrects and clock.now() < next_at:
        day, then = format_date(signed_at), format_date(next_at)
        raise TooSoon(number=other.tally.number, day=day, next=then)


def figure(one: queries.Issued) -> dict[str, int]:
    """Return the public total of a count by name, where it has one."""
    return {} if one.total is None else {"total": one.total}
