"""create_app: the table of contents of the application."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, abort, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from training import access, assets, config, errors, headers, i18n, mail, safeguards, vault
from training.accounts.views import bp as accounts
from training.audit.views import bp as audit
from training.catalogue.views import bp as catalogue
from training.certificates.views import bp as certificates
from training.circles.views import bp as circles
from training.database import db
from training.feedback.views import bp as feedback
from training.identities.views import bp as identities
from training.intake.views import bp as intake
from training.learning.views import bp as learning
from training.outcomes.views import bp as outcomes
from training.pages.queries import count_request
from training.pages.views import bp as pages
from training.participation.views import bp as participation
from training.privacy.views import bp as privacy
from training.reports.views import bp as reports
from training.reviews.views import bp as reviews
from training.workshops.views import bp as workshops

AREAS = (
    pages,
    audit,
    accounts,
    reviews,
    catalogue,
    learning,
    workshops,
    feedback,
    circles,
    participation,
    outcomes,
    intake,
    reports,
    identities,
    certificates,
    privacy,
)
MIGRATIONS = Path(__file__).parent.parent / "migrations"
ENDS_A_SIGN_IN = frozenset({"accounts.sign_out", "accounts.sign_out_everywhere"})


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Build the application; `settings` win over the environment and the defaults.

    Raises InvalidSettings, which names every fault.
    """
    app = errors.Platform(__name__)
    app.session_interface = OwnCookies()
    app.config.from_mapping(config.load(settings or {}))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    vault.init_app(app)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    app.before_request(refuse_strange_requests)
    CSRFProtect(app)
    access.login_manager.init_app(app)
    access.limiter.init_app(app)
    i18n.init_app(app)
    errors.init_app(app)
    for area in AREAS:
        app.register_blueprint(area)
    assets.init_app(app)
    serve_safely(app)
    if proxies := int(app.config["TRUSTED_PROXIES"]):
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's manual has it
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app


def served() -> Flask:
    """Build the application as a server runs it: it also sends the messages that wait.

    Raises Unsafe where others could reach it and something is not safe.
    """
    app = create_app()
    safeguards.refuse_unsafe(app.config)
    mail.keep_sending(app)
    return app


class OwnCookies(SecureCookieSessionInterface):
    """Cookies that are one person's own: an answer that others may keep and share carries none."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie, unless caches may give the answer to somebody else."""
        if not response.cache_control.public:
            super().save_session(app, session, response)


def refuse_strange_requests() -> None:
    """Refuse what no browser sends: a zero in an address, and a field without a name.

    PostgreSQL refuses the one as a value, and the guard against forgery stumbles over the other.
    """
    if "\0" in request.path:
        abort(404)
    if request.method == "POST" and None in request.form:
        abort(400)


def serve_safely(app: Flask) -> None:
    """Give every page its name, and every answer its safety headers."""

    @app.context_processor
    def names() -> dict[str, object]:
        return {"product_name": "UPR Training", "window_name": app.config["WINDOW_NAME"]}

    def lasts(response: Response) -> bool:
        if request.endpoint != "static" or response.status_code >= HTTPStatus.BAD_REQUEST:
            return response.cache_control.immutable is True
        return assets.is_versioned(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        at_the_door = request.endpoint == "pages.home" and not request.cookies
        headers.protect(response, lasts=lasts(response), may_be_found=at_the_door)
        if request.endpoint in ENDS_A_SIGN_IN:
            response.headers["Clear-Site-Data"] = headers.FORGET
        count_request(request.endpoint or "none", response.status_code)
        return response
