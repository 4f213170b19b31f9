"""What the pages about circles send."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from courses import LANGUAGES
from training.circles.actions import CirclePlan
from training.circles.models import Circle
from training.circles.rules import MOST_WANTED
from training.forms import DayField, Form, HourField, UidField
from training.learning.models import Draft
from training.workshops.forms import refuse_skipped
from training.workshops.rules import moment_of

USUAL = 2


class DeadlinesForm(Form):
    """When drafts and feedback are due, by the clocks of the workshop's zone."""

    clocks = "UTC"

    drafts_day = DayField(_("Drafts: last day"), [InputRequired()])
    drafts_hour = HourField(_("Drafts: until"), [InputRequired()], default=time(18))
    feedback_day = DayField(_("Feedback: last day"), [InputRequired()])
    feedback_hour = HourField(_("Feedback: until"), [InputRequired()], default=time(18))

    def validate_drafts_hour(self, field: Field) -> None:
        """Refuse the hour that the clocks skip in spring."""
        refuse_skipped(self.drafts_day, field, self.clocks)

    def validate_feedback_hour(self, field: Field) -> None:
        """Refuse the hour that the clocks skip in spring."""
        refuse_skipped(self.feedback_day, field, self.clocks)

    def show(self, circle: Circle) -> None:
        """Fill in the deadlines as they are."""
        drafts, feedback = (
            one.astimezone(ZoneInfo(self.clocks))
            for one in (circle.drafts_until, circle.feedback_until)
        )
        self.drafts_day.data, self.drafts_hour.data = drafts.date(), drafts.time()
        self.feedback_day.data, self.feedback_hour.data = feedback.date(), feedback.time()

    def drafts_until(self) -> datetime:
        """Return when drafts are due, in UTC."""
        return moment_of(datetime.combine(self.drafts_day.data, self.drafts_hour.data), self.clocks)

    def feedback_until(self) -> datetime:
        """Return when feedback is due, in UTC."""
        return moment_of(
            datetime.combine(self.feedback_day.data, self.feedback_hour.data), self.clocks
        )


class OpenForm(DeadlinesForm):
    """A new circle."""

    uid = UidField()
    activity_id = SelectField(
        _("Exercise"), description=_("People hand in a draft that they wrote in this exercise.")
    )
    wanted = SelectField(
        _("Drafts that each person reads"),
        choices=[SelectChoice(str(number), str(number)) for number in range(1, MOST_WANTED + 1)],
        default=str(USUAL),
        description=_("Everybody gets as many answers as they give. In a small group it is fewer."),
    )

    def offer(self, exercises: Mapping[str, str]) -> None:
        """Fill in the exercises that have no circle yet."""
        self.activity_id.choices = [SelectChoice(one, title) for one, title in exercises.items()]

    def plan(self) -> CirclePlan:
        """Return what was decided."""
        return CirclePlan(
            activity_id=self.activity_id.data,
            wanted=int(self.wanted.data),
            drafts_until=self.drafts_until(),
            feedback_until=self.feedback_until(),
        )


class JoinForm(Form):
    """Somebody takes part, and says what they can read."""

    uid = UidField()
    reads = SelectMultipleField(
        _("Languages that you can read"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
        description=_("Where it can be done, you get drafts in these languages."),
    )

    def validate_reads(self, field: Field) -> None:
        """Ask for one language; marked as required, a browser would ask for every one of them."""
        if not field.data:
            raise ValidationError(_("Choose at least one language."))


class HandInForm(Form):
    """One of one's own drafts, by its number in the order in which they were written."""

    number = RadioField(_("Which draft?"), coerce=int)

    def offer(self, drafts: Sequence[Draft], chosen: str | None) -> None:
        """Fill in the drafts, the newest first; what was handed in, or the newest, is chosen."""
        self.drafts = dict(zip(range(len(drafts), 0, -1), drafts, strict=True))
        self.number.choices = [
            SelectChoice(number, one.text) for number, one in self.drafts.items()
        ]
        if not self.is_submitted():
            known = (number for number, one in self.drafts.items() if one.id == chosen)
            self.number.data = next(known, len(drafts))

    def draft(self) -> Draft:
        """Return the draft that was chosen."""
        return self.drafts[self.number.data]


class PhaseForm(Form):
    """A facilitator goes on before a deadline; `phase` is what the page showed."""

    phase = SelectField(choices=[SelectChoice("drafting", ""), SelectChoice("giving", "")])
