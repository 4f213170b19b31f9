"""The files of activities, read into what they are."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from courses.manifest import Listed
from courses.package import MANIFEST, variant
from courses.script import (
    PASSAGE,
    Script,
    companions,
    minutes_in,
    own_weight,
    reading_minutes,
    weight,
    whole_in,
)
from courses.source import LinedDict
from courses.structure import Activity, FactSheet, Lesson, Live, QuizActivity, RewriteActivity, Task
from courses.text import parse
from courses.translation import Edition
from courses.videos import read_video
from quizzes import N_, Fields, Problem, Report, closest, read_quiz, read_rewrite

REWRITE_MINUTES = 10
DEFAULT_SHARE = Decimal("0.8")


def read_activity(edition: Edition, listed: Listed) -> Activity | None:
    """Read an activity in the edition's language; None, and problems, where that cannot be."""
    package = edition.package
    if listed.file not in package.folder:
        message = N_("There is no file %(file)s: write it or take it off the list.")
        package.note(Problem(MANIFEST, listed.line, message, {"file": listed.file}))
        return None
    names = companions(package, listed)
    contents, shown = edition.contents(*names)
    if contents[0] is None:
        return None
    companion = str(contents[1] or "") if len(contents) > 1 else ""
    script = Script(listed, edition, contents[0], companion, shown)
    with package.reporting(_name(script)) as report:
        return _read(script, report)


def _name(script: Script) -> str:
    """Name a translated text so that its author knows where to look."""
    if script.shown == script.edition.original:
        return script.listed.file
    own = variant(script.listed.file, script.shown)
    return own if own in script.edition.package.folder else f"{script.listed.file} ({script.shown})"


def _read(script: Script, report: Report) -> Activity | None:
    content = script.content
    if isinstance(content, str):
        return _lesson(script, content, report)
    if not isinstance(content, LinedDict):
        report.error(1, N_("There are no keys here: begin with lines like “title: …”."))
        return None
    fields = Fields(content, report)
    kind = fields.text("type")
    if kind in READERS:
        return READERS[kind](script, fields, report)
    if kind:
        known = ", ".join(READERS)
        guess = closest(kind, READERS) or known
        message = N_("Unknown kind of activity “%(kind)s”: did you mean %(guess)s?")
        fields.error("type", message, kind=kind, guess=guess)
    return None


def _lesson(script: Script, markdown: str, report: Report) -> Lesson | None:
    title, text = _titled(markdown)
    if not title:
        report.error(1, N_("The lesson has no title: begin with a line like “# Why it matters”."))
        return None
    if not text:
        report.error(1, N_("The lesson has only a title: write its text."))
        return None
    return Lesson(
        id=script.listed.id,
        title=title,
        minutes=reading_minutes(text),
        weight=weight(script, text),
        language=script.shown,
        text=text,
    )


def _titled(markdown: str) -> tuple[str, str]:
    """The words of the first heading of the first level, and the text without it."""
    tokens = parse(markdown)
    lines = markdown.split("\n")
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.map:
            words = "".join(
                part.content for part in inline.children or [] if part.type != "html_inline"
            )
            del lines[slice(*token.map)]
            return words.strip(), "\n".join(lines).strip()
    return "", markdown


def _quiz(script: Script, fields: Fields, report: Report) -> QuizActivity | None:
    quiz, problems = read_quiz(script.content, report.file)
    script.edition.package.note(*problems)
    title, minutes = fields.text("title"), minutes_in(fields, len(quiz.questions) if quiz else 1)
    if quiz is None:
        return None
    return QuizActivity(
        id=script.listed.id,
        title=title,
        introduction=quiz.introduction,
        minutes=minutes,
        weight=own_weight(script),
        language=script.shown,
        quiz=quiz,
    )


def _rewrite(script: Script, fields: Fields, report: Report) -> RewriteActivity | None:
    rewrite, problems = read_rewrite(script.content, report.file)
    script.edition.package.note(*problems)
    title, minutes = fields.text("title"), minutes_in(fields, REWRITE_MINUTES)
    sheet = _fact_sheet(script, fields)
    if rewrite is None:
        return None
    return RewriteActivity(
        id=script.listed.id,
        title=title,
        introduction=rewrite.introduction,
        minutes=minutes,
        weight=own_weight(script) + weight(script, script.companion),
        language=script.shown,
        rewrite=rewrite,
        fact_sheet=sheet,
    )


def _fact_sheet(script: Script, fields: Fields) -> FactSheet | None:
    """The fact sheet that a rewrite names, if it does; noted where there is none under the name."""
    name = fields.text_if_any("fact_sheet")
    if not name:
        return None
    if len(companions(script.edition.package, script.listed)) == 1:
        message = N_(
            "“%(name)s” is no fact sheet: name a .md file like facts.md or ../one/facts.md."
        )
        fields.error("fact_sheet", message, name=name)
        return None
    title, text = _titled(script.companion)
    if not (title and text):
        message = N_(
            "The fact sheet %(name)s is missing or has no title or text: begin it with a line like "
            "“# What SMART asks”."
        )
        fields.error("fact_sheet", message, name=name)
    return FactSheet(title, text)


def _live(script: Script, fields: Fields, report: Report) -> Live:
    share = fields.number_or("share", DEFAULT_SHARE)
    if not 0 < share <= 1:
        fields.error("share", N_("“share” has to be above 0 and at most 1, such as 0.8."))
    title, introduction = fields.text("title"), fields.text_if_any("introduction", PASSAGE)
    minutes = whole_in(fields, "minutes", most=10_000)
    fields.refuse_unknown()
    return Live(
        id=script.listed.id,
        title=title,
        introduction=introduction,
        minutes=minutes,
        weight=own_weight(script),
        language=script.shown,
        share=float(share),
    )


def _task(script: Script, fields: Fields, report: Report) -> Task:
    title, introduction = fields.text("title"), fields.text("introduction", PASSAGE)
    minutes = minutes_in(fields, reading_minutes(introduction))
    fields.refuse_unknown()
    return Task(
        id=script.listed.id,
        title=title,
        introduction=introduction,
        minutes=minutes,
        weight=own_weight(script),
        language=script.shown,
    )


Reader = Callable[[Script, Fields, Report], Activity | None]

READERS: Mapping[str, Reader] = {
    "video": read_video,
    "quiz": _quiz,
    "rewrite": _rewrite,
    "live": _live,
    "task": _task,
}
