"""Who is who in one file. Nobody is merged silently: where it is not plain, it is asked.

A record is known by an e-mail address, else a phone number, else a name with an organisation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes import N_
from training.intake.rules.entries import Entry, Human
from training.intake.rules.plain import key, name_key
from training.intake.rules.sheets import Fault
from training.intake.rules.words import listed

Keyed = Callable[..., str]
TELL_APART = ("gender", "country")
UNKNOWN_CARD = N_("“%(text)s” is no code of a participant card that is valid.")


class Doubt(StrEnum):
    """What makes it doubtful whether rows are about one human."""

    NAME = "name"
    CONTACT = "contact"


@dataclass(frozen=True)
class Question:
    """Rows of which only who brings them can say whether they are about one human.

    id     a keyed word, the same for the same file
    text   the name, or the address that has several names
    """

    id: str
    doubt: Doubt
    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """Somebody of the file: the id of their record, and whom it is about as written."""

    person: str
    human: Human
    has_card: bool = False


class People:
    """Tells who the entries of one file are about."""

    def __init__(
        self,
        entries: Sequence[Entry],
        keyed: Keyed,
        cards: Mapping[str, str],
        answers: Mapping[str, bool],
    ) -> None:
        self._keyed, self._cards, self._answers = keyed, cards, answers
        self.questions: list[Question] = []
        self.faults: list[Fault] = []
        self._apart = self._contacts_of_several(entries)
        self.found = self._find(entries)

    def _contacts_of_several(self, entries: Iterable[Entry]) -> frozenset[str]:
        """Return the addresses and numbers that several people of the file share."""
        rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for entry in entries:
            if (contact := contact_of(entry.human)) and entry.human.name:
                rows[contact][name_key(entry.human.name)].append(entry.row)
        shared = set[str]()
        for contact, names in rows.items():
            numbers = tuple(sorted({one for some in names.values() for one in some}))
            text = contact.partition("\n")[2]
            if len(names) > 1 and not self._same(Doubt.CONTACT, contact, text, numbers):
                shared.add(contact)
        return frozenset(shared)

    def _same(self, doubt: Doubt, about: str, text: str, rows: tuple[int, ...]) -> bool:
        """Tell whether rows are about one human; asks where nobody has said so yet."""
        question = self._keyed("question", doubt.value, about)
        self.questions.append(Question(question, doubt, text, rows))
        return self._answers.get(question, False)

    def _find(self, entries: Iterable[Entry]) -> tuple[Known | None, ...]:
        entries = tuple(entries)
        plain = [self._record(entry.human) for entry in entries]
        doubtful: dict[str, list[Entry]] = defaultdict(list)
        for entry, record in zip(entries, plain, strict=True):
            if not entry.human.card and not contact_of(entry.human):
                doubtful[record].append(entry)
        differing = [self._said_to_differ(record, some) for record, some in doubtful.items()]
        numbers = {id(entry): self._suffix(entry, some) for some in differing for entry in some}
        return tuple(
            self._known(entry, record + numbers.get(id(entry), ""))
            for entry, record in zip(entries, plain, strict=True)
        )

    def _said_to_differ(self, record: str, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries under one name if they are about several people, else none."""
        if not is_doubtful(entries):
            return ()
        first = entries[0].human
        text = f"{first.name} ({first.organisation})" if first.organisation else first.name
        rows = tuple(sorted({one.row for one in entries}))
        return () if self._same(Doubt.NAME, record, text, rows) else entries

    def _suffix(self, entry: Entry, entries: Sequence[Entry]) -> str:
        """Return what tells people of one name apart: what is said of them, else their order."""
        kinds = list(dict.fromkeys(apart(one) for one in entries))
        alike = [one for one in entries if apart(one) == apart(entry)]
        there = [one.row for one in alike if one.days == entry.days and one.title == entry.title]
        ordinal = sorted(set(there)).index(entry.row)
        number = f"{kinds.index(apart(entry))}.{ordinal}"
        return "" if number == "0.0" else f"\n{number}"

    def _record(self, human: Human) -> str:
        """Return what a record is known by."""
        contact = contact_of(human)
        if contact and contact not in self._apart:
            return contact
        if contact:
            return f"{contact}\n{name_key(human.name)}"
        return f"name\n{name_key(human.name)}\n{key(human.organisation)}"

    def _known(self, entry: Entry, record: str) -> Known | None:
        if not entry.human.card:
            return Known(self._keyed("person", record), entry.human)
        person = self._cards.get(entry.human.card)
        if person is None:
            values = {"text": entry.human.card[:40]}
            self.faults.append(Fault(entry.row, "", UNKNOWN_CARD, values))
            return None
        return Known(person, entry.human, has_card=True)


def contact_of(human: Human) -> str:
    """Return the address or number that is one human's own; empty for that of an office."""
    if human.email and not is_shared(human.email):
        return f"email\n{human.email}"
    return f"phone\n{human.phone}" if human.phone else ""


def is_shared(email: str) -> bool:
    """Tell whether an address belongs to an office rather than to somebody."""
    return key(email.partition("@")[0]) in listed("shared_mailboxes")


def apart(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    """Return what an entry says of a person that no human has two of."""
    return tuple(pair for pair in entry.told if pair[0] in TELL_APART)


def is_doubtful(entries: Sequence[Entry]) -> bool:
    """Tell whether rows under one name could be about several people.

    They say different things of the person, or put the name twice into one meeting.
    """
    if any(len(values) > 1 for values in told_of(entries).values()):
        return True
    rows: dict[object, set[int]] = defaultdict(set)
    for entry in entries:
        for day in entry.days:
            rows[key(entry.title), day, entry.said.span].add(entry.row)
    return any(len(numbers) > 1 for numbers in rows.values())


def told_of(entries: Iterable[Entry]) -> Mapping[str, set[str | None]]:
    """Return what entries say of what no human has two of."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for entry in entries:
        for dimension, value in apart(entry):
            found[dimension].add(value)
    return found
