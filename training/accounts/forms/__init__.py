"""What the pages about accounts send."""

from training.accounts.forms.people import (
    KIND_NAMES,
    NAME_LENGTH,
    NOT_SAID,
    DetailsForm,
    OrganisationForm,
)
from training.accounts.forms.roles import ROLE_NAMES, InvitationForm, RolesForm
from training.accounts.forms.signing_in import PassphraseForm, RegisterForm, SignInForm

__all__ = [
    "KIND_NAMES",
    "NAME_LENGTH",
    "NOT_SAID",
    "ROLE_NAMES",
    "DetailsForm",
    "InvitationForm",
    "OrganisationForm",
    "PassphraseForm",
    "RegisterForm",
    "RolesForm",
    "SignInForm",
]
