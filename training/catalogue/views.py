"""The courses on offer; programmes, their awards and those who work for them."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import Role, allowed, public
from training.catalogue import actions, forms, queries
from training.catalogue.models import Programme, ProgrammeMember
from training.database import db
from training.i18n import current_language

bp = Blueprint("catalogue", __name__)


def programme_in_reach(programme_id: str) -> Programme:
    """Return a programme that the reader looks after; raises NotFound."""
    return queries.programme_or_404(programme_id, in_reach())


def in_reach() -> frozenset[str] | None:
    """Return the programmes that the reader looks after; None for all."""
    return queries.reach(current_user.account_id, current_user.roles, [Role.ORGANISER])


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


@bp.get("/programmes")
@allowed(Role.STAFF, Role.ORGANISER, Role.ADMINISTRATOR)
def programmes() -> str:
    """List the programmes that the reader looks after."""
    return list_programmes(forms.ProgrammeForm(zone=current_app.config["DEFAULT_ZONE"]))


def list_programmes(form: forms.ProgrammeForm) -> str:
    """Show the programmes in reach and, to those who look after all, how to set one up."""
    form.zone.choices = forms.zones()
    rows = queries.programmes_in(in_reach())
    return render_template("catalogue/programmes.html", form=form, rows=rows)


@bp.post("/programmes")
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def set_up() -> str | Response:
    """Set up a programme."""
    form = forms.ProgrammeForm()
    form.zone.choices = forms.zones()
    if not form.accepted():
        return list_programmes(form)
    actions.add_programme(form.uid.data, form.title.data, form.zone.data)
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(url_for(".programme", programme_id=form.uid.data))


@bp.route("/programmes/<programme_id>", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER, Role.ADMINISTRATOR)
def programme(programme_id: str) -> str | Response:
    """Show a programme with its awards, and add one."""
    found, form = programme_in_reach(programme_id), forms.AwardForm()
    if form.accepted():
        period = (form.starts_on.data, form.ends_on.data)
        actions.add_award(form.uid.data, found, form.title.data, form.donor.data, period)
        db.session.commit()
        flash(_("Saved."), "done")
        return redirect(url_for(".programme", programme_id=programme_id))
    return render_template(
        "catalogue/programme.html", form=form, programme=found, awards=queries.awards(programme_id)
    )


@bp.route("/programmes/<programme_id>/members", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def members(programme_id: str) -> str | Response:
    """Show who works for a programme, and name somebody."""
    found, form = programme_in_reach(programme_id), forms.MemberForm()
    if form.accepted():
        try:
            actions.name_member(found, form.name.data, Role(form.role.data))
        except actions.NobodysAccount as refusal:
            form.refuse(refusal, "name")
        else:
            db.session.commit()
            flash(_("Saved. The new roles count from the next sign-in."), "done")
            return redirect(url_for(".members", programme_id=programme_id))
    rows = queries.members(programme_id)
    return render_template("catalogue/members.html", form=form, programme=found, rows=rows)


@bp.post("/programmes/<programme_id>/members/<account_id>/drop")
@allowed(Role.STAFF, Role.ADMINISTRATOR)
def drop_member(programme_id: str, account_id: str) -> Response:
    """End somebody's work for a programme; what ended already stays so."""
    programme_in_reach(programme_id)
    if member := db.session.get(ProgrammeMember, (programme_id, account_id)):
        actions.drop_member(member)
        db.session.commit()
        flash(_("Saved."), "done")
    return redirect(url_for(".members", programme_id=programme_id))
