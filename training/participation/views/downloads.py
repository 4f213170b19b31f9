"""What leaves the house as a file: counts and tallies in every format, each noted in the log."""

from contextlib import AbstractContextManager

from flask import abort, render_template, request
from flask_babel import force_locale
from werkzeug.wrappers import Response

from courses import LANGUAGES
from training.access import Role, allowed
from training.database import db
from training.errors import Refused
from training.forms import UNGUARDED
from training.i18n import current_language
from training.participation import actions, exports, forms, queries
from training.participation.models import HIGHEST_NUMBER
from training.participation.views.counts import answer, asked
from training.participation.views.frame import bp, in_reach, scope

USUAL_SAMPLE = 25


def in_language() -> AbstractContextManager[None]:
    """Write a file in the language that the address asks for, else in the reader's."""
    wanted = request.args.get("language") or current_language()
    if wanted not in LANGUAGES:
        abort(404)
    there: AbstractContextManager[None] = force_locale(wanted)
    return there


def milestones() -> exports.Milestones:
    """Return the baseline and the target that the address gives to a file that is published."""
    form = forms.MilestoneForm(request.args, meta=UNGUARDED)
    if not form.validate():
        abort(404)
    return exports.Milestones(form.baseline.data, form.target.data)


def file_of(count: exports.Outgoing, form: str) -> Response:
    """Send a protected count as a file in a format and a language."""
    if form not in exports.FORMATS:
        abort(404)
    with in_language():
        content = actions.written(count, form, milestones())
    return exports.download(count.name, form, content)


@bp.get("/counts/<profile_name>.<form>")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def export(profile_name: str, form: str) -> Response:
    """Give the protected table of a count as a file; what is to be published, as for the public."""
    question = asked(scope(), profile=queries.profile_or_404(profile_name).id)
    if not question.validate():
        abort(404)
    count = answer(question)
    audience = "public" if form == actions.PUBLISHED else question.audience.data
    table = queries.protected_alone(count, audience, question.programme.data or "")
    sent = file_of(exports.of_count(count, table), form)
    actions.record_export(count, f"{form} {table.audience.value}", rows=len(table.rows) + 1)
    db.session.commit()
    return sent


@bp.get(f"/tallies/<int(max={HIGHEST_NUMBER}):number>.<form>")
@allowed(Role.STAFF, Role.ORGANISER)
def export_tally(number: int, form: str) -> Response:
    """Give an issued count as a file, as it was frozen."""
    found = queries.tally_or_404(number, in_reach(Role.ORGANISER))
    count = actions.outgoing(found)
    sent = file_of(count, form)
    actions.record_tally_export(found, form, count)
    db.session.commit()
    return sent


@bp.get(f"/tallies/<int(max={HIGHEST_NUMBER}):number>/evidence")
@allowed(Role.STAFF)
def evidence(number: int) -> str:
    """Ask for the auditor's number; show whose records are in the sample, on the screen only."""
    found = queries.tally_or_404(number)
    form = forms.EvidenceForm(request.args or None, meta=UNGUARDED, size=USUAL_SAMPLE)
    drawn = None
    if request.args and form.validate():
        try:
            drawn = actions.sample(found, form.seed.data, form.size.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            actions.record_sample(found, form.seed.data, len(drawn))
            db.session.commit()
    return render_template("participation/evidence.html", number=number, form=form, drawn=drawn)


@bp.get(f"/tallies/<int(max={HIGHEST_NUMBER}):number>/evidence.zip")
@allowed(Role.STAFF)
def evidence_pack(number: int) -> Response:
    """Give the evidence pack of an issued count."""
    found = queries.tally_or_404(number)
    form = forms.EvidenceForm(request.args, meta=UNGUARDED)
    if not form.validate():
        abort(404)
    with in_language():
        made = actions.evidence(found, form.seed.data, form.size.data, titles=form.titles.data)
        content = exports.pack(made)
    actions.record_evidence(found, made)
    db.session.commit()
    return exports.download(f"evidence-tally-{number}", "zip", content)
