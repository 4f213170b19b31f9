"""Counting profiles: those that come with the platform, and the versions that staff saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select

from training.database import db
from training.errors import NotFound
from training.participation import rules
from training.participation.models import ProfileVersion
from training.participation.rules import Changed, Profile


@dataclass(frozen=True)
class Version:
    """One version of a profile, with what is known of how it came about.

    saved_at  None for one that comes with the platform
    changes   the settings that are different from the version before
    """

    profile: Profile
    text: str
    saved_at: datetime | None = None
    change: str = ""
    changes: tuple[Changed, ...] = ()


@lru_cache(maxsize=256)
def read(text: str) -> Profile:
    """Read a profile that was checked before it was kept."""
    profile, problems = rules.read_profile(text)
    if profile is None:
        raise ValueError("\n".join(map(str, problems)))
    return profile


def age(version: str) -> tuple[int, str]:
    """Return what versions are sorted by: numbers by their value, before anything else."""
    return (int(version), "") if version.isdecimal() else (0, version)


def kept(profile_id: str = "") -> list[Version]:
    """Return what comes with the platform and what was saved, the oldest first, each once."""
    found = {
        profile.name: Version(profile, rules.preset_text(name))
        for name, profile in rules.presets().items()
        if profile_id in ("", name)
    }
    wanted = select(ProfileVersion)
    if profile_id:
        wanted = wanted.where(ProfileVersion.profile_id == profile_id)
    for row in db.session.scalars(wanted):
        profile = read(row.text)
        saved_at = row.saved_at if row.change else None
        found[profile.name] = Version(profile, row.text, saved_at, row.change)
    return sorted(found.values(), key=lambda one: (one.profile.id, age(one.profile.version)))


def profiles() -> tuple[Profile, ...]:
    """Return the newest version of each profile, by id."""
    return tuple({one.profile.id: one.profile for one in kept()}.values())


def every_profile() -> tuple[Profile, ...]:
    """Return every version of every profile: any of them may be counted by again."""
    return tuple(one.profile for one in kept())


def profile(name: str) -> Profile | None:
    """Return a profile: by its id the newest version, by `id@version` that one."""
    profile_id, named, version = name.partition("@")
    found = [one.profile for one in kept(profile_id) if profile_id]
    if named:
        found = [one for one in found if one.version == version]
    return found[-1] if found else None


def profile_or_404(name: str) -> Profile:
    """Return a counting profile by its id or as `id@version`; raises NotFound."""
    found = profile(name)
    if found is None:
        raise NotFound
    return found


def profiles_named(names: Iterable[str]) -> tuple[Profile, ...]:
    """Return the profiles that there are of these, in this order, each once."""
    known = {one.name: one for one in every_profile()}
    newest = {one.id: one for one in profiles()}
    found = (known.get(name) or newest.get(name) for name in dict.fromkeys(names))
    return tuple(one for one in found if one)


def versions(profile_id: str) -> tuple[Version, ...]:
    """Return the versions of a profile, the newest first; raises NotFound."""
    found = kept(profile_id) if profile_id else []
    if not found:
        raise NotFound
    before = [None, *(one.profile for one in found[:-1])]
    told = [
        Version(
            one.profile,
            one.text,
            one.saved_at,
            one.change,
            rules.changes(earlier, one.profile) if earlier else (),
        )
        for earlier, one in zip(before, found, strict=True)
    ]
    return tuple(reversed(told))


def next_version(profile_id: str) -> str:
    """Return the number of the version that is saved next."""
    taken = [age(one.profile.version)[0] for one in kept(profile_id)]
    return str(max(taken, default=0) + 1)


def by_digest(name: str, digest: str) -> Profile | None:
    """Return the very version that a count was made by; None where it is not here any more."""
    found = profile(name)
    return found if found and found.digest == digest else None


def is_stored(profile: Profile) -> bool:
    """Tell whether a version is kept in the database, and not only among the platform's files."""
    wanted = select(ProfileVersion.id).where(
        ProfileVersion.profile_id == profile.id, ProfileVersion.version == profile.version
    )
    return db.session.scalar(wanted) is not None


def saved_as(uid: str) -> str:
    """Return the name of the version that a form saved already; empty if it saved none."""
    row = db.session.get(ProfileVersion, uid)
    return row.profile_id if row else ""
