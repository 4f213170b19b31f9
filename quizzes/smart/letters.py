"""Evidence for the five SMART letters in one recommendation: hints, never a verdict.

One function for each letter says what lifts its level and what earns a hint; docs/smart.md tells
the same with examples. The words themselves are data, in words/<code>.yaml.
"""

from collections.abc import Collection, Iterable

from quizzes.smart.findings import Finding, Hint, Letter
from quizzes.smart.lexicon import lexicon_of
from quizzes.smart.reading import Reading, read
from quizzes.smart.wording import Span, Wording

LONG = 45  # words: beyond that a delegate can hardly read the recommendation out
MANY_THEMES, MANY_ACTIONS, TOO_MANY_ACTIONS = 3, 3, 4
MINIMAL, CONTINUING, CONSIDERING, GENERAL = 1, 2, 3, 4
SHARED_ENOUGH = 2  # topics that text and evidence share, beside the rights and groups named


def analyse(text: str, language: str, evidence: str = "") -> tuple[Finding, ...]:
    """Look for evidence of each SMART letter in one recommendation.

    text      the trainee's wording, plain text
    language  code of a language that has a word list
    evidence  what the exercise tells about the situation; the letter R compares the text with it

    Returns five findings in the order S, M, A, R, T. Raises NoLexicon for any other language.
    """
    reading = read(text, lexicon_of(language))
    return (
        _specific(reading),
        _measurable(reading),
        _achievable(reading),
        _relevant(reading, reading.lexicon.words_of(evidence)),
        _time_bound(reading),
    )


def _specific(reading: Reading) -> Finding:
    """One well-defined action on a named thing; lists of actions and of themes blur it."""
    cues = reading.cues(Letter.S)
    objects, themes = cues["object"], cues["theme"]
    many_themes = len(cues.words("theme")) >= MANY_THEMES
    many_actions = len(reading.actions) >= MANY_ACTIONS
    precise = reading.is_specific or bool(reading.cues(Letter.M)["number"])
    level = precise + bool(objects)
    hints = {
        Hint.S_NO_VERB: not reading.has_verb,
        Hint.S_WEAK_VERB: reading.has_verb and not precise,
        Hint.S_NO_OBJECT: not objects,
        Hint.S_MANY_ACTIONS: many_actions,
        Hint.S_MANY_THEMES: many_themes,
        Hint.S_EITHER_OR: bool(reading.alternatives),
        Hint.S_CONDITION: bool(cues["condition"]),
        Hint.S_LONG: reading.length > LONG,
    }
    seen = [*reading.category.evidence, *objects, *cues["condition"], *reading.alternatives]
    seen += reading.actions if many_actions else ()
    seen += themes if many_themes else ()
    return _finding(Letter.S, min(level, 1 if many_actions or many_themes else 2), seen, hints)


def _measurable(reading: Reading) -> Finding:
    """An event one can see has happened, a number, a standard, something published."""
    cues = reading.cues(Letter.M)
    objects = reading.cues(Letter.S)["object"]
    proofs = [*cues["proof"], *cues["number"], *cues["standard"]]
    event = [*reading.category.evidence, *objects] if reading.is_specific and objects else []
    considered = reading.category.number == CONSIDERING
    ceiling = 1 if reading.category.number in {MINIMAL, CONSIDERING} else 2
    level = 2 if proofs or event else int(bool(objects or cues["loose"] or reading.is_specific))
    hints = {
        Hint.M_ONLY_CONSIDERED: considered,
        Hint.M_RESULT_ONLY: reading.has_verb and reading.category.number == GENERAL and not proofs,
        Hint.M_NO_INDICATOR: level < 2,
        Hint.M_VAGUE_WORDS: bool(cues["vague"]) and level < 2,
    }
    seen = [*event, *proofs, *cues["loose"], *(cues["vague"] if level < 2 else ())]
    return _finding(Letter.M, min(level, ceiling), seen, hints)


