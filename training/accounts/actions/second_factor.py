"""The second factor: an authenticator on the phone, and recovery codes on paper."""

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, update

from training import clock
from training.accounts import queries
from training.accounts.actions.links import tell_of_change
from training.accounts.actions.sign_ins import end_sign_ins
from training.accounts.models import Account, Authenticator, Passkey, RecoveryCode
from training.accounts.rules import recovery_code, step_of
from training.audit.actions import record_about
from training.audit.rules import Act
from training.database import db, hold, new_uid
from training.errors import Refused

NEVER = -1


class WrongCode(Refused):
    """A code that is wrong, too old or was used before; it is not said which."""

    message = _("That code did not match. Wait for the next one and type it as you see it.")


class FactorNeeded(Refused):
    """Somebody whose roles ask for a second factor wants to do without."""

    message = _("Your roles ask for a second factor. Set up another one first.")


def set_up_authenticator(account: Account, uid: str, code: str) -> None:
    """Take an authenticator that showed the right code once; it replaces an earlier one.

    uid  made by the page that showed the secret, which follows from it
    Sent twice, it is set up once. All sign-ins end; the caller begins a new one. Raises WrongCode.
    """
    secret = queries.new_secret(account.id, uid)
    hold(Account, account.id)
    known = db.session.get(Authenticator, account.id, populate_existing=True)
    if known and known.secret == secret:
        return
    step = step_of(secret, code, clock.now(), NEVER)
    if step is None:
        raise WrongCode
    kept = known or Authenticator(account_id=account.id)
    kept.secret, kept.last_step, kept.set_up_at = secret, step, clock.now()
    db.session.add(kept)
    account.epoch += 1
    note_change(account, "authenticator set up")


def remove_authenticator(account: Account) -> None:
    """Do without an authenticator, and without the codes for its loss; raises FactorNeeded."""
    if needs_another_factor(account) and not queries.passkeys(account.id):
        raise FactorNeeded
    db.session.execute(delete(Authenticator).where(Authenticator.account_id == account.id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    note_change(account, "authenticator removed")


def forget_factors(account: Account) -> None:
    """Forget everything but the passphrase, for somebody who lost it all; all sign-ins end."""
    for table in (Authenticator, RecoveryCode, Passkey):
        db.session.execute(delete(table).where(table.account_id == account.id))
    note_change(account, "all factors forgotten")
    end_sign_ins(account)


def note_change(account: Account, what: str) -> None:
    """Put a change of somebody's factors into the log, and tell them by e-mail."""
    record_about(account.person_id, Act.FACTOR_CHANGED, what)
    tell_of_change(account)


def needs_another_factor(account: Account) -> bool:
    """Tell whether an account's roles ask for a second factor."""
    return queries.asks_for_second_factor(queries.roles_of(account))


def make_recovery_codes(account: Account, uid: str) -> tuple[str, ...]:
    """Make ten new recovery codes, which end the earlier ones; sent twice, made once.

    uid  made by the page; the codes follow from it and from a key outside the database
    """
    codes = queries.recovery_codes_from(account.id, uid)
    hold(Account, account.id)
    prints = [queries.recovery_fingerprint(account.id, code) for code in codes]
    if not queries.is_recovery_code(account.id, prints[0]):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
        db.session.add_all(
            RecoveryCode(id=new_uid(), account_id=account.id, fingerprint=one) for one in prints
        )
        record_about(account.person_id, Act.FACTOR_CHANGED, "recovery codes made")
    return codes


def check_second_factor(account: Account, typed: str) -> None:
    """Take the code of the authenticator or of the paper, each of them once; raises WrongCode."""
    hold(Account, account.id)
    if not (takes_shown_code(account, typed) or takes_recovery_code(account, typed)):
        raise WrongCode


def takes_shown_code(account: Account, typed: str) -> bool:
    """Tell whether the authenticator shows this code now, and use it up."""
    kept = db.session.get(Authenticator, account.id, populate_existing=True)
    step = step_of(kept.secret, typed, clock.now(), kept.last_step) if kept else None
    if kept is None or step is None:
        return False
    kept.last_step = step
    return True


def takes_recovery_code(account: Account, typed: str) -> bool:
    """Tell whether this is a recovery code that is still good, and use it up."""
    code = recovery_code(typed)
    if code is None:
        return False
    unused = update(RecoveryCode).where(
        RecoveryCode.account_id == account.id,
        RecoveryCode.fingerprint == queries.recovery_fingerprint(account.id, code),
        RecoveryCode.used_at.is_(None),
    )
    used = db.session.execute(unused.values(used_at=clock.now()).returning(RecoveryCode.id))
    return used.one_or_none() is not None
