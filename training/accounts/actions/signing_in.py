"""Opening an account, and coming back to it."""

from flask_babel import lazy_gettext as _

from training import clock
from training.accounts import queries
from training.accounts.actions.links import tell_of_change
from training.accounts.actions.passphrases import hash_of, matches, refuse_weak
from training.accounts.actions.people import admit
from training.accounts.models import Account, Person
from training.audit.actions import record_about
from training.audit.rules import Act
from training.database import db, hold, new_uid
from training.errors import Refused


class EmailTaken(Refused):
    """An address that another account signs in with."""

    message = _("This address cannot be used. If it is yours, sign in instead.")


class SentBefore(Refused):
    """A form that was sent before with another passphrase, perhaps by somebody else."""

    message = _("This form was used already. Load the page again.")


class UnknownSignIn(Refused):
    """A name and a passphrase that do not belong together; it is not said which is wrong."""

    message = _("That did not match. Check the e-mail or card code and the passphrase.")


class WrongPassphrase(Refused):
    """Somebody who is signed in typed another passphrase than theirs."""

    message = _("That is not your passphrase.")


def register(
    person_id: str, display_name: str, language: str, passphrase: str, email: str = ""
) -> Account:
    """Open an account for a new person; sent twice, opened once.

    email  an address that is known to be theirs; others are claimed and confirmed

    Raises WeakPassphrase, EmailTaken where somebody else has the address, and SentBefore where
    somebody else has the id: nobody becomes somebody by sending their id.
    """
    refuse_weak(passphrase, display_name, email.partition("@")[0])
    if db.session.get(Person, person_id):
        return opened_before(person_id, passphrase)
    address = email.strip().lower() or None
    if address and queries.account_of(address):
        raise EmailTaken
    kept = hash_of(passphrase)
    return open_account(admit(person_id, display_name, language), kept, address)


def choose_passphrase(person: Person, passphrase: str) -> Account:
    """Open an account for somebody who has only a card; sent twice, opened once.

    Raises WeakPassphrase, and SentBefore where they have another passphrase already.
    """
    refuse_weak(passphrase, person.display_name)
    kept = hash_of(passphrase)
    hold(Person, person.id)
    if queries.account_of_person(person.id):
        return opened_before(person.id, passphrase)
    return open_account(person, kept)


def change_passphrase(account: Account, passphrase: str, known: str | None) -> None:
    """Change a passphrase, and end all sign-ins; the caller begins a new one.

    known  the passphrase so far; None where nobody need know it
    Raises WrongPassphrase and WeakPassphrase.
    """
    if known is not None and not matches(account, known):
        raise WrongPassphrase
    refuse_weak(passphrase, account.person.display_name, (account.email or "").partition("@")[0])
    account.passphrase_hash = hash_of(passphrase)
    account.epoch += 1
    tell_of_change(account)
    record_about(account.person_id, Act.FACTOR_CHANGED, "passphrase changed")


def opened_before(person_id: str, passphrase: str) -> Account:
    """Return a person's account if this is its passphrase, and nothing else guards it.

    An answer that got lost is asked for again at once, and not after a second factor was set up.
    Raises SentBefore.
    """
    known = queries.account_of_person(person_id)
    if not matches(known, passphrase) or known is None or queries.has_second_factor(known.id):
        raise SentBefore
    return known


def open_account(person: Person, passphrase_hash: str, email: str | None = None) -> Account:
    """Let a person sign in with a passphrase.

    It comes hashed: that takes its time, and from the first row on others wait to write.
    """
    account = Account(
        id=new_uid(),
        person=person,
        email=email,
        passphrase_hash=passphrase_hash,
        created_at=clock.now(),
    )
    db.session.add(account)
    return account


def recognise(name: str, passphrase: str) -> tuple[Person, Account | None]:
    """Return who signs in: by e-mail or card code with the passphrase, or by a card alone.

    A card alone is enough only for people without an account. Raises UnknownSignIn.
    """
    account = queries.account_of(name)
    if matches(account, passphrase) and account:
        return account.person, account
    person = queries.person_of_card(name)
    if account is None and person and not passphrase:
        return person, None
    raise UnknownSignIn
