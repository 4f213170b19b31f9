"""The action category of a recommendation, 1 minimal to 5 specific, by rules over its words.

The scale is Edward R. McMahon's, as UPR Info codes it; the rules and their codes are explained
in docs/smart.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizzes.smart.lexicon import CategoryWords, lexicon_of
from quizzes.smart.phrases import Match
from quizzes.smart.sentence import Verb, opening_verb, past_adverbs, second_verb
from quizzes.smart.wording import Span, Wording

MINIMAL, CONTINUING, GENERAL, SPECIFIC = 1, 2, 4, 5
REACH = 12  # words after the verb in which its object is looked for
RULES = (
    *("MINIMAL", "CONTINUING", "CONSIDERING", "GENERAL", "SPECIFIC", "PASSIVE"),
    *("SECOND_VERB", "OBJECT_DECIDES", "OBJECT_UNCLEAR", "MEANS", "NO_OPENING_VERB"),
)
_UNSURE = frozenset({"OBJECT_UNCLEAR", "MEANS", "NO_OPENING_VERB"})


@dataclass(frozen=True)
class ActionCategory:
    """The category, how sure the rules are of it, the rule that decided and the words it saw.

    number      1 minimal, 2 continuing, 3 considering, 4 general action, 5 specific action
    confidence  "unsure" where the same words are coded now one way, now the other
    rule        one of RULES
    evidence    (start, end) in code points of the text, half open, ascending
    """

    number: int
    confidence: Literal["sure", "unsure"]
    rule: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True)
class _Step:
    """Where the reading stands: the category so far, the rule that gave it, the words seen."""

    number: int
    rule: str
    seen: tuple[tuple[int, int], ...]


def categorise(text: str, language: str) -> ActionCategory:
    """Say which action category a recommendation belongs to, and which words decided.

    Raises NoLexicon for a language without a word list. Any text gets an answer.
    """
    lexicon = lexicon_of(language)
    return read_category(lexicon.words_of(text), lexicon.category)


def read_category(wording: Wording, words: CategoryWords) -> ActionCategory:
    """Apply the rules in order: opening verb, second verb, object, means."""
    verb = opening_verb(wording, words)
    if verb is None:
        return ActionCategory(GENERAL, "unsure", "NO_OPENING_VERB", ())
    partner = second_verb(wording, words, verb)
    after = past_adverbs(wording, words, (partner or verb).end)
    limit = wording.pause_after(after)
    step = _by_object(verb, _object(wording, words, verb, range(after, limit)))
    if partner and step.number != MINIMAL:
        found = _object(wording, words, partner, range(after, limit))
        step = _more_specific(step, _by_object(partner, found))
    if verb.label.means and step.number in {CONTINUING, GENERAL}:
        step = _by_means(step, list(_means(wording, words, range(after, limit))))
    return ActionCategory(
        number=step.number,
        confidence="unsure" if step.rule in _UNSURE else "sure",
        rule=step.rule,
        evidence=tuple(sorted({wording.span(*seen) for seen in step.seen})),
    )


def _object(wording: Wording, words: CategoryWords, verb: Verb, clause: range) -> Match[int] | None:
    """Find the nearest thing that the verb is about, before a purpose is given."""
    purpose = _purpose(wording, words, clause.start + 1, clause.stop)
    end = min(clause.start + REACH, purpose)
    nearest = verb.label.objects.first(wording, clause.start, end)
    return nearest and (_head(wording, words, verb, range(nearest.end, purpose)) or nearest)


def _head(wording: Wording, words: CategoryWords, verb: Verb, clause: range) -> Match[int] | None:
    """Find what the nearest thing only describes: Chinese says "an on-measures law".

    A verb, or a comma, in between begins something else.
    """
    end = min(wording.comma_after(clause.start), clause.stop)
    links = [place for place in range(clause.start, end) if wording.words[place] in words.links]
    if not links or words.openings.first(wording, clause.start, links[-1]):
        return None
    return verb.label.objects.first(wording, links[-1] + 1, end)


def _purpose(wording: Wording, words: CategoryWords, place: int, limit: int) -> int:
    """Return where the text begins to say what for; "access to" does not."""
    while found := words.purposes.first(wording, place, limit):
        if found.label == "purpose":
            return found.first
        place = found.end
    return limit


def _by_object(verb: Verb, found: Match[int] | None) -> _Step:
    seen = (verb.first, verb.end)
    if found is None:
        return _Step(verb.label.category, verb.label.rule, (seen,))
    return _Step(found.label, "OBJECT_DECIDES", (seen, (found.first, found.end)))


def _more_specific(first: _Step, second: _Step) -> _Step:
    """Let the second of two verbs count, unless the first already says more."""
    if second.number < first.number:
        return first
    rule = second.rule if second.rule == "OBJECT_DECIDES" else "SECOND_VERB"
    return _Step(second.number, rule, (*first.seen, *second.seen))


def _means(wording: Wording, words: CategoryWords, clause: range) -> Iterator[Match[int]]:
    place = clause.start
    while found := words.means.first(wording, place, clause.stop):
        yield found
        place = found.end


def _by_means(step: _Step, found: list[Match[int]]) -> _Step:
    best = max(found, key=lambda means: means.label, default=None)
    if best is None or best.label <= step.number:
        return step
    return _Step(best.label, "MEANS", (*step.seen, (best.first, best.end)))
