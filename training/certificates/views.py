"""Certificates: what one may have, the paper itself, and the page that checks a number."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import force_locale
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import (
    Role,
    address_limit,
    allowed,
    limiter,
    public,
    site_address,
    slow_trying,
)
from training.certificates import actions, exports, forms, queries
from training.certificates.rules import number_in
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.i18n import current_language

bp = Blueprint("certificates", __name__, url_prefix="/certificates")
Page = Response | tuple[str, int]
UNUSABLE = 422


@bp.get("")
@allowed(Role.TRAINEE)
def overview() -> str:
    """Show for what the reader may have a certificate, and what is missing for others."""
    person_id = current_user.person_id
    found = queries.standings(person_id, queries.events_of(person_id))
    return render_template("certificates/overview.html", found=found, names=exports.NAMES)


@bp.route("/workshops/<workshop_id>", methods=["GET", "POST"])
@bp.route("/courses/<course_id>", methods=["GET", "POST"])
@slow_trying
@allowed(Role.TRAINEE)
def certificate(workshop_id: str = "", course_id: str = "") -> Page:
    """Say whether the rule counts the reader, and make the paper with the name they type."""
    event = queries.event_of(current_user.person_id, workshop_id, course_id)
    form = forms.CertificateForm(
        name=current_user.display_name,
        language=request.args.get("language") or current_language(),
    )
    if form.accepted():
        try:
            return paper(form, workshop_id, course_id)
        except Refused as refusal:
            db.session.rollback()
            form.refuse(refusal)
    page = render_template(
        "certificates/certificate.html",
        form=form,
        found=queries.standing(current_user.person_id, event),
        names=exports.NAMES,
    )
    return page, UNUSABLE if form.errors else 200


def paper(form: forms.CertificateForm, workshop_id: str, course_id: str) -> Response:
    """Make the certificate; what was typed goes into the file and nowhere else."""
    person_id, address = current_user.person_id, site_address() + url_for(".check")
    with force_locale(form.language.data):
        event = queries.event_of(person_id, workshop_id, course_id)
        found, made = actions.certify(person_id, event)
        typed = exports.Paper(form.name.data, made.number, address, form.titled.data)
        content = exports.certificate(found, typed)
    db.session.commit()
    return exports.download(content)


@bp.get("/check")
@public
@limiter.limit(address_limit, exempt_when=lambda: not request.args)
def check() -> str:
    """Tell anybody how the certificate with a number stands, and of whom nothing."""
    form = forms.CheckForm(request.args or None, meta=UNGUARDED)
    asked = bool(request.args) and form.validate()
    number = number_in(form.number.data) if asked else None
    found = queries.checked(number) if number else None
    return render_template(
        "certificates/check.html",
        form=form,
        asked=asked,
        found=found,
        kind=exports.NAMES[found.kind] if found else "",
        month=exports.month_words(found.month) if found else "",
    )
