"""What leaves the house as a file: counts and tallies in every format, each noted in the log."""

from contextlib import AbstractContextManager

from flask import abort, request
from flask_babel import force_locale
from werkzeug.wrappers import Response

from courses import LANGUAGES
from training.access import Role, allowed
from training.database import db
from training.i18n import current_language
from training.participation import actions, exports, queries
from training.participation.models import HIGHEST_NUMBER
from training.participation.views.counts import answer, asked
from training.participation.views.frame import bp, in_reach, scope


def in_language() -> AbstractContextManager[None]:
    """Write a file in the language that the address asks for, else in the reader's."""
    wanted = request.args.get("language") or current_language()
    if wanted not in LANGUAGES:
        abort(404)
    there: AbstractContextManager[None] = force_locale(wanted)
    return there


@bp.get("/counts/<profile_name>.<form>")
@allowed(Role.STAFF, Role.ORGANISER, Role.REPORTER)
def export(profile_name: str, form: str) -> Response:
    """Give the protected table of a count as a file."""
    question = asked(scope(), profile=queries.profile_or_404(profile_name).id)
    if form not in exports.FORMATS or not question.validate():
        abort(404)
    count = answer(question)
    table = queries.protected(count, question.audience.data)
    with in_language():
        sent = exports.download(exports.of_count(count, table), form)
    actions.record_export(count, f"{form} {table.audience.value}", rows=len(table.rows) + 1)
    db.session.commit()
    return sent


@bp.get(f"/tallies/<int(max={HIGHEST_NUMBER}):number>.<form>")
@allowed(Role.STAFF, Role.ORGANISER)
def export_tally(number: int, form: str) -> Response:
    """Give an issued count as a file, as it was frozen."""
    found = queries.tally_or_404(number, in_reach(Role.ORGANISER))
    if form not in exports.FORMATS:
        abort(404)
    count = actions.outgoing(found)
    with in_language():
        sent = exports.download(count, form)
    actions.record_tally_export(found, form, count)
    db.session.commit()
    return sent
