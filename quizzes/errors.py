"""What can go wrong: refusals of this package, and problems in the text that authors write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuizError(Exception):
    """The base of all that this package refuses: catch it to catch everything."""


class NoLexicon(QuizError):
    """There is no word list for the language, and a guess would mislead."""

    def __init__(self, language: str) -> None:
        super().__init__(f"There is no word list for the language “{language}”.")
        self.language = language


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence for translators and leave it as it is; whoever shows it translates it."""
    return message


class Severity(StrEnum):
    """Whether a problem keeps a text from being used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something wrong in authored text, where it stands, and how to mend it.

    file      the name that the author knows the file by
    line      counted from 1; 0 where the whole file is meant
    message   an English sentence with %(name)s holes, translatable by N_
    values    what fills the holes
    """

    file: str
    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message % self.values}"
