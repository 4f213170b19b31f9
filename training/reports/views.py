"""The desk of those who report, and the targets: what was reached, and what is to be reached."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from training import clock
from training.access import Role, allowed
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.participation import queries as ledger
from training.participation import rules as counting
from training.participation.views import Scope, in_reach, scope
from training.reports import actions, forms, queries
from training.reports.models import Target
from training.reports.rules import Step

bp = Blueprint("reports", __name__, url_prefix="/reports")
INTERNAL, PUBLIC = counting.Audience.INTERNAL, counting.Audience.PUBLIC


@bp.get("")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def desk() -> str:
    """Show the figures of a year beside their targets, as pictures, and what to do next."""
    mine = scope()
    form = asked(mine)
    if not mine.programmes and not mine.is_whole:
        return render_template("reports/desk.html", form=form, desk=None, sees_people=False)
    if not form.validate():
        abort(404)
    shown = actions.desk(wish(form))
    db.session.commit()
    return render_template(
        "reports/desk.html",
        form=form,
        desk=shown,
        sees_people=mine.sees_people(form.programme.data),
        tasks=queries.tasks(in_reach(Role.ORGANISER), form.programme.data),
    )


def asked(mine: Scope) -> forms.DeskForm:
    """Return the question in the address; what it leaves open is this year by the usual rule."""
    this_year = clock.now().year
    sent: dict[str, str] = {
        "profile": "default",
        "programme": mine.first,
        "by": "",
        "year": str(this_year),
        "step": Step.MONTH.value,
        **request.args,
    }
    sees_people = mine.sees_people(sent["programme"])
    sent.setdefault("audience", (INTERNAL if sees_people else PUBLIC).value)
    form = forms.DeskForm(MultiDict(sent), meta=UNGUARDED)
    mine.offer(form)
    form.offer_years(this_year)
    return form


def wish(form: forms.DeskForm) -> queries.Asked:
    """Return what a valid form asks for."""
    profile = ledger.profile_or_404(form.profile.data)
    return queries.Asked(
        profile=profile,
        year=form.year.data,
        programme_id=form.programme.data,
        programme=chosen(form.programme),
        audience=form.audience.data or profile.audience.value,
        by=form.by.data,
        step=Step(form.step.data),
        anew=form.anew.data,
    )


def chosen(field: SelectField) -> str:
    """Return what a reader chose in a field, in words."""
    return str(next(one.label for one in field.choices if one.value == field.data))


@bp.route("/targets", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def targets() -> str | Response:
    """List what is to be reached, and set a target."""
    mine, form = scope(), forms.TargetForm()
    offer(form, mine)
    if form.accepted():
        subject = actions.Subject(form.indicator.data, form.programme.data)
        try:
            actions.set_target(form.uid.data, subject, wanted(form))
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return saved(url_for(".targets"))
    return render_template(
        "reports/targets.html",
        form=form,
        rows=queries.targets_in(in_reach(Role.ORGANISER)),
        programmes=programmes(),
        indicators=indicators(),
    )


def indicators() -> dict[str, str]:
    """Return what targets can be set for: the counting profiles by title."""
    return {profile.id: _(profile.title) for profile in ledger.profiles()}


def programmes() -> dict[str, str]:
    """Return the titles of the programmes that the reader may count."""
    return {one.id: one.title for one in scope().programmes}


def offer(form: forms.TargetForm, mine: Scope) -> None:
    """Let whoever sets a target choose among the programmes that they look after."""
    own = [one for one in mine.programmes if mine.sees_people(one.id)]
    whole = [SelectChoice("", _("All programmes"))] if mine.is_whole else []
    form.offer(indicators(), [*whole, *(SelectChoice(one.id, one.title) for one in own)])


def wanted(form: forms.ChangeForm) -> actions.Wanted:
    """Return what a form says of a target."""
    said = (form.number.data, form.note.data, form.source.data)
    return actions.Wanted(form.period(), *said, by=current_user.person_id)


def saved(then: str) -> Response:
    """Keep what was done, say so, and go on."""
    db.session.commit()
    flash(_("Saved."), "done")
    return redirect(then)


@bp.route("/targets/<target_id>", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def target(target_id: str) -> str | Response:
    """Show what a target said and says, and change it."""
    rows = queries.history_or_404(target_id, in_reach(Role.ORGANISER))
    form = forms.ChangeForm(obj=rows[-1], basis=rows[-1].id)
    if form.accepted():
        try:
            actions.change_target(form.uid.data, seen(rows, form), wanted(form))
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return saved(url_for(".target", target_id=target_id))
    return render_template(
        "reports/target.html",
        form=form,
        end=forms.EndForm(formdata=None, basis=rows[-1].id),
        rows=rows,
        programme=programmes().get(rows[0].programme_id or "", ""),
        indicators=indicators(),
    )


def seen(rows: tuple[Target, ...], form: forms.ChangeForm | forms.EndForm) -> Target:
    """Return the state of a target that was on the page when the form was filled in."""
    return next((one for one in rows if one.id == form.basis.data), rows[0])


@bp.post("/targets/<target_id>/end")
@allowed(Role.STAFF, Role.ORGANISER)
def end(target_id: str) -> Response:
    """Pursue a target no longer; what it said stays in its history."""
    rows, form = queries.history_or_404(target_id, in_reach(Role.ORGANISER)), forms.EndForm()
    if not form.accepted():
        abort(400)
    last = seen(rows, form)
    said = (last.note, last.source, current_user.person_id)
    actions.change_target(form.uid.data, last, actions.Wanted(queries.period_of(last), None, *said))
    return saved(url_for(".target", target_id=target_id))
