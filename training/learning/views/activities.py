"""One page for each kind of activity."""

from collections.abc import Callable, Mapping

from flask import redirect, url_for
from flask_login import current_user

from courses import EventKind, QuizActivity, Video
from training.access import Role, allowed
from training.database import db
from training.learning import actions, forms, queries
from training.learning.queries import Step
from training.learning.views.frame import Page, bp, onwards, show
from training.learning.views.rewriting import rewrite


@bp.route("/courses/<course_id>/<activity_id>", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def activity(course_id: str, activity_id: str) -> Page:
    """Show an activity and take what its page sends; a locked one says what to finish first."""
    step = queries.step_or_404(current_user.person_id, course_id, activity_id)
    if step.is_locked:
        return show(step), 403
    return PAGES[step.activity.kind](step)


def lesson(step: Step) -> Page:
    """Show a text to read, or a task to do away from the screen."""
    form = forms.EventForm()
    if form.accepted():
        kind = EventKind.TICKED if step.activity.kind == "task" else EventKind.READ
        actions.record(step.enrolment, step.activity.id, kind, form.uid.data)
        db.session.commit()
        return onwards(step)
    return show(step, form=form)


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
