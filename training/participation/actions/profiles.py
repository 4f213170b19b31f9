"""What staff do with counting profiles: save a version, keep the one a count is issued by.

Nothing here commits.
"""

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from quizzes import Problem
from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db, new_uid
from training.errors import Refused
from training.participation import queries, rules
from training.participation.models import PROFILE_ID_LENGTH, PROFILE_LENGTH, ProfileVersion
from training.participation.rules import Profile

PROFILE_ID = re.compile(rf"[a-z][a-z0-9_]{{1,{PROFILE_ID_LENGTH - 1}}}")


class InvalidProfile(Refused):
    """A profile that cannot be used; nothing was saved."""

    message = _("Nothing was saved. Mend these settings first:\n%(problems)s")
    status = 422

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems="\n".join(map(str, problems)))
        self.problems = problems


class BadProfileId(Refused):
    """An id that could not be told apart in addresses and reports."""

    message = _("Write the id in small Latin letters, digits and underscores: people_2027.")
    status = 422


class TooLongProfile(Refused):
    """A profile that is longer than what is kept."""

    message = _("This profile is too long. Leave comments out, and shorten its lists.")
    status = 422


class ProfileTaken(Refused):
    """There is a profile with the id of a new one."""

    message = _("There is a counting profile with this id already. Choose another id.")


class NotNewest(Refused):
    """Somebody else saved a version of the profile meanwhile."""

    message = _(
        "Somebody saved version %(version)s of this profile meanwhile. "
        "Look at it, and make your changes on top of it."
    )


class NothingChanged(Refused):
    """A version that says the same as the one before."""

    message = _("No setting is different from the version before, so there is nothing to save.")


@dataclass(frozen=True)
class Revision:
    """A profile as it is to be saved.

    text       the profile as YAML, with its id and its new version
    builds_on  the version that its author looked at; empty for a new profile
    change     what is different, in a sentence
    """

    text: str
    builds_on: str
    change: str


def checked(revision: Revision) -> Profile:
    """Return the profile that a revision would become.

    Raises TooLongProfile, InvalidProfile, BadProfileId, ProfileTaken, NotNewest and
    NothingChanged.
    """
    if len(revision.text) > PROFILE_LENGTH:
        raise TooLongProfile
    profile, problems = rules.read_profile(revision.text)
    if profile is None:
        raise InvalidProfile(problems)
    if not PROFILE_ID.fullmatch(profile.id):
        raise BadProfileId
    newest = queries.profile(profile.id)
    if newest and not revision.builds_on:
        raise ProfileTaken
    if newest and newest.version != revision.builds_on:
        raise NotNewest(version=newest.version)
    if newest and not rules.changes(newest, profile):
        raise NothingChanged
    return profile


def save_profile(uid: str, revision: Revision, saver_id: str) -> ProfileVersion:
    """Keep a new version of a profile, or the first one of a new profile; sent twice, kept once.

    Raises what `checked` raises. Two who save at once get different versions or NotNewest, since
    a version is unique.
    """
    if known := db.session.get(ProfileVersion, uid):
        return known
    profile = checked(revision)
    row = as_row(uid, profile, revision.text)
    row.change, row.saved_by = revision.change, saver_id
    db.session.add(row)
    record(Act.PROFILE_SAVED, profile.name, profile.digest[:16])
    return row


def keep_profile(profile: Profile) -> bool:
    """Keep the version that a count is issued by for good; tell whether it is one of ours.

    The platform may bring another version of its own profiles one day; what was issued by the old
    one can still be counted again.
    """
    if queries.profile(profile.name) != profile:
        return False
    if not queries.is_stored(profile) and profile.id in rules.presets():
        db.session.add(as_row(new_uid(), profile, rules.preset_text(profile.id)))
    return True


def as_row(uid: str, profile: Profile, text: str) -> ProfileVersion:
    """Return a version as it is kept."""
    return ProfileVersion(
        id=uid,
        profile_id=profile.id,
        version=profile.version,
        text=text,
        digest=profile.digest,
        change="",
        saved_at=clock.now(),
    )
