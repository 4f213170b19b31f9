from pathlib import Path

import pytest

from courses.errors import InvalidCourse

pytest.importorskip("av")
pytest.importorskip("typst")

from courses import films

SCRIPT = """\
slides:
  - heading: The wish
    lines: ["Protect journalists.", "*Who could check it?*"]
    letters: SM
    seconds: 4
    captions: [Nobody is against it., Nobody is against it.]
  - heading: Your turn
    lines: [A date]
    seconds: 2
    captions: [And a date.]
"""


@pytest.fixture
def script(tmp_path: Path) -> films.Script:
    file = tmp_path / "film.script.en.yaml"
    file.write_text(SCRIPT, "utf-8")
    return films.read_script(file, "en")


def test_captions_share_the_seconds_of_their_slide(script: films.Script) -> None:
    assert films.captions(script) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.000\nNobody is against it.\n\n"
        "00:00:02.000 --> 00:00:04.000\nNobody is against it.\n\n"
        "00:00:04.000 --> 00:00:06.000\nAnd a date.\n"
    )


def test_a_transcript_shows_every_line_and_says_every_caption(script: films.Script) -> None:
    assert films.transcript(script).startswith(
        "## The wish\n\n- Protect journalists.\n- **Who could check it?**\n\n"
        "Nobody is against it. Nobody is against it.\n"
    )


def test_lines_appear_with_the_captions_and_all_are_seen_at_the_end(script: films.Script) -> None:
    assert [slide.shown for slide in script.slides] == [(1, 2), (1,)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("slides:\n  - heading: [", ":2: "),
        ("slides:\n  - {heading: Alone}", "Slide 1 lacks: lines, seconds, captions."),
        ("titles: []", "slides"),
    ],
)
def test_a_script_that_cannot_be_used_says_where(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "film.script.en.yaml"
    file.write_text(text, "utf-8")

    with pytest.raises(InvalidCourse, match=place):
        films.read_script(file, "en")


def test_a_film_lasts_as_long_as_its_script_and_is_vp9(
    script: films.Script, tmp_path: Path
) -> None:
    target = tmp_path / "film.webm"
    target.write_bytes(films.film(script, films.pictures(script)))

    with films.av.open(str(target)) as made:
        video = made.streams.video[0]
        assert (video.codec_context.name, video.width, video.height) == ("vp9", 854, 480)
        assert sum(1 for _ in made.decode(video)) == 60


def test_a_slide_with_too_much_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "film.script.en.yaml"
    file.write_text(SCRIPT.replace("A date]", "A date" + " and more" * 200 + "]"), "utf-8")

    with pytest.raises(InvalidCourse, match="Your turn"):
        list(films.pictures(films.read_script(file, "en")))
