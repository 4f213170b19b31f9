"""Counts: the figure with its reasons, the protected table.

Staff count the whole ledger, organisers their programmes. Reporters see protected tables only.
"""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed
from training.database import db
from training.forms import UNGUARDED
from training.participation import actions, forms, queries
from training.participation.queries.naming import names_in
from training.participation.rules import Count, Period, ProtectedTable, Question, Uncounted
from training.participation.views.frame import Scope, bp, scope


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


def uncounted(count: Count, form: forms.CountForm) -> Uncounted:
    """Return how many people without records stand beside a count."""
    return queries.headcounts(count.profile, form.period(), count.as_of, form.programme.data or "")


def question(form: forms.CountForm) -> Question:
    """Return what a form asks of the ledger."""
    profile, period = queries.profile_or_404(form.profile.data), Period(*form.period())
    return Question(profile, period, form.by.data or "", form.programme.data or "")


def shown(count: Count, form: forms.CountForm, *, alone: bool) -> ProtectedTable:
    """Return the table of a count for whom a form names.

    alone   for who sees protected tables only, or takes it out of the house
    """
    if alone:
        return queries.protected_alone(count, form.audience.data, form.programme.data or "")
    return queries.protected(count, form.audience.data)


@bp.get("/counts")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def counts() -> str:
    """Ask what to count; show the figure, its range, the protected table and every reason."""
    mine = scope()
    form = asked(mine)
    if not request.args or not form.validate():
        return render_template("participation/counts.html", form=form, count=None)
    chosen = forms.ReasonForm(request.args, meta=UNGUARDED)
    if not chosen.validate():
        abort(404)
    found, in_full = actions.look(question(form)), mine.sees_people(form.programme.data)
    db.session.commit()
    count = found.answer.count
    page = (chosen.reason.data or "", chosen.page.data or 1)
    return render_template(
        "participation/counts.html",
        form=form,
        count=count,
        answer=found.answer,
        kept=found.is_kept,
        table=shown(count, form, alone=not in_full),
        names=names_in(form.by.data or "", form.audience.data or count.profile.audience),
        reasons=queries.reason_pages(found.answer, found.verdicts, *page) if in_full else (),
        chosen=chosen.reason.data,
        sees_people=in_full,
        uncounted=uncounted(count, form) if in_full else None,
        issue=forms.IssueForm(formdata=request.args),
    )


@bp.post("/counts/again")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def again() -> Response:
    """Count anew what takes long and was shown as it was last counted."""
    mine = scope()
    form = forms.AgainForm()
    mine.offer(form)
    if not form.accepted():
        abort(400)
    actions.look(question(form), anew=True)
    db.session.commit()
    return redirect(url_for(".counts", **form.address(), _anchor="the-count"))


@bp.post("/counts/issue")
@allowed(Role.STAFF, Role.ORGANISER)
def issue() -> Response:
    """Freeze a count as a tally, by the version of the profile that was shown."""
    form, mine = forms.IssueForm(), scope()
    mine.offer(form)
    if not form.accepted() or not mine.sees_people(form.programme.data):
        abort(400)
    shown, _at, _version = request.form.get("rule", "").partition("@")
    name = request.form["rule"] if shown == form.profile.data else form.profile.data
    profile, now = queries.profile_or_404(name), clock.now()
    programme_id = form.programme.data or ""
    first, *also = queries.counts_by(profile, form.period(), now, form.dimensions(), programme_id)
    how = actions.Issue(
        current_user.person_id, programme_id, audience=form.audience.data or "", also=tuple(also)
    )
    tally = actions.issue_tally(form.uid.data, first, how)
    db.session.commit()
    return redirect(url_for(".tally", number=tally.number))
