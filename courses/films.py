"""Films of a course, made from a script: slides with large text as a silent WebM, with captions.

    python -m courses.films courses/content/smart-recommendations fr

reads film/<activity>.script.fr.yaml and writes media/<activity>.fr.webm, .fr.vtt, .fr.webp (the
poster) and, beside the activity, <activity>.transcript.fr.md. The course's own language has no
“.fr”. Lines and captions of a slide appear together; words between *stars* are highlighted.
Needs the extra “films”; reading or showing a course does not.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import av
import click
import typst
import yaml
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace

from courses.errors import InvalidCourse
from courses.languages import direction
from quizzes import Problem

WIDTH, HEIGHT, FRAMES_PER_SECOND = 854, 480, 10
FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FONTS = {"ar": ("Noto Sans Arabic", "Noto Sans"), "zh": ("Noto Sans CJK SC", "Noto Sans")}
TEMPLATE = Path(__file__).with_name("films.typ")
VP9 = {"crf": "38", "b:v": "0", "deadline": "good", "cpu-used": "3", "g": "150"}


@dataclass(frozen=True)
class Slide:
    """A heading, lines that appear one after the other, and the captions that speak them."""

    heading: str
    lines: tuple[str, ...]
    letters: str
    seconds: float
    captions: tuple[str, ...]

    @property
    def shown(self) -> tuple[int, ...]:
        """How many lines are seen while each caption is shown; with the last one, all of them."""
        lines, captions = len(self.lines), len(self.captions)
        return tuple(-(-lines * number // captions) for number in range(1, captions + 1))

    @property
    def times(self) -> tuple[float, ...]:
        """Seconds for each caption: the slide's, shared out by the length of what is to be read."""
        weights = [len(caption) + 15 for caption in self.captions]
        return tuple(self.seconds * weight / sum(weights) for weight in weights)


@dataclass(frozen=True)
class Script:
    """What a film shows and says, in one language; `file` is where it was written."""

    file: Path
    language: str
    slides: tuple[Slide, ...]

    @property
    def cues(self) -> tuple[tuple[float, float, str], ...]:
        """Every caption with its first and its last moment, in seconds from the start."""
        times = [time for slide in self.slides for time in slide.times]
        captions = [caption for slide in self.slides for caption in slide.captions]
        moments = pairwise(accumulate(times, initial=0.0))
        return tuple((*span, caption) for span, caption in zip(moments, captions, strict=True))


