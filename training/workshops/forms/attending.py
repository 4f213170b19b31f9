"""What people send who come in, and who calls the roll."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field
from wtforms.validators import InputRequired, Length, ValidationError

from training.accounts.forms import NAME_LENGTH
from training.forms import Form, LineField, UidField
from training.workshops.actions import Sheet
from training.workshops.models import Mark

BASIS = "basis-"
MARKS: Mapping[str, Mark] = {mark.value: mark for mark in Mark}
MARK_NAMES = {
    Mark.PRESENT: _("Present"),
    Mark.LATE: _("Late"),
    Mark.EXCUSED: _("Excused"),
    Mark.ABSENT: _("Absent"),
}


class JoinForm(Form):
    """How somebody comes into a workshop; the id is the new person's."""

    person_id = UidField()
    code = LineField(_("Code of the workshop"), [InputRequired(), Length(max=20)])
    display_name = LineField(
        _("Display name"),
        [Length(max=NAME_LENGTH)],
        description=_("What the facilitator sees. A pseudonym is welcome."),
    )
    card = LineField(
        _("Code of your card"),
        [Length(max=30)],
        description=_("With it you come back as the same person, and are counted once."),
    )


class RollForm(Form):
    """A roll, and somebody who stands in the door.

    The marks come as a field for each person on the sheet, with the mark that each was based on.
    """

    uid = UidField()
    person_id = UidField()
    display_name = LineField(
        _("Display name"),
        [Length(max=NAME_LENGTH)],
        description=_("They get a card and are marked present. The marks above are saved, too."),
    )
    everybody_else = BooleanField(name="all")
    add = BooleanField()

    def validate_display_name(self, field: Field) -> None:
        """Ask for the name when somebody is to be added."""
        if self.add.data and not field.data:
            raise ValidationError(_("Write the name that you will call this person by."))

    def sheet(self, sent: Mapping[str, str]) -> Sheet:
        """Return the sheet that was sent, also when something else in the form is wrong.

        With the button `all`, everybody on it without a mark is present; who came onto the roster
        later is not on it. Whoever is added is present.
        """
        basis = {
            name.removeprefix(BASIS): value
            for name, value in sent.items()
            if name.startswith(BASIS)
        }
        usual = Mark.PRESENT.value if self.everybody_else.data else ""
        chosen = {person_id: sent.get(f"mark-{person_id}", usual) for person_id in basis}
        marks = {person_id: MARKS[word] for person_id, word in chosen.items() if word in MARKS}
        if self.display_name.data:
            marks[str(self.person_id.data)] = Mark.PRESENT
        return Sheet(str(self.uid.data), marks, basis)
