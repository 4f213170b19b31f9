"""Joining a workshop, and what participants see of it."""

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, join_limit, limiter, public
from training.accounts import login
from training.accounts.queries import code_of_person
from training.database import db
from training.i18n import current_language
from training.workshops import actions, exports, forms, queries
from training.workshops.models import Workshop
from training.workshops.views.frame import Page, bp, shown

OFFERED = "offered"


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
