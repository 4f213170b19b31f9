"""Every setting: its default, its meaning and how it is read; all faults are named at start.

A value is looked for in this order: what `create_app` is given, the environment, a file `.env`
in the working folder, the default. docs/settings.md lists the same settings for operators.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from argon2.profiles import RFC_9106_LOW_MEMORY as RECOMMENDED
from dotenv import dotenv_values
from limits import parse_many
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from courses import LANGUAGES
from training.safeguards import is_open_to_others

KEY_LENGTH = 32


class InvalidSettings(Exception):
    """Some settings cannot be used; the text names each of them and the mend."""


@dataclass(frozen=True)
class Setting:
    """One setting: what it means and how its text becomes a value."""

    default: str
    meaning: str
    read: Callable[[str], object] = str


def switch(text: str) -> bool:
    """Read a yes or a no; anything else is a ValueError."""
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    try:
        return words[text.strip().lower()]
    except KeyError:
        raise ValueError("write yes or no") from None


def positive(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise ValueError("write a whole number above 0")
    return number


def whole(text: str) -> int:
    """Read a whole number, zero included."""
    return positive(text) if text.strip() != "0" else 0


def rate(text: str) -> str:
    """Read how often something may be done, such as `10 per minute; 60 per hour`."""
    try:
        parse_many(text)
    except ValueError:
        raise ValueError("write a number and a time, such as 10 per minute; 60 per hour") from None
    return text


def site(text: str) -> str:
    """Read where a platform is reached: its address without the slash at the end."""
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("write an address such as https://training.example.org")
    return text.rstrip("/")


def language(text: str) -> str:
    """Read the code of a language that the interface speaks."""
    if text not in LANGUAGES:
        raise ValueError(f"write one of: {', '.join(LANGUAGES)}")
    return text


def one_of(*choices: str) -> Callable[[str], str]:
    """Make a reader of one word out of some."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"write one of: {', '.join(choices)}")
        return text

    return read


def words(text: str) -> frozenset[str]:
    """Read a list of words with commas between them."""
    return frozenset(word.strip() for word in text.split(",") if word.strip())


def database_url(text: str) -> str:
    """Read a database address; PostgreSQL is always reached through psycopg 3."""
    try:
        url = make_url(text) if text else None
    except ArgumentError:
        raise ValueError("write an address such as postgresql://user@host/name") from None
    if url is not None and url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    return text


def keys_in(text: str) -> list[str]:
    """Return keys that were written down one after another, with commas or spaces between them."""
    return text.replace(",", " ").split()


def data_keys(text: str) -> str:
    """Read keys of 64 hexadecimal digits, the newest first."""
    for number, key in enumerate(keys_in(text), 1):
        if len(key) != 2 * KEY_LENGTH or not set(key) <= set("0123456789abcdef"):
            raise ValueError(f"key {number} is not made of {2 * KEY_LENGTH} hexadecimal digits")
    return text


def zone(text: str) -> str:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("write a zone such as Europe/Geneva or UTC") from None


def day(text: str) -> str:
    """Read a day such as 2026-01-31, or nothing."""
    if text:
        date.fromisoformat(text)
    return text


