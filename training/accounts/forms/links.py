"""What the pages about links sent by e-mail send."""

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired, Length

from training.accounts.forms.signing_in import EMAIL_LENGTH, WELL_FORMED
from training.forms import Form, LineField, UidField


class LinkForm(Form):
    """Where a link to sign in shall go."""

    email = LineField(_("E-mail"), [InputRequired(), Length(max=EMAIL_LENGTH), WELL_FORMED])


class OpenLinkForm(Form):
    """The wish to use a link now; programs that look at mail open pages, but press nothing."""


class AddressForm(LinkForm):
    """The address that somebody wants to get messages at."""

    uid = UidField()
