"""What the desk of those who report asks, and what they say about targets."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from training.forms import (
    DayField,
    Form,
    LineField,
    UidField,
    WholeField,
    between,
    choices,
    not_before,
)
from training.participation.forms import CountForm
from training.participation.rules import Period
from training.reports.models import HIGHEST_TARGET, NOTE_LENGTH, SOURCE_LENGTH
from training.reports.rules import Step

YEARS_OFFERED = 10
STEP_NAMES = {Step.MONTH: _("Months"), Step.QUARTER: _("Quarters")}


class DeskForm(CountForm):
    """What to show. Read from an address, it needs no guard: asking changes nothing."""

    begins = None  # type: ignore[assignment]  # the desk shows whole years
    ends = None  # type: ignore[assignment]  # the desk shows whole years
    year = SelectField(_("Year"), coerce=int)
    step = SelectField(_("Along time"), choices=choices(STEP_NAMES))
    anew = BooleanField()

    def offer_years(self, last: int) -> None:
        """Let the reader choose among this year and those before it."""
        self.year.choices = [
            SelectChoice(year, str(year)) for year in range(last, last - YEARS_OFFERED, -1)
        ]


class ChangeForm(Form):
    """What a target is to say from now on; `basis` is the state of it that was on the page."""

    uid = UidField()
    basis = UidField()
    begins = DayField(_("From"), [InputRequired()])
    ends = DayField(_("To"), [InputRequired(), not_before("begins")])
    number = WholeField(
        _("Target"),
        [InputRequired(), between(1, HIGHEST_TARGET)],
        description=_("How many are to be counted by the last day."),
    )
    note = LineField(
        _("Note"),
        [Optional(), Length(max=NOTE_LENGTH)],
        description=_("What it is for, or why it changes. No names of people."),
    )
    source = LineField(
        _("Source"),
        [InputRequired(), Length(max=SOURCE_LENGTH)],
        description=_("Where it is written, for example a grant agreement and its date."),
    )

    def period(self) -> Period:
        """Return the days of the target."""
        return Period(self.begins.data, self.ends.data)


class TargetForm(ChangeForm):
    """A new target."""

    basis = None  # type: ignore[assignment]  # there is no earlier state

    indicator = SelectField(_("Indicator"), description=_("What is counted, by which definition."))
    programme = SelectField(_("Programme"))

    def offer(self, indicators: Mapping[str, str], programmes: list[SelectChoice]) -> None:
        """Fill in what can be chosen."""
        self.indicator.choices = choices(indicators)
        self.programme.choices = programmes


class EndForm(Form):
    """A button by which a target is no longer pursued.

    basis  the state of the target that was on the page
    """

    uid = UidField()
    basis = UidField()
