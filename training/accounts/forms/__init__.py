"""What the pages about accounts send."""

from training.accounts.forms.links import AddressForm, LinkForm, OpenLinkForm
from training.accounts.forms.passkeys import NewPasskeyForm, PasskeyForm
from training.accounts.forms.people import (
    KIND_NAMES,
    NAME_LENGTH,
    NOT_SAID,
    DetailsForm,
    OrganisationForm,
)
from training.accounts.forms.roles import ROLE_NAMES, InvitationForm, RolesForm
from training.accounts.forms.security import (
    DEVICE_NAMES,
    MEANS_NAMES,
    AgainForm,
    AuthenticatorForm,
    ChangePassphraseForm,
    CodeForm,
    RecoveryCodesForm,
)
from training.accounts.forms.signing_in import PassphraseForm, RegisterForm, SignInForm

__all__ = [
    "DEVICE_NAMES",
    "KIND_NAMES",
    "MEANS_NAMES",
    "NAME_LENGTH",
    "NOT_SAID",
    "ROLE_NAMES",
    "AddressForm",
    "AgainForm",
    "AuthenticatorForm",
    "ChangePassphraseForm",
    "CodeForm",
    "DetailsForm",
    "InvitationForm",
    "LinkForm",
    "NewPasskeyForm",
    "OpenLinkForm",
    "OrganisationForm",
    "PasskeyForm",
    "PassphraseForm",
    "RecoveryCodesForm",
    "RegisterForm",
    "RolesForm",
    "SignInForm",
]