def _achievable(reading: Reading) -> Finding:
    """A step within the State's power, with means or a first stage; not everything at once."""
    cues = reading.cues(Letter.A)
    outside = [*cues["not_state"], *cues["courts"]]
    step = [] if cues["not_state"] else [*cues["means"], *cues["staged"]]  # a step of its own
    many = len(reading.actions) >= TOO_MANY_ACTIONS
    sweeping = bool(cues["sweeping"]) and not reading.is_specific
    beyond = bool(outside) or many or sweeping or not reading.has_verb
    hints = {
        Hint.A_NOT_THE_STATE: bool(cues["not_state"]),
        Hint.A_COURTS: bool(cues["courts"]),
        Hint.A_SWEEPING: sweeping,
        Hint.A_MANY_ACTIONS: many,
        Hint.A_NO_STEP: not step and not reading.is_specific,
    }
    seen = [*outside, *step, *cues["body"], *(cues["sweeping"] if sweeping else ())]
    seen += reading.actions if many else ()
    seen += reading.category.evidence if reading.is_specific or not seen else ()
    return _finding(Letter.A, 0 if beyond else 1 + (reading.is_specific or bool(step)), seen, hints)


def _relevant(reading: Reading, evidence: Wording) -> Finding:
    """A link to the problem: what the evidence names, or a right, a group, a treaty, a reason."""
    cues = reading.cues(Letter.R)
    links = len(cues.names)
    if not evidence.words:
        hints = {Hint.R_GENERIC: links == 0, Hint.R_ONE_LINK: links == 1}
        return _finding(Letter.R, min(links, 2), cues.everything, hints)
    apart = [*cues["right"], *cues["group"], *reading.actions, *reading.cues(Letter.T).everything]
    shared = _shared(reading, evidence, apart)
    enough = len(shared) + min(links, 1) > SHARED_ENOUGH
    hints = {
        Hint.R_NOT_IN_EVIDENCE: len(shared) < SHARED_ENOUGH,
        Hint.R_GENERIC: not shared and not links,
    }
    level = 2 if enough else int(bool(shared or links))
    seen = [*cues.everything, *(span for spans in shared.values() for span in spans)]
    return _finding(Letter.R, level, seen, hints)


def _time_bound(reading: Reading) -> Finding:
    """A date, a period with a start, a milestone of the cycle; urgency is no time."""
    cues = reading.cues(Letter.T)
    partly = [*cues["recurring"], *cues["year"], *cues["limit"]]
    level = 2 if cues["anchor"] else int(bool(partly))
    open_end = reading.category.number == CONTINUING
    hints = {
        Hint.T_VAGUE_URGENCY: bool(cues["vague"]),
        Hint.T_NO_START: bool(cues["recurring"]),
        Hint.T_YEAR_UNCLEAR: bool(cues["year"]),
        Hint.T_LIMIT_IN_RULE: bool(cues["limit"]),
        Hint.T_OPEN_END: open_end,
        Hint.T_NO_TIME: level == 0,
    }
    if level == 2:
        return _finding(Letter.T, level, [*cues["anchor"], *cues["recurring"]], {})
    seen = [*partly, *cues["vague"], *(reading.category.evidence if open_end else ())]
    return _finding(Letter.T, level, seen, hints)


def _shared(reading: Reading, evidence: Wording, apart: Collection[Span]) -> dict[str, list[Span]]:
    """Find the topics that text and evidence share, with the places that name them.

    What stands in `apart` (verbs, times, rights, groups) would be shared by any two such texts.
    Topics that overlap are one.
    """
    topics = reading.lexicon.topics
    known = {topic for topic, _ in topics.of(evidence)}
    covered = {place for span in apart for place in range(*span)}
    found: dict[str, list[Span]] = {}
    name, end = "", 0
    for topic, place in topics.of(reading.wording):
        if topic not in known or place[0] in covered:
            continue
        if place[0] >= end:
            name = topic
        found.setdefault(name, []).append(place)
        end = place[1]
    return found


def _finding(letter: Letter, level: int, seen: Iterable[Span], hints: dict[Hint, bool]) -> Finding:
    given = tuple(str(hint) for hint, applies in hints.items() if applies)
    return Finding(letter, level, _merged(seen), given)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Put stretches of text in order and join those that overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
