"""Where the verbs of a recommendation stand: the opening one, its partner, those that follow."""

from collections.abc import Iterator

from quizzes.smart.lexicon import CategoryWords, Opening
from quizzes.smart.phrases import Match
from quizzes.smart.wording import COMMAS, SEMICOLONS, Wording

Verb = Match[Opening]

_BREAKS = COMMAS | SEMICOLONS


def opening_verb(wording: Wording, words: CategoryWords) -> Verb | None:
    """Find the verb a text opens with, past adverbs, formulas and clauses that stand before it."""
    place, limit = 0, len(wording.words)
    while place < limit:
        if verb := words.openings.longest(wording, place, limit):
            return verb
        after = _after_opener(wording, words, place)
        if after == place:
            break
        place = after
    passive = words.passives.first(wording, place, limit)
    return passive or _first_verb(wording, words, place)


def _first_verb(wording: Wording, words: CategoryWords, place: int) -> Verb | None:
    """Find the first verb; what a description leads to (的) is a noun, though it may look so."""
    while verb := words.openings.first(wording, place, len(wording.words)):
        if verb.first == 0 or wording.words[verb.first - 1] not in words.links:
            return verb
        place = verb.first + 1
    return None


def second_verb(wording: Wording, words: CategoryWords, verb: Verb) -> Verb | None:
    """Find the verb that is joined to the opening one, with nothing but adverbs between them."""
    joiner = past_adverbs(wording, words, verb.end)
    if joiner == len(wording.words) or wording.words[joiner] not in words.joiners:
        return None
    return _verb_after(wording, words, joiner + 1)


def further_verbs(wording: Wording, words: CategoryWords, place: int) -> Iterator[tuple[str, Verb]]:
    """Find the verbs after `place` that begin another action, each with the word before it.

    Two verbs side by side ("investigate and prosecute") are one action.
    """
    breaks = _BREAKS | words.joiners
    limit = len(wording.words)
    while place < limit:
        verb = _verb_after(wording, words, place + 1) if wording.words[place] in breaks else None
        if verb is None:
            place += 1
            continue
        yield wording.words[place], verb
        partner = second_verb(wording, words, verb)
        place = (partner or verb).end


def past_adverbs(wording: Wording, words: CategoryWords, place: int) -> int:
    """Return where the adverbs that stand at `place` end."""
    limit = len(wording.words)
    while place < limit and (adverb := words.adverbs.longest(wording, place, limit)):
        place = adverb.end
    return place


def _verb_after(wording: Wording, words: CategoryWords, place: int) -> Verb | None:
    place, limit = past_adverbs(wording, words, place), len(wording.words)
    return words.openings.longest(wording, place, limit) if place < limit else None


def _after_opener(wording: Wording, words: CategoryWords, place: int) -> int:
    limit = len(wording.words)
    for phrases in (words.adverbs, words.preambles):
        if skipped := phrases.longest(wording, place, limit):
            return skipped.end
    if not wording.words[place].isalnum():
        return place + 1
    if lead_in := words.lead_ins.longest(wording, place, limit):
        comma = wording.comma_after(lead_in.end)
        return comma + 1 if comma < limit else lead_in.end
    return place
