"""The agenda of a workshop: what it holds, and in which order."""

from dataclasses import replace

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from training.access import Role, allowed
from training.database import db
from training.forms import Form
from training.i18n import current_language
from training.workshops import actions, forms, queries
from training.workshops.models import Workshop
from training.workshops.views.frame import UNUSABLE, Page, bp, own_workshop, shown


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
