"""A trainee's wording of a recommendation."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from training.forms import Form, UidField, tidy
from training.learning.models import DRAFT_LENGTH


def lines(text: str | None) -> str | None:
    """Return a text with one sign for each new line, as browsers count them, and tidied."""
    return tidy(text.replace("\r\n", "\n").replace("\r", "\n")) if text else text


class DraftForm(Form):
    """A trainee's wording of a recommendation."""

    uid = UidField()
    text = TextAreaField(
        _("Your SMART recommendation"),
        [DataRequired(_("Write something first; a few words are enough to get hints."))],
        filters=[lines],
        description=_("Do not write names of victims or witnesses."),
    )

    def __init__(self, limit: int = DRAFT_LENGTH, before: str = "") -> None:
        super().__init__(text=before)
        self.limit = limit

    def validate_text(self, field: Field) -> None:
        """Refuse what is longer than the exercise allows, and say by how much."""
        over = len(field.data or "") - self.limit
        if over > 0:
            message = ngettext(
                "This is %(num)d character too long.", "This is %(num)d characters too long.", over
            )
            raise ValidationError(message)
