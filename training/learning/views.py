"""Courses as trainees see them: what is open and why, one page for each kind of activity."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from courses import Course, EventKind, QuizActivity, RewriteActivity, Video, direction, to_html
from quizzes import languages
from training.access import Role, allowed, public
from training.catalogue.queries import course_in, latest_version, release
from training.database import db
from training.errors import NotFound
from training.i18n import current_language
from training.learning import actions, forms, queries
from training.learning.queries import Step
from training.learning.rules import pieces
from training.storage import shelf

bp = Blueprint("learning", __name__)
Page = str | Response | tuple[str, int]
A_YEAR = 365 * 24 * 3600


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


@bp.get("/courses/<course_id>/media/<version>/<path:name>")
@public
def media(course_id: str, version: str, name: str) -> Response:
    """Send a picture, a film or captions of a published course, also in parts."""
    if release(course_id, version) is None:
        raise NotFound
    try:
        path = shelf().media(course_id, version, name)
    except KeyError:
        raise NotFound from None
    sent = send_file(path.resolve(), conditional=True, max_age=A_YEAR)
    sent.cache_control.public, sent.cache_control.immutable = True, True
    return sent


@bp.get("/courses/<course_id>")
@public
def course(course_id: str) -> str:
    """Show a course: to strangers what it offers, to its trainees how far they are."""
    taken = queries.enrolment(current_user.person_id, course_id)
    if taken is None:
        return invitation(course_id, forms.EnrolForm(language=current_language()))
    standing = queries.standing_in(taken)
    completion = queries.completion_of(taken)
    return render_template(
        "learning/course.html", course=standing.course, standing=standing, completion=completion
    )


def invitation(course_id: str, form: forms.EnrolForm) -> str:
    """Show what a course offers, and how to begin it."""
    offer = course_in(course_id, latest_version(course_id), current_language())
    form.offer(offer)
    return render_template("learning/course.html", course=offer, standing=None, form=form)


@bp.post("/courses/<course_id>")
@allowed(Role.TRAINEE)
def enrol(course_id: str) -> str | Response:
    """Let a person begin a course in a language of their choice."""
    form = forms.EnrolForm()
    form.offer(course_in(course_id, latest_version(course_id), current_language()))
    if not form.accepted():
        return invitation(course_id, form)
    actions.enrol(form.uid.data, current_user.person_id, course_id, form.language.data)
    db.session.commit()
    flash(_("You are in. Everything you do here is saved as you go."), "done")
    return redirect(url_for(".course", course_id=course_id))


@bp.route("/progress/<course_id>", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def progress(course_id: str) -> str | Response:
    """Show what is done since when and what is left; change the language of the course."""
    taken = queries.enrolment_or_404(current_user.person_id, course_id)
    standing = queries.standing_in(taken)
    form = forms.EnrolForm(language=taken.language)
    form.offer(standing.course)
    if form.accepted():
        actions.change_language(taken, form.language.data)
        db.session.commit()
        flash(_("The course goes on in this language. All you did is kept."), "done")
        return redirect(url_for(".course", course_id=course_id))
    completion = queries.completion_of(taken)
    return render_template(
        "learning/progress.html", standing=standing, form=form, completion=completion
    )


@bp.route("/courses/<course_id>/<activity_id>", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def activity(course_id: str, activity_id: str) -> Page:
    """Show an activity and take what its page sends; a locked one says what to finish first."""
    step = queries.step_or_404(current_user.person_id, course_id, activity_id)
    if step.is_locked:
        return show(step), 403
    return PAGES[step.activity.kind](step)


def show(step: Step, **shown: object) -> str:
    """Show an activity in the frame that all kinds share."""
    return render_template("learning/activity.html", step=step, **shown)


def lesson(step: Step) -> Page:
    """Show a text to read, or a task to do away from the screen."""
    form = forms.EventForm()
    if form.accepted():
        kind = EventKind.TICKED if step.activity.kind == "task" else EventKind.READ
        actions.record(step.enrolment, step.activity.id, kind, form.uid.data)
        db.session.commit()
        return onwards(step)
    return show(step, form=form)


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


def video(step: Step) -> Page:
    """Show a film with its transcript; either way through counts the same."""
    form = forms.VideoForm()
    if form.accepted():
        kind = EventKind(form.how.data)
        actions.record(step.enrolment, step.activity.id, kind, form.uid.data)
        db.session.commit()
        return onwards(step)
    return show(step, form=form, position=queries.position_in(step.enrolment, step.activity.id))


@bp.post("/courses/<course_id>/<activity_id>/position")
@allowed(Role.TRAINEE)
def position(course_id: str, activity_id: str) -> tuple[str, int]:
    """Remember how far a film was played."""
    step = queries.step_or_404(current_user.person_id, course_id, activity_id)
    film, form = step.expect(Video), forms.PositionForm()
    if not form.accepted():
        return "", 400
    actions.keep_position(step.enrolment, film.id, min(form.seconds.data, film.seconds))
    db.session.commit()
    return "", 204


def quiz(step: Step) -> Page:
    """Ask the questions of a quiz, all on one page."""
    asked = step.expect(QuizActivity).quiz
    form = forms.quiz_form(asked, step.enrolment.id)
    if form.accepted():
        sent = actions.answer(step.enrolment, step.activity.id, form.uid.data, asked, form.answers)
        db.session.commit()
        return redirect(url_for(".attempt", attempt_id=sent.id))
    attempts = queries.attempts_at(step.enrolment, step.activity.id)
    return show(step, form=form, attempt=None, attempts=attempts)


@bp.get("/attempt/<attempt_id>")
@allowed(Role.TRAINEE)
def attempt(attempt_id: str) -> str:
    """Show an attempt with feedback beside each answer, ready to be tried again."""
    found = queries.attempt_or_404(current_user.person_id, attempt_id)
    taken = found.enrolment
    step = queries.step_or_404(taken.person_id, taken.course_id, found.activity_id)
    form = forms.quiz_form(step.expect(QuizActivity).quiz, taken.id, found.answers)
    attempts = queries.attempts_at(taken, found.activity_id)
    return show(step, form=form, attempt=found, attempts=attempts)


def rewrite(step: Step) -> Page:
    """Ask for a SMART rewrite, and show the hints on the earlier drafts."""
    exercise = step.expect(RewriteActivity).rewrite
    drafts = queries.drafts_of(step.enrolment, step.activity.id)
    form = forms.DraftForm(exercise.max_length, drafts[0].text if drafts else "")
    if form.accepted():
        actions.send_draft(
            step.enrolment, step.activity.id, form.uid.data, exercise, form.text.data
        )
        db.session.commit()
        return redirect(address_of(step, "newest"))
    return show(step, form=form, drafts=drafts, pieces=pieces, coached=languages())


def live(step: Step) -> Page:
    """Say what a live activity is about; attendance is taken in the workshop."""
    return show(step)


PAGES: Mapping[str, Callable[[Step], Page]] = {
    "lesson": lesson,
    "task": lesson,
    "video": video,
    "quiz": quiz,
    "rewrite": rewrite,
    "live": live,
}
