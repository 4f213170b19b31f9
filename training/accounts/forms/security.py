"""What the pages send on which people look after their locks and keys."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length, Optional

from training.accounts.forms.signing_in import PASSPHRASE_LENGTH, PassphraseForm
from training.accounts.models import Means
from training.accounts.rules import Device
from training.forms import Form, LineField, UidField

CODE_LENGTH = 20
DEVICE_NAMES = {
    Device.PHONE: _("Phone"),
    Device.TABLET: _("Tablet"),
    Device.COMPUTER: _("Computer"),
    Device.OTHER: _("Another device"),
}
MEANS_NAMES = {
    Means.CARD: _("with the card alone"),
    Means.PASSPHRASE: _("with the passphrase"),
    Means.LINK: _("with a link sent by e-mail"),
    Means.PASSKEY: _("with a passkey"),
}


class CodeForm(Form):
    """The second factor of somebody who signs in."""

    code = LineField(
        _("Code"),
        [InputRequired(), Length(max=CODE_LENGTH)],
        description=_(
            "The six digits that your authenticator shows now, or one of your recovery codes."
        ),
    )


class AuthenticatorForm(Form):
    """The first code of a new authenticator; the secret that it shows follows from the id."""

    uid = UidField()
    code = LineField(
        _("Code"),
        [InputRequired(), Length(max=CODE_LENGTH)],
        description=_("The six digits that the authenticator shows now."),
    )


class RecoveryCodesForm(Form):
    """The wish for new recovery codes, which follow from the id."""

    uid = UidField()


class AgainForm(Form):
    """The passphrase once more, before locks and keys are changed."""

    passphrase = PasswordField(_("Passphrase"), [InputRequired(), Length(max=PASSPHRASE_LENGTH)])


class ChangePassphraseForm(PassphraseForm):
    """A new passphrase, and the one so far."""

    current = PasswordField(_("Passphrase so far"), [Optional(), Length(max=PASSPHRASE_LENGTH)])
