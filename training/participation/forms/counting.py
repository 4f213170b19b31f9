"""What to count, and what is done with a count: issued, signed off, taken out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from training.catalogue.models import Programme
from training.forms import DayField, Form, UidField, WholeField, choices, not_before
from training.participation import queries, rules
from training.participation.exports import AUDIENCE_NAMES, DIMENSION_NAMES
from training.participation.models import HIGHEST_NUMBER

NOT_CUT = ""
WHOLE = ""
ONE_YEAR = _(
    "Choose one whole year, from January 1 to December 31. Numbers of other days, taken from those "
    "of the year, would point at a few people."
)


class PeriodForm(Form):
    """Which days are asked about. Read from an address, it needs no guard.

    years_only   for who sees protected figures only: other days than whole years are refused
    """

    begins = DayField(_("From"), [InputRequired()], name="from")
    ends = DayField(_("To"), [InputRequired(), not_before("begins")], name="to")
    years_only = False

    def validate_ends(self, _field: DayField) -> None:
        """Refuse days that would, taken from those of the year, point at a few people."""
        asked = self.begins.data and self.years_only
        if asked and not rules.Period(*self.period()).is_whole_year:
            raise ValidationError(ONE_YEAR)

    def period(self) -> tuple[date, date]:
        """Return the first and the last day, both included."""
        return self.begins.data, self.ends.data


class CountForm(PeriodForm):
    """What to count. Read from an address, it needs no guard: asking changes nothing."""

    profile = SelectField(_("Counting profile"))
    by = SelectField(_("Cut by"))
    programme = SelectField(_("Programme"))
    audience = SelectField(
        _("For whom"),
        description=_("Decides which small numbers are hidden in the table that leaves the house."),
    )

    def offer(self, programmes: Iterable[Programme], *, whole: bool, internal: bool) -> None:
        """Fill in what can be chosen; who sees no people before protection chooses whole years.

        whole      whether the whole ledger may be counted, and not these programmes only
        internal   whether tables may be seen before they are protected
        """
        self.years_only = not internal
        self.programme.choices = [
            *([SelectChoice(WHOLE, _("All programmes"))] if whole else []),
            *(SelectChoice(one.id, one.title) for one in programmes),
        ]
        self.profile.choices = [
            SelectChoice(profile.id, gettext(profile.title)) for profile in queries.profiles()
        ]
        self.by.choices = [
            SelectChoice(NOT_CUT, _("Totals only")),
            *choices(DIMENSION_NAMES),
        ]
        self.audience.choices = [
            *([SelectChoice(NOT_CUT, _("As the profile says"))] if internal else []),
            *(
                SelectChoice(key.value, name)
                for key, name in AUDIENCE_NAMES.items()
                if internal or key != rules.Audience.INTERNAL
            ),
        ]

    def address(self) -> dict[str, Any]:
        """Return what the address of the page says that answers this."""
        asked = (self.profile, self.begins, self.ends, self.by, self.programme, self.audience)
        return {field.name: field.data for field in asked if field.data}


class AgainForm(CountForm):
    """A button that counts anew what a page asked."""


class ReasonForm(Form):
    """Which records to list below a count; read from an address, it needs no guard."""

    reason = SelectField(_("Reason"), [Optional()], choices=["", *rules.Reason])
    page = IntegerField(_("Page"), [Optional(), NumberRange(1, HIGHEST_NUMBER)])


class IssueForm(CountForm):
    """A count that is to be issued, with a table for each dimension that is wanted."""

    uid = UidField()
    also = SelectMultipleField(
        _("More tables in the same tally"),
        choices=choices(DIMENSION_NAMES),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        validators=[Optional()],
        description=_(
            "They are protected together, so that none gives away what another hides. "
            "The more tables, the more is hidden in each."
        ),
    )

    def dimensions(self) -> tuple[str, ...]:
        """Return what the count is cut by, each once, the first table first."""
        wanted = [self.by.data or NOT_CUT, *(self.also.data or ())]
        return tuple(dict.fromkeys(one for one in wanted if one)) or (NOT_CUT,)


class SignForm(Form):
    """A button by which a second person signs off a count."""


class MilestoneForm(Form):
    """What a published indicator began at and should reach; read from an address."""

    baseline = WholeField(_("Baseline"), [Optional(), NumberRange(0, HIGHEST_NUMBER)])
    target = WholeField(_("Target"), [Optional(), NumberRange(0, HIGHEST_NUMBER)])


class EvidenceForm(Form):
    """For which number that the auditor chose, and how large, the sample of a pack is drawn."""

    seed = WholeField(
        _("The auditor’s number"),
        [InputRequired(), NumberRange(0, HIGHEST_NUMBER)],
        description=_(
            "Any whole number that the auditor chooses. It decides who is in the sample."
        ),
    )
    size = WholeField(_("People in the sample"), [InputRequired(), NumberRange(1, 1000)])
    titles = BooleanField(
        _("Give the titles of trainings"),
        description=_("A title can name a place or a topic that tells on people."),
    )
