"""Tallies: listed, shown, verified, signed off; and the figures that everybody may see."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, public
from training.database import db
from training.errors import Refused
from training.participation import actions, forms, queries
from training.participation.models import HIGHEST_NUMBER
from training.participation.views.frame import bp, in_reach


@bp.get("/tallies")
@allowed(Role.STAFF, Role.ORGANISER)
def tallies() -> str:
    """List the issued counts."""
    return render_template(
        "participation/tallies.html", rows=queries.tallies(in_reach(Role.ORGANISER))
    )


@bp.get(f"/tallies/<int(max={HIGHEST_NUMBER}):number>")
@allowed(Role.STAFF, Role.ORGANISER)
def tally(number: int) -> str:
    """Show an issued count, and whether it is intact and can be repeated."""
    return show(number, forms.SignForm())


@bp.post(f"/tallies/<int(max={HIGHEST_NUMBER}):number>")
@allowed(Role.STAFF, Role.ORGANISER)
def sign(number: int) -> str | Response:
    """Sign an issued count off as a second person."""
    found, form = queries.tally_or_404(number, in_reach(Role.ORGANISER)), forms.SignForm()
    if not form.accepted():
        return show(number, form)
    try:
        actions.sign(found, current_user.person_id)
    except Refused as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return show(number, form)
    db.session.commit()
    flash(_("Signed off."), "done")
    return redirect(url_for(".tally", number=number))


@bp.get("/public")
@public
def figures() -> str:
    """Show everybody how many people were trained, by the counts that were made public."""
    return render_template("participation/figures.html", rows=queries.published())


def show(number: int, form: forms.SignForm) -> str:
    """Show an issued count and what can be done with it."""
    found = queries.tally_or_404(number, in_reach(Role.ORGANISER))
    verification = actions.verify_tally(found)
    return render_template(
        "participation/tally.html",
        number=number,
        form=form,
        own=found.issued_by == current_user.person_id,
        row=queries.issued(found) if verification.intact else None,
        verification=verification,
    )
