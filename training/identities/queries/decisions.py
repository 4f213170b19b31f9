"""Who decided what about which records, and when; also what was undone."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from training.accounts.models import Person
from training.database import db
from training.forms import UID
from training.identities.queries.hints import in_parts
from training.identities.rules import Finding, Pair, is_probable
from training.participation.queries import recorded_as
from training.participation.rules import IdentityLink, Sameness, standing

A_PAGE = 30


@dataclass(frozen=True)
class History:
    """One entry: two records were decided on, or a decision was undone.

    what    same, probable, different, or undone
    by      a name; what an import said; empty where nobody was named or they have left
    stands  the decision holds today and can be undone
    """

    pair: Pair
    what: str
    at: datetime
    by: str
    link_id: str
    stands: bool
    reasons: tuple[str, ...] = ()


def history(records: Collection[str]) -> tuple[History, ...]:
    """Return all that was decided about some records, the latest first."""
    return entries(lambda link: link.a in records or link.b in records)


def decisions(page: int) -> tuple[tuple[History, ...], bool]:
    """Return a page of all decisions, the latest first, and whether there are more."""
    found, first = entries(lambda _link: True), (page - 1) * A_PAGE
    return found[first : first + A_PAGE], first + A_PAGE < len(found)


def entries(wanted: Callable[[IdentityLink], bool]) -> tuple[History, ...]:
    """Return the links that are wanted as entries, the latest first."""
    links = [link for link in recorded_as(IdentityLink) if wanted(link)]
    stand = {link.id for link in standing(links).of(IdentityLink)}
    names = names_of({link.by for link in links if link.by})
    found = (entry for link in links for entry in told(link, stand, names))
    return tuple(sorted(found, key=lambda one: (one.at, one.link_id), reverse=True))


def told(link: IdentityLink, stand: Collection[str], names: dict[str, str]) -> Iterator[History]:
    """Yield what a fact says: that something was decided or, where it corrects, undone."""
    by = names.get(link.by or "", "" if UID.fullmatch(link.by or "") else link.by or "")
    reasons = seen(link.reason or "")
    pair, corrects = (link.a, link.b), link.supersedes is not None
    if not (corrects and link.undone_at):
        yield History(pair, word(link), link.at, by, link.id, link.id in stand, reasons)
    if link.undone_at:
        yield History(pair, "undone", link.undone_at, by, link.id, stands=False)


def seen(reason: str) -> tuple[str, ...]:
    """Return what was found when a link was made, one by one; a remark is one piece."""
    found = tuple(reason.split())
    return found if set(found) <= set(Finding) else (reason,)


def word(link: IdentityLink) -> str:
    """Return what a link says in a word."""
    if link.verdict is Sameness.DIFFERENT:
        return "different"
    return "probable" if is_probable(link) else "same"


def names_of(ids: Collection[str]) -> dict[str, str]:
    """Return the names of people of the platform."""
    found: dict[str, str] = {}
    for some in in_parts(ids):
        rows = db.session.execute(select(Person.id, Person.display_name).where(Person.id.in_(some)))
        found |= {row.id: row.display_name for row in rows}
    return found
