"""What all pages of a course share: their blueprint, their texts, the frame around an activity."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from courses import Course, direction, to_html
from training.i18n import current_language
from training.learning import queries
from training.learning.queries import Step

bp = Blueprint("learning", __name__)
Page = str | Response | tuple[str, int]


@bp.app_template_filter()
def prose(text: str, course: Course) -> Markup:
    """Render authored Markdown; its pictures are those of the course's version."""
    return Markup(to_html(text, lambda name: media_url(course, name)))  # noqa: S704 - to_html escapes


@bp.app_template_filter()
def prose_line(text: str, course: Course) -> Markup:
    """Render authored Markdown that goes into a label: one paragraph stands without its tags."""
    html = prose(text, course).strip()
    inner = html.removeprefix(Markup("<p>")).removesuffix(Markup("</p>"))
    return inner if "<p>" not in inner else html


@bp.app_template_filter()
def written_in(language: str) -> Markup:
    """Return what marks a text in another language than the page: its `lang` and `dir`."""
    if language == current_language():
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


@bp.app_template_filter()
def duration(seconds: int) -> str:
    """Return minutes and seconds as a player shows them: 1:05."""
    return f"{seconds // 60}:{seconds % 60:02}"


@bp.app_template_filter()
def media_address(name: str, course: Course) -> str:
    """Return the address of a medium of a course."""
    return media_url(course, name)


def media_url(course: Course, name: str) -> str:
    """Return the address of a medium, for good: a published version never changes."""
    return url_for(
        "learning.media",
        course_id=course.id,
        version=course.version,
        name=name.removeprefix("media/"),
    )


def show(step: Step, **shown: object) -> str:
    """Show an activity in the frame that all kinds share."""
    return render_template("learning/activity.html", step=step, **shown)


def onwards(step: Step) -> Response:
    """Go on to what comes next, or back to the course when nothing does."""
    flash(_("Saved."), "done")
    standing = queries.standing_in(step.enrolment)
    after = Step(standing, step.activity).following
    if after is None:
        return redirect(url_for(".course", course_id=step.course.id))
    return redirect(address_of(Step(standing, after)))


def address_of(step: Step, anchor: str | None = None) -> str:
    """Return where an activity is shown, or a place on that page."""
    course_id, activity_id = step.course.id, step.activity.id
    return url_for(".activity", course_id=course_id, activity_id=activity_id, _anchor=anchor)
