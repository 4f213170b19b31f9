"""Pages that belong to no area: home, about, language, and what operators look at."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.wrappers import Response as AnyResponse

from courses import LANGUAGES
from training.access import Role, allowed, is_ours, may_open, public
from training.accounts import login
from training.circles import queries as circles
from training.database import db
from training.feedback import queries as feedback
from training.i18n import current_language
from training.learning import queries as learning
from training.pages import queries
from training.workshops import queries as workshops

Links = tuple[tuple[str, str, bool], ...]
FOR_STRANGERS = frozenset({"workshops.join", "accounts.sign_in"})
ABOUT_REPORTS = frozenset({"reports", "participation", "outcomes", "identities", "intake"})
bp = Blueprint("pages", __name__)


@bp.app_context_processor
def navigation() -> dict[str, object]:
    """Give every page the navigation: what this reader may open, and where they are."""
    return {
        "navigation": links(
            ("catalogue.courses", _("Courses")),
            ("reviews.calendar", _("Calendar")),
            ("workshops.join", _("Join")),
            ("workshops.workshops", _("Workshops")),
            ("feedback.queue", _("Feedback")),
            ("reports.desk", _("Reports")),
            ("catalogue.programmes", _("Programmes")),
            ("catalogue.releases", _("Releases")),
            ("accounts.accounts", _("Accounts")),
            ("accounts.details", _("You")),
            ("accounts.sign_in", _("Sign in")),
        ),
        "section": section(),
        "reader_mark": lambda: queries.reader_mark(current_user.person_id),
    }


def section() -> Links:
    """Return the pages beside this one for those who report; to everybody else there are none.

    The nearest one above a page that is not among them is marked.
    """
    if request.blueprint not in ABOUT_REPORTS or not may_open("reports.desk"):
        return ()
    beside = links(
        ("reports.desk", _("Overview")),
        ("participation.counts", _("Counts")),
        ("participation.tallies", _("Issued counts")),
        ("participation.profiles", _("Counting profiles")),
        ("outcomes.outcomes", _("Outcomes")),
        ("outcomes.watch_list", _("Watch-list")),
        ("identities.suggestions", _("Who is who")),
        ("intake.history", _("History")),
        ("reports.targets", _("Targets")),
    )
    above = [address for address, *_rest in beside if request.path.startswith(address)]
    nearest = max(above, key=len, default="")
    return tuple((address, label, address == nearest) for address, label, _here in beside)


def links(*places: tuple[str, str]) -> Links:
    """Return those of some places that this reader may open: address, label, whether it is here."""
    is_known = current_user.is_authenticated
    return tuple(
        (url_for(endpoint), label, request.endpoint == endpoint)
        for endpoint, label in places
        if may_open(endpoint) and not (is_known and endpoint in FOR_STRANGERS)
    )


@bp.get("/")
@public
def home() -> str:
    """Show a stranger the three doors, and a trainee where to go on."""
    if not current_user.is_authenticated:
        return render_template("pages/home.html")
    person_id = current_user.person_id
    runs = current_user.may(Role.FACILITATOR)
    return render_template(
        "pages/home.html",
        courses=learning.current_courses(person_id, current_language()),
        unread=learning.unread_feedback(person_id),
        circles=circles.circles_for(person_id),
        meetings=workshops.meetings_ahead(person_id),
        led=workshops.workshops_led_by(person_id) if runs else (),
        waiting=feedback.waiting(person_id) if runs else 0,
    )


@bp.get("/about")
@public
def about() -> str:
    """Say what the platform is, what it keeps about people and what it does not."""
    return render_template("pages/about.html")


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """Say how the platform can be used and what is known not to work."""
    return render_template("pages/accessibility.html")


@bp.get("/components")
@public
def components() -> str:
    """Show every component in every state, for designers and developers."""
    return render_template("pages/components.html")


@bp.post("/language")
@public
def language() -> AnyResponse:
    """Change the language of the pages and go back to where the reader was."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    session["language"] = chosen
    session.permanent = True
    target = request.form.get("next", "")
    return redirect(target if is_ours(target) else url_for(".home"))


@bp.get("/awake")
@allowed(Role.TRAINEE, halfway=True)
def awake() -> tuple[str, int]:
    """Take notice of a reader who is busy with a page and sends nothing yet."""
    return "", 204


@bp.post("/lock")
@public
def lock() -> tuple[str, int]:
    """Ask whoever comes next on this device to sign in: the page was idle, or left in a hurry."""
    login.end()
    db.session.commit()
    flash(_("This page was locked. Sign in to go on where you were."), "attention")
    return "", 204


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Answer that the process is alive."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> Response:
    """Answer whether the database can be reached and is migrated."""
    fault = queries.database_fault()
    return Response(f"{fault or 'ok'}\n", status=503 if fault else 200, mimetype="text/plain")


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Give figures to a monitor on this machine, or to one that has the token."""
    if not (queries.is_from_this_machine() or queries.has_metrics_token()):
        abort(403)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
