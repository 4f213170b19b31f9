"""Questions that are answered by picking: one option, several, or true and false."""

from dataclasses import dataclass
from typing import ClassVar, Self

from quizzes.errors import N_
from quizzes.fields import LINE, PASSAGE, Fields, refuse_repeats
from quizzes.marking import MALFORMED, Marking, Reason
from quizzes.questions.question import Answer, Question, common, picked


@dataclass(frozen=True)
class Option:
    """Something to pick; text and feedback are Markdown."""

    id: str
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One option is right; the answer is a list with its id."""

    type: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read options of which exactly one is right."""
        options = _options(fields)
        if sum(option.right for option in options) > 1:
            message = N_("More than one option is right: leave one, or make the type “choices”.")
            fields.error("options", message)
        return cls(**common(fields), options=options)

    def right_answer(self) -> Answer:
        """Return the id of the right option, in a list."""
        return _right_ids(self.options)

    def judge(self, answer: object) -> Marking:
        """Give 1 for the right option, 0 for any other."""
        ids = picked(answer)
        known = {option.id: option for option in self.options}
        if ids is None or len(ids) != 1 or ids[0] not in known:
            return MALFORMED
        option = known[ids[0]]
        return Marking.of(float(option.right), comments=_comments((option,)))


@dataclass(frozen=True, kw_only=True)
class Choices(Question):
    """Any number of options are right; the answer is a list of ids.

    share = (right ones picked - wrong ones picked) / number of right ones, not below 0.
    """

    type: ClassVar[str] = "choices"
    options: tuple[Option, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read options of which at least one is right."""
        return cls(**common(fields), options=_options(fields))

    def right_answer(self) -> Answer:
        """Return the ids of the right options."""
        return _right_ids(self.options)

    def judge(self, answer: object) -> Marking:
        """Give a part for each right option, and take one away for each wrong option."""
        ids = picked(answer)
        if ids is None or not set(ids) <= {option.id for option in self.options}:
            return MALFORMED
        chosen = tuple(option for option in self.options if option.id in ids)
        right = sum(option.right for option in self.options)
        found = sum(option.right for option in chosen)
        extra = len(chosen) - found
        details = [Reason.MISSED] * (0 < found < right) + [Reason.EXTRA] * (extra > 0)
        share = max(0, found - extra) / right
        return Marking.of(share, *details, comments=_comments(chosen))


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Question):
    """A statement that is true or not; the answer is "true" or "false"."""

    type: ClassVar[str] = "true_false"
    right: bool

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read a statement and whether it is true."""
        return cls(**common(fields), right=fields.decision("right"))

    def right_answer(self) -> Answer:
        """Return "true" or "false"."""
        return "true" if self.right else "false"

    def judge(self, answer: object) -> Marking:
        """Give 1 or 0."""
        if answer not in ("true", "false"):
            return MALFORMED
        return Marking.of(float(answer == self.right_answer()))


def _options(fields: Fields) -> tuple[Option, ...]:
    rows = fields.rows("options", range(2, 21))
    options = tuple(
        Option(
            id=row.identity(),
            text=row.text("text", LINE),
            right=row.decision_if_any("right"),
            feedback=row.text_if_any("feedback", PASSAGE),
        )
        for row in rows
    )
    refuse_repeats(rows, [option.id for option in options], "id")
    refuse_repeats(rows, [option.text for option in options], "text")
    if options and not any(option.right for option in options):
        fields.error("options", N_("No option is right: give the right one “right: yes”."))
    return options


def _right_ids(options: tuple[Option, ...]) -> list[str]:
    return [option.id for option in options if option.right]


def _comments(chosen: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.feedback for option in chosen if option.feedback)
