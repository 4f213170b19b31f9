"""What the pages about certificates send."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from courses import LANGUAGES
from training.forms import Form, LineField

LONGEST_NAME = 120


class CertificateForm(Form):
    """How a certificate is to look; nothing of it is kept."""

    name = LineField(
        _("Name on the certificate"),
        [InputRequired(), Length(max=LONGEST_NAME)],
        description=_("It is printed now and not kept. Each time you can type another one."),
    )
    language = SelectField(
        _("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )
    titled = BooleanField(
        _("Print the title as well"),
        description=_("Without it, nobody who sees the paper learns what it was about."),
    )


class CheckForm(Form):
    """The number that stands on a certificate."""

    number = LineField(
        _("Number of the certificate"),
        [InputRequired(), Length(max=40)],
        render_kw={"dir": "ltr"},
    )
