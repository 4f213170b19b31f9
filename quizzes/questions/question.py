"""What all questions have in common: an id, a prompt, feedback, and the wish to be marked."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self, TypedDict

from quizzes.fields import PASSAGE, Fields
from quizzes.marking import UNANSWERED, Marking

Answer = str | list[str] | dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """One question of a quiz; its id is permanent, prompt and feedback are Markdown."""

    type: ClassVar[str]
    id: str
    prompt: str
    feedback: str = ""

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self:
        """Read a question of this type; what is wrong is noted in the report of `fields`."""

    @abstractmethod
    def right_answer(self) -> Answer:
        """Return an answer that is marked 1, in the form that a page sends."""

    @abstractmethod
    def judge(self, answer: object) -> Marking:
        """Judge an answer that says something, well formed or not."""

    def mark(self, answer: Answer) -> Marking:
        """Judge an answer. Whatever it holds, this never raises: nonsense gets 0 and a reason."""
        return UNANSWERED if is_blank(answer) else self.judge(answer)


class Common(TypedDict):
    """The keys of every question, as its constructor takes them."""

    id: str
    prompt: str
    feedback: str


def common(fields: Fields) -> Common:
    """Read the keys of every question."""
    return {
        "id": fields.identity(),
        "prompt": fields.text("prompt", PASSAGE),
        "feedback": fields.text_if_any("feedback", PASSAGE),
    }


@dataclass(frozen=True)
class Item:
    """A thing to match or to put in order; the text is plain."""

    id: str
    text: str


def is_blank(answer: object) -> bool:
    """Tell whether a form was sent without anything chosen or typed."""
    match answer:
        case list():
            return _all_blank(answer)
        case dict():
            return _all_blank(answer.values())
        case _:
            return _all_blank([answer])


def picked(answer: object) -> list[str] | None:
    """Return the ids in an answer, in its order; nothing where it is no list of texts."""
    ids = [answer] if isinstance(answer, str) else answer
    if isinstance(ids, list) and all(isinstance(one, str) for one in ids):
        return ids
    return None


def _all_blank(values: Iterable[object]) -> bool:
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in values)
