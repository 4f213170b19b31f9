"""What is decided about a workshop and its meetings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from courses import Course
from training.catalogue.forms import zones
from training.catalogue.models import Award, Programme
from training.forms import (
    DayField,
    Form,
    HourField,
    LineField,
    UidField,
    WholeField,
    between,
    choices,
)
from training.workshops.actions import WorkshopPlan
from training.workshops.models import Kind, Mode
from training.workshops.queries import live_activity
from training.workshops.rules import LONGEST_MINUTES, TITLE_LENGTH, NoSuchTime, moment_of

NOT_CHOSEN = ""
KIND_NAMES = {
    Kind.TRAINING: _("Training"),
    Kind.SENSITISATION: _("Awareness event"),
    Kind.CONFERENCE: _("Conference"),
    Kind.MEETING: _("Meeting"),
}
MODE_NAMES = {Mode.IN_PERSON: _("In a room"), Mode.ONLINE_LIVE: _("Online")}


def ticks(label: Any) -> SelectMultipleField:
    """Return a list of boxes to tick."""
    return SelectMultipleField(
        label, option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )


class WorkshopForm(Form):
    """What is decided about a workshop."""

    uid = UidField()
    title = LineField(
        _("Title"),
        [InputRequired(), Length(max=TITLE_LENGTH)],
        description=_("Participants see it. Choose a neutral one if people could be at risk."),
    )
    kind = SelectField(_("Kind"), choices=choices(KIND_NAMES))
    mode = SelectField(_("How people meet"), choices=choices(MODE_NAMES))
    course_id = SelectField(
        _("Course"),
        description=_("Its activities fill the agenda, and whoever joins takes part in it."),
    )
    percent = WholeField(
        _("Per cent of the planned meetings to attend"),
        [InputRequired(), between(1, 100)],
        default=80,
        description=_("Whoever attends this much completes the live part of the course."),
    )
    programme_id = SelectField(_("Programme"))
    award_ids = ticks(_("Awards that pay for it"))
    zone = SelectField(
        _("Time zone"), description=_("Meetings are dated by the clocks of this place.")
    )

    def offer(
        self, courses: Sequence[Course], programmes: Sequence[Programme], awards: Sequence[Award]
    ) -> None:
        """Fill in what can be chosen."""
        none = SelectChoice(NOT_CHOSEN, _("None"))
        self.zone.choices = zones()
        self.course_id.choices = [none, *(SelectChoice(one.id, one.title) for one in courses)]
        self.programme_id.choices = [none, *(SelectChoice(one.id, one.title) for one in programmes)]
        self.award_ids.choices = [
            SelectChoice(one.id, isolated(one.title, one.donor)) for one in awards
        ]
        self.programme_of = {one.id: one.programme_id for one in awards}
        self.live = {one.id: live_activity(one) for one in courses}

    def validate_award_ids(self, field: Field) -> None:
        """Refuse an award of another programme than the chosen one."""
        programmes = {self.programme_of.get(award_id) for award_id in field.data or ()}
        if self.programme_id.data and programmes - {self.programme_id.data}:
            raise ValidationError(_("An award that you chose belongs to another programme."))

    def plan(self) -> WorkshopPlan:
        """Return what was decided."""
        return WorkshopPlan(
            title=self.title.data,
            kind=Kind(self.kind.data),
            mode=Mode(self.mode.data),
            zone=self.zone.data,
            share=self.percent.data / 100,
            programme_id=self.programme_id.data or None,
            award_ids=tuple(self.award_ids.data or ()),
            course_id=self.course_id.data or None,
            activity_id=self.live.get(self.course_id.data),
        )


def refuse_skipped(day: DayField, hour: HourField, zone: str) -> None:
    """Refuse a time of day that the clocks of a zone never show on that day."""
    if day.errors or not day.data or hour.data is None:
        return
    try:
        moment_of(datetime.combine(day.data, hour.data), zone)
    except NoSuchTime:
        raise ValidationError(
            _("On this day the clocks go forward past this time. Choose another.")
        ) from None


class MeetingForm(Form):
    """A meeting at a wall-clock time of a place; `clocks` names the zone that is meant."""

    clocks = "UTC"

    uid = UidField()
    day = DayField(_("Day"), [InputRequired()])
    begins = HourField(_("Begins at"), [InputRequired()])
    minutes = WholeField(_("Minutes"), [InputRequired(), between(1, LONGEST_MINUTES)], default=90)

    def validate_begins(self, field: HourField) -> None:
        """Refuse the hour that the clocks skip in spring."""
        refuse_skipped(self.day, field, self.place())

    def place(self) -> str:
        """Return the zone whose clocks are meant."""
        return self.clocks

    def starts_at(self) -> datetime:
        """Return the moment in UTC; raises NoSuchTime."""
        return moment_of(datetime.combine(self.day.data, self.begins.data), self.place())


class NewWorkshopForm(WorkshopForm, MeetingForm):
    """A new workshop with its first meeting."""

    def place(self) -> str:
        """Return the zone that was chosen for the workshop."""
        return str(self.zone.data)

    def validate_begins(self, field: HourField) -> None:
        """Refuse the skipped hour, once there is a zone that has one."""
        if not self.zone.errors:
            super().validate_begins(field)


def isolated(*texts: str) -> str:
    """Return texts side by side, each in its own direction of writing (Unicode isolates)."""
    return " · ".join(f"\u2068{text}\u2069" for text in texts)


class RepeatForm(Form):
    """The same workshop once more, from another day on."""

    uid = UidField()
    title = LineField(
        _("Title"),
        [InputRequired(), Length(max=TITLE_LENGTH)],
        description=_("Participants see it. Choose a neutral one if people could be at risk."),
    )
    day = DayField(_("Day of the first meeting"), [InputRequired()])
