"""Refused, and the handlers that make pages of what went wrong."""

from typing import ClassVar

from flask import Flask, render_template
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

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
}


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
    def failed(error: HTTPException) -> tuple[str, int]:
        return page(error.code or 500)
