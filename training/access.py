"""Who may enter, how often one may try, and which addresses are ours.

Every view carries @allowed(...) or @public; a test finds views without.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, abort, current_app, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user

View = TypeVar("View", bound=Callable[..., Any])
login_manager = LoginManager()
limiter = Limiter(get_remote_address, storage_uri="memory://")
SECOND_FACTOR_PAGE = "accounts.authenticator"
PATH_OF_OURS = re.compile(r"/(?![/\\])[^\x00-\x1f\\]*")


class Role(StrEnum):
    """What an account may do. Everybody who is signed in is a trainee.

    Staff look after all programmes. Organisers and reporters see those only that they were named
    for; reporters see nothing but tables that are protected for others.
    """

    TRAINEE = "trainee"
    FACILITATOR = "facilitator"
    STAFF = "staff"
    ORGANISER = "organiser"
    REPORTER = "reporter"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


def allowed(*roles: Role, halfway: bool = False) -> Callable[[View], Any]:
    """Let in people with one of the roles; strangers are asked to sign in, others refused.

    Who still has to set up a second factor is led there from every page but those that `halfway`
    opens.
    """

    def guard(view: View) -> Any:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return login_manager.unauthorized()
            if current_user.is_halfway and not halfway:
                return redirect(url_for(SECOND_FACTOR_PAGE, next=page_wanted()))
            if not current_user.roles.intersection(roles):
                abort(403)
            return view(*args, **kwargs)

        guarded.access = frozenset(roles)  # type: ignore[attr-defined]  # a mark for others
        return guarded

    return guard


def may_open(endpoint: str) -> bool:
    """Tell whether the mark of a view lets the reader in, as far as roles say."""
    view: Any = current_app.view_functions[endpoint]
    roles: frozenset[Role] = view.access
    return not roles or bool(current_user.is_authenticated and current_user.roles & roles)


def page_wanted() -> str | None:
    """Return the page that somebody is led away from, so that they can go on to it later."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def public(view: View) -> View:
    """Let everybody in."""
    view.access = frozenset()  # type: ignore[attr-defined]  # a mark for others
    return view


def address_limit() -> str:
    """Return how often one address may sign in or register; a whole room may share an address."""
    return str(current_app.config["ADDRESS_LIMIT"])


def sign_in_limit() -> str:
    """Return how often one may be wrong about the same name, from wherever."""
    return str(current_app.config["SIGN_IN_LIMIT"])


def join_limit() -> str:
    """Return how often one address may try join codes; a whole room may share an address."""
    return str(current_app.config["JOIN_LIMIT"])


def was_wrong(response: Response) -> bool:
    """Tell whether a form could not be used: it is shown again, and leads nowhere."""
    return response.status_code == HTTPStatus.OK


def slow_guessing(name_tried: Callable[[], str]) -> Callable[[View], Any]:
    """Limit what may be sent to a view: by address, and by name what was wrong."""

    def limited(view: View) -> Any:
        by_name = limiter.limit(
            sign_in_limit, methods=["POST"], key_func=name_tried, deduct_when=was_wrong
        )
        return limiter.limit(address_limit, methods=["POST"])(by_name(view))

    return limited


def slow_trying(view: View) -> Any:
    """Limit what may be sent to a view by address alone, where there is nothing to be guessed."""
    return limiter.limit(address_limit, methods=["POST"])(view)


def mail_limit() -> str:
    """Return how often one may have messages sent to the same address."""
    return str(current_app.config["MAIL_LIMIT"])


def asks_for_no_mail() -> bool:
    """Tell whether a form names no address to send anything to."""
    return not request.form.get("email")


def was_accepted(response: Response) -> bool:
    """Tell whether a form was used: it leads on to another page."""
    return response.status_code == HTTPStatus.FOUND


def slow_mail(address_asked_for: Callable[[], str]) -> Callable[[View], Any]:
    """Limit how often a view writes to the same address."""
    limited: Callable[[View], Any] = limiter.limit(
        mail_limit,
        methods=["POST"],
        key_func=address_asked_for,
        exempt_when=asks_for_no_mail,
        deduct_when=was_accepted,
    )
    return limited


def is_ours(target: str) -> bool:
    """Tell whether an address to go on to is a path of this platform, as browsers read it.

    They take a backslash for a slash, and leave out tabs and new lines.
    """
    return PATH_OF_OURS.fullmatch(target) is not None


def site_address() -> str:
    """Return where people reach the platform; links for others begin with it."""
    return str(current_app.config["PUBLIC_URL"]) or request.host_url.rstrip("/")
