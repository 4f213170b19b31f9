"""What a course is made of, in the language it was asked in.

All plain, frozen values. Texts are Markdown unless they are titles. An activity is atomic: it
is shown wholly translated, or wholly in the original; `language` says which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from quizzes import Quiz, Rewrite


class Sequence(StrEnum):
    """Whether activities open one after another or all at once."""

    ORDERED = "ordered"
    FREE = "free"


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One step of a course; its id is unique in the course and never changes.

    introduction  what to know before beginning, "" if nothing
    minutes       estimated, at least 1
    weight        bytes of text and media that the usual route loads
    language      the language that this activity is shown in
    """

    kind: ClassVar[str]
    id: str
    title: str
    introduction: str = ""
    minutes: int = 1
    weight: int = 0
    language: str


@dataclass(frozen=True, kw_only=True)
class Lesson(Activity):
    """A text to read; `text` comes without the title."""

    kind: ClassVar[str] = "lesson"
    text: str


@dataclass(frozen=True)
class Caption:
    """The captions of a film in one language; `source` is a name such as media/film.fr.vtt."""

    language: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Video(Activity):
    """A film, with its transcript as an equal way through.

    sources   names such as media/film.webm, the best first; the browser takes one
    captions  in every language there is, the shown language first
    poster    the name of the still picture, "" if none
    slides    names of pictures that tell the film without moving, in order
    routes    bytes that each way through costs: "video", "text", and "slides" where there are any
    """

    kind: ClassVar[str] = "video"
    summary: str = ""
    sources: tuple[str, ...]
    captions: tuple[Caption, ...] = ()
    transcript: str
    poster: str = ""
    seconds: int
    slides: tuple[str, ...] = ()
    routes: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class QuizActivity(Activity):
    """Questions to answer; done when passed."""

    kind: ClassVar[str] = "quiz"
    quiz: Quiz


@dataclass(frozen=True)
class FactSheet:
    """A page to look things up on while writing; `text` comes without the title."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RewriteActivity(Activity):
    """A vague recommendation to make SMART; done with the first draft."""

    kind: ClassVar[str] = "rewrite"
    rewrite: Rewrite
    fact_sheet: FactSheet | None = None


@dataclass(frozen=True, kw_only=True)
class Live(Activity):
    """A part that happens in a workshop; `share` of its planned meetings has to be attended."""

    kind: ClassVar[str] = "live"
    share: float = 0.8


@dataclass(frozen=True, kw_only=True)
class Task(Activity):
    """Something to do away from the screen, told in the introduction; ticked off when done."""

    kind: ClassVar[str] = "task"


@dataclass(frozen=True, kw_only=True)
class Module:
    """Activities that belong together."""

    id: str
    title: str
    summary: str = ""
    activities: tuple[Activity, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course package in one version, seen in one language.

    digest         names the content: SHA-256 over the names and bytes of its files
    language       the language that was asked for
    original       the language that it was written in
    languages      those that the authors offer, the original first
    text_language  the language of the course's and the modules' own titles and summaries:
                   `language`, or `original` where their translation is unfinished
    completion     ids of the activities that complete the course, in order
    """

    id: str
    version: str
    digest: str
    language: str
    original: str
    languages: tuple[str, ...]
    text_language: str
    title: str
    summary: str = ""
    objectives: tuple[str, ...] = ()
    audience: str = ""
    credit: str = ""
    licence: str = ""
    sequence: Sequence = Sequence.ORDERED
    completion: tuple[str, ...]
    modules: tuple[Module, ...]

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All activities of all modules, in order."""
        return tuple(activity for module in self.modules for activity in module.activities)

    @property
    def minutes(self) -> int:
        """How long the whole course takes, estimated."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def weight(self) -> int:
        """Bytes that the whole course loads, by the usual routes."""
        return sum(activity.weight for activity in self.activities)

    def activity(self, activity_id: str) -> Activity:
        """The activity with this id. Raises KeyError where the course has none."""
        for activity in self.activities:
            if activity.id == activity_id:
                return activity
        raise KeyError(activity_id)

    def module_of(self, activity_id: str) -> Module:
        """The module that holds the activity. Raises KeyError where none does."""
        for module in self.modules:
            if any(activity.id == activity_id for activity in module.activities):
                return module
        raise KeyError(activity_id)
