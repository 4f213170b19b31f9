import pytest

from tests.unit.training.participation.ledger_words import profile_text
from training.participation.rules import presets, read_profile


def problems(text: str) -> list[str]:
    profile, found = read_profile(text, "p.yaml")
    assert (profile is None) == bool(found)
    return [str(problem) for problem in found]


def test_the_presets_are_there_with_their_source_and_its_date():
    assert set(presets()) == {
        "at_least",
        "completion_next_period",
        "default",
        "eea_civ_007",
        "eea_civ_039",
        "joint_statements",
        "life_of_project_new",
        "members_with_submissions",
        "topic_once",
        "us_eg_3_2_1",
        "us_gndr_8",
    }
    for name, profile in presets().items():
        assert profile.id == name
        assert all((profile.title, profile.source, profile.source_as_of, profile.effective))


def test_the_careful_preset_prints_its_least_figure():
    assert presets()["at_least"].prints == "low"


def test_dotted_and_nested_settings_mean_the_same():
    nested = "id: p\nversion: 1\nunit: person\nqualify:\n  basis: minutes\n  min: 180\n"
    dotted = "id: p\nversion: 1\nunit: person\nqualify.basis: minutes\nqualify.min: 180\n"
    assert read_profile(nested) == read_profile(dotted)


def test_a_setting_that_is_null_is_left_out_and_one_named_null_is_not():
    plain = profile_text(awards="null", modes="~", qualify__extra="null")
    assert read_profile(plain) == read_profile(profile_text())
    named, _ = read_profile(profile_text(awards='["null"]'))
    assert named is not None
    assert named.awards == {"null"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (profile_text(qualify__mim=3), "5: error: there is no setting “qualify.mim”"),
        (profile_text("hours"), "4: error: “qualify.basis” should be one of: completion, minutes"),
        (profile_text("minutes"), "0: error: the setting “qualify.min” is missing"),
        (profile_text("minutes", qualify__min="0"), "5: error: “qualify.min” should be more than"),
        (profile_text("minutes", qualify__min="three"), "5: error: “qualify.min” should be a num"),
        (profile_text("minutes_share", qualify__min=80), "5: error: “qualify.min” is a share"),
        (profile_text(roles="[trainer]"), "5: error: “roles” may list only: trainee"),
        (profile_text(roles="[]"), "5: error: “roles” lists nothing"),
        (profile_text(period__zone="Mars"), "5: error: “period.zone” should be a zone"),
        (profile_text(effective="soon"), "5: error: “effective” should be a date"),
        (profile_text(curriculum_required="perhaps"), "5: error: “curriculum_required” should be"),
        (profile_text(dimensions="{sex: both}"), "5: error: “dimensions.sex” should be exclusive"),
        (profile_text(qualify__lateness_minutes="-1"), "should not be less than 0"),
        (profile_text() + "id: q\n", "5: error: “id” is set twice"),
        (profile_text(title="&a x"), "5: error: anchors, aliases and tags"),
        ("[a, b", "is not YAML"),
        ("a: {b: {c: d}}", "1: error: “a.b” is nested too deeply"),
        ("word", "1: error: should be a list of settings"),
        ("a: " + "[" * 5_000, "1: error: is nested too deeply"),
    ],
)
def test_a_bad_profile_is_refused_with_the_line_and_the_mend(text, message):
    assert message in "\n".join(problems(text))
