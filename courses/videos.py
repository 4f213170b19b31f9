"""Reading a film: its sources, captions and transcript in a language, and what each way costs."""

import math

from courses.languages import LANGUAGES
from courses.package import variant
from courses.script import PASSAGE, Script, companions, minutes_in, whole_in
from courses.structure import Caption, Video
from courses.text import MEDIA
from quizzes import N_, Fields, Report


def read_video(script: Script, fields: Fields, report: Report) -> Video:
    """Read a film; what is wrong is noted in the report of `fields`."""
    sources = _media(script, fields, "sources", range(1, 6))
    captions = _captions(script, fields)
    poster = _medium(script, fields, "poster", fields.text_if_any("poster"))
    slides = _media(script, fields, "slides", range(201))
    _check_transcript(script, fields)
    seconds = whole_in(fields, "seconds", most=36_000)
    reading = len(script.companion.encode())
    routes = {
        "video": script.size(*sources[:1], *(track.source for track in captions[:1]), poster),
        "text": reading,
    }
    if slides:
        routes["slides"] = script.size(*slides) + reading
    title, summary = fields.text("title"), fields.text_if_any("summary", PASSAGE)
    minutes = minutes_in(fields, max(1, math.ceil(seconds / 60)))
    introduction = fields.text_if_any("introduction", PASSAGE)
    fields.refuse_unknown()
    return Video(
        id=script.listed.id,
        title=title,
        introduction=introduction,
        minutes=minutes,
        weight=routes["video"],
        language=script.shown,
        summary=summary,
        sources=sources,
        captions=captions,
        transcript=script.companion,
        poster=poster,
        seconds=seconds,
        slides=slides,
        routes=routes,
    )


def _media(script: Script, fields: Fields, key: str, span: range) -> tuple[str, ...]:
    return tuple(_medium(script, fields, key, name) for name in fields.texts(key, span))


def _medium(script: Script, fields: Fields, key: str, name: str) -> str:
    """The medium for this language; noted where it lies elsewhere or is missing."""
    if name and not MEDIA.fullmatch(name):
        message = N_("“%(name)s” does not lie in media/: write it like media/film.webm.")
        fields.error(key, message, name=name)
    elif name and name not in script.edition.package.folder:
        fields.error(key, N_("There is no file %(name)s: add it or remove it here."), name=name)
    return script.medium(name) if name else ""


def _captions(script: Script, fields: Fields) -> tuple[Caption, ...]:
    """In every language that there is a file for; the shown language first."""
    name = _medium(script, fields, "captions", fields.text_if_any("captions"))
    if not name:
        return ()
    original = str(fields.text("captions"))
    found = {
        language: variant(original, language)
        for language in LANGUAGES
        if variant(original, language) in script.edition.package.folder
    }
    tracks = {script.edition.original: original, **found}
    return tuple(
        Caption(language, tracks[language])
        for language in sorted(tracks, key=lambda language: language != script.shown)
    )


def _check_transcript(script: Script, fields: Fields) -> None:
    name = fields.text("transcript")
    if name and len(companions(script.edition.package, script.listed)) == 1:
        message = N_("“%(name)s” is no transcript: name a .md file in the same folder.")
        fields.error("transcript", message, name=name)
    elif name and not script.companion.strip():
        message = N_("The transcript %(name)s is missing or empty: write what the film says.")
        fields.error("transcript", message, name=name)
