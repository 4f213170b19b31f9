"""What leaves the house as a file: protected, and noted in the log. Nothing here commits."""

import json

from flask import current_app
from flask_babel import lazy_gettext as _

from training.audit.actions import record
from training.audit.rules import Act
from training.errors import Refused
from training.participation import exports, queries
from training.participation.actions.tallies import NotAsIssued
from training.participation.actions.verifying import is_intact
from training.participation.exports import Milestones, Outgoing, Publisher
from training.participation.models import Tally
from training.participation.rules import Audience

PUBLISHED = "xml"  # the format that is made to be published
NEEDED = (
    "IATI_ORGANISATION",
    "IATI_ORGANISATION_NAME",
    "IATI_ACTIVITY",
    "IATI_ACTIVITY_TITLE",
    "IATI_ACTIVITY_START",
)


class NoPublisher(Refused):
    """An IATI file names who publishes it and under which activity; nobody said so."""

    message = _("An IATI file needs these settings first: %(names)s. An administrator sets them.")


class NotForPublishing(Refused):
    """A file that is made to be published, of a count that was not made for the public."""

    message = _("An IATI file is read by everybody, and this count was not made for the public.")


class NothingToPublish(Refused):
    """A file that is made to be published, of a figure that is hidden."""

    message = _("This number is hidden to protect participants: there is nothing to publish.")


def outgoing(tally: Tally) -> Outgoing:
    """Return what may leave of an issued count, as it was frozen.

    Raises NotAsIssued where the content no longer has its hash.
    """
    if not is_intact(tally):
        raise NotAsIssued
    correction = queries.correction_of(tally.number)
    issue = exports.Issue(
        number=tally.number,
        hash=tally.hash,
        issued_at=tally.issued_at,
        signed_at=tally.signed_at,
        corrects=tally.supersedes,
        corrected_by=correction.number if correction else None,
    )
    content = json.loads(tally.content)
    rule = f"{content['profile']['id']}@{content['profile']['version']}"
    return exports.outgoing(content, issue, queries.by_digest(rule, content["profile_hash"]))


def written(count: Outgoing, form: str, milestones: Milestones) -> str | bytes:
    """Return a count as a file in a format.

    What is made to be published has to be for the public and shown: raises NotForPublishing,
    NothingToPublish and NoPublisher.
    """
    if form != PUBLISHED:
        return exports.MADE[form](count)
    if count.audience != Audience.PUBLIC:
        raise NotForPublishing
    if count.total.best is None:
        raise NothingToPublish
    return exports.iati(count, publisher(), milestones)


def publisher() -> Publisher:
    """Return who publishes, as the settings say; raises NoPublisher."""
    settings = {name: str(current_app.config[name]) for name in NEEDED}
    if missing := [name for name, value in settings.items() if not value]:
        raise NoPublisher(names=", ".join(missing))
    return Publisher(
        organisation=settings["IATI_ORGANISATION"],
        name=settings["IATI_ORGANISATION_NAME"],
        kind=str(current_app.config["IATI_ORGANISATION_TYPE"]),
        activity=settings["IATI_ACTIVITY"],
        title=settings["IATI_ACTIVITY_TITLE"],
        start=settings["IATI_ACTIVITY_START"],
    )


def record_tally_export(tally: Tally, form: str, count: Outgoing) -> None:
    """Keep in the audit log that an issued count leaves the platform: in which format, for whom."""
    rows = sum(len(table.rows) + 1 for table in count.tables)
    record(Act.EXPORT, f"tally {tally.number}", f"{form} {count.audience} {count.rule}", rows)
