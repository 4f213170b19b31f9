"""The last answers to questions about the ledger, and verdicts a page at a time."""

import base64
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import Select, exists, func, select, tuple_

from training.accounts.models import Affiliation, Organisation, Person
from training.catalogue.models import Award, Release
from training.database import db
from training.learning.models import Completion
from training.participation import rules
from training.participation.models import CountPage, CountState, LedgerLine
from training.participation.rules import Answer, Question, Reason, Verdict
from training.workshops.models import Meeting, Participation, Workshop, WorkshopAward

PAGE = 50  # verdicts on a page
PREVIEW = 10  # of each reason, where none is chosen
SUMMED_UP: tuple[Any, ...] = (
    func.count(Participation.id),
    func.max(Participation.id),
    func.count(LedgerLine.id),
    func.max(LedgerLine.id),
    func.count(Person.id),
    func.count(Affiliation.id),
    func.count(Organisation.id),
    func.count(Completion.id),
    func.count(Meeting.id),
    func.count(Meeting.cancelled_at),
    func.count(Workshop.id),
    func.count(WorkshopAward.award_id),
    func.count(Award.id),
    func.count(Release.course_id),
)


def fingerprint() -> str:
    """Return a word that changes when facts are added or go: cheap, in one query.

    It does not see that something was renamed, nor the language that a person reads.
    """
    row = db.session.execute(select(*(select(one).scalar_subquery() for one in SUMMED_UP))).one()
    return sha256("\t".join(map(str, row)).encode()).hexdigest()


def last_states(questions: Collection[Question]) -> Mapping[str, CountState]:
    """Return the last state of each question that was kept, by the question's key."""
    keys = {question.key for question in questions}
    rows = select(CountState).where(CountState.key.in_(keys)).order_by(CountState.made_at)
    return {row.key: row for row in db.session.scalars(rows)}


def is_whole(state: CountState) -> bool:
    """Tell whether the verdicts of a state are there too: erasing somebody drops them."""
    pages_of = exists().where(CountPage.state_id == state.id)
    return bool(db.session.scalar(select(pages_of))) or not json.loads(state.answer)["reasons"]


def took_long(milliseconds: int) -> bool:
    """Tell whether a count is one that pages should not wait for."""
    return milliseconds >= 1000 * int(current_app.config["LONG_COUNT_SECONDS"])


def answer_in(question: Question, state: CountState, now: str) -> Answer:
    """Return the answer that a state holds; `now` is the fingerprint of the ledger."""
    plain = json.loads(state.answer)
    return rules.read_answer(question, plain, state.made_at, is_current=state.ledger == now)


@dataclass(frozen=True)
class ReasonPage:
    """Some of the records about which a count gives one reason.

    total   how many there are
    pages   how many pages they fill, of which this is the one with this number
    """

    reason: Reason
    total: int
    verdicts: tuple[Verdict, ...]
    number: int = 1

    @property
    def pages(self) -> int:
        """How many pages all of them fill."""
        return -(-self.total // PAGE)


class Verdicts(Protocol):
    """Where the verdicts of a count can be looked at, a page at a time."""

    def some(self, wanted: Mapping[Reason, int]) -> Mapping[Reason, tuple[Verdict, ...]]:
        """Return for each reason the page with a number, from 1."""


@dataclass(frozen=True)
class Fresh:
    """Verdicts of a count that was just made."""

    people: tuple[Verdict, ...]

    def some(self, wanted: Mapping[Reason, int]) -> Mapping[Reason, tuple[Verdict, ...]]:
        """Return for each reason the page with a number, from 1."""
        groups: dict[Reason, list[Verdict]] = {}
        for verdict in self.people:
            groups.setdefault(verdict.reason, []).append(verdict)
        return {
            reason: tuple(groups[reason][(number - 1) * PAGE : number * PAGE])
            for reason, number in wanted.items()
        }


@dataclass(frozen=True)
class Kept:
    """Verdicts of a count that was kept."""

    state_id: str

    def some(self, wanted: Mapping[Reason, int]) -> Mapping[Reason, tuple[Verdict, ...]]:
        """Return for each reason the page with a number, from 1."""
        places = [(reason.value, number) for reason, number in wanted.items()]
        rows: Select[CountPage] = select(CountPage).where(
            CountPage.state_id == self.state_id,
            tuple_(CountPage.reason, CountPage.number).in_(places),
        )
        return {Reason(row.reason): unpacked(row) for row in db.session.scalars(rows)}


def packed(verdicts: Iterable[Verdict]) -> str:
    """Return verdicts as compressed text."""
    plain = rules.canonical([rules.verdict_as_plain(one) for one in verdicts])
    return base64.b64encode(zlib.compress(plain.encode())).decode()


def pages(verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    """Yield verdicts a page at a time, as they are kept."""
    for first in range(0, len(verdicts), PAGE):
        yield packed(verdicts[first : first + PAGE])


def unpacked(row: CountPage) -> tuple[Verdict, ...]:
    """Return the verdicts of a page."""
    plain = json.loads(zlib.decompress(base64.b64decode(row.verdicts)))
    return tuple(rules.read_verdict(Reason(row.reason), one) for one in plain)


def reason_pages(
    answer: Answer, verdicts: Verdicts, chosen: str = "", number: int = 1
) -> tuple[ReasonPage, ...]:
    """Return every reason with some of its records: a page of the chosen one, few of the others."""
    totals = {reason: answer.reasons[reason] for reason in Reason if reason in answer.reasons}
    if chosen not in totals:
        found = verdicts.some(dict.fromkeys(totals, 1))
        return tuple(ReasonPage(one, totals[one], found.get(one, ())[:PREVIEW]) for one in totals)
    reason = Reason(chosen)
    number = min(number, -(-totals[reason] // PAGE))
    found = verdicts.some({reason: number})
    return tuple(
        ReasonPage(one, totals[one], found.get(one, ()), number if one == reason else 1)
        for one in totals
    )
