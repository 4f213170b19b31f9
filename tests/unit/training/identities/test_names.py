"""The same name looks the same, whatever script, order or spelling it came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.training.identities.invented import TWICE
from training.identities.rules import HintKind, forms_of, hints_of, sound_of
from training.identities.rules.hints import Contact, email_form, phone_form

NAMES = st.text(max_size=60) | st.sampled_from(
    [one for some in TWICE.values() for one in some]
).map(" ".join)


@given(NAMES)
def test_a_form_of_a_form_is_the_same(name):
    once = forms_of(name).words
    assert forms_of(" ".join(once)).words == once


@given(NAMES)
def test_any_text_has_forms_of_plain_letters(name):
    forms = forms_of(name)
    plain = "".join((*forms.words, *forms.sounds, forms.letters))
    assert plain == "" or (plain.isascii() and plain.isalpha() and plain.islower())


@given(
    st.lists(st.sampled_from(["Amal", "Иван", "حسن", "Núñez", "Thornton"]), max_size=4), st.data()
)
def test_the_order_of_words_does_not_matter(words, data):
    other = data.draw(st.permutations(words))
    assert forms_of(" ".join(words)) == forms_of(" ".join(other))


@given(NAMES)
def test_capitals_blanks_and_dots_do_not_matter(name):
    assert forms_of(f"  {name} ").sounds == forms_of(name).sounds


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohamed", "Muhammad", "Mohammed", "Мохамед", "محمد"),
        ("Ivan", "Иван"),
        ("Olena", "Елена", "Elena", "Олена"),
        ("Youssef", "Yusuf", "يوسف", "Юсуф"),
        ("Khadija", "خديجة", "Хадижа", "Khadijah"),
        ("Cherif", "Sherif", "شريف"),
        ("Gonzalez", "Gonzales", "González"),
        ("Ivanov", "Ivanoff", "Иванов"),
    ],
)
def test_spellings_of_a_name_sound_alike(spellings):
    assert len({forms_of(one).sounds for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Hassan", "Hussein Ali"), ("Peter", "Paul"), ("Иван", "Олег")]
)
def test_other_names_sound_different(one, other):
    assert forms_of(one).sounds != forms_of(other).sounds


def test_a_title_is_no_part_of_a_name_and_an_initial_is():
    assert forms_of("Dr. Amal Hassan").words == ("amal", "hassan")
    assert forms_of("A. Hassan").is_short
    assert set(forms_of("A. Hassan").initials) <= set(forms_of("Amal Hassan").initials)


def test_a_chinese_name_is_its_family_name_and_the_rest():
    assert forms_of("王小明").words == forms_of("Xiaoming Wang").words == ("wang", "xiaoming")
    assert forms_of("欧阳明华").words == ("minghua", "ouyang")


def test_a_very_long_name_is_read_to_a_point():
    assert forms_of("Amal Hassan " + "x" * 100_000) == forms_of("Amal Hassan " + "x" * 188)


def test_a_sound_is_consonants_in_their_order():
    assert [sound_of(one) for one in ("mohamed", "shcherbakov", "wladimir", "alhassan")] == [
        "mhmd",
        "srbkf",
        "fldmr",
        "hsn",
    ]


@pytest.mark.parametrize(
    ("given", "form"),
    [
        (" Amal.H+upr@Example.ORG ", "amal.h@example.org"),
        ("ａｍａｌ@example.org", "amal@example.org"),
        ("info@example.org", ""),
        ("no address", ""),
        ("", ""),
    ],
)
def test_an_address_of_one_person_is_compared_and_that_of_an_office_is_not(given, form):
    assert email_form(given) == form


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("+41 (0)22 917 90 00", "229179000"),
        ("0229179000", "229179000"),
        ("٠٢٢٩١٧٩٠٠٠", "229179000"),
        ("12345", ""),
    ],
)
def test_a_number_is_compared_by_its_end(given, form):
    assert phone_form(given) == form


def test_hints_say_what_they_were_made_from():
    kinds = {kind for kind, _ in hints_of(Contact("Amal Hassan", "a@b.org", "", ("print",)))}
    assert kinds == {
        HintKind.CARD,
        HintKind.EMAIL,
        HintKind.NAME,
        HintKind.SOUND,
        HintKind.LETTERS,
        HintKind.COULD_BE_INITIALS,
    }
    assert hints_of(Contact()) == ()
