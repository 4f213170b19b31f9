"""The exercise: a vague recommendation is made SMART, draft by draft."""

from collections.abc import Mapping

from flask import redirect

from courses import RewriteActivity
from quizzes import languages
from training.database import db
from training.learning import actions, forms, queries
from training.learning.queries import Step
from training.learning.rules import pieces
from training.learning.views.frame import Page, address_of, show

Feedback = Mapping[str, tuple[queries.Told, ...]]


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
    told = newly_seen(queries.feedback_on(one.id for one in drafts))
    return show(step, form=form, drafts=drafts, told=told, pieces=pieces, coached=languages())


def newly_seen(told: Feedback) -> Feedback:
    """Keep that feedback was seen once it is shown; what is new says so this one time."""
    if any(one.is_new for given in told.values() for one in given):
        actions.see_feedback(told)
        db.session.commit()
    return told
