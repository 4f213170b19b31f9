"""A trainee's wording of a recommendation."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms import BooleanField, Field, SubmitField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from quizzes import Rewrite
from training.forms import Form, UidField, tidy
from training.learning.actions import Wording
from training.learning.models import DRAFT_LENGTH, SPOKEN_LENGTH, Draft
from training.learning.rules import persons_in


def lines(text: str | None) -> str | None:
    """Return a text with one sign for each new line, as browsers count them, and tidied."""
    return tidy(text.replace("\r\n", "\n").replace("\r", "\n")) if text else text


class DraftForm(Form):
    """A trainee's wording of a recommendation, perhaps with a short version to be read aloud."""

    uid = UidField()
    text = TextAreaField(
        _("Your SMART recommendation"),
        [DataRequired(_("Write something first; a few words are enough to get hints."))],
        filters=[lines],
        description=_("Do not write names of victims or witnesses."),
    )
    spoken = TextAreaField(
        _("To be read aloud"),
        filters=[lines],
        description=_("The same request in one breath: the verb, the object and the time."),
    )
    nobody_real = BooleanField(_("This names and reaches nobody real: save it"))
    look = SubmitField(_("Only show me the hints"))

    def __init__(self, limit: int = DRAFT_LENGTH, before: Draft | None = None) -> None:
        super().__init__(obj=before)
        self.limit = limit
        self.asks = False

    def names_somebody(self, exercise: Rewrite) -> bool:
        """Ask before words are saved that seem to name or reach a real person.

        What the exercise itself says is no reason to ask; nor is what the writer answered for.
        """
        known = f"{exercise.original}\n{exercise.evidence}\n{exercise.example}"
        written = f"{self.text.data}\n{self.spoken.data or ''}"
        found = () if self.nobody_real.data else persons_in(written, known)
        if found:
            self.asks = True
            self.text.errors = [*self.text.errors, looks_like(found)]
        return bool(found)

    @property
    def wording(self) -> Wording:
        """What was written."""
        return Wording(self.text.data, self.spoken.data or "")

    def validate_text(self, field: Field) -> None:
        """Refuse what is longer than the exercise allows, and say by how much."""
        refuse_longer(field, self.limit)

    def validate_spoken(self, field: Field) -> None:
        """Refuse only what no column holds; words over the budget are the trainee's choice."""
        refuse_longer(field, SPOKEN_LENGTH)


def looks_like(found: tuple[str, ...]) -> str:
    """Say what looks like a person."""
    words = " · ".join(found)
    question = ngettext(
        "“%(words)s” looks as if it named or reached a real person. Take it out, or tick below.",
        "These look as if they named or reached real people: “%(words)s”. Take them out, or tick "
        "below.",
        len(found),
        words=words,
    )
    return str(question)


def refuse_longer(field: Field, limit: int) -> None:
    """Refuse a text of more characters than the limit, and say by how much."""
    over = len(field.data or "") - limit
    if over > 0:
        message = ngettext(
            "This is %(num)d character too long.", "This is %(num)d characters too long.", over
        )
        raise ValidationError(message)
