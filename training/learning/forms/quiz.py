"""The form of a quiz, built from its questions: a field for each type."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, StringField
from wtforms.utils import unset_value
from wtforms.validators import Length, ValidationError

from quizzes import Answer, Choice, Choices, Item, Matching, Ordering, Question, Quiz, TrueFalse
from training.forms import Form, UidField, tidy
from training.learning.rules import shuffled

TYPED_LENGTH = 200
NOT_OFFERED = _("Choose among what is offered.")


class AnswerField(Field):  # type: ignore[misc]  # WTForms has no types
    """The answer to one question; its data is an Answer of quizzes, "" where nothing was said."""

    def __init__(self, question: Any, number: int, seed: str, **kwargs: Any) -> None:
        super().__init__(_("Question %(number)d", number=number), **kwargs)
        self.question = question
        self.number = number
        self.seed = f"{seed}:{question.id}"

    @property
    def answer(self) -> Answer:
        """What was answered, as quizzes reads it."""
        return self.data or ""


class OptionsField(AnswerField):
    """One option or several, picked by their ids."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the ids as they come."""
        self.data = valuelist

    def pre_validate(self, form: Form) -> None:
        """Refuse what no page offers."""
        if not set(self.data or ()) <= {option.id for option in self.question.options}:
            raise ValidationError(NOT_OFFERED)


class TrueFalseField(AnswerField):
    """True or false."""

    def pre_validate(self, form: Form) -> None:
        """Refuse what no page offers."""
        if self.data not in (None, "", "true", "false"):
            raise ValidationError(NOT_OFFERED)


def in_another_order(items: Sequence[Item], seed: str) -> list[Item]:
    """Return the items in an order that follows from the seed and gives nothing away."""
    by_id = {item.id: item for item in items}
    return [by_id[one] for one in shuffled(list(by_id), seed)]


class PickersField(AnswerField):
    """A choice for each of several rows; `chosen` keeps what the page showed, by row."""

    chosen: Mapping[str, str] = {}

    @property
    def shown_rows(self) -> list[Item]:
        """The rows, in the order of the page."""
        return list(self.question.lefts)

    @property
    def shown_choices(self) -> list[Item]:
        """What may be chosen for a row, in the order of the page."""
        return in_another_order(self.question.rights, self.seed)

    @property
    def choices(self) -> list[str]:
        """The ids of what may be chosen for a row."""
        return [choice.id for choice in self.shown_choices]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Gather the choices of all rows."""
        super().process(None, data, extra_filters)
        if formdata:
            rows = [row.id for row in self.shown_rows]
            self.chosen = {row: formdata.get(f"{self.name}-{row}", "") for row in rows}
            self.data = self.answer_from(self.chosen)
        elif self.data:
            self.chosen = self.chosen_for(self.data)

    def pre_validate(self, form: Form) -> None:
        """Refuse what no page offers."""
        if not set(self.chosen.values()) <= {"", *self.choices}:
            raise ValidationError(NOT_OFFERED)

    def answer_from(self, chosen: Mapping[str, str]) -> Answer:
        """Return the answer that the choices make."""
        return {row: choice for row, choice in chosen.items() if choice}

    def chosen_for(self, answer: Any) -> Mapping[str, str]:
        """Return the choices that make an answer."""
        return dict(answer)


class OrderField(PickersField):
    """A place for each item, counted from 1."""

    @property
    def shown_rows(self) -> list[Item]:
        """The items, shuffled."""
        return in_another_order(self.question.items, self.seed)

    @property
    def choices(self) -> list[str]:
        """The places."""
        return [str(place + 1) for place in range(len(self.question.items))]

    def pre_validate(self, form: Form) -> None:
        """Refuse an order that leaves a place empty or gives it twice; no order at all is fine."""
        super().pre_validate(form)
        places = [place for place in self.chosen.values() if place]
        if places and sorted(places) != sorted(self.choices):
            raise ValidationError(_("Give each place to exactly one line."))

    def answer_from(self, chosen: Mapping[str, str]) -> Answer:
        """Return the items by place."""
        placed = [item for item, place in chosen.items() if place in self.choices]
        return sorted(placed, key=lambda item: int(chosen[item]))

    def chosen_for(self, answer: Any) -> Mapping[str, str]:
        """Return the place of each item."""
        return {item: str(place) for place, item in enumerate(answer, 1)}


class TypedField(AnswerField, StringField):  # type: ignore[misc]  # WTForms has no types
    """A number or a few words."""

    def __init__(self, question: Question, number: int, seed: str, **kwargs: Any) -> None:
        limit = Length(max=TYPED_LENGTH, message=_("Use fewer words."))
        super().__init__(question, number, seed, validators=[limit], filters=[tidy], **kwargs)


FIELDS: Mapping[str, type[AnswerField]] = {
    Choice.type: OptionsField,
    Choices.type: OptionsField,
    TrueFalse.type: TrueFalseField,
    Matching.type: PickersField,
    Ordering.type: OrderField,
    "number": TypedField,
    "words": TypedField,
}


class QuizForm(Form):
    """The answers to all questions of a quiz, each in its field."""

    uid = UidField()

    @property
    def fields(self) -> list[AnswerField]:
        """The fields of the questions, in order."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question id."""
        return {field.question.id: field.answer for field in self.fields}


def quiz_form(quiz: Quiz, seed: str, answers: Mapping[str, Answer] | None = None) -> QuizForm:
    """Make the form of a quiz, filled with earlier answers where there are some.

    `seed` decides in which order lines and choices are shown.
    """
    fields = {
        name_of(question): FIELDS[question.type](question, number, seed)
        for number, question in enumerate(quiz.questions, 1)
    }
    given = {f"q-{name}": answer for name, answer in (answers or {}).items()}
    made: QuizForm = type("QuizForm", (QuizForm,), fields)(data=given)
    return made


def name_of(question: Question) -> str:
    """Return the name of a question's field on the page."""
    return f"q-{question.id}"
