"""What a facilitator sends: a mark for each letter, a comment, and notes on quoted words."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from courses import LANGUAGES
from quizzes import RUBRICS, Letter, Rubric, newest_rubric
from training.feedback.rules import Span, State, located
from training.forms import Form, LineField, UidField, WholeField
from training.i18n import current_language
from training.learning.actions import Given, Note
from training.learning.forms import lines
from training.learning.models import COMMENT_LENGTH, DRAFT_LENGTH, NOTE_LENGTH

NOTES = range(1, 6)
ALL = ""
TOO_LONG = _("Use fewer words.")
STATE_NAMES = {
    State.WAITING: _("Waiting"),
    State.SENT_BACK: _("Sent back"),
    State.ANSWERED: _("Answered"),
}


class QueueForm(Form):
    """Which drafts to show. Read from an address, it needs no guard: asking changes nothing."""

    workshop = SelectField(_("Workshop"), default=ALL)

    def offer(self, workshops: tuple[tuple[str, str], ...]) -> None:
        """Fill in the facilitator's workshops."""
        self.workshop.choices = [
            SelectChoice(ALL, _("All my workshops")),
            *(SelectChoice(workshop_id, title) for workshop_id, title in workshops),
        ]


class MarkField(RadioField):  # type: ignore[misc]  # WTForms has no types
    """0, 1 or 2 for one letter, each with the sentence that says what it means."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        chosen = InputRequired(_("Choose 0, 1 or 2."))
        super().__init__(label, [chosen], coerce=int, **kwargs)


class FeedbackForm(Form):
    """Feedback on one draft; `draft_text` is what its notes are about.

    known   how much feedback of others was shown beside the form
    """

    uid = UidField()
    rubric = HiddenField()
    known = WholeField(default=0, widget=HiddenField.widget)
    comment = TextAreaField(
        _("Your comment"),
        [Length(max=COMMENT_LENGTH, message=TOO_LONG)],
        filters=[lines],
        description=_("What is good already, and what would make it stronger."),
    )
    language = SelectField(
        _("Language that you write in"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
    )
    back = BooleanField()
    draft_text = ""

    @property
    def marks(self) -> dict[str, MarkField]:
        """The fields of the marks, by letter."""
        return {str(letter): self[f"mark-{letter}"] for letter in Letter}

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of the notes: which words, and what about them."""
        return [(self[f"words-{number}"], self[f"note-{number}"]) for number in NOTES]

    def given(self) -> Given:
        """Return what was said."""
        return Given(
            marks={letter: field.data for letter, field in self.marks.items()},
            language=self.language.data,
            comment=self.comment.data or "",
            notes=tuple(self.notes()),
            sends_back=self.back.data,
            rubric_version=self.rubric.data,
        )

    def notes(self) -> Iterator[Note]:
        """Return the notes that were written, in the order of the page."""
        for words, note in self.rows:
            place = self.place_of(words)
            if place and note.data:
                yield Note(*place, note.data)

    def place_of(self, words: Any) -> Span | None:
        """Return where the quoted words stand in the draft."""
        start = self[words.name.replace("words", "start")].data
        return located(self.draft_text, words.data or "", start or 0)


class QuoteField(LineField):
    """Words of the draft that a note is about."""

    def pre_validate(self, form: FeedbackForm) -> None:
        """Refuse words that the draft does not have, and a note about no words."""
        about = form[self.name.replace("words", "note")].data
        if about and not self.data:
            raise ValidationError(_("Which words do you mean? Copy them from the draft."))
        if self.data and form.place_of(self) is None:
            raise ValidationError(
                _("These words are not in the draft. Copy them as they stand there.")
            )


class NoteField(LineField):
    """What to say about the quoted words."""

    def pre_validate(self, form: FeedbackForm) -> None:
        """Refuse quoted words with nothing said about them."""
        if form[self.name.replace("note", "words")].data and not self.data:
            raise ValidationError(_("What do you want to say about these words?"))


def feedback_form(rubric: Rubric, draft_text: str) -> FeedbackForm:
    """Make the form for one draft, by one version of the rubric."""
    fields: dict[str, Any] = {"draft_text": draft_text}
    for one in rubric.criteria:
        words = enumerate(map(gettext, one.descriptions))
        fields[f"mark-{one.letter}"] = MarkField(choices=[SelectChoice(*pair) for pair in words])
    for number in NOTES:
        quoted = _("Note %(number)d: which words?", number=number)
        fields[f"words-{number}"] = QuoteField(quoted, [Length(max=DRAFT_LENGTH, message=TOO_LONG)])
        said = _("Note %(number)d: what about them?", number=number)
        fields[f"note-{number}"] = NoteField(said, [Length(max=NOTE_LENGTH, message=TOO_LONG)])
        fields[f"start-{number}"] = WholeField(
            validators=[Optional(), NumberRange(0, DRAFT_LENGTH)], widget=HiddenField.widget
        )
    made: FeedbackForm = type("FeedbackForm", (FeedbackForm,), fields)(
        rubric=rubric.version, language=current_language()
    )
    return made


def rubric_sent(version: str | None) -> Rubric:
    """Return the rubric that a page was made with, or the newest where it names none we have."""
    return RUBRICS.get(version or "", newest_rubric())
