"""What the pages about accounts send."""

from flask_babel import lazy_gettext as _
from wtforms import (
    PasswordField,
    SelectField,
    SelectMultipleField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from courses import LANGUAGES
from training.access import Role
from training.accounts.models import OrganisationKind
from training.forms import Form, LineField, UidField

NAME_LENGTH = 80
EMAIL_LENGTH = 254
PASSPHRASE_LENGTH = 200
ROLE_NAMES = {
    Role.FACILITATOR: _("Facilitator: runs workshops"),
    Role.STAFF: _("Staff: programmes, counts and reports"),
    Role.AUTHOR: _("Author: course packages"),
    Role.ADMINISTRATOR: _("Administrator: accounts and settings"),
}
KIND_NAMES = {
    OrganisationKind.CSO: _("Civil society organisation"),
    OrganisationKind.NHRI: _("National human rights institution"),
    OrganisationKind.PARLIAMENT: _("Parliament"),
    OrganisationKind.UN: _("United Nations"),
    OrganisationKind.GOVERNMENT: _("Government"),
    OrganisationKind.MEDIA: _("Media"),
    OrganisationKind.ACADEMIA: _("University or research"),
    OrganisationKind.OTHER: _("Other"),
}
LANGUAGE_CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
NOT_SAID = ""


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
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("Write an address such as a@b.org.")),
        ],
        description=_(
            "Only for signing in. Without one you sign in with the card code we give you."
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


class DetailsForm(Form):
    """What a person tells about themselves."""

    display_name = LineField(_("Display name"), [InputRequired(), Length(max=NAME_LENGTH)])
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)
    organisation = SelectField(
        _("Organisation"),
        description=_("Helps your programme to count organisations. You need not say."),
    )


class PassphraseForm(Form):
    """A passphrase for a person who has only a card."""

    passphrase = PasswordField(
        _("Passphrase"),
        [InputRequired(), Length(max=PASSPHRASE_LENGTH)],
        description=_("Ten characters or more. Four words that only you put together work well."),
    )


class RolesForm(Form):
    """The roles that an account holds."""

    roles = SelectMultipleField(
        _("Roles"),
        choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )


class InvitationForm(Form):
    """Which role a new link gives."""

    role = SelectField(
        _("Role"), choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()]
    )


class OrganisationForm(Form):
    """A new entry of the controlled list."""

    uid = UidField()
    name = LineField(_("Name"), [InputRequired(), Length(max=200)])
    kind = SelectField(
        _("Kind"), choices=[SelectChoice(kind.value, name) for kind, name in KIND_NAMES.items()]
    )
    country = LineField(
        _("Country code"),
        [Optional(), Length(min=2, max=2)],
        description=_("Two letters of ISO 3166, such as KE."),
    )
