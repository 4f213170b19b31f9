"""What the pages about identities send."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from training.forms import Form, UidField
from training.identities.actions import Decision
from training.identities.models import RECORD_LENGTH
from training.participation.forms import PeriodForm
from training.participation.rules import Period, Profile, Question


class QuestionForm(PeriodForm):
    """The count that decisions are to narrow. Read from an address, it needs no guard."""

    profile = SelectField(_("Counting profile"))

    def offer(self, profiles: Iterable[Profile]) -> None:
        """Fill in what can be counted."""
        self.profile.choices = [SelectChoice(one.id, gettext(one.title)) for one in profiles]

    def question(self, profiles: Iterable[Profile]) -> Question:
        """Return what is asked."""
        profile = next(one for one in profiles if one.id == self.profile.data)
        return Question(profile, Period(*self.period()))


class DecideForm(Form):
    """What somebody says of two records."""

    uid = UidField()
    one = HiddenField(validators=[InputRequired(), Length(max=RECORD_LENGTH)])
    other = HiddenField(validators=[InputRequired(), Length(max=RECORD_LENGTH)])
    decision = SelectField(
        _("Decision"), choices=[SelectChoice(word.value, word.value) for word in Decision]
    )


class UndoForm(Form):
    """A decision that is taken back."""

    uid = UidField()
    link = HiddenField(validators=[InputRequired(), Length(max=RECORD_LENGTH)])


class LookForm(Form):
    """A button by which staff let the platform look for records of one human."""


def usual(day: date) -> dict[str, str]:
    """Return what is asked where nothing else is: the platform's own rule, in the year of a day."""
    return {"profile": "default", "from": f"{day.year}-01-01", "to": f"{day.year}-12-31"}
