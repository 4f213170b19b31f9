"""Planning and running workshops, joining them, and calling the roll."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, join_limit, limiter, public, site_address
from training.accounts import login
from training.accounts.models import Person
from training.accounts.queries import code_of_person
from training.catalogue import queries as catalogue
from training.database import db
from training.forms import Form
from training.i18n import current_language
from training.qr import qr
from training.workshops import actions, exports, forms, queries
from training.workshops.models import Meeting, Workshop
from training.workshops.rules import spelled

bp = Blueprint("workshops", __name__)
Page = Response | tuple[str, int]
OFFERED = "offered"
PLANNERS = (Role.FACILITATOR, Role.ORGANISER)
NEW_CARD = "new_card"
CONTESTED = "contested"
UNUSABLE = 422


@bp.app_template_filter()
def in_zone(moment: datetime, zone: str) -> datetime:
    """Return a moment as the clocks of a zone show it."""
    return moment.astimezone(ZoneInfo(zone))


def shown(template: str, form: Form, **values: object) -> tuple[str, int]:
    """Return a page with its form, and the status that says whether the form can be used."""
    return render_template(template, form=form, **values), UNUSABLE if form.errors else 200


def own_workshop(workshop_id: str) -> Workshop:
    """Return a workshop of the facilitator who asks; raises NotFound for all others."""
    return queries.led_by(workshop_id, current_user.person_id)


def console(workshop: Workshop) -> Response:
    """Go to the page from which a workshop is run."""
    return redirect(url_for(".workshop", workshop_id=workshop.id))


def invitation(workshop: Workshop) -> dict[str, object]:
    """Return what a room needs to come in: the code, the address, and a picture of both."""
    host = site_address()
    link = f"{host}{url_for('.join', code=workshop.join_code)}"
    address = f"{host}{url_for('.join')}".partition("://")[2]
    return {"code": spelled(workshop.join_code), "link": link, "address": address, "qr": qr(link)}


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


@bp.post("/workshops/<workshop_id>/meetings/<meeting_id>/cancel")
@allowed(Role.FACILITATOR)
def cancel_meeting(workshop_id: str, meeting_id: str) -> Response:
    """Cancel a meeting in which nobody was marked."""
    found = own_workshop(workshop_id)
    actions.cancel_meeting(queries.meeting_of(found, meeting_id))
    db.session.commit()
    flash(_("The meeting is cancelled. It no longer counts as planned."), "done")
    return console(found)


@bp.route("/workshops/<workshop_id>/agenda", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def agenda(workshop_id: str) -> Page:
    """Choose what the agenda holds, from the course and of one's own."""
    found, form = own_workshop(workshop_id), forms.AgendaForm()
    form.offer(queries.course_of(found, current_language()))
    if form.accepted():
        actions.set_agenda(found, form.steps())
        db.session.commit()
        flash(_("The agenda is saved."), "done")
        return redirect(url_for(".agenda", workshop_id=workshop_id))
    return agenda_page(found, form)


def agenda_page(found: Workshop, form: forms.AgendaForm, wrong: Form | None = None) -> Page:
    """Show the agenda with the form that fills it; `wrong` is a step that cannot be changed so."""
    if not form.is_submitted() or wrong:
        form.show(queries.steps_of(found.id))
    course = queries.course_of(found, current_language())
    steps = queries.agenda_in(queries.agenda_of(found.id), course)
    html, status = shown("workshops/agenda.html", form, workshop=found, steps=steps, wrong=wrong)
    return html, UNUSABLE if wrong else status


@bp.post("/workshops/<workshop_id>/agenda/<step_id>")
@allowed(Role.FACILITATOR)
def step(workshop_id: str, step_id: str) -> Page:
    """Give a step of the agenda another place or other minutes."""
    found, form = own_workshop(workshop_id), forms.StepForm()
    known = queries.step_of(workshop_id, step_id)
    if form.accepted():
        actions.change_step(found, replace(known, minutes=form.minutes.data), form.place.data)
        db.session.commit()
        return redirect(url_for(".agenda", workshop_id=workshop_id))
    choice = forms.AgendaForm(formdata=None)
    choice.offer(queries.course_of(found, current_language()))
    return agenda_page(found, choice, form)


@bp.route("/join", methods=["GET", "POST"])
@limiter.limit(join_limit, methods=["POST"])
@public
def join() -> Page:
    """Let people into a workshop by its code: signed in, with their card, or new."""
    form = forms.JoinForm(code=request.args.get("code", ""))
    if form.accepted() and (found := entered(form)):
        db.session.commit()
        return redirect(url_for(".attend", workshop_id=found.id))
    if request.method == "GET":
        session[OFFERED] = form.person_id.data
    return shown("workshops/join.html", form)


