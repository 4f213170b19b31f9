"""Word lists: found, complete and without contradictions."""

import pytest

from quizzes import Letter, NoLexicon, analyse, categorise, languages
from quizzes.smart.lexicon import lexicon_of
from quizzes.smart.phrases import Phrases
from quizzes.smart.wording import read_words


def test_english_has_a_word_list() -> None:
    assert "en" in languages()


@pytest.mark.parametrize("language", ["xx", "", "EN", "../words/en", "en-GB"])
def test_a_language_without_a_word_list_is_refused_not_guessed(language: str) -> None:
    with pytest.raises(NoLexicon):
        analyse("Repeal the law.", language)
    with pytest.raises(NoLexicon):
        categorise("Repeal the law.", language)


@pytest.mark.parametrize("language", languages())
def test_every_word_list_has_cues_for_every_letter(language: str) -> None:
    lexicon = lexicon_of(language)

    assert lexicon.language == language
    assert set(lexicon.cues) == set(Letter)


@pytest.mark.parametrize("language", languages())
def test_no_opening_verb_stands_in_two_groups(language: str) -> None:
    groups: dict[str, set[int]] = {}
    for phrase, opening in lexicon_of(language).category.openings.written:
        for verb in phrase.split(" ")[0].split("|") if " " not in phrase else [phrase]:
            groups.setdefault(verb, set()).add(id(opening))

    assert [verb for verb, ids in groups.items() if len(ids) > 1] == []


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("take ... measures", "take all the necessary measures"),
        ("ratif*", "ratification"),
        ("law|act", "the act"),
        ("within {number} years", "within 12 years"),
        ("within {number} years", "within two years"),
        ("the? next review", "next review"),
        ("by ####", "by 2028"),
        ("follow-up", "a follow\u2011up"),
        ("women’s", "WOMEN'S"),
    ],
)
def test_a_phrase_is_found_in_a_text(phrase: str, text: str) -> None:
    phrases = Phrases([(phrase, "found")], {"number": "#|one|two"})

    assert [match.label for match in phrases.all(read_words(text))] == ["found"]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("take ... measures", "take one two three four measures"),
        ("take ... measures", "take heart. New measures"),
        ("by ####", "by 20"),
        ("law", "lawful"),
    ],
)
def test_a_phrase_is_not_found_where_it_does_not_stand(phrase: str, text: str) -> None:
    assert Phrases([(phrase, "found")], {}).all(read_words(text)) == ()
