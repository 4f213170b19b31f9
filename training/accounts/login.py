"""Who is signed in: a person, with or without an account."""

from dataclasses import dataclass, field

from flask import session
from flask_babel import lazy_gettext as _
from flask_login import AnonymousUserMixin, UserMixin, login_user, logout_user

from training.access import Role, login_manager
from training.accounts import queries
from training.accounts.models import Account, Person
from training.database import db


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The person behind a request, as views and templates see them (`current_user`).

    `ends_with` is the epoch of their account, or else the card that they came with: replacing the
    card also signs out whoever found it.
    """

    person_id: str
    display_name: str
    language: str
    account_id: str = ""
    ends_with: str = ""
    roles: frozenset[Role] = field(default=frozenset({Role.TRAINEE}))

    def get_id(self) -> str:
        """Return what the cookie remembers: the person, and what their sign-ins end with."""
        return f"{self.person_id}:{self.ends_with}"

    def may(self, role: str) -> bool:
        """Tell whether the person holds a role."""
        return role in self.roles


class Stranger(AnonymousUserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Somebody who is not signed in."""

    person_id = ""
    display_name = ""
    roles: frozenset[Role] = frozenset()

    def may(self, role: str) -> bool:
        """Strangers hold no role."""
        return role in self.roles


login_manager.anonymous_user = Stranger
login_manager.login_view = "accounts.sign_in"
login_manager.login_message = _("Sign in or register to open this page.")
login_manager.login_message_category = "attention"


def signed_in(person: Person, account: Account | None) -> SignedIn:
    """Return a person as they will be seen by views."""
    return SignedIn(
        person.id,
        person.display_name,
        person.language,
        account.id if account else "",
        str(account.epoch) if account else queries.valid_card(person.id),
        queries.roles_of(account),
    )


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load(remembered: str) -> SignedIn | None:
    """Return who a cookie stands for; nobody once their sign-ins were ended."""
    person_id = remembered.partition(":")[0]
    person = db.session.get(Person, person_id)
    if person is None:
        return None
    known = signed_in(person, queries.account_of_person(person_id))
    return known if known.get_id() == remembered else None


def begin(person: Person, account: Account | None) -> None:
    """Sign a person in under a fresh cookie, keeping the language they read in."""
    language = session.get("language", person.language)
    session.clear()
    session.permanent = True
    session["language"] = language
    login_user(signed_in(person, account))


def end() -> None:
    """Sign out, forgetting everything but the language."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language
