"""A circle for those in it, and for the facilitator who opened it.

What a member gets names nobody: no id, no name, no time of anybody's, and labels that nobody else
has. docs/circles.md says what can and what cannot be hidden.
"""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed
from training.circles import actions, forms, queries
from training.circles.models import Circle
from training.circles.queries import Place
from training.circles.rules import Phase, Step
from training.database import db
from training.errors import NotFound
from training.feedback.forms import FeedbackForm, feedback_form, rubric_sent
from training.forms import Form
from training.i18n import current_language
from training.workshops.models import Workshop
from training.workshops.queries import led_by

bp = Blueprint("circles", __name__)
Page = Response | tuple[str, int]


@bp.app_context_processor
def for_pages_below() -> dict[str, Callable[..., object]]:
    """Let pages of workshops, courses and feedback show what circles have to say there."""
    return {
        "circles_at": queries.circles_of,
        "circles_for": queries.circles_for,
        "left_alone": queries.left_alone,
    }


def own_place(circle_id: str) -> Place:
    """Return the reader's part of a circle; raises NotFound for all who are not in its workshop."""
    circle = queries.circle_or_404(circle_id)
    return queries.place_in(circle, current_user.person_id, current_language())


def home(circle: Circle) -> Response:
    """Go to the page that says what comes next."""
    return redirect(url_for(".circle", circle_id=circle.id))


def status(form: Form | None) -> HTTPStatus:
    """Return the status that says whether a form can be used."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK


@bp.get("/circles/<circle_id>")
@allowed(Role.TRAINEE)
def circle(circle_id: str) -> Page:
    """Show a member what comes next, and what happens when."""
    place = own_place(circle_id)
    return circle_page(place, form_for(place))


def form_for(place: Place) -> Form | None:
    """Return the form of a member's next step, if it is done on the circle's own page."""
    if place.member is None:
        spoken = {current_language(), *(one.language for one in place.drafts)}
        return forms.JoinForm(reads=sorted(spoken)) if place.step is Step.JOIN else None
    may_change = place.round.phase is Phase.DRAFTING or place.member.in_time is None
    if not (place.drafts and may_change):
        return None
    form = forms.HandInForm()
    form.offer(place.drafts, place.member.draft_id)
    return form


def circle_page(place: Place, form: Form | None) -> Page:
    """Show a circle with the form of the next step."""
    return render_template("circles/circle.html", place=place, form=form), status(form)


@bp.post("/circles/<circle_id>/join")
@allowed(Role.TRAINEE)
def join(circle_id: str) -> Page:
    """Let somebody take part, with the languages that they can read."""
    place, form = own_place(circle_id), forms.JoinForm()
    if not form.accepted():
        return circle_page(place, form) if place.step is Step.JOIN else home(place.circle)
    actions.join(form.uid.data, place, current_user.person_id, tuple(form.reads.data))
    db.session.commit()
    flash(_("You are in the circle."), "done")
    return home(place.circle)


@bp.post("/circles/<circle_id>/hand-in")
@allowed(Role.TRAINEE)
def hand_in(circle_id: str) -> Page:
    """Take a draft into the circle."""
    place, form = own_place(circle_id), forms.HandInForm()
    if place.member is None:
        raise NotFound
    form.offer(place.drafts, None)
    if not form.accepted():
        return circle_page(place, form)
    actions.hand_in(place, form.draft())
    db.session.commit()
    flash(_("Your draft is handed in."), "done")
    return home(place.circle)


@bp.route("/circles/<circle_id>/practice", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def practice(circle_id: str) -> Page:
    """Let a member mark an example, then show how people who know marked it."""
    place = own_place(circle_id)
    if place.gold is None or place.member is None:
        raise NotFound
    form = feedback_form(rubric_sent(request.form.get("rubric")), place.gold.text)
    if form.accepted():
        actions.practise(form.uid.data, place, form.given().marks)
        db.session.commit()
        return redirect(url_for(".practice", circle_id=circle_id))
    marks = queries.practice_of(place.member)
    html = render_template("circles/practice.html", place=place, form=form, marks=marks)
    return html, status(form)


@bp.route("/circles/<circle_id>/<label>", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def read(circle_id: str, label: str) -> Page:
    """Show one draft to somebody who was given it to read, and take what they say about it."""
    place = own_place(circle_id)
    author = place.reading.get(label)
    if author is None:
        raise NotFound
    if not place.known.practised:
        return redirect(url_for(".practice", circle_id=circle_id))
    text = author.draft.text if author.draft else ""
    form = feedback_form(rubric_sent(request.form.get("rubric")), text)
    if form.accepted() and answered(place, label, form):
        return home(place.circle)
    waits = place.round.phase is Phase.GIVING and not place.is_answered(author)
    html = render_template(
        "circles/read.html",
        place=place,
        label=label,
        author=author,
        draft=author.draft,
        form=form,
        shows_form=waits or bool(form.errors),
    )
    return html, status(form)


def answered(place: Place, label: str, form: FeedbackForm) -> bool:
    """Keep what somebody said about a draft; what comes too late stays on the page."""
    try:
        actions.answer(form.uid.data, place, place.reading[label], form.given())
    except (actions.Released, actions.AlreadyGiven) as refusal:
        form.refuse(refusal)
        return False
    db.session.commit()
    flash(_("Your feedback is saved. The author will not know that it is yours."), "done")
    return True


@bp.get("/circles/<circle_id>/received")
@allowed(Role.TRAINEE)
def received(circle_id: str) -> str:
    """Show what was said about one's own draft, or an example to compare it with."""
    place = own_place(circle_id)
    if place.step not in (Step.RECEIVE, Step.COMPARE, Step.FACILITATOR):
        raise NotFound
    return render_template("circles/received.html", place=place, told=queries.received_by(place))


