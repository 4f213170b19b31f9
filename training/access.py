"""Who may enter: every view carries @allowed(...) or @public; a test finds views without."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user

View = TypeVar("View", bound=Callable[..., Any])
login_manager = LoginManager()
limiter = Limiter(get_remote_address, storage_uri="memory://")


class Role(StrEnum):
    """What an account may do. Everybody who is signed in is a trainee."""

    TRAINEE = "trainee"
    FACILITATOR = "facilitator"
    STAFF = "staff"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


def allowed(*roles: Role) -> Callable[[View], Any]:
    """Let in people with one of the roles; strangers are asked to sign in, others refused."""

    def guard(view: View) -> Any:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return login_manager.unauthorized()
            if not current_user.roles.intersection(roles):
                abort(403)
            return view(*args, **kwargs)

        guarded.access = frozenset(roles)  # type: ignore[attr-defined]  # a mark for the tests
        return guarded

    return guard


def public(view: View) -> View:
    """Let everybody in."""
    view.access = frozenset()  # type: ignore[attr-defined]  # a mark for the tests
    return view


def sign_in_limit() -> str:
    """Return how often one address may try to sign in."""
    return str(current_app.config["SIGN_IN_LIMIT"])


def join_limit() -> str:
    """Return how often one address may try join codes; a whole room may share an address."""
    return str(current_app.config["JOIN_LIMIT"])
