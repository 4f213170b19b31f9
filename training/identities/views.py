"""Records that may be one human: what was noticed, and what staff decide about it.

Staff only: whoever organises one programme would learn of people in another.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.identities import actions, forms, queries, rules
from training.participation.actions import answers
from training.participation.queries import profiles
from training.participation.rules import Answer, Profile

bp = Blueprint("identities", __name__, url_prefix="/identities")
MOST_PAGES = 10_000
QUESTION = ("profile", "from", "to")


def countable() -> tuple[Profile, ...]:
    """Return the profiles that count persons or seats: what decisions change can be told there."""
    return tuple(one for one in profiles() if one.unit in rules.COUNTED_ALONE)


def asked(offered: tuple[Profile, ...]) -> forms.QuestionForm:
    """Return the count in the address; what it leaves open is as usual."""
    sent = {**forms.usual(clock.today()), **kept_question()}
    form = forms.QuestionForm(MultiDict(sent), meta=UNGUARDED)
    form.offer(offered)
    return form


def page_number() -> int:
    """Return the page that the address asks for."""
    page = request.args.get("page", 1, type=int)
    return page if 1 <= page <= MOST_PAGES else 1


def address_of(form: forms.QuestionForm) -> dict[str, str]:
    """Return the question as it stands in addresses."""
    begins, ends = form.begins.data, form.ends.data
    return {"profile": form.profile.data, "from": begins.isoformat(), "to": ends.isoformat()}


def kept_question() -> dict[str, Any]:
    """Return what the address says of the question, to go on with it."""
    return {key: request.args[key] for key in QUESTION if key in request.args}


@bp.get("")
@allowed(Role.STAFF)
def suggestions() -> str:
    """List the pairs that wait, those first whose answer narrows the count most."""
    offered = countable()
    form, page = asked(offered), page_number()
    if not form.validate():
        return render_template("identities/suggestions.html", form=form, desk=None)
    question = form.question(offered)
    answer: Answer = answers([question])[0]
    found = queries.desk(question, page, current_user.person_id)
    db.session.commit()
    return render_template(
        "identities/suggestions.html",
        form=form,
        desk=found,
        answer=answer,
        decide=forms.DecideForm,
        look=forms.LookForm(),
        page=page,
        question=address_of(form),
    )


@bp.get("/pair")
@allowed(Role.STAFF)
def pair() -> str:
    """Show two records, what a decision would change, and what was decided about either."""
    one, other = request.args.get("one", ""), request.args.get("other", "")
    offered = countable()
    form = asked(offered)
    if not one or not other or not form.validate():
        abort(404)
    question = form.question(offered)
    answer: Answer = answers([question])[0]
    found = queries.pair_or_404((one, other), question, current_user.person_id)
    db.session.commit()
    return render_template(
        "identities/pair.html",
        row=found,
        answer=answer,
        decide=forms.DecideForm,
        undo=forms.UndoForm,
        history=queries.history(found.pair),
        question=address_of(form),
    )


@bp.post("/decide")
@allowed(Role.STAFF)
def decide() -> Response:
    """Keep what somebody says of two records."""
    form = forms.DecideForm()
    if not form.accepted():
        abort(400)
    decision = actions.Decision(form.decision.data)
    two = (form.one.data, form.other.data)
    if tried(lambda: actions.decide(form.uid.data, two, decision, current_user.person_id)):
        flash(_("Kept. You find it under the decisions, where it can be undone."), "done")
    return redirect(url_for(".suggestions", **kept_question()))


@bp.get("/decisions")
@allowed(Role.STAFF)
def decisions() -> str:
    """List who decided what and when, with what was undone."""
    page = page_number()
    rows, more = queries.decisions(page)
    return render_template(
        "identities/decisions.html", rows=rows, more=more, page=page, undo=forms.UndoForm
    )


@bp.post("/undo")
@allowed(Role.STAFF)
def undo() -> Response:
    """Take a decision back."""
    form = forms.UndoForm()
    if not form.accepted():
        abort(400)
    if tried(lambda: actions.undo(form.uid.data, form.link.data, current_user.person_id)):
        flash(_("Undone. The counts are again what they were."), "done")
    return redirect(url_for(".decisions"))


@bp.post("/look")
@allowed(Role.STAFF)
def look() -> Response:
    """Look for records that may be one human."""
    if not forms.LookForm().accepted():
        abort(400)
    found = actions.look()
    db.session.commit()
    flash(
        ngettext("%(num)s new suggestion.", "%(num)s new suggestions.", found.fresh),
        "done",
    )
    if found.too_large:
        flash(_("Some names are borne by so many records that they were not compared."), "info")
    return redirect(url_for(".suggestions", **kept_question()))


def tried(act: Callable[[], object]) -> bool:
    """Do something and keep it; a refusal is said on the next page."""
    try:
        act()
    except Refused as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return False
    db.session.commit()
    return True
