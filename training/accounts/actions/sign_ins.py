"""Ending sign-ins, one or all, and forgetting what has ended by itself."""

from datetime import timedelta

from sqlalchemy import delete

from training import clock
from training.accounts import queries
from training.accounts.models import Account, AddressClaim, SignIn
from training.audit.actions import record_about
from training.audit.rules import Act
from training.database import db

CLAIM_LASTS = timedelta(days=1)


def end_sign_in(person_id: str, sign_in_id: str) -> None:
    """End one of a person's sign-ins; ended twice, it is over all the same."""
    one = delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
    db.session.execute(one)


def end_other_sign_ins(person_id: str, but: str) -> None:
    """End all sign-ins of a person except the one that they say so in."""
    others = delete(SignIn).where(SignIn.person_id == person_id, SignIn.id != but)
    db.session.execute(others)


def end_sign_ins(account: Account) -> None:
    """Sign an account out on every device; links that were sent to it end as well."""
    account.epoch += 1
    end_other_sign_ins(account.person_id, but="")
    record_about(account.person_id, Act.SIGN_INS_ENDED)


def forget_stale() -> None:
    """Forget sign-ins that ran out, and addresses that nobody confirmed in time."""
    db.session.execute(delete(SignIn).where(~queries.is_live()))
    unconfirmed = AddressClaim.created_at <= clock.now() - CLAIM_LASTS
    db.session.execute(delete(AddressClaim).where(unconfirmed))
