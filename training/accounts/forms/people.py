"""What the pages about people and organisations send."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from courses import LANGUAGES
from training.accounts.models import OrganisationKind
from training.forms import Form, LineField, UidField

NAME_LENGTH = 80
LANGUAGE_CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
NOT_SAID = ""
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


class DetailsForm(Form):
    """What a person tells about themselves."""

    display_name = LineField(_("Display name"), [InputRequired(), Length(max=NAME_LENGTH)])
    language = SelectField(_("Language"), choices=LANGUAGE_CHOICES)
    organisation = SelectField(
        _("Organisation"),
        description=_("Helps your programme to count organisations. You need not say."),
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