def entered(form: forms.JoinForm) -> Workshop | None:
    """Let somebody into the workshop whose code they sent; on a refusal, show it at its field."""
    try:
        found = actions.open_with(form.code.data)
        person_id = current_user.person_id or newly_signed_in(form, found)
        actions.register(found, person_id)
    except actions.UnknownCode as refusal:
        form.refuse(refusal, "code")
    except actions.NameMissing as refusal:
        form.refuse(refusal, "display_name")
    except (actions.UnknownCard, actions.PassphraseNeeded) as refusal:
        form.refuse(refusal, "card")
    else:
        return found
    return None


def newly_signed_in(form: forms.JoinForm, found: Workshop) -> str:
    """Sign in who comes back with a card, or somebody new, and return their id.

    The browser still knows the id that it was given with the form: the answer may get lost.
    """
    offered = session.get(OFFERED, "")
    if form.card.data:
        person = actions.returning(form.card.data)
    else:
        newcomer = actions.Newcomer(form.person_id.data, form.display_name.data, current_language())
        person = actions.come_in(found, newcomer, offered)
    login.begin(person, None)
    session[OFFERED] = offered
    return person.id


@bp.get("/workshops/<workshop_id>/attend")
@allowed(Role.TRAINEE)
def attend(workshop_id: str) -> str:
    """Show participants when to come, what happens, and what is recorded of themselves."""
    person_id = current_user.person_id
    found = queries.attended_by(workshop_id, person_id)
    standing = queries.standing_of(found, person_id)
    course = standing.course if standing else queries.course_of(found, current_language())
    return render_template(
        "workshops/attend.html",
        workshop=found,
        standing=standing,
        course=course,
        steps=queries.agenda_in(queries.agenda_of(workshop_id), course),
        meetings=queries.meetings_of(workshop_id),
        marks=queries.own_marks(workshop_id, person_id),
        mark_names=forms.MARK_NAMES,
        code=code_of_person(person_id),
    )


@bp.get("/workshops/<workshop_id>/meetings.ics")
@allowed(Role.TRAINEE)
def calendar(workshop_id: str) -> Response:
    """Give the meetings to a calendar, with a title that tells nothing unless it is wanted."""
    found = queries.taken_by(workshop_id, current_user.person_id)
    meetings, named = queries.meetings_of(workshop_id), request.args.get("named") == "yes"
    return exports.calendar_file(found, meetings, neutral=not named)


@bp.route("/workshops/<workshop_id>/meetings/<meeting_id>/roll", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def roll(workshop_id: str, meeting_id: str) -> Page:
    """Call the roll of a meeting, and take in who stands in the door."""
    meeting = queries.meeting_of(own_workshop(workshop_id), meeting_id)
    form = forms.RollForm()
    sheet = form.sheet(request.form)
    if form.accepted():
        take_roll(meeting, form, sheet)
        return redirect(url_for(".roll", workshop_id=workshop_id, meeting_id=meeting_id))
    if request.method == "GET":
        session[OFFERED] = form.person_id.data
    return roll_page(meeting, form, sheet)


def take_roll(meeting: Meeting, form: forms.RollForm, sheet: actions.Sheet) -> None:
    """Keep a roll and who was added with it, and remember what to say about it."""
    if form.display_name.data:
        newcomer = actions.Newcomer(form.person_id.data, form.display_name.data, current_language())
        person = actions.come_in(meeting.workshop, newcomer, session.get(OFFERED, ""))
        session[NEW_CARD] = person.id
    session[CONTESTED] = actions.take_roll(meeting, sheet, current_user.person_id)
    db.session.commit()
    flash(_("The roll is saved."), "done")


def roll_page(meeting: Meeting, form: forms.RollForm, sheet: actions.Sheet) -> Page:
    """Show everybody with their marks, and once the card of who was just added."""
    added = db.session.get(Person, session.pop(NEW_CARD, ""))
    (row,) = queries.meeting_rows([meeting])
    return shown(
        "workshops/roll.html",
        form,
        workshop=meeting.workshop,
        meeting=row,
        people=queries.roster(meeting),
        sheet=sheet,
        contested=session.pop(CONTESTED, ()),
        added=added,
        code=code_of_person(added.id) if added else "",
        mark_names=forms.MARK_NAMES,
        opens_at=meeting.starts_at - queries.EARLY,
    )
