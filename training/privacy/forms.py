"""What the pages about one's own data send."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from training.forms import Form, UidField
from training.privacy.rules import Purpose


class ConsentForm(Form):
    """One switch: agree to a purpose, or take it back."""

    uid = UidField()
    purpose = SelectField(choices=[SelectChoice(one.value, "") for one in Purpose])
    agrees = SelectField(choices=[SelectChoice("yes", ""), SelectChoice("no", "")])


class DraftsForm(Form):
    """A button that erases the wordings of one's rewrites."""


class EraseForm(Form):
    """The last question before a person is erased."""

    sure = BooleanField(
        _("I understand that this cannot be undone"),
        [DataRequired(_("Tick this first, so that nobody is erased by a slip."))],
    )
