"""Buttons and choices of a course: what was done, how far a film was played, which language."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange

from courses import LANGUAGES, Course
from training.forms import Form, UidField, WholeField

A_DAY = 24 * 3600


class EventForm(Form):
    """A button that says that something was done."""

    uid = UidField()


class VideoForm(Form):
    """A button that says how somebody took in a film."""

    uid = UidField()
    how = SelectField(choices=[SelectChoice("watched", ""), SelectChoice("read", "")])


class PositionForm(Form):
    """How far a film was played, in seconds."""

    seconds = WholeField(validators=[NumberRange(0, A_DAY)])


class EnrolForm(Form):
    """The language that a course is taken in."""

    uid = UidField()
    language = SelectField(
        _("Language of the course"),
        description=_("You can change it at any time. Nothing gets lost."),
    )

    def offer(self, course: Course) -> None:
        """Offer the languages that the course has."""
        self.language.choices = [SelectChoice(one, LANGUAGES[one]) for one in course.languages]
