"""A facilitator's queue of drafts, and the page on which one of them is marked."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed
from training.database import db
from training.feedback import actions, forms, queries
from training.feedback.queries import Wanted
from training.feedback.rules import State
from training.forms import UNGUARDED
from training.learning.models import Draft
from training.learning.queries import drafts_of, exercise_in, feedback_on
from training.learning.rules import comparison, pieces

bp = Blueprint("feedback", __name__, url_prefix="/feedback")
Page = str | Response | tuple[str, int]
LAST_PAGE = 10_000


def chosen_workshop() -> str:
    """Return the workshop that the address names; empty for all of the facilitator's."""
    return request.args.get("workshop", "")


def chosen_state() -> State:
    """Return the state that the address names; drafts that wait, where it names none."""
    wanted = request.args.get("state", "")
    return State(wanted) if wanted in list(State) else State.WAITING


@bp.get("")
@allowed(Role.FACILITATOR)
def queue() -> str:
    """Show the drafts that wait for feedback, the oldest first, with what was asked."""
    workshops = queries.workshops_with_a_course(current_user.person_id)
    form = forms.QueueForm(request.args, meta=UNGUARDED)
    form.offer(workshops)
    page = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    wanted = Wanted(chosen_state(), chosen_workshop())
    return render_template(
        "feedback/queue.html",
        form=form,
        workshops=workshops,
        wanted=wanted,
        page=page,
        found=queries.queue(current_user.person_id, wanted, page),
        states=forms.STATE_NAMES,
    )


@bp.route("/<draft_id>", methods=["GET", "POST"])
@allowed(Role.FACILITATOR)
def draft(draft_id: str) -> Page:
    """Show a draft with all that it answers, and take marks, a comment and notes."""
    facilitator_id = current_user.person_id
    found = queries.draft_or_404(draft_id, facilitator_id)
    form = forms.feedback_form(forms.rubric_sent(request.form.get("rubric")), found.text)
    if not form.accepted():
        return draft_page(found, form)
    given = form.given()
    meanwhile = actions.mark(form.uid.data, found, facilitator_id, given, form.known.data)
    db.session.commit()
    return onwards(found, meanwhile=meanwhile, sent_back=given.sends_back)


def draft_page(found: Draft, form: forms.FeedbackForm) -> Page:
    """Show one draft with its history."""
    drafts = drafts_of(found.enrolment, found.activity_id)
    course = queries.course_of(found)
    told = feedback_on(one.id for one in drafts)
    if not form.is_submitted():
        form.known.data = queries.by_others(told.get(found.id, ()), current_user.person_id)
    html = render_template(
        "feedback/draft.html",
        course=course,
        draft=found,
        drafts=drafts,
        told=told,
        activity=exercise_in(course, found.activity_id),
        form=form,
        pieces=pieces,
        comparison=comparison,
        workshop_id=chosen_workshop(),
        own_id=current_user.person_id,
    )
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def onwards(found: Draft, *, meanwhile: bool, sent_back: bool) -> Response:
    """Go on to the draft that waits next; stay where a colleague was faster, and say so."""
    workshop_id = chosen_workshop() or None
    if meanwhile:
        flash(_("Somebody else gave feedback on this draft meanwhile. Both are kept."), "attention")
        return redirect(url_for(".draft", draft_id=found.id, workshop=workshop_id))
    flash(_("Sent back for another draft.") if sent_back else _("Your feedback is saved."), "done")
    following = queries.next_waiting(current_user.person_id, workshop_id or "", found)
    if following is None:
        return redirect(url_for(".queue", workshop=workshop_id))
    return redirect(url_for(".draft", draft_id=following.id, workshop=workshop_id))
