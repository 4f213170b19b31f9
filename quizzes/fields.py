"""Strict reading of plain data: keys are taken one by one, and all that is wrong is noted.

Values may carry the line they stand on (an attribute `line`); where they do not, the line
of the mapping around them is named.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from quizzes.errors import N_, Problem, Severity

_LONGEST_ID = 100
WORD, LINE, PASSAGE = 200, 1_000, 20_000  # most characters of a word or two, a line, a passage

_ID = re.compile(r"[a-z0-9-]+")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def line_of(value: object) -> int:
    """Return the line that an authored value stands on; 0 where nobody kept it."""
    line = getattr(value, "line", 0)
    return line if isinstance(line, int) else 0


@dataclass
class Report:
    """The problems found so far in one file."""

    file: str
    _problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, message: str, /, **values: object) -> None:
        """Note a problem that keeps the text from being used."""
        self._problems.append(Problem(self.file, line, message, values))

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found from the first line to the last."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))

    def refuses(self) -> bool:
        """Tell whether anything found keeps the text from being used."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)


class Fields:
    """One authored mapping. A key that is missing or wrong is noted and read as an empty value.

    So reading always goes on to the end; whoever started it asks the report whether to use
    what came out, and calls `refuse_unknown` to note the keys that nobody asked for.
    """

    def __init__(self, given: Mapping[str, object], report: Report, line: int = 0) -> None:
        self._given = given
        self._report = report
        self._line = line_of(given) or line
        self._asked: set[str] = set()
        self._rows: list[Fields] = []

    def text(self, key: str, limit: int = LINE) -> str:
        """Take a text that must be there, without the blanks around it."""
        if self._missing(key):
            return ""
        return self._checked(key, self._given[key], limit)

    def text_if_any(self, key: str, limit: int = LINE) -> str:
        """Take a text that may be left out."""
        return self.text(key, limit) if self._present(key) else ""

    def identity(self) -> str:
        """Take the permanent id of this mapping."""
        found = self.text("id", _LONGEST_ID)
        if found and not _ID.fullmatch(found):
            self.error(
                "id",
                N_("The id “%(id)s” may hold only a–z, 0–9 and hyphens: rename it."),
                id=found[:_LONGEST_ID],
            )
        return found

    def decision(self, key: str) -> bool:
        """Take a yes or no that must be there."""
        if self._missing(key):
            return False
        given = self._given[key]
        if given not in ("yes", "no", True, False):
            self.error(key, N_("“%(key)s” is neither yes nor no: write one of them."), key=key)
        return given in ("yes", True)

    def decision_if_any(self, key: str) -> bool:
        """Take a yes or no; left out, it means no."""
        return self.decision(key) if self._present(key) else False

    def number(self, key: str) -> Decimal:
        """Take a number that must be there, exactly as it was written."""
        if self._missing(key):
            return Decimal(0)
        given = str(self._given[key]).strip()
        if _NUMBER.fullmatch(given):
            return Decimal(given)
        self.error(key, N_("“%(key)s” is not a number: write it like 12 or 2.5."), key=key)
        return Decimal(0)

    def number_or(self, key: str, default: Decimal) -> Decimal:
        """Take a number, or what is meant when it is left out."""
        return self.number(key) if self._present(key) else default

    def texts(self, key: str, span: range, limit: int = LINE) -> tuple[str, ...]:
        """Take a list of texts, as many as `span` allows."""
        return tuple(self._checked(key, entry, limit) for entry in self._entries(key, span))

    def rows(self, key: str, span: range) -> "tuple[Fields, ...]":
        """Take a list of mappings, as many as `span` allows; the ill-formed are noted, left out."""
        entries = self._entries(key, span)
        rows = [
            Fields(entry, self._report, self.line(key))
            for entry in entries
            if isinstance(entry, Mapping)
        ]
        for entry in entries:
            if not isinstance(entry, Mapping):
                self._report.error(
                    line_of(entry) or self.line(key),
                    N_("An entry of “%(key)s” has no keys: write it like “- {id: a, …}”."),
                    key=key,
                )
        self._rows += rows
        return tuple(rows)

    def mapping(self, key: str) -> "Fields | None":
        """Take the keys below a key that must be there; None where there are none."""
        if self._missing(key):
            return None
        given = self._given[key]
        if not isinstance(given, Mapping):
            message = N_("“%(key)s” has no keys: write it like “%(key)s: {name: …}”.")
            self.error(key, message, key=key)
            return None
        found = Fields(given, self._report, self.line(key))
        self._rows.append(found)
        return found

    def line(self, key: str = "") -> int:
        """Return the line of a key's value, or of the mapping where there is none."""
        return line_of(self._given.get(key)) or self._line_of_key(key) or self._line

    def error(self, key: str, message: str, /, **values: object) -> None:
        """Note that something is wrong with the value of a key."""
        self._report.error(self.line(key), message, **values)

    def ignore(self, keys: Iterable[str]) -> None:
        """Allow keys that belong to somebody else."""
        self._asked.update(keys)

    def ignore_all(self) -> None:
        """Say nothing about this mapping's keys: what they should be is not known."""
        self._asked.update(self._given)

    def refuse_unknown(self) -> None:
        """Note each key, here and in the rows below, that nobody asked for."""
        for key in self._given:
            if key not in self._asked:
                self._refuse(str(key)[:WORD])
        for row in self._rows:
            row.refuse_unknown()

    def _refuse(self, key: str) -> None:
        line = self._line_of_key(key) or self.line(key)
        if guess := closest(key, self._asked):
            message = N_("Unknown key “%(key)s”: did you mean “%(guess)s”?")
            self._report.error(line, message, key=key, guess=guess)
        else:
            message = N_("Unknown key “%(key)s”: remove it. Known here: %(known)s.")
            self._report.error(line, message, key=key, known=", ".join(sorted(self._asked)))

    def _present(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._given

    def _missing(self, key: str) -> bool:
        if self._present(key):
            return False
        self.error(key, N_("“%(key)s” is missing: add it."), key=key)
        return True

    def _line_of_key(self, key: str) -> int:
        return next((line_of(known) for known in self._given if known == key), 0)

    def _checked(self, key: str, given: object, limit: int) -> str:
        line = line_of(given) or self.line(key)
        if given is not None and not isinstance(given, str):
            self._report.error(line, N_("“%(key)s” is not a text: write words."), key=key)
            return ""
        found = str(given or "").strip()
        if not found:
            self._report.error(line, N_("“%(key)s” is empty: write it or remove it."), key=key)
        elif len(found) > limit:
            message = N_("“%(key)s” has %(length)s characters: shorten it to %(limit)s.")
            self._report.error(line, message, key=key, length=len(found), limit=limit)
        return found[:limit]

    def _entries(self, key: str, span: range) -> Sequence[object]:
        if key not in self._given and 0 in span:
            self._asked.add(key)
            return ()
        if self._missing(key):
            return ()
        given = self._given[key]
        if not isinstance(given, list | tuple):
            message = N_("“%(key)s” is not a list: write one entry on each line, after “- ”.")
            self.error(key, message, key=key)
            return ()
        if len(given) not in span:
            message = N_("Entries in “%(key)s”: %(count)s. Make it %(least)s to %(most)s.")
            self.error(
                key, message, key=key, count=len(given), least=span.start, most=span.stop - 1
            )
        return given[: span.stop]


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or nothing."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")


def refuse_repeats(rows: Sequence[Fields], values: Sequence[str], key: str) -> None:
    """Note each row whose value was given by an earlier row; empty ones are noted elsewhere."""
    seen: set[str] = set()
    for row, value in zip(rows, values, strict=True):
        if value and value in seen:
            message = N_("“%(key)s: %(value)s” stands here twice: change or remove one.")
            row.error(key, message, key=key, value=value[:100])
        seen.add(value)