def read_script(file: Path, language: str) -> Script:
    """Read a script; raises InvalidCourse with the line or the slide that cannot be used."""
    try:
        slides = yaml.safe_load(file.read_text("utf-8"))["slides"]
        read = tuple(_slide(file, number, slide) for number, slide in enumerate(slides, 1))
    except (yaml.MarkedYAMLError, KeyError, TypeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _refusal(
            file, f"This is not a film script: {error}", mark.line + 1 if mark else 0
        ) from error
    return Script(file, language, read)


def _slide(file: Path, number: int, found: Mapping[str, Any]) -> Slide:
    """One slide of a script; everything but `letters` must be there."""
    missing = [key for key in ("heading", "lines", "seconds", "captions") if not found.get(key)]
    if missing:
        raise _refusal(file, f"Slide {number} lacks: {', '.join(missing)}.")
    return Slide(
        heading=str(found["heading"]),
        lines=tuple(map(str, found["lines"])),
        letters=str(found.get("letters", "")),
        seconds=float(found["seconds"]),
        captions=tuple(map(str, found["captions"])),
    )


def _refusal(file: Path, message: str, line: int = 0) -> InvalidCourse:
    return InvalidCourse([Problem(file.name, line, message.replace("%", "%%"))])


def pictures(script: Script) -> Iterator[bytes]:
    """Draw every step of every slide as a PNG; raises InvalidCourse where the text is too long."""
    for slide in script.slides:
        try:
            yield from _draw(slide, script.language)
        except typst.TypstError as error:
            message = f"The slide “{slide.heading}” cannot be drawn: {error}"
            raise _refusal(script.file, message) from error


def _draw(slide: Slide, language: str) -> list[bytes]:
    """The pages of one slide, as Typst sets them with the bundled fonts and no others."""
    content = {
        "heading": slide.heading,
        "lines": slide.lines,
        "letters": slide.letters,
        "shown": slide.shown,
        "language": language,
        "direction": direction(language),
        "fonts": FONTS.get(language, ("Noto Sans",)),
    }
    drawn = typst.compile(
        str(TEMPLATE),
        format="png",
        ppi=72,
        font_paths=[str(files(package)) for package in FONT_PACKAGES],
        ignore_system_fonts=True,
        sys_inputs={"slide": json.dumps(content, ensure_ascii=False)},
    )
    return [drawn] if isinstance(drawn, bytes) else list(drawn)


def film(script: Script, drawn: Iterable[bytes]) -> bytes:
    """Encode the pictures, each for the time of its caption, as a silent VP9 WebM."""
    target = io.BytesIO()
    with av.open(target, "w", format="webm") as container:
        stream = container.add_stream("libvpx-vp9", rate=FRAMES_PER_SECOND, options=VP9)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for (start, end, _), png in zip(script.cues, drawn, strict=True):
            picture = _frame(png)
            for number in range(round(start * FRAMES_PER_SECOND), round(end * FRAMES_PER_SECOND)):
                picture.pts, picture.time_base = number, Fraction(1, FRAMES_PER_SECOND)
                container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return target.getvalue()


def poster(png: bytes) -> bytes:
    """The picture that stands for the film until it plays, as WebP."""
    target = io.BytesIO()
    with av.open(target, "w", format="webp") as container:
        stream = container.add_stream("libwebp", rate=1, options={"quality": "60"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        container.mux(stream.encode(_frame(png)))
        container.mux(stream.encode(None))
    return target.getvalue()


def _frame(png: bytes) -> av.VideoFrame:
    """A PNG as a frame in the colours of video."""
    with av.open(io.BytesIO(png), "r", format="png_pipe") as container:
        picture = next(container.decode(video=0)).reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.MPEG
        )
    picture.pict_type = PictureType.NONE  # a PNG is a key frame; not every frame of a film is one
    return picture


def captions(script: Script) -> str:
    """The captions as WebVTT."""
    cues = (f"{_clock(start)} --> {_clock(end)}\n{text}\n" for start, end, text in script.cues)
    return "\n".join(("WEBVTT\n", *cues))


def _clock(seconds: float) -> str:
    """A moment as WebVTT writes it: 00:01:02.345."""
    minutes, thousandths = divmod(round(seconds * 1000), 60_000)
    return f"00:{minutes:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"


def transcript(script: Script) -> str:
    """The whole film as Markdown: per slide what it shows, then what the captions say."""
    gap = "" if script.language == "zh" else " "  # Chinese sentences follow without a blank
    return "\n".join(_transcribed(slide, gap) for slide in script.slides)


def _transcribed(slide: Slide, gap: str) -> str:
    """One slide in words; its highlights become strong text."""
    lines = "\n".join(f"- {line.replace('*', '**')}" for line in slide.lines)
    return f"## {slide.heading}\n\n{lines}\n\n{gap.join(slide.captions)}\n"


def make(folder: Path, language: str) -> tuple[Path, ...]:
    """Make every film of a course in one language; returns the files written."""
    scripts = sorted(folder.glob(f"film/*.script.{language}.yaml"))
    if not scripts:
        raise _refusal(folder, f"There is no film/….script.{language}.yaml.")
    return tuple(written for file in scripts for written in _make_one(folder, file, language))


def _make_one(folder: Path, file: Path, language: str) -> Iterator[Path]:
    """Write the four files of one film."""
    original = yaml.safe_load((folder / "course.yaml").read_text("utf-8"))["language"]
    mark = "" if language == original else f".{language}"
    name = file.name.partition(".")[0]
    activity = next(folder.glob(f"*/{name}.yaml"), None)
    if activity is None:
        raise _refusal(file, f"There is no activity “{name}” for this film.")
    script = read_script(file, language)
    drawn = tuple(pictures(script))
    results = {
        folder / "media" / f"{name}{mark}.webm": film(script, drawn),
        folder / "media" / f"{name}{mark}.vtt": captions(script).encode(),
        folder / "media" / f"{name}{mark}.webp": poster(drawn[0]),
        activity.with_name(f"{name}.transcript{mark}.md"): transcript(script).encode(),
    }
    for path, content in results.items():
        path.write_bytes(content)
        yield path


@click.command(help="Make the films of the course in FOLDER in LANGUAGE from its scripts.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("language")
def main(folder: Path, language: str) -> None:
    """Make the films and say what they weigh."""
    try:
        for path in make(folder, language):
            click.echo(f"{path}  {path.stat().st_size:,} bytes")
    except InvalidCourse as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
