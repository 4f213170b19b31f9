"""What the pages about issued counts send: a correction, and what a printed figure says."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from training.forms import Form, LineField, UidField


class CorrectionForm(Form):
    """A tally that is to be corrected, by the version it was issued by or a newer one."""

    uid = UidField()
    version = SelectField(_("Version of the counting profile"))
    seen = LineField(validators=[Length(max=64)], widget=widgets.HiddenInput())

    def offer(self, versions: Iterable[tuple[str, Any]]) -> None:
        """Fill in the versions that can be chosen, each with its words."""
        self.version.choices = [SelectChoice(value, said) for value, said in versions]


class VerifyForm(Form):
    """What a printed figure says about itself."""

    number = LineField(
        _("Number of the tally"),
        [InputRequired(), Length(max=10)],
        render_kw={"inputmode": "numeric", "dir": "ltr"},
    )
    hash = LineField(
        _("Hash (SHA-256)"),
        [InputRequired(), Length(max=100)],
        description=_("64 characters; they stand beside the figure."),
        render_kw={"dir": "ltr"},
    )
