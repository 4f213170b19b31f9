"""What the pages about passkeys send: a script puts the browser's answer into a hidden field."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from training.forms import Form, LineField, UidField

PASSKEY_NAME_LENGTH = 60
ANSWER_LENGTH = 20_000
NO_ANSWER = _("Your browser gave no passkey. This needs scripts, and a device that has a lock.")


class PasskeyForm(Form):
    """A passkey that somebody signs in with."""

    answer = HiddenField(validators=[InputRequired(NO_ANSWER), Length(max=ANSWER_LENGTH)])


class NewPasskeyForm(PasskeyForm):
    """A passkey that a device has made, and what its owner calls it."""

    uid = UidField()
    name = LineField(
        _("Name"),
        [InputRequired(), Length(max=PASSKEY_NAME_LENGTH)],
        description=_("So that you know it again, for example: my phone"),
    )
