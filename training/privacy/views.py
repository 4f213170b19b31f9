"""A person's own data: what is kept and until when, consents, taking along, erasing."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from training import clock
from training.access import Role, allowed, public
from training.accounts import login
from training.database import db
from training.errors import NotFound, Refused
from training.privacy import actions, exports, forms, queries
from training.privacy.rules import Purpose, Receipt
from training.vault import said_by, signed

bp = Blueprint("privacy", __name__, url_prefix="/privacy")


@bp.get("")
@allowed(Role.TRAINEE)
def overview() -> str:
    """Show what is kept of the reader, until when, and what they agreed to."""
    person_id = current_user.person_id
    return render_template(
        "privacy/overview.html",
        terms=queries.terms_of(person_id),
        now=clock.now(),
        consents=queries.consents_of(person_id),
        purposes=tuple(Purpose),
        form=forms.ConsentForm(),
        drafts=forms.DraftsForm(),
    )


@bp.post("/consents")
@allowed(Role.TRAINEE)
def consents() -> Response:
    """Keep that the reader agrees to a purpose, or no longer does."""
    form = forms.ConsentForm()
    if form.accepted():
        purpose = Purpose(form.purpose.data)
        if form.agrees.data == "yes":
            actions.agree(form.uid.data, current_user.person_id, purpose)
        else:
            actions.withdraw(current_user.person_id, purpose)
        db.session.commit()
        flash(_("Saved."), "done")
    return redirect(url_for(".overview", _anchor="consents"))


@bp.get("/data")
@allowed(Role.TRAINEE)
def data() -> str:
    """Show everything that is kept of the reader."""
    return render_template("privacy/data.html", held=queries.held_on(current_user.person_id))


@bp.get("/data.json")
@allowed(Role.TRAINEE)
def download() -> Response:
    """Give the reader everything that is kept of them as a file."""
    person_id = current_user.person_id
    return exports.download(queries.held_on(person_id), queries.terms_of(person_id))


@bp.post("/drafts")
@allowed(Role.TRAINEE)
def drafts() -> Response:
    """Erase the wordings of the reader's rewrites."""
    if forms.DraftsForm().accepted():
        actions.delete_drafts(current_user.person_id)
        db.session.commit()
        flash(_("Your drafts are erased. What you completed stays completed."), "done")
    return redirect(url_for(".overview"))


@bp.route("/erase", methods=["GET", "POST"])
@allowed(Role.TRAINEE)
def erase() -> str | Response:
    """Erase the reader after one last question, and give them a receipt without a name."""
    form = forms.EraseForm()
    if form.accepted():
        try:
            done = actions.erase(current_user.person_id)
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            login.end()
            db.session.commit()
            said = {name: exports.plain(value) for name, value in asdict(done).items()}
            return redirect(url_for(".receipt", token=signed("receipt", said)))
    return render_template("privacy/erase.html", form=form)


@bp.get("/receipt/<token>")
@public
def receipt(token: str) -> str:
    """Show what an erasure did; the address can be kept as a proof and names nobody."""
    said = said_by(token, "receipt")
    if said is None:
        raise NotFound
    days = {name: date.fromisoformat(said[name]) for name in ("erased_on", "backups_end")}
    return render_template("privacy/receipt.html", receipt=Receipt(**{**said, **days}))
