"""What the pages send on which somebody registers or signs in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from training.accounts.forms.people import NAME_LENGTH
from training.forms import Form, LineField, UidField

EMAIL_LENGTH = 254
PASSPHRASE_LENGTH = 200
WELL_FORMED = Regexp(
    r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+$", message=_("Write an address such as a@b.org.")
)


class RegisterForm(Form):
    """A new trainee: a name of their choice and a passphrase; everything else is optional."""

    person_id = UidField()
    display_name = LineField(
        _("Display name"),
        [InputRequired(), Length(max=NAME_LENGTH)],
        description=_("What others see. A pseudonym is welcome."),
    )
    passphrase = PasswordField(
        _("Passphrase"),
        [InputRequired(), Length(max=PASSPHRASE_LENGTH)],
        description=_("Ten characters or more. Four words that only you put together work well."),
    )
    email = LineField(
        _("E-mail"),
        [
            Optional(),
            Length(max=EMAIL_LENGTH),
            WELL_FORMED,
        ],
        description=_(
            "For a link when you forget the passphrase. Without one, your card code signs you in."
        ),
    )


class SignInForm(Form):
    """How somebody signs in."""

    name = LineField(
        _("E-mail or card code"),
        [InputRequired(), Length(max=EMAIL_LENGTH)],
        description=_("The card code looks like ABCD-EFGH-JKMN-PQ."),
    )
    passphrase = PasswordField(
        _("Passphrase"),
        [Optional(), Length(max=PASSPHRASE_LENGTH)],
        description=_("Leave it empty if you have a card and never chose a passphrase."),
    )


class PassphraseForm(Form):
    """A passphrase for a person who has only a card."""

    passphrase = PasswordField(
        _("Passphrase"),
        [InputRequired(), Length(max=PASSPHRASE_LENGTH)],
        description=_("Ten characters or more. Four words that only you put together work well."),
    )