def own_workshop(workshop_id: str) -> Workshop:
    """Return a workshop of the facilitator who asks; raises NotFound for all others."""
    return led_by(workshop_id, current_user.person_id)


@bp.route("/workshops/<workshop_id>/circles/new", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def new(workshop_id: str) -> Page:
    """Open a circle for an exercise of the workshop's course."""
    workshop, form = own_workshop(workshop_id), forms.OpenForm()
    form.clocks = workshop.zone
    form.offer(queries.exercises_of(workshop, current_language()))
    if form.accepted() and (opened := newly_opened(workshop, form)):
        db.session.commit()
        flash(_("The circle is open. People find it on the page of the workshop."), "done")
        return redirect(url_for(".overview", workshop_id=workshop_id, circle_id=opened.id))
    return render_template("circles/new.html", workshop=workshop, form=form), status(form)


def newly_opened(workshop: Workshop, form: forms.OpenForm) -> Circle | None:
    """Open a circle; on a refusal, show it at its field."""
    try:
        return actions.open_circle(form.uid.data, workshop, form.plan())
    except actions.AlreadyOpen as refusal:
        form.refuse(refusal, "activity_id")
    except actions.TooSoon as refusal:
        form.refuse(refusal, "drafts_day")
    return None


@bp.route("/workshops/<workshop_id>/circles/<circle_id>", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def overview(workshop_id: str, circle_id: str) -> Page:
    """Show how far a circle is and whom it waits for, and move its deadlines."""
    workshop = own_workshop(workshop_id)
    found, form = queries.circle_in(workshop, circle_id), forms.DeadlinesForm()
    form.clocks = workshop.zone
    if form.accepted() and moved(found, form):
        db.session.commit()
        flash(_("The deadlines are moved."), "done")
        return redirect(url_for(".overview", workshop_id=workshop_id, circle_id=circle_id))
    if not form.is_submitted():
        form.show(found)
    html = render_template(
        "circles/overview.html",
        workshop=workshop,
        exercises=queries.exercises_of(workshop, current_language()),
        overview=queries.overview_of(found),
        form=form,
    )
    return html, status(form)


def moved(circle: Circle, form: forms.DeadlinesForm) -> bool:
    """Move the deadlines; on a refusal, show it above the form."""
    try:
        actions.move_deadlines(circle, form.drafts_until(), form.feedback_until())
    except (actions.Over, actions.TooSoon) as refusal:
        form.refuse(refusal)
        return False
    return True


@bp.post("/workshops/<workshop_id>/circles/<circle_id>/go-on")
@allowed(Role.FACILITATOR)
def go_on(workshop_id: str, circle_id: str) -> Response:
    """Do now what the next deadline would do."""
    found, form = queries.circle_in(own_workshop(workshop_id), circle_id), forms.PhaseForm()
    if form.accepted():
        actions.go_on(found, Phase(form.phase.data))
        db.session.commit()
    return redirect(url_for(".overview", workshop_id=workshop_id, circle_id=circle_id))
