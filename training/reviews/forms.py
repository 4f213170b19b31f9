"""What the pages of the calendar send, and the words for its steps."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from training.forms import (
    DayField,
    Form,
    LineField,
    UidField,
    WholeField,
    choices,
    not_before,
)
from training.i18n import countries
from training.reviews.exports import STEP_NAMES
from training.reviews.models import ADDRESS_LENGTH, SOURCE_LENGTH
from training.reviews.rules import COUNTED_STEPS, ROUND, Source, Span, Status, Step, facts

MOST_WEEKS = 600


class StateForm(Form):
    """Which State to look up. Read from an address, it needs no guard."""

    country = SelectField(_("State"))

    def offer(self, states: Iterable[str]) -> None:
        """Fill in the States."""
        self.country.choices = choices(dict(countries(states)))


class SourceForm(Form):
    """Where something was read, and when it was so."""

    source = LineField(
        _("Source"),
        [InputRequired(), Length(max=SOURCE_LENGTH)],
        description=_("The title of the page, letter or notice where you read it."),
    )
    address = LineField(
        _("Address of the source"),
        [Optional(), Length(max=ADDRESS_LENGTH)],
        description=_("Kept as text. The platform never opens it."),
    )
    as_of = DayField(_("As of"), [InputRequired()])

    def read_in(self) -> Source:
        """Return the source."""
        return Source(self.source.data, self.address.data or "")


class DateForm(SourceForm):
    """A date around a review, which goes before all that is worked out."""

    uid = UidField()
    step = SelectField(
        _("Step"),
        choices=choices({one: STEP_NAMES[one] for one in Step if one is not Step.NEXT_REVIEW}),
    )
    first_day = DayField(_("First day"), [InputRequired()])
    last_day = DayField(_("Last day, if it is a range"), [Optional(), not_before("first_day")])
    status = SelectField(
        _("How sure is it?"),
        choices=choices(
            {
                Status.PUBLISHED: _("Published: the source says this date"),
                Status.EXPECTED: _("Expected: it may still change"),
            }
        ),
    )

    def span(self) -> Span:
        """Return the day or the range."""
        return Span(self.first_day.data, self.last_day.data or self.first_day.data)


class StateDateForm(DateForm):
    """A date around the review of one State, in one of its sessions."""

    session = SelectField(_("Session of the Working Group"), coerce=int)

    def offer(self, sessions: Iterable[int]) -> None:
        """Fill in the sessions in which the State is reviewed, the last one first."""
        self.session.choices = [
            SelectChoice(one, format_decimal(one)) for one in sorted(sessions, reverse=True)
        ]


class PlaceForm(SourceForm):
    """The session in which a State is reviewed."""

    uid = UidField()
    session = WholeField(_("Session of the Working Group"), [InputRequired(), NumberRange(1)])

    def validate_session(self, field: WholeField) -> None:
        """Refuse a number that no session has."""
        known = facts()
        if field.data is not None and not known.first <= field.data <= known.last + ROUND:
            raise ValidationError(_("There is no such session."))


class WeekField(WholeField):
    """Weeks from the session: before it with a minus."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        between = NumberRange(-MOST_WEEKS, MOST_WEEKS, _("Choose a number from -600 to 600."))
        super().__init__(label, [InputRequired(), between], **kwargs)


class RuleForm(Form):
    """The offsets by which dates are worked out."""

    uid = UidField()
    source = LineField(
        _("Source"),
        [InputRequired(), Length(max=SOURCE_LENGTH)],
        description=_("Where the weeks come from, or why they were changed."),
    )
    based_on = HiddenField(validators=[InputRequired(), Length(max=9)])

    def version(self) -> int:
        """Return the version that was on the page; -1 for what is none."""
        return int(self.based_on.data) if str(self.based_on.data).isdecimal() else -1

    def weeks(self) -> Mapping[Step, tuple[int, int]]:
        """Return the earliest and the latest week of each step."""
        return {
            step: (self[f"{step}-earliest"].data, self[f"{step}-latest"].data)
            for step in COUNTED_STEPS
        }

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Refuse a step whose latest week comes before the earliest."""
        sound = bool(super().validate(*args, **kwargs))
        for step in COUNTED_STEPS:
            earliest, latest = self[f"{step}-earliest"], self[f"{step}-latest"]
            if (
                earliest.data is not None
                and latest.data is not None
                and latest.data < earliest.data
            ):
                latest.errors = [*latest.errors, _("The latest week comes before the earliest.")]
                sound = False
        return sound


for _step in COUNTED_STEPS:
    setattr(RuleForm, f"{_step}-earliest", WeekField(_("Earliest week")))
    setattr(RuleForm, f"{_step}-latest", WeekField(_("Latest week")))
