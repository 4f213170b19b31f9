"""Calling the roll of a meeting."""

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from training.access import Role, allowed
from training.accounts.models import Person
from training.accounts.queries import code_of_person
from training.database import db
from training.i18n import current_language
from training.workshops import actions, forms, queries
from training.workshops.models import Meeting
from training.workshops.views.attending import OFFERED
from training.workshops.views.frame import Page, bp, own_workshop, shown

NEW_CARD = "new_card"
CONTESTED = "contested"


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
