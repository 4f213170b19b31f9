"""The exercise: a vague recommendation is made SMART, draft by draft."""

from collections.abc import Mapping

from flask import redirect, render_template, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from courses import RewriteActivity
from training.access import Role, allowed, limiter
from training.database import db
from training.learning import actions, forms, queries
from training.learning.models import Draft
from training.learning.queries import Step
from training.learning.rules import (
    RECORDS,
    comparison,
    counts_signs,
    derived_uid,
    pieces,
    spoken_budget,
    word_count,
)
from training.learning.views.frame import Page, address_of, bp, show

Feedback = Mapping[str, tuple[queries.Told, ...]]
HINTS_A_MINUTE = "60 per minute"  # somebody who types without a pause asks forty times

bp.add_app_template_filter(word_count)
bp.add_app_template_filter(spoken_budget)
bp.add_app_template_filter(counts_signs)
bp.add_app_template_filter(RECORDS.__getitem__, "record")


def rewrite(step: Step) -> Page:
    """Ask for a SMART rewrite, and show the hints on the earlier drafts."""
    exercise = step.expect(RewriteActivity).rewrite
    drafts = queries.drafts_of(step.enrolment, step.activity.id)
    newest = drafts[0] if drafts else None
    form = forms.DraftForm(exercise.max_length, newest)
    if not form.accepted():
        return exercise_page(step, form, drafts, newest)
    if form.look.data:
        looked_at = actions.hints_on(form.text.data, step.enrolment.language, exercise.evidence)
        return exercise_page(step, form, drafts, looked_at)
    if form.names_somebody(exercise):
        return exercise_page(step, form, drafts, newest)
    actions.send_draft(step.enrolment, step.activity.id, form.uid.data, exercise, form.wording)
    db.session.commit()
    return redirect(address_of(step, "newest"))


def exercise_page(
    step: Step,
    form: forms.DraftForm,
    drafts: tuple[Draft, ...],
    looked_at: Draft | actions.Hints | None,
) -> str:
    """Show the exercise with the hints on a draft, or on words that are not saved."""
    told = queries.feedback_on(one.id for one in drafts)
    html = show(
        step,
        form=form,
        drafts=drafts,
        looked_at=looked_at,
        is_saved=bool(drafts) and request.method == "GET",
        told=told,
        pieces=pieces,
        device_key=derived_uid("on this device", step.enrolment.id, step.activity.id),
    )
    note_seen(told)
    return html


def note_seen(told: Feedback) -> None:
    """Keep that feedback was seen, now that it is shown; what is new says so this one time."""
    if any(one.is_new for given in told.values() for one in given):
        actions.see_feedback(told)
        db.session.commit()


def who_asks() -> str:
    """Name whoever asks for hints, so that a room behind one address does not share a limit."""
    return str(current_user.person_id or get_remote_address())


@bp.post("/courses/<course_id>/<activity_id>/hints")
@limiter.limit(HINTS_A_MINUTE, key_func=who_asks)
@allowed(Role.TRAINEE)
def hints(course_id: str, activity_id: str) -> Page:
    """Show the hints on words that are still being written; nothing of them is kept."""
    step = queries.step_or_404(current_user.person_id, course_id, activity_id)
    exercise = step.expect(RewriteActivity).rewrite
    form = forms.DraftForm(exercise.max_length)
    if step.is_locked or not form.accepted():
        return "", 403 if step.is_locked else 400
    found = actions.hints_on(form.text.data, step.enrolment.language, exercise.evidence)
    return render_template("learning/_found.html", draft=found, pieces=pieces)


@bp.get("/courses/<course_id>/<activity_id>/drafts")
@allowed(Role.TRAINEE)
def drafts(course_id: str, activity_id: str) -> str:
    """Show two drafts of one's own side by side, with what changed; without a choice the newest."""
    step = queries.step_or_404(current_user.person_id, course_id, activity_id)
    step.expect(RewriteActivity)
    own = queries.drafts_of(step.enrolment, step.activity.id)
    pair = queries.pair_or_404(own, request.args.get("before"), request.args.get("after"))
    compared = [comparison(*texts) for texts in pair_of_texts(pair)]
    return render_template(
        "learning/drafts.html", step=step, drafts=own, pair=pair, compared=compared
    )


def pair_of_texts(pair: tuple[Draft, ...]) -> list[tuple[str, str]]:
    """Return what is to be compared in two drafts: the texts, then the spoken versions if any."""
    if not pair:
        return []
    before, after = pair
    spoken = (before.spoken or "", after.spoken or "")
    return [(before.text, after.text), *([spoken] if any(spoken) else [])]
