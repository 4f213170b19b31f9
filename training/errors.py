"""Refused, the handlers that make pages of what went wrong, and what is logged about it."""

import traceback
from types import TracebackType
from typing import ClassVar

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from training.access import login_manager
from training.database import db

_ = lazy_gettext


class Refused(Exception):
    """What the application will not do, said to a person in their language.

    A subclass lives beside the action that raises it; `values` fill the holes of its message.
    """

    message: ClassVar[str] = ""
    status: ClassVar[int] = 409

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    def __str__(self) -> str:
        """Return the message in the reader's language."""
        return str(self.message) % self.values if self.values else str(self.message)


class NotFound(Refused):
    """There is nothing under this address, or nothing that this person may know of."""

    message = _("There is nothing under this address, or it is not open to you.")
    status = 404


TITLES = {
    400: _("That did not arrive in one piece"),
    403: _("This page is not open to you"),
    404: _("Nothing is here"),
    405: _("That cannot be done here"),
    409: _("That is not possible now"),
    413: _("That is too much at once"),
    429: _("Too many tries"),
    500: _("Something broke on our side"),
    503: _("Not just now"),
}
TEXTS = {
    400: _("Go back, load the page again and repeat the last step. What you saved is kept."),
    403: _("Your account has no role that opens it. Ask your organiser if you need it."),
    404: _("The address may be mistyped, or the page has moved."),
    405: _("Go back and use the buttons of the page."),
    409: _("Go back and look at the page again."),
    413: _("Send a shorter text or a smaller file."),
    429: _("Wait a minute and try again. Nothing was lost."),
    500: _("It is not your fault, and it has been noted. What you saved is kept."),
    503: _("What you sent could not be saved. Nothing was lost: send it again in a minute."),
}


Answer = tuple[str, int, list[tuple[str, str]]]


class Platform(Flask):
    """Flask that begins a request again after a clash, and logs nothing that people wrote."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer a request; when another one writes the same just then, look at what it wrote."""
        try:
            return super().dispatch_request()
        except (IntegrityError, OperationalError):
            db.session.rollback()
            return super().dispatch_request()

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Log what kind of fault it is and where in the code, without its message and address.

        A database quotes the row that it refuses, and a row may hold a name.
        """
        kind, _fault, place = exc_info
        steps = "".join(traceback.format_tb(place))
        self.logger.error("%s in %s\n%s", kind and kind.__name__, request.endpoint, steps)


def page(status: int, text: str = "") -> tuple[str, int]:
    """Return the page that explains a failed request."""
    known = status if status in TITLES else 400
    return (
        render_template(
            "errors/page.html",
            status=status,
            title=str(TITLES[known]),
            text=text or str(TEXTS[known]),
        ),
        status,
    )


def init_app(app: Flask) -> None:
    """Answer every failure with a page in the reader's language, never with a traceback."""

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> tuple[str, int]:
        return page(refusal.status, str(refusal))

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> tuple[str, int]:
        return page(400, gettext("This form is too old. Load the page again and repeat the step."))

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Answer:
        headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
        return *page(error.code or 500), headers

    @app.errorhandler(InternalServerError)
    def broken(error: InternalServerError) -> tuple[str, int]:
        end_what_is_open()
        g._login_user = login_manager.anonymous_user()  # the page asks no broken database
        cause = getattr(error, "original_exception", None)
        return page(503 if isinstance(cause, OperationalError) else 500)


def end_what_is_open() -> None:
    """Let go of a transaction, also where the database is no longer there to be told."""
    try:
        db.session.rollback()
    except OperationalError:
        db.session().invalidate()
