"""What was true of a person at a time: the latest statement over all their records holds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from training.participation.rules.histories import AttributeRow
from training.participation.rules.results import NOT_STATED, PREFERS_NOT_TO_SAY
from training.participation.rules.times import first_moment

ORGANISATION = "organisation"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

Statement = tuple[datetime, str, str | None]  # from when, the fact's id, the value


class Attributes:
    """The attributes of all records; days begin in the profile's zone."""

    def __init__(self, attributes: Iterable[AttributeRow], zone: str) -> None:
        self._statements: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for record, dimension, since, fact_id, value in attributes:
            statement = (_from(since, zone), fact_id, value)
            self._statements[record, dimension].append(statement)

    def _until(self, records: Iterable[str], dimension: str, at: datetime) -> list[Statement]:
        found = (
            statement
            for record in records
            for statement in self._statements.get((record, dimension), ())
        )
        return sorted((one for one in found if one[0] <= at), key=lambda one: one[:2])

    def value(self, records: Iterable[str], dimension: str, at: datetime) -> str:
        """Return the value of an exclusive dimension."""
        statements = self._until(records, dimension, at)
        if not statements:
            return NOT_STATED
        latest = statements[-1][2]
        return PREFERS_NOT_TO_SAY if latest is None else latest

    def values(self, records: Iterable[str], dimension: str, at: datetime) -> tuple[str, ...]:
        """Return every value of a multi dimension; what came before a refusal to say is gone."""
        found: tuple[str, ...] = (NOT_STATED,)
        for _, _, value in self._until(records, dimension, at):
            if value is None:
                found = (PREFERS_NOT_TO_SAY,)
            elif found[0] in (NOT_STATED, PREFERS_NOT_TO_SAY):
                found = (value,)
            elif value not in found:
                found = (*found, value)
        return found

    def organisation(self, records: Iterable[str], at: datetime) -> str | None:
        """Return the organisation a person belonged to; None where there is none, or none said."""
        statements = self._until(records, ORGANISATION, at)
        return statements[-1][2] if statements else None

    def organisations(self, records: Iterable[str]) -> frozenset[str]:
        """Return every organisation that any of these records ever named."""
        return self.ever(records, ORGANISATION) - {NOT_STATED, PREFERS_NOT_TO_SAY}

    def ever(self, records: Iterable[str], dimension: str) -> frozenset[str]:
        """Return all that a dimension could turn out to be for any of these records."""
        said = (one for record in records for one in self._statements.get((record, dimension), ()))
        return frozenset({NOT_STATED, PREFERS_NOT_TO_SAY} | {value for *_, value in said if value})


def _from(since: date | datetime | None, zone: str) -> datetime:
    if since is None:
        return _LONG_AGO
    return since if isinstance(since, datetime) else first_moment(since, zone)
