"""The last computed state of counts, so that pages need not count again. Nothing here commits."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from sqlalchemy import delete, insert

from training import clock
from training.database import db, new_uid
from training.participation import queries, rules
from training.participation.models import CountPage, CountState
from training.participation.queries import Fresh, Kept, Verdicts
from training.participation.rules import Answer, Count, Question, Verdict

KEPT_DAYS = 30  # states that nobody asked for again


@dataclass(frozen=True)
class Look:
    """An answer to one question, and where its verdicts are.

    is_kept   it was made earlier: counting anew takes long
    """

    answer: Answer
    verdicts: Verdicts
    is_kept: bool = False


def answers(questions: Iterable[Question]) -> tuple[Answer, ...]:
    """Answer questions in their order by the last state of each, or by a new one, which is kept.

    An answer that took long to make is given although the ledger has changed since: it says so.
    """
    questions = tuple(questions)
    known, now = queries.last_states(questions), queries.fingerprint()
    found: dict[str, Answer] = {}
    for question in dict.fromkeys(questions):
        state = known.get(question.key)
        if state and (state.ledger == now or queries.took_long(state.milliseconds)):
            found[question.key] = queries.answer_in(question, state, now)
        else:
            found[question.key] = keep(question, made(question)).answer
    return tuple(found[question.key] for question in questions)


def look(question: Question, *, anew: bool = False) -> Look:
    """Count what a question asks, as of now; what takes long is kept, and shown from then on.

    anew   counts in any case
    """
    state = queries.last_states([question]).get(question.key)
    if state and not anew and queries.took_long(state.milliseconds) and queries.is_whole(state):
        answer = queries.answer_in(question, state, queries.fingerprint())
        return Look(answer, Kept(state.id), is_kept=True)
    one = made(question)
    if queries.took_long(one.milliseconds):
        return keep(question, one)
    return Look(rules.answered(question, one.count, clock.now()), Fresh(one.count.people))


@dataclass(frozen=True)
class Made:
    """A count that was just made: how long it took, and the ledger from which it was."""

    count: Count
    milliseconds: int
    ledger: str


def made(question: Question) -> Made:
    """Count as of now."""
    ledger, began = queries.fingerprint(), time.perf_counter()
    count = queries.answer(question)
    return Made(count, round(1000 * (time.perf_counter() - began)), ledger)


def keep(question: Question, one: Made) -> Look:
    """Keep a count as the last state of its question."""
    answer = rules.answered(question, one.count, clock.now())
    old = clock.now() - timedelta(days=KEPT_DAYS)
    gone = (CountState.key == question.key) | (CountState.made_at < old)
    db.session.execute(delete(CountState).where(gone))
    state = CountState(
        id=new_uid(),
        key=question.key,
        ledger=one.ledger,
        answer=rules.canonical(answer.as_plain()),
        milliseconds=one.milliseconds,
        made_at=answer.made_at,
    )
    db.session.add(state)
    db.session.flush()
    keep_verdicts(state.id, one.count.people)
    return Look(answer, Fresh(one.count.people))


def keep_verdicts(state_id: str, people: Iterable[Verdict]) -> None:
    """Keep verdicts in pages, by reason."""
    by_reason = sorted(people, key=lambda one: one.reason)
    rows = [
        {"state_id": state_id, "reason": reason.value, "number": number, "verdicts": page}
        for reason, group in groupby(by_reason, key=lambda one: one.reason)
        for number, page in enumerate(queries.pages(tuple(group)), 1)
    ]
    if rows:
        db.session.execute(insert(CountPage), rows)


def drop_verdicts() -> None:
    """Forget the verdicts of every kept answer: they name people, some of whom are being erased.

    The figures stay, as they name nobody.
    """
    db.session.execute(delete(CountPage))
