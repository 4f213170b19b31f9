"""What was said about a sheet, as plain values that can be kept, sent and written in a file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from quizzes import N_
from training.intake.rules.attendance import MINUTES_IN_A_DAY, read_time
from training.intake.rules.columns import Column, Field, columns_of, header_keys
from training.intake.rules.days import MOST_DAYS, Order, read_days
from training.intake.rules.plain import key
from training.intake.rules.plans import Plan
from training.intake.rules.sheets import Unreadable, cell, letter
from training.intake.rules.tables import LONGEST_TITLE, Table
from training.participation.rules import EventKind, Mode, OrganisationKind, PartRole

Word = TypeVar("Word", bound=StrEnum)
Choices = Mapping[str, Any]
SETTINGS = ("order", "together", "starts", "minutes", "kind", "mode", "role", "curriculum")
REMEMBERED = (*SETTINGS, "organisations")
KEYS = frozenset(
    {*REMEMBERED, "sheet", "columns", "days", "title", "day", "award", "answers", "whole"}
)
SAME, DIFFERENT = "same", "different"
HOURS_AND_MINUTES = 60


def plan_of(choices: Choices, table: Table, remembered: Choices, zone: str, latest: date) -> Plan:
    """Return how a table is read: what was said now, else for such sheets before, else a guess.

    remembered   what `to_remember` kept of a sheet with the same headers
    """
    columns = guessed_columns(table, remembered.get("columns", {}))
    said = {**{name: remembered[name] for name in REMEMBERED if name in remembered}, **choices}
    columns = tuple(as_said(one, choices) for one in columns)
    usual = Plan(columns)
    at = read_time(str(said.get("starts", "")))
    return Plan(
        columns=columns,
        order=one_of(Order, said, "order", told_order(table, columns)),
        title=str(said.get("title", table.title))[:LONGEST_TITLE],
        day=str(said.get("day", table.day)),
        together=said.get("together", goes_together(table, columns)) is True,
        starts=usual.starts
        if at is None
        else time(*divmod(at % MINUTES_IN_A_DAY, HOURS_AND_MINUTES)),
        minutes=minutes_in(said, usual.minutes),
        kind=one_of(EventKind, said, "kind", usual.kind),
        mode=one_of(Mode, said, "mode", usual.mode),
        role=one_of(PartRole, said, "role", usual.role),
        curriculum=said.get("curriculum", usual.curriculum) is True,
        organisations=one_of(OrganisationKind, said, "organisations", usual.organisations),
        whole=choices.get("whole", usual.whole) is True,
        zone=zone,
        award_id=str(said.get("award", "")),
        latest=latest,
        answers={question: said == SAME for question, said in said.get("answers", {}).items()},
    )


def guessed_columns(table: Table, remembered: Mapping[str, str]) -> tuple[Column, ...]:
    """Return what the columns of a table mean, as far as can be guessed."""
    return columns_of(table.headers, [row.cells for row in table.rows], remembered)


def as_said(column: Column, choices: Choices) -> Column:
    """Return a column as somebody said that it is meant, by its letter or its header."""
    said, days = choices.get("columns", {}), choices.get("days", {})
    word = said.get(column.letter, said.get(column.header, column.field))
    if word == column.field and column.letter not in days:
        return column
    return replace(column, field=Field(word), day=str(days.get(column.letter, column.day)))


def one_of(words: type[Word], said: Choices, name: str, usual: Any) -> Any:
    """Return a word that was said, if it is one of those; else the usual."""
    found = said.get(name, "")
    return words(found) if found in words.__members__.values() else usual


def minutes_in(said: Choices, usual: int) -> int:
    """Return how long meetings last that no column tells of."""
    found = said.get("minutes", usual)
    return found if isinstance(found, int) and 0 < found <= MINUTES_IN_A_DAY else usual


def told_order(table: Table, columns: Iterable[Column]) -> Order | None:
    """Return the order that the dates themselves tell: 13/04 can be read in one way only."""
    found = [read_days(one) for one in dates_in(table, columns)]
    day_first = any(one.day_first and not one.month_first for one in found)
    month_first = any(one.month_first and not one.day_first for one in found)
    if not any(one.is_ambiguous for one in found) or day_first == month_first:
        return None
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST


def goes_together(table: Table, columns: Sequence[Column]) -> bool:
    """Guess whether the days of a title are one event: they lie within a month of each other."""
    places = {one.field: one.place for one in columns}
    if Field.DAY not in places or Field.TITLE not in places:
        return True
    spread: dict[str, list[date]] = defaultdict(list)
    for row in table.rows:
        found = read_days(cell(row.cells, places[Field.DAY]))
        title = key(cell(row.cells, places[Field.TITLE]))
        spread[title] += (found.day_first or found.month_first)[:1]
    return all((max(days) - min(days)).days <= MOST_DAYS for days in spread.values() if days)


def dates_in(table: Table, columns: Iterable[Column]) -> Sequence[str]:
    """Return every cell that is to be a date."""
    found = [table.day] if table.day else []
    for column in columns:
        if column.field is Field.MEETING:
            found.append(column.day)
        elif column.field is Field.DAY:
            place = column.place
            found += [row.cells[place] for row in table.rows if place < len(row.cells)]
    return found


def is_order_asked(table: Table, plan: Plan) -> bool:
    """Tell whether some date can be read in two ways."""
    return any(read_days(one).is_ambiguous for one in (*dates_in(table, plan.columns), plan.day))


def to_remember(plan: Plan, table: Table) -> dict[str, Any]:
    """Return what is kept for the next sheet with the same headers; nothing of its content."""
    words = header_keys(table.headers)
    columns = {words[one.place]: one.field.value for one in plan.columns if words[one.place]}
    return {
        "columns": columns,
        **({"order": plan.order.value} if plan.order else {}),
        "together": plan.together,
        "starts": plan.starts.isoformat("minutes"),
        "minutes": plan.minutes,
        "kind": plan.kind.value,
        "mode": plan.mode.value,
        "role": plan.role.value,
        "curriculum": plan.curriculum,
        "organisations": plan.organisations.value,
    }


def read_map(given: object, table: Table) -> Choices:
    """Look a map file over, which somebody wrote; raises Unreadable, which names what is wrong."""
    if not isinstance(given, dict):
        raise Unreadable(N_("The map should be a JSON object."))
    if strange := sorted(set(given) - KEYS):
        raise Unreadable(N_("The map has a key “%(key)s” that means nothing."), key=strange[0])
    known = {one.letter for one in guessed_columns(table, {})} | set(table.headers)
    for name in ("columns", "days", "answers"):
        if not isinstance(given.get(name, {}), dict):
            raise Unreadable(N_("“%(key)s” in the map should be an object."), key=name)
    for header, field in given.get("columns", {}).items():
        if header not in known:
            raise Unreadable(N_("The sheet has no column “%(header)s”."), header=header)
        if field not in Field.__members__.values():
            known_fields = ", ".join(Field)
            raise Unreadable(
                N_("“%(field)s” is nothing that a column can mean, only: %(known)s."),
                field=field,
                known=known_fields,
            )
    return given


def as_map(plan: Plan, table: Table) -> dict[str, Any]:
    """Return a map file that says what is understood, for somebody to change."""
    columns = {one.letter: one.field.value for one in plan.columns}
    days = {one.letter: one.day for one in plan.meetings}
    return {
        **to_remember(plan, table),
        "columns": columns,
        "days": days,
        "title": plan.title,
        "day": plan.day,
    }


def heading(column: Column) -> str:
    """Return what a column is called to whoever brings the sheet: its letter and its header."""
    return (
        f"{letter(column.place)} · {column.header}" if key(column.header) else letter(column.place)
    )
