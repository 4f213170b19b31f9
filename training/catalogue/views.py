"""The courses on offer; programmes and awards for staff."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import Role, allowed, public
from training.catalogue import actions, forms, queries
from training.catalogue.models import Programme
from training.database import db
from training.i18n import current_language

bp = Blueprint("catalogue", __name__)


@bp.get("/courses")
@public
def courses() -> str:
    """List the courses on offer, in the reader's language where they have it."""
    return render_template("catalogue/courses.html", courses=queries.offered(current_language()))


@bp.get("/releases")
@allowed(Role.AUTHOR, Role.STAFF, Role.ADMINISTRATOR)
def releases() -> str:
    """List every published course version with its digest."""
    return render_template("catalogue/releases.html", releases=queries.releases())


@bp.route("/programmes", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def programmes() -> str | Response:
    """List the programmes, and set one up."""
    form = forms.ProgrammeForm(zone=current_app.config["DEFAULT_ZONE"])
    form.zone.choices = forms.zones()
    if form.accepted():
        actions.add_programme(form.uid.data, form.title.data, form.zone.data)
        db.session.commit()
        flash(_("Saved."), "done")
        return redirect(url_for(".programme", programme_id=form.uid.data))
    return render_template("catalogue/programmes.html", form=form, rows=queries.programmes())


@bp.route("/programmes/<programme_id>", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def programme(programme_id: str) -> str | Response:
    """Show a programme with its awards, and add one."""
    found = db.session.get(Programme, programme_id) or abort(404)
    form = forms.AwardForm()
    if form.accepted():
        period = (form.starts_on.data, form.ends_on.data)
        actions.add_award(form.uid.data, found, form.title.data, form.donor.data, period)
        db.session.commit()
        flash(_("Saved."), "done")
        return redirect(url_for(".programme", programme_id=programme_id))
    return render_template(
        "catalogue/programme.html", form=form, programme=found, awards=queries.awards(programme_id)
    )
