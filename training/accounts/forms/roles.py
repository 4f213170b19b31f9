"""What the pages about roles send."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice

from training.access import Role
from training.forms import Form

ROLE_NAMES = {
    Role.FACILITATOR: _("Facilitator: runs workshops"),
    Role.STAFF: _("Staff: programmes, counts and reports"),
    Role.AUTHOR: _("Author: course packages"),
    Role.ADMINISTRATOR: _("Administrator: accounts and settings"),
}


GIVEN_BY_HAND = tuple(ROLE_NAMES)
ROLE_NAMES |= {
    Role.ORGANISER: _("Organiser: some programmes, their counts and reports"),
    Role.REPORTER: _("Reporter: protected tables of some programmes"),
}


class RolesForm(Form):
    """The roles that an account holds."""

    roles = SelectMultipleField(
        _("Roles"),
        choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in GIVEN_BY_HAND],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )


class InvitationForm(Form):
    """Which role a new link gives."""

    role = SelectField(
        _("Role"), choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in GIVEN_BY_HAND]
    )
