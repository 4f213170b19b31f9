"""What the agenda of a workshop holds."""

from collections.abc import Iterable

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from courses import Activity, Course, Live
from training.forms import Form, WholeField, between
from training.workshops.forms.planning import isolated, ticks
from training.workshops.rules import LONGEST_MINUTES, Step, UnreadableStep, steps_in


class AgendaForm(Form):
    """What the agenda holds: activities of the course, and the facilitator's own items."""

    activities = ticks(_("From the course"))
    own = TextAreaField(
        _("Items of your own"),
        [Optional(), Length(max=4000, message=_("Fewer items, please: this is too long."))],
        description=_("A line each: minutes, then a title. For example: 10 Welcome"),
    )

    def offer(self, course: Course | None) -> None:
        """Fill in the activities that can be chosen: all but the workshop itself."""
        self.offered = [
            one for one in (course.activities if course else ()) if not isinstance(one, Live)
        ]
        self.activities.choices = [SelectChoice(one.id, labelled(one)) for one in self.offered]

    def show(self, steps: Iterable[Step]) -> None:
        """Fill in the agenda as it is."""
        known = tuple(steps)
        self.activities.data = [one.activity_id for one in known if one.activity_id]
        own = [f"{one.minutes} {one.title}" for one in known if one.activity_id is None]
        self.own.data = "\n".join(own)

    def validate_own(self, field: Field) -> None:
        """Say which line cannot be read."""
        try:
            steps_in(field.data or "")
        except UnreadableStep as unreadable:
            raise ValidationError(
                gettext(
                    "Line %(number)s: write the minutes, a blank and a title.",
                    number=unreadable.line,
                )
            ) from None

    def steps(self) -> tuple[Step, ...]:
        """Return what was chosen: activities with the minutes they take, then own items."""
        wanted = set(self.activities.data or ())
        return (
            *(Step(one.id, one.title, one.minutes) for one in self.offered if one.id in wanted),
            *steps_in(self.own.data or ""),
        )


def labelled(activity: Activity) -> str:
    """Return an activity's title, isolated from the text around it, and its minutes."""
    minutes = ngettext("%(num)s minute", "%(num)s minutes", activity.minutes)
    return isolated(activity.title, minutes)


class StepForm(Form):
    """Where a step of the agenda stands and how long it takes."""

    place = WholeField(_("Place"), [InputRequired(), between(1, 999)])
    minutes = WholeField(_("Minutes"), [InputRequired(), between(1, LONGEST_MINUTES)])
