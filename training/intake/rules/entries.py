"""Rows become entries: who was where, when and as what. Every fault is named by row and column."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from quizzes import N_
from training.intake.rules.attendance import Said, read_mark, read_minutes, read_time
from training.intake.rules.columns import Column, Field
from training.intake.rules.days import read_days
from training.intake.rules.plain import in_ascii_digits, key
from training.intake.rules.plans import Plan
from training.intake.rules.sheets import Fault, cell
from training.intake.rules.tables import LONGEST_TITLE, Row, Table
from training.intake.rules.words import countries, languages, listed, meant

SHORTEST_PHONE = 7
LONGEST_VALUE = 100
AS_WRITTEN = ("region", "age_band", "disability")
WHO = (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.EMAIL, Field.PHONE, Field.CARD)
CODED = (
    (Field.ROLE, "roles"),
    (Field.CATEGORY, "categories"),
    (Field.KIND, "kinds"),
    (Field.MODE, "modes"),
)
NOT_SAID = Said("")

NOBODY = N_("The row names nobody: write a name, an e-mail address or a phone number.")
NO_TITLE = N_("The row names no event, and no title was given for all rows.")
NO_DAY = N_("There is no date. Write one such as 2025-03-31.")
NOT_A_DAY = N_("“%(text)s” is no date that can be read. Write it as 2025-03-31.")
TWO_DAYS = N_("“%(text)s” can be read in two ways: say whether the day or the month is first.")
IN_FUTURE = N_("“%(text)s” lies in the future: nobody can have been there yet.")
NOT_A_MARK = N_("“%(text)s” is no mark. Write present, late, excused, absent, minutes or times.")
NOT_A_TIME = N_("“%(text)s” is no time of day. Write it as 14:30.")
NOT_MINUTES = N_("“%(text)s” is no length of time. Write minutes as a whole number.")
WRONG_WAY = N_("The time of leaving is not after the time of coming.")
NOT_A_WORD = N_("“%(text)s” is not known here. Write it in another way, or leave the column out.")
NOT_A_COUNTRY = N_("“%(text)s” is no country. Write its name, or its two letters.")
TOO_LONG = N_("“%(text)s …” is longer than %(most)s characters.")
NO_MEETING = N_(
    "No column says who was where: choose the column of the date, or those of meetings."
)
NO_NAMES = N_("No column says who somebody is: choose that of the name, e-mail or phone.")
DAY_OF_MEETING = N_("Say on which day the meeting of this column was.")


@dataclass(frozen=True)
class Human:
    """Whom a row is about, as it was written."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    card: str = ""


@dataclass(frozen=True)
class Entry:
    """Somebody in a meeting of one day, or in those of several.

    told   what is said of the person: pairs of dimension and value; None declines to say
    said   their attendance; a mark of "" says that the cell was left empty
    """

    row: int
    column: str
    human: Human
    told: tuple[tuple[str, str | None], ...]
    title: str
    days: tuple[date, ...]
    said: Said
    role: str = ""
    category: str = ""
    kind: str = ""
    mode: str = ""
    award: str = ""


class Misfit(Exception):
    """A cell says nothing that can be used; the message is translatable."""

    def __init__(self, field: Field, message: str, **values: object) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.values = values


def read_entries(table: Table, plan: Plan) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """Read all rows of a table: the entries, and everything that is wrong and where."""
    if missing := tuple(missing_columns(plan)):
        return (), missing
    entries: list[Entry] = []
    faults: list[Fault] = []
    for row in table.rows:
        found, wrong = EntryReader(row, plan).read()
        entries += found
        faults += wrong
    return tuple(entries), tuple(faults)


def missing_columns(plan: Plan) -> Iterator[Fault]:
    """Yield what keeps a sheet from being read at all."""
    if not any(plan.column(one) for one in WHO):
        yield Fault(0, "", NO_NAMES)
    if not plan.meetings and not plan.column(Field.DAY) and not plan.day:
        yield Fault(0, "", NO_MEETING)
    for one in plan.meetings:
        found = read_days(one.day)
        if not one.day:
            yield Fault(0, one.letter, DAY_OF_MEETING)
        elif found.is_ambiguous and not plan.order:
            yield Fault(0, one.letter, TWO_DAYS, {"text": one.day})
        elif not found.read(plan.order):
            yield Fault(0, one.letter, NOT_A_DAY, {"text": one.day})
        elif found.read(plan.order)[-1] > plan.latest:
            yield Fault(0, one.letter, IN_FUTURE, {"text": one.day})


