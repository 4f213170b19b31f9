"""A course as a whole: what it offers, how far its trainees are, its media."""

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, public
from training.catalogue.queries import course_in, latest_version, release
from training.database import db
from training.errors import NotFound
from training.i18n import current_language
from training.learning import actions, forms, queries
from training.learning.views.frame import bp
from training.storage import shelf

A_YEAR = 365 * 24 * 3600


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
        "learning/course.html",
        course=standing.course,
        standing=standing,
        completion=completion,
        unread=queries.unread_feedback(current_user.person_id),
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