DEFAULTS: Mapping[str, Setting] = {
    "DATA_DIR": Setting("instance", "Folder of the SQLite database, published courses and keys."),
    "DATABASE_URL": Setting(
        "", "Database address; empty means SQLite under DATA_DIR.", database_url
    ),
    "SECRET_KEY": Setting(
        "", "Signs cookies and links; empty means one is made and kept in DATA_DIR."
    ),
    "DATA_KEYS": Setting(
        "",
        "Keys that seal what people write, the newest first; empty means DATA_DIR/data_keys.",
        data_keys,
    ),
    "BIND": Setting("127.0.0.1:8000", "Address and port that the server listens on."),
    "THREADS": Setting("32", "Requests that are answered at the same time.", positive),
    "PUBLIC_URL": Setting(
        "", "Address people type, for printed links; empty means http://BIND.", site
    ),
    "SECURE_COOKIES": Setting("no", "Send cookies over HTTPS only; say yes behind HTTPS.", switch),
    "PLAIN_HTTP": Setting(
        "no", "Serve a workshop's own network without HTTPS; everybody on it can listen.", switch
    ),
    "SIGNED_IN_HOURS": Setting("12", "Hours after which a person has to sign in again.", positive),
    "IDLE_MINUTES": Setting(
        "30", "Minutes without use after which pages lock and one has to sign in again.", positive
    ),
    "EXIT_URL": Setting(
        "https://www.wikipedia.org", "Harmless address that people leave to in a hurry.", site
    ),
    "WINDOW_NAME": Setting(
        "Training", "Neutral name in window titles, and so in the history of browsers."
    ),
    "DEFAULT_LANGUAGE": Setting(
        "en", "Language for readers whose browser asks for none of ours.", language
    ),
    "DEFAULT_ZONE": Setting("UTC", "Time zone offered for new programmes and workshops.", zone),
    "METRICS_TOKEN": Setting("", "Token that opens /metrics from elsewhere; empty: loopback only."),
    "TRUSTED_PROXIES": Setting(
        "0", "Proxies in front whose X-Forwarded headers are believed.", whole
    ),
    "PUBLIC_MINIMUM": Setting(
        "11", "Smallest count of people that a public table shows.", positive
    ),
    "PUBLIC_ORGANISATIONS": Setting(
        "3", "Fewest organisations behind a count in a public table.", positive
    ),
    "DONOR_MINIMUM": Setting("8", "Smallest count of people that a donor's table shows.", positive),
    "DONOR_ROUNDING": Setting("5", "Counts in a donor's table are rounded to this.", positive),
    "LONG_COUNT_SECONDS": Setting(
        "2", "Counts that take this long are shown as they were last counted.", whole
    ),
    "RELEASE_DAYS": Setting(
        "90", "Days between two public counts of one kind, so that nobody watches them move.", whole
    ),
    "PUBLIC_DIMENSIONS": Setting(
        "", "Breakdowns allowed in public after a risk note, such as: region, language.", words
    ),
    "PROTECTED_PLACES": Setting(
        "", "Countries and regions that nothing names which leaves the house, or: none.", words
    ),
    "IATI_ORGANISATION": Setting("", "Identifier of who publishes in IATI, such as XI-IATI-ABC."),
    "IATI_ORGANISATION_NAME": Setting("", "Name of that organisation."),
    "IATI_ORGANISATION_TYPE": Setting("22", "Its code in the list OrganisationType of IATI."),
    "IATI_ACTIVITY": Setting("", "Identifier of the activity that results belong to in IATI."),
    "IATI_ACTIVITY_TITLE": Setting("", "Title of that activity."),
    "IATI_ACTIVITY_START": Setting("", "Day on which it began, such as 2026-01-31.", day),
    "EVIDENCE_LINES": Setting("100000", "Most lines of one evidence pack.", positive),
    "ATTENDANCE_DAYS": Setting(
        "365", "Days after a workshop's last meeting until it forgets who was there.", positive
    ),
    "LEARNING_DAYS": Setting(
        "365", "Days after somebody's last step in a course until it is forgotten.", positive
    ),
    "BACKUP_KEY": Setting(
        "",
        "Keys that open backups, the newest first; empty means DATA_DIR/backup_key.",
        data_keys,
    ),
    "BACKUP_DAYS": Setting("35", "Days after which a backup is deleted.", positive),
    "ARGON2_MEMORY_KIB": Setting(
        str(RECOMMENDED.memory_cost),
        "Memory that checking a passphrase costs, against guessing.",
        positive,
    ),
    "ARGON2_PASSES": Setting(
        str(RECOMMENDED.time_cost), "Times that checking a passphrase goes over it.", positive
    ),
    "ARGON2_LANES": Setting(
        str(RECOMMENDED.parallelism), "Threads that checking a passphrase takes.", positive
    ),
    "SECOND_FACTOR": Setting(
        "auto",
        "Whether staff and administrators need one; auto: unless only this machine is served.",
        one_of("auto", "required", "optional"),
    ),
    "MAIL_HOST": Setting("", "Server that takes messages to people; empty: no mail at all."),
    "MAIL_PORT": Setting("587", "Port of that server.", positive),
    "MAIL_ENCRYPTION": Setting(
        "starttls", "How the way there is protected.", one_of("starttls", "tls", "none")
    ),
    "MAIL_USER": Setting("", "Name to sign in with at that server; empty: it asks for none."),
    "MAIL_PASSWORD": Setting("", "What belongs to that name."),
    "MAIL_FROM": Setting("", "Address that messages come from; needed where there is mail."),
    "MAIL_LIMIT": Setting("5 per hour", "Messages that one can ask for to the same address.", rate),
    "SIGN_IN_LIMIT": Setting(
        "10 per minute; 60 per hour", "Wrong passphrases for one name, from wherever.", rate
    ),
    "ADDRESS_LIMIT": Setting(
        "300 per minute", "Sign-ins and registrations from one address; a room shares one.", rate
    ),
    "JOIN_LIMIT": Setting(
        "120 per minute", "Join codes tried from one address; a room shares one.", rate
    ),
}


def load(given: Mapping[str, object]) -> dict[str, object]:
    """Return the value of every setting; raises InvalidSettings, which names all faults."""
    written = {**dotenv_values(".env"), **os.environ}
    values: dict[str, object] = {}
    faults: list[str] = []
    for name, setting in DEFAULTS.items():
        try:
            values[name] = given.get(name, setting.read(written.get(name) or setting.default))
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    if values.get("MAIL_HOST") and not values.get("MAIL_FROM"):
        faults.append("MAIL_FROM: write the address that messages come from")
    if faults:
        raise InvalidSettings("\n".join(faults))
    return {**values, **derived(values), **given}


def derived(values: Mapping[str, object]) -> dict[str, object]:
    """Return what Flask and its extensions are told, worked out from our settings."""
    folder = Path(str(values["DATA_DIR"])).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise InvalidSettings(f"DATA_DIR: {folder}: {fault.strerror}") from None
    return {
        "DATA_DIR": folder,
        "SECRET_KEY": values["SECRET_KEY"] or kept_key(folder / "secret_key"),
        "SQLALCHEMY_DATABASE_URI": values["DATABASE_URL"] or f"sqlite:///{folder / 'training.db'}",
        "SECOND_FACTOR_REQUIRED": asks_for_second_factor(values),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # no error quotes what people wrote
        "SESSION_COOKIE_NAME": "__Host-training" if values["SECURE_COOKIES"] else "training",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": values["SECURE_COOKIES"],
        "PERMANENT_SESSION_LIFETIME": int(str(values["SIGNED_IN_HOURS"])) * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "BABEL_DEFAULT_LOCALE": values["DEFAULT_LANGUAGE"],
    }


def asks_for_second_factor(values: Mapping[str, object]) -> bool:
    """Tell whether staff and administrators need a second factor to sign in.

    Left to itself, not where the platform can be reached from this machine alone: there, somebody
    tries it out.
    """
    if values["SECOND_FACTOR"] != "auto":
        return values["SECOND_FACTOR"] == "required"
    return is_open_to_others(values)


def kept_key(path: Path) -> str:
    """Return the key kept in `path`; the first time, make one that only its owner may read.

    Two first starts at once agree on one key, and one that was cut short leaves none behind.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if key := file.read():
            return key
        key = secrets.token_hex(KEY_LENGTH)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
