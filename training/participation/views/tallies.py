"""Tallies: listed, shown, verified, signed off; and the figures that everybody may see."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from training.access import Role, address_limit, allowed, limiter, public
from training.database import db
from training.errors import NotFound, Refused
from training.forms import UNGUARDED
from training.participation import actions, forms, queries, rules
from training.participation.forms.tallies import CorrectionForm, VerifyForm
from training.participation.models import HIGHEST_NUMBER, Tally
from training.participation.queries.naming import names_in
from training.participation.views.frame import bp, in_reach
from training.participation.views.profiles import award_titles, told


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


@bp.get("/verify")
@public
@limiter.limit(address_limit, exempt_when=lambda: not request.args)
def verify() -> str:
    """Tell anybody whether a number and a hash are those of a public count, and nothing more."""
    form = VerifyForm(request.args or None, meta=UNGUARDED)
    asked = bool(request.args) and form.validate()
    proof = queries.proof(form.number.data, form.hash.data.lower()) if asked else None
    return render_template("participation/verify.html", form=form, asked=asked, proof=proof)


@bp.route(f"/tallies/<int(max={HIGHEST_NUMBER}):number>/correct", methods=["GET", "POST"])
@allowed(Role.STAFF, Role.ORGANISER)
def correct(number: int) -> str | Response:
    """Ask the question of an issued count again, show what would change, and issue that."""
    found = queries.tally_or_404(number, in_reach(Role.ORGANISER))
    form = CorrectionForm() if request.method == "POST" else CorrectionForm(MultiDict(request.args))
    versions = versions_for(found)
    form.offer((one, _("Version %(version)s", version=one)) for one in versions)
    form.version.data = form.version.data or versions[0]
    if form.version.data not in versions:
        raise NotFound
    accepted = form.accepted()
    if accepted and (known := queries.tally_of(form.uid.data)):
        return redirect(url_for(".tally", number=known.number))
    name = f"{queries.issued(found).profile.partition('@')[0]}@{form.version.data}"
    correction = actions.recount(found, queries.profile_or_404(name))
    can_be_issued = not correction.is_the_same and form.seen.data == correction.mark
    if accepted and can_be_issued:
        return issue_correction(form, correction)
    unseen, form.seen.data = form.is_submitted(), correction.mark
    return render_template(
        "participation/correct.html",
        form=form,
        number=number,
        row=queries.issued(found),
        correction=correction,
        before=rules.Range(*(correction.issued[name] for name in ("low", "best", "high"))),
        settings=told(correction.settings, award_titles()),
        unseen=unseen,
    )


def versions_for(tally: Tally) -> tuple[str, ...]:
    """Return the versions that a correction may be counted by: the tally's own, then newer ones."""
    profile_id, _at, version = queries.issued(tally).profile.partition("@")
    known = [one.profile.version for one in reversed(queries.versions(profile_id))]
    return tuple(known[known.index(version) :] if version in known else known[-1:])


def issue_correction(form: CorrectionForm, correction: actions.Correction) -> Response:
    """Issue a correction as it was shown, and lead to it."""
    tally = correction.tally
    how = actions.Issue(current_user.person_id, tally.programme_id or "", tally.number)
    issued = actions.issue_tally(form.uid.data, correction.count, how)
    db.session.commit()
    return redirect(url_for(".tally", number=issued.number))


def show(number: int, form: forms.SignForm) -> str:
    """Show an issued count and what can be done with it."""
    found = queries.tally_or_404(number, in_reach(Role.ORGANISER))
    verification = actions.verify_tally(found)
    changes = queries.changes_of(found) if verification.intact else None
    return render_template(
        "participation/tally.html",
        number=number,
        form=form,
        own=found.issued_by == current_user.person_id,
        row=queries.issued(found) if verification.intact else None,
        verification=verification,
        digest=found.hash,
        names_in=names_in,
        changes=changes,
        settings=told(changes.settings, award_titles()) if changes else (),
        later=queries.correction_of(number),
    )
