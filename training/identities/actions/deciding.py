"""What staff decide about two records: a fact of the ledger, which can be undone."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db, hold
from training.errors import Refused
from training.identities import rules
from training.identities.actions.hints import THE_KEY, hint_key
from training.identities.models import HintKey, IdentitySuggestion
from training.identities.rules import Pair
from training.participation.actions import keep_facts
from training.participation.queries import recorded, recorded_as
from training.participation.rules import Confidence, IdentityLink, Sameness
from training.participation.rules import standing as what_stands

PUT_OFF = timedelta(days=90)


class Decision(StrEnum):
    """What somebody says of two records."""

    SAME = "same"
    PROBABLE = "probable"
    DIFFERENT = "different"
    LATER = "later"


SAYS = {
    Decision.SAME: (Sameness.SAME, Confidence.CERTAIN),
    Decision.PROBABLE: (Sameness.SAME, Confidence.PROBABLE),
    Decision.DIFFERENT: (Sameness.DIFFERENT, Confidence.CERTAIN),
}


class DecidedOther(Refused):
    """An id that the page made stands for another decision already."""

    message = _("This form was used for something else. Load the page again.")
    status = 409


class NoSuchPair(Refused):
    """Two records that nothing suggests and no link ties: there is nothing to decide."""

    message = _("These two records were not suggested. Look for pairs again.")
    status = 404


class AlreadyDecided(Refused):
    """Two records about which a decision stands: it is undone first."""

    message = _("These two records were decided on already. Undo that first.")
    status = 409


class NotStanding(Refused):
    """A decision that does not stand: it was undone, or another one took its place."""

    message = _("This decision does not stand any more: it was undone or replaced meanwhile.")
    status = 409


def decide(uid: str, pair: Pair, decision: Decision, by: str) -> None:
    """Keep what somebody decided about two records; sent twice, kept once.

    What was only probable stays beside it, so that undoing leads back to it. "Later" keeps nothing
    but the day on which the pair is shown again. Raises NoSuchPair, AlreadyDecided, DecidedOther.
    """
    hint_key()
    hold(HintKey, THE_KEY)
    pair = rules.pair_of(*pair)
    if decision is Decision.LATER:
        put_off(pair)
        return
    verdict, confidence = SAYS[decision]
    if known := recorded([uid]):
        if not says(known[0], pair, verdict, confidence):
            raise DecidedOther
        return
    standing, suggested = links_between(pair), suggestion_of(pair)
    if not standing and not suggested:
        raise NoSuchPair
    if not all(map(rules.is_probable, standing)):
        raise AlreadyDecided
    if standing and decision is Decision.PROBABLE:
        return
    link = IdentityLink(
        id=uid,
        a=pair[0],
        b=pair[1],
        verdict=verdict,
        confidence=confidence,
        by=by,
        reason=reason(suggested),
        at=clock.now(),
    )
    keep_facts([link])
    record(Act.IDENTITY_DECISION, f"link {uid}", decision.value)


def says(fact: object, pair: Pair, verdict: Sameness, confidence: Confidence) -> bool:
    """Tell whether a fact says this about two records."""
    return isinstance(fact, IdentityLink) and (
        rules.pair_of(fact.a, fact.b) == pair
        and (fact.verdict, fact.confidence, fact.undone_at) == (verdict, confidence, None)
    )


def links_between(pair: Pair) -> tuple[IdentityLink, ...]:
    """Return what stands about two records."""
    standing = what_stands(recorded_as(IdentityLink)).of(IdentityLink)
    return tuple(one for one in standing if rules.pair_of(one.a, one.b) == pair)


def reason(suggested: IdentitySuggestion | None) -> str | None:
    """Return why two records were suggested, in the rules' words; None where they were not."""
    words = [finding for finding, _among in suggested.findings] if suggested else []
    return " ".join(words) or None


def suggestion_of(pair: Pair) -> IdentitySuggestion | None:
    """Return what was suggested about two records."""
    return db.session.scalar(
        select(IdentitySuggestion).where(
            IdentitySuggestion.one_id == pair[0], IdentitySuggestion.other_id == pair[1]
        )
    )


def put_off(pair: Pair) -> None:
    """Show two records again after three months; what was not suggested stays as it is."""
    if found := suggestion_of(pair):
        found.put_off_until = clock.now() + PUT_OFF


def undo(uid: str, link_id: str, by: str) -> IdentityLink:
    """Take a decision back by a fact that says so; sent twice, done once. Returns what was undone.

    Counts are again what they were, and counts as of a time in between stay as they are. Raises
    NotStanding.
    """
    hint_key()
    hold(HintKey, THE_KEY)
    for known in recorded([uid]):
        if isinstance(known, IdentityLink) and known.supersedes == link_id and known.undone_at:
            return known
        raise DecidedOther
    standing = what_stands(recorded_as(IdentityLink)).of(IdentityLink)
    link = next((one for one in standing if one.id == link_id), None)
    if link is None:
        raise NotStanding
    undone = replace(link, id=uid, undone_at=clock.now(), by=by, supersedes=link.id)
    keep_facts([undone])
    record(Act.IDENTITY_DECISION, f"link {link_id}", "undone")
    return undone
