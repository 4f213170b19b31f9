"""Planning a workshop and its meetings, and showing a room how to come in."""

from flask import current_app, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed
from training.catalogue import queries as catalogue
from training.database import db
from training.i18n import current_language
from training.workshops import actions, forms, queries
from training.workshops.models import Workshop
from training.workshops.views.frame import Page, bp, console, invitation, own_workshop, shown

PLANNERS = (Role.FACILITATOR, Role.ORGANISER)


@bp.get("/workshops")
@allowed(Role.FACILITATOR)
def workshops() -> str:
    """List a facilitator's workshops, and first what needs them today."""
    return render_template(
        "workshops/workshops.html",
        due=queries.rolls_due(current_user.person_id),
        rows=queries.workshops_led_by(current_user.person_id),
    )


def offer(form: forms.NewWorkshopForm) -> None:
    """Let a facilitator choose among all courses, and the programmes that they were named for."""
    known = catalogue.reach(current_user.account_id, current_user.roles, PLANNERS)
    programmes = catalogue.programmes_in(known)
    ids = {one.id for one in programmes}
    awards = [one for one in catalogue.awards() if one.programme_id in ids]
    form.offer(catalogue.offered(current_language()), programmes, awards)


@bp.route("/workshops/new", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def new() -> Page:
    """Plan a workshop with its first meeting."""
    form = forms.NewWorkshopForm(zone=current_app.config["DEFAULT_ZONE"])
    offer(form)
    if form.accepted():
        first = (form.starts_at(), form.minutes.data)
        planned = actions.plan_workshop(form.uid.data, form.plan(), current_user.person_id, first)
        db.session.commit()
        flash(_("The workshop is planned. People can join it from now on."), "done")
        return console(planned)
    return shown("workshops/new.html", form)


@bp.get("/workshops/<workshop_id>")
@allowed(Role.FACILITATOR)
def workshop(workshop_id: str) -> str:
    """Show the page from which a workshop is run."""
    found = own_workshop(workshop_id)
    course = queries.course_of(found, current_language())
    return render_template(
        "workshops/workshop.html",
        workshop=found,
        course=course,
        rows=queries.meeting_rows(queries.meetings_of(workshop_id)),
        steps=queries.agenda_in(queries.agenda_of(workshop_id), course),
        registered=queries.registered(workshop_id),
        kinds=forms.KIND_NAMES,
        modes=forms.MODE_NAMES,
        **invitation(found),
    )


@bp.get("/workshops/<workshop_id>/projector")
@allowed(Role.FACILITATOR)
def projector(workshop_id: str) -> str:
    """Show a whole room how to come in, and nobody's name."""
    found = own_workshop(workshop_id)
    return render_template("workshops/projector.html", workshop=found, **invitation(found))


@bp.route("/workshops/<workshop_id>/meetings", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def add_meeting(workshop_id: str) -> Page:
    """Date one more meeting, by the clocks of the workshop's zone."""
    found, form = own_workshop(workshop_id), forms.MeetingForm()
    form.clocks = found.zone
    if form.accepted():
        actions.add_meeting(form.uid.data, found, form.starts_at(), form.minutes.data)
        db.session.commit()
        flash(_("The meeting is planned."), "done")
        return console(found)
    return shown("workshops/add_meeting.html", form, workshop=found)


@bp.route("/workshops/<workshop_id>/repeat", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def repeat(workshop_id: str) -> Page:
    """Plan a workshop once more: the same meetings and agenda, with other people."""
    found = own_workshop(workshop_id)
    meetings = queries.planned(queries.meetings_of(workshop_id))
    form = forms.RepeatForm(title=found.title)
    if meetings and form.accepted() and (again := planned_again(found, form)):
        db.session.commit()
        flash(_("The workshop is planned again. People can join it with its own code."), "done")
        return console(again)
    return shown("workshops/repeat.html", form, workshop=found, meetings=meetings)


def planned_again(found: Workshop, form: forms.RepeatForm) -> Workshop | None:
    """Plan a workshop once more; on a refusal, say so at the day."""
    try:
        return actions.repeat_workshop(form.uid.data, found, form.title.data, form.day.data)
    except actions.SkippedHour as refusal:
        form.refuse(refusal, "day")
        return None


@bp.post("/workshops/<workshop_id>/meetings/<meeting_id>/cancel")
@allowed(Role.FACILITATOR)
def cancel_meeting(workshop_id: str, meeting_id: str) -> Response:
    """Cancel a meeting in which nobody was marked."""
    found = own_workshop(workshop_id)
    actions.cancel_meeting(queries.meeting_of(found, meeting_id))
    db.session.commit()
    flash(_("The meeting is cancelled. It no longer counts as planned."), "done")
    return console(found)
