"""The audit log, for administrators."""

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from training.access import Role, allowed
from training.audit import forms, queries
from training.forms import UNGUARDED

bp = Blueprint("audit", __name__)


@bp.get("/audit")
@allowed(Role.ADMINISTRATOR)
def log() -> str:
    """Show what was recorded, the newest first, and whether the log is whole."""
    form = forms.LogForm(request.args, meta=UNGUARDED)
    if not form.validate():
        abort(404)
    return render_template(
        "audit/log.html",
        form=form,
        page=queries.page(form.act.data or "", form.page.data or 1),
        names=forms.ACT_NAMES,
        details=forms.DETAIL_NAMES,
        fault=queries.fault(),
        own=queries.fingerprint(current_user.person_id),
    )
