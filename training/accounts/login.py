"""Who is signed in: a person, with or without an account, in one browser.

The cookie holds a random token; the table of sign-ins knows its fingerprint. A sign-in ends by
itself: some time after it began, and when nobody uses it.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import request, session
from flask_babel import lazy_gettext as _
from flask_login import AnonymousUserMixin, UserMixin, current_user, login_user, logout_user
from sqlalchemy import delete, or_, select, update

from training import clock
from training.access import Role, login_manager
from training.accounts import queries
from training.accounts.models import Account, Means, Person, SignIn
from training.accounts.rules import Device, device_of
from training.database import db, new_uid
from training.vault import keyed

TOKEN_BYTES = 32
PAUSED = "paused"
PAUSE = timedelta(minutes=10)
SEEN = "seen"
RECENTLY = timedelta(minutes=15)


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The person behind a request, as views and templates see them (`current_user`).

    is_halfway  their roles ask for a second factor, which they have not set up
    """

    token: str
    sign_in_id: str
    person_id: str
    display_name: str
    language: str
    means: Means
    begun_at: datetime
    seen_at: datetime
    second_factor: bool
    account_id: str = ""
    roles: frozenset[Role] = field(default=frozenset({Role.TRAINEE}))
    is_halfway: bool = False

    def get_id(self) -> str:
        """Return what the cookie remembers."""
        return self.token

    def may(self, role: str) -> bool:
        """Tell whether the person holds a role."""
        return role in self.roles and not self.is_halfway

    @property
    def is_recent(self) -> bool:
        """Tell whether they have just shown who they are, as changing locks and keys asks for."""
        return clock.now() - self.begun_at < RECENTLY


class Stranger(AnonymousUserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Somebody who is not signed in."""

    person_id = ""
    account_id = ""
    display_name = ""
    roles: frozenset[Role] = frozenset()

    def may(self, role: str) -> bool:
        """Strangers hold no role."""
        return role in self.roles


login_manager.anonymous_user = Stranger
login_manager.session_protection = None  # it would keep a hash of address and browser
login_manager.login_view = "accounts.sign_in"
login_manager.login_message = _("Sign in or register to open this page.")
login_manager.login_message_category = "attention"


def begin(
    person: Person,
    account: Account | None,
    means: Means = Means.CARD,
    *,
    second_factor: bool = False,
) -> None:
    """Sign a person in under a fresh cookie, keeping the language they read in.

    The caller commits. Where somebody was signed in in this browser, that ends.
    """
    language = session.get("language", person.language)
    forget_here()
    session.clear()
    session.permanent = True
    session["language"] = language
    device = device_of(request.user_agent.string)
    token = remember(person, account, means, second_factor=second_factor, device=device)
    login_user(load(token))


def remember(
    person: Person,
    account: Account | None,
    means: Means,
    *,
    second_factor: bool = False,
    device: Device = Device.OTHER,
) -> str:
    """Record a sign-in and return the token that stands for it; what has run out goes."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    end = queries.ends_with(person.id, account)
    over = or_(SignIn.ends_with != end, ~queries.is_live())
    db.session.execute(delete(SignIn).where(SignIn.person_id == person.id, over))
    db.session.add(
        SignIn(
            id=new_uid(),
            person_id=person.id,
            fingerprint=fingerprint(token),
            ends_with=end,
            means=means,
            second_factor=second_factor,
            device=device,
            begun_at=now,
            seen_at=to_the_hour(now),
        )
    )
    return token


def fingerprint(token: str) -> str:
    """Return under what a token is known: who reads the table can sign in nowhere."""
    return keyed("sign-in token", token).hex()


def to_the_hour(moment: datetime) -> datetime:
    """Return the hour that a moment lies in: what is kept of somebody's times is no finer."""
    return moment.replace(minute=0, second=0, microsecond=0)


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load(token: str) -> SignedIn | None:
    """Return who a cookie stands for; nobody once that sign-in was ended or ran out."""
    found = db.session.execute(
        select(SignIn, Person, Account)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(SignIn.fingerprint == fingerprint(token))
    ).one_or_none()
    if found is None or has_ended(*found):
        return None
    sign_in, person, account = found
    roles = queries.roles_of(account)
    return SignedIn(
        token,
        sign_in.id,
        person.id,
        person.display_name,
        person.language,
        sign_in.means,
        sign_in.begun_at,
        sign_in.seen_at,
        sign_in.second_factor,
        account.id if account else "",
        roles,
        is_halfway=not sign_in.second_factor and queries.asks_for_second_factor(roles),
    )


def has_ended(sign_in: SignIn, person: Person, account: Account | None) -> bool:
    """Tell whether a sign-in was ended, has run out, or was not used for too long."""
    now = clock.now()
    seen = datetime.fromisoformat(session.get(SEEN, now.isoformat()))
    if sign_in.ends_with != queries.ends_with(person.id, account):
        return True
    return now - sign_in.begun_at >= queries.longest() or now - seen >= queries.longest_idle()


def notice() -> bool:
    """Note that somebody uses their sign-in; tell whether a row was changed, once an hour."""
    if not current_user.is_authenticated:
        return False
    now = clock.now()
    session[SEEN], hour = now.isoformat(timespec="seconds"), to_the_hour(now)
    if current_user.seen_at >= hour:
        return False
    here = update(SignIn).where(SignIn.id == current_user.sign_in_id)
    db.session.execute(here.values(seen_at=hour))
    return True


def pause(account: Account, means: Means) -> None:
    """Remember that somebody has shown the first factor, until the second follows."""
    session[PAUSED] = [account.id, account.epoch, means.value, clock.now().isoformat()]


def paused() -> tuple[Account, Means] | None:
    """Return whose second factor is waited for; None where it took too long or all was ended."""
    account_id, epoch, means, since = session.get(PAUSED) or ["", 0, "", ""]
    account = db.session.get(Account, account_id) if account_id else None
    if account is None or account.epoch != epoch:
        return None
    if clock.now() - datetime.fromisoformat(since) > PAUSE:
        return None
    return account, Means(means)


def forget_here() -> None:
    """End the sign-in of this browser, if there is one."""
    if token := session.get("_user_id"):
        db.session.execute(delete(SignIn).where(SignIn.fingerprint == fingerprint(token)))


def end() -> None:
    """Sign out, forgetting everything but the language. The caller commits."""
    language = session.get("language")
    forget_here()
    logout_user()
    session.clear()
    if language:
        session["language"] = language