class EntryReader:
    """One row being read."""

    def __init__(self, row: Row, plan: Plan) -> None:
        self._row, self._plan = row, plan
        self._cells: dict[Field, str] = {
            one.field: cell(row.cells, one.place)
            for one in plan.columns
            if one.field is not Field.MEETING
        }
        self.faults: list[Fault] = []

    def read(self) -> tuple[list[Entry], list[Fault]]:
        """Return the entry of the row, or those of each meeting of a matrix, and its faults."""
        common = self._common()
        entries = [] if common is None else list(self._entries(common))
        return ([] if self.faults else entries), self.faults

    def _text(self, field: Field) -> str:
        return self._cells.get(field, "")

    def _wrong(self, misfit: Misfit, column: str = "") -> None:
        at = self._plan.column(misfit.field)
        letter = column or (at.letter if at else "")
        self.faults.append(Fault(self._row.number, letter, misfit.message, misfit.values))

    def _common(self) -> Entry | None:
        """Return what holds for all meetings of the row."""
        try:
            human = self._human()
            title = self._title()
        except Misfit as misfit:
            self._wrong(misfit)
            return None
        words = {field.value: self._word(field, kind) for field, kind in CODED}
        award = self._text(Field.AWARD)
        told = tuple(self._told())
        return Entry(self._row.number, "", human, told, title, (), NOT_SAID, award=award, **words)

    def _entries(self, common: Entry) -> Iterator[Entry]:
        if self._plan.meetings:
            for column in self._plan.meetings:
                if (found := self._in_meeting(common, column)) is not None:
                    yield found
            return
        try:
            yield replace(common, days=self._days(), said=self._said())
        except Misfit as misfit:
            self._wrong(misfit)

    def _in_meeting(self, common: Entry, column: Column) -> Entry | None:
        text = cell(self._row.cells, column.place)
        said = read_mark(text) if text else NOT_SAID
        if said is None:
            self._wrong(Misfit(Field.MEETING, NOT_A_MARK, text=text[:40]), column.letter)
            return None
        days = read_days(column.day).read(self._plan.order)
        return replace(common, column=column.letter, days=days, said=said)

    def _human(self) -> Human:
        parts = (self._text(Field.GIVEN_NAME), self._text(Field.FAMILY_NAME))
        name = self._text(Field.NAME) or " ".join(filter(None, parts))
        email = self._text(Field.EMAIL).casefold()
        digits = "".join(one for one in in_ascii_digits(self._text(Field.PHONE)) if one.isdigit())
        phone = digits.removeprefix("00") if len(digits) >= SHORTEST_PHONE else ""
        found = Human(
            name=name,
            email=email if "@" in email else "",
            phone=phone,
            organisation=self._text(Field.ORGANISATION),
            card=self._text(Field.CARD),
        )
        if not (found.name or found.email or found.phone or found.card):
            raise Misfit(Field.NAME, NOBODY)
        if max(map(len, (found.name, found.email, found.organisation))) > LONGEST_TITLE:
            raise Misfit(Field.NAME, TOO_LONG, text=name[:40], most=LONGEST_TITLE)
        return found

    def _title(self) -> str:
        title = self._text(Field.TITLE) or self._plan.title
        if not title:
            raise Misfit(Field.TITLE, NO_TITLE)
        if len(title) > LONGEST_TITLE:
            raise Misfit(Field.TITLE, TOO_LONG, text=title[:40], most=LONGEST_TITLE)
        return title

    def _word(self, field: Field, kind: str) -> str:
        text = self._text(field)
        found = meant(kind, text) if text else ""
        if text and not found:
            self._wrong(Misfit(field, NOT_A_WORD, text=text[:40]))
        return found

    def _told(self) -> Iterator[tuple[str, str | None]]:
        """Yield what the row says of the person."""
        for field in (Field.COUNTRY, Field.GENDER, Field.LANGUAGE, *map(Field, AS_WRITTEN)):
            if text := self._text(field):
                try:
                    yield field.value, value_of(field, text)
                except Misfit as misfit:
                    self._wrong(misfit)

    def _days(self) -> tuple[date, ...]:
        text = self._text(Field.DAY) or self._plan.day
        if not text:
            raise Misfit(Field.DAY, NO_DAY)
        found = read_days(text)
        if found.is_ambiguous and not self._plan.order:
            raise Misfit(Field.DAY, TWO_DAYS, text=text[:40])
        days = found.read(self._plan.order)
        if not days:
            raise Misfit(Field.DAY, NOT_A_DAY, text=text[:40])
        if days[-1] > self._plan.latest:
            raise Misfit(Field.DAY, IN_FUTURE, text=text[:40])
        return days

    def _said(self) -> Said:
        """Return the attendance that a row of a list tells of."""
        marked = self._marked()
        if marked.mark in ("absent", "excused", ""):
            return marked
        minutes = self._minutes()
        span = self._span(minutes)
        return Said(marked.mark, minutes or marked.minutes, span or marked.span)

    def _marked(self) -> Said:
        if not self._plan.column(Field.MARK):
            return Said("present")
        text = self._text(Field.MARK)
        said = read_mark(text) if text else NOT_SAID
        if said is None:
            raise Misfit(Field.MARK, NOT_A_MARK, text=text[:40])
        return said

    def _minutes(self) -> int | None:
        text = self._text(Field.MINUTES)
        minutes = read_minutes(text) if text else None
        if text and minutes is None:
            raise Misfit(Field.MINUTES, NOT_MINUTES, text=text[:40])
        return minutes

    def _span(self, minutes: int | None) -> tuple[int, int] | None:
        begins, ends = self._time(Field.STARTS), self._time(Field.ENDS)
        if begins is not None and ends is None and minutes:
            ends = begins + minutes
        if begins is None or ends is None:
            return None
        if ends <= begins:
            raise Misfit(Field.ENDS, WRONG_WAY)
        return begins, ends

    def _time(self, field: Field) -> int | None:
        text = self._text(field)
        if not text:
            return None
        if (both := read_mark(text)) and both.span:
            return both.span[field is Field.ENDS]
        at = read_time(text)
        if at is None:
            raise Misfit(field, NOT_A_TIME, text=text[:40])
        return at


def value_of(field: Field, text: str) -> str | None:
    """Return the value that the ledger keeps of what is said of a person; raises Misfit."""
    plain = key(text)
    if plain in listed("declined"):
        return None
    if field is Field.COUNTRY:
        if code := countries().get(plain):
            return code
        raise Misfit(field, NOT_A_COUNTRY, text=text[:40])
    if field is Field.LANGUAGE:
        found = languages().get(plain, "")
    elif field is Field.GENDER:
        found = meant("genders", text)
    else:
        found = text if len(text) <= LONGEST_VALUE else ""
    if not found:
        raise Misfit(field, NOT_A_WORD, text=text[:40])
    return found
