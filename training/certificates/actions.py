"""What a person can do: have a certificate made of what the rule says."""

import secrets

from flask_babel import lazy_gettext as _

from training import clock
from training.accounts.models import Person
from training.certificates import queries
from training.certificates.models import Certificate, CertificateHolder
from training.certificates.queries import Event, Standing
from training.certificates.rules import number_from
from training.database import db, hold
from training.errors import Refused
from training.participation.actions.profiles import keep_profile

SEED_BYTES = 16


class NotYet(Refused):
    """The rule does not count the person for this event."""

    message = _("There is no certificate yet: the page says what is missing.")


def certify(person_id: str, event: Event) -> tuple[Standing, Certificate]:
    """Return the certificate of a person for an event; asked again, it is the same one.

    The version of the rule is kept with it, so that the certificate can always be judged again.
    Raises NotYet.
    """
    hold(Person, person_id)
    found = queries.standing(person_id, event)
    if not found.verdict.counts:
        raise NotYet
    if found.certificate:
        return found, found.certificate
    keep_profile(found.profile)
    made = Certificate(
        number=number_from(secrets.token_bytes(SEED_BYTES)),
        kind=event.kind,
        month=found.month,
        rule=found.profile.name,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(
        CertificateHolder(
            number=made.number,
            person_id=person_id,
            event_id=event.id,
            issued_on=clock.now().date(),
        )
    )
    return found, made
