"""Counts: the figure with its reasons, the protected table, tallies and exports.

Staff count the whole ledger, organisers their programmes. Reporters see protected tables only.
"""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed, public
from training.catalogue.models import Programme
from training.catalogue.queries import programmes_in, reach
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.participation import actions, exports, forms, queries
from training.participation.models import HIGHEST_NUMBER
from training.participation.rules import Count

bp = Blueprint("participation", __name__, url_prefix="/participation")


def in_reach(*named_as: Role) -> frozenset[str] | None:
    """Return the programmes that the reader may count as one of these; None for all.

    Administrators look after programmes, and count none.
    """
    return reach(current_user.account_id, current_user.roles - {Role.ADMINISTRATOR}, named_as)


@dataclass(frozen=True)
class Scope:
    """What a reader may count: programmes, those that they organise; None for the whole ledger."""

    programmes: tuple[Programme, ...]
    organised: frozenset[str] | None

    @property
    def is_whole(self) -> bool:
        """Whether the whole ledger may be counted, and not these programmes only."""
        return self.organised is None

    @property
    def first(self) -> str:
        """What is counted where nobody says what."""
        return self.programmes[0].id if self.programmes and not self.is_whole else ""

    def sees_people(self, programme_id: str | None) -> bool:
        """Tell whether reasons are shown person by person, and tables before protection."""
        return self.organised is None or programme_id in self.organised

    def offer(self, form: forms.CountForm) -> None:
        """Let the reader choose among what they look after."""
        internal = self.sees_people(form.programme.data)
        form.offer(self.programmes, whole=self.is_whole, internal=internal)


def scope() -> Scope:
    """Return what the reader may count."""
    mine = in_reach(Role.ORGANISER, Role.REPORTER)
    return Scope(programmes_in(mine), None if mine is None else in_reach(Role.ORGANISER))


def asked(mine: Scope, **fixed: str) -> forms.CountForm:
    """Return the question in the address; what it leaves open is not cut and for nobody else."""
    sent = {"by": "", "programme": mine.first, **request.args, **fixed} if request.args else {}
    if sent and "audience" not in sent:
        sent["audience"] = "" if mine.sees_people(sent["programme"]) else "public"
    content = MultiDict(sent) or None
    form = forms.CountForm(content, meta=UNGUARDED, profile="default", programme=mine.first)
    mine.offer(form)
    return form


def answer(form: forms.CountForm) -> Count:
    """Count what a form asks for, as of now."""
    profile = queries.profile_or_404(form.profile.data)
    by, programme_id = form.by.data or "", form.programme.data or ""
    return queries.count(profile, form.period(), clock.now(), by, programme_id)


@bp.get("/counts")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def counts() -> str:
    """Ask what to count; show the figure, its range, the protected table and every reason."""
    mine = scope()
    form = asked(mine)
    if not request.args or not form.validate():
        return render_template("participation/counts.html", form=form, count=None)
    count, in_full = answer(form), mine.sees_people(form.programme.data)
    return render_template(
        "participation/counts.html",
        form=form,
        count=count,
        table=queries.protected(count, form.audience.data),
        reasons=queries.reasons(count) if in_full else (),
        sees_people=in_full,
        issue=forms.IssueForm(formdata=request.args),
    )


@bp.get("/counts/<profile_name>.<form>")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def export(profile_name: str, form: str) -> Response:
    """Give the protected table of a count as CSV or JSON."""
    question = asked(scope(), profile=queries.profile_or_404(profile_name).id)
    if form not in exports.FORMATS or not question.validate():
        abort(404)
    count = answer(question)
    table = queries.protected(count, question.audience.data)
    actions.record_export(count, f"{form} {table.audience.value}", rows=len(table.rows) + 1)
    db.session.commit()
    return exports.download(count, table, form)


@bp.post("/counts/issue")
@allowed(Role.STAFF, Role.ORGANISER)
def issue() -> Response:
    """Freeze a count as a tally."""
    form, mine = forms.IssueForm(), scope()
    mine.offer(form)
    if not form.accepted() or not mine.sees_people(form.programme.data):
        abort(400)
    how = actions.Issue(current_user.person_id, form.programme.data or "")
    tally = actions.issue_tally(form.uid.data, answer(form), how)
    db.session.commit()
    return redirect(url_for(".tally", number=tally.number))


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
