"""What is unsafe once a platform can be reached from other machines: then it is not started.

A platform that listens on this machine only, without an address or a proxy of its own, is somebody
trying it out. `PLAIN_HTTP` lets a workshop's own network be served without HTTPS, and nothing else.
"""

import ipaddress
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

Values = Mapping[str, object]
SHORTEST_KEY = 32
FEWEST_SIGNS = 10
SHORTEST_TOKEN = 16
LEAST_MEMORY_KIB = 19 * 1024  # for argon2id with two passes: OWASP, Password Storage Cheat Sheet
OF_OTHERS = 0o077
NETWORK_DRIVES = ("9p", "afs", "cifs", "fuse.sshfs", "lustre", "nfs", "nfs4", "smb3", "smbfs")
OWN_NAMES = (".local", ".lan", ".internal", ".home.arpa")
MOUNTS = Path("/proc/mounts")


class Unsafe(Exception):
    """The platform cannot be opened to others as it is set up; the text lists why and the mend."""


def refuse_unsafe(values: Values) -> None:
    """Raise Unsafe where something has to be mended before others may reach the platform."""
    if faults := unsafe(values):
        raise Unsafe("\n".join(f"- {fault}" for fault in faults))


def unsafe(values: Values) -> tuple[str, ...]:
    """Return what has to be mended before others may reach the platform, each with its mend."""
    if not is_open_to_others(values):
        return ()
    return tuple(
        fault for look in (way_in, cookies, secrets, folder, debugging) for fault in look(values)
    )


def is_open_to_others(values: Values) -> bool:
    """Tell whether other machines may reach the platform, by itself or through a proxy."""
    return bool(
        values["TRUSTED_PROXIES"]
        or not is_this_machine(bound_to(values))
        or (values["PUBLIC_URL"] and not is_this_machine(site_name(values)))
    )


def bound_to(values: Values) -> str:
    """Return the host that the server listens on; a bare port or an asterisk is every host."""
    return urlsplit(f"//{values['BIND']}").hostname or "0.0.0.0"  # noqa: S104  # read, not bound


def site_name(values: Values) -> str:
    """Return the host that people type."""
    return urlsplit(str(values["PUBLIC_URL"])).hostname or ""


def address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return a host as a number; None where it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine, seen from itself."""
    number = address_of(host)
    return number.is_loopback if number else host == "localhost"


def is_of_a_network_of_ones_own(host: str) -> bool:
    """Tell whether a host can only be that of a local network."""
    number = address_of(host)
    if number:
        return number.is_private and not number.is_unspecified
    return "." not in host or host.endswith(OWN_NAMES)


def way_in(values: Values) -> Iterator[str]:
    """Look at how people reach the platform."""
    url = str(values["PUBLIC_URL"])
    if values["PLAIN_HTTP"]:
        if url and not is_of_a_network_of_ones_own(site_name(values)):
            yield (
                "PLAIN_HTTP: it is for a network of one's own, and PUBLIC_URL is a public address."
                " Put an HTTPS proxy in front and say no."
            )
        return
    if not url.startswith("https://"):
        yield (
            "PUBLIC_URL: set the https:// address that people type. Without HTTPS, on a workshop's"
            " own network, say PLAIN_HTTP=yes."
        )
    if not values["TRUSTED_PROXIES"]:
        yield "TRUSTED_PROXIES: say how many proxies bring HTTPS, usually 1; the server has none."


def cookies(values: Values) -> Iterator[str]:
    """Look at what keeps sign-ins from being overheard."""
    if not (values["SECURE_COOKIES"] or values["PLAIN_HTTP"]):
        yield "SECURE_COOKIES: say yes, so that nobody overhears a sign-in."
    if values["SECURE_COOKIES"] and values["PLAIN_HTTP"]:
        yield "SECURE_COOKIES: say no where there is no HTTPS, or nobody can sign in."


def secrets(values: Values) -> Iterator[str]:
    """Look at what could be guessed."""
    key = str(values["SECRET_KEY"])
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS:
        yield (
            f"SECRET_KEY: take {SHORTEST_KEY} random signs or more, or leave it empty to have one"
            " made."
        )
    token = str(values["METRICS_TOKEN"])
    if token and len(token) < SHORTEST_TOKEN:
        yield f"METRICS_TOKEN: take {SHORTEST_TOKEN} random signs or more, or leave it empty."
    if int(str(values["ARGON2_MEMORY_KIB"])) < LEAST_MEMORY_KIB:
        yield f"ARGON2_MEMORY_KIB: take {LEAST_MEMORY_KIB} or more, against guessing."


def folder(values: Values) -> Iterator[str]:
    """Look at where data lies."""
    place = Path(str(values["DATA_DIR"]))
    if place.exists() and is_open_to_neighbours(place):
        yield f"DATA_DIR: others on this machine may look into it. Run: chmod 700 {place}"
    if not values["DATABASE_URL"] and (kind := drive_of(place)) in NETWORK_DRIVES:
        yield f"DATA_DIR: SQLite loses data on a network drive ({kind}). Use a disk or PostgreSQL."


def is_open_to_neighbours(place: Path) -> bool:
    """Tell whether others on this machine may look into a file or a folder."""
    return bool(place.stat().st_mode & OF_OTHERS)


def drive_of(place: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of file system that a folder lies on; empty where nobody tells."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return ""
    above = {str(folder) for folder in (place, *place.parents)}
    fitting = [(len(line[1]), line[2]) for line in lines if line[1] in above]
    return max(fitting, default=(0, ""))[1]


def debugging(values: Values) -> Iterator[str]:
    """Look for what shows the inside to strangers."""
    if values.get("DEBUG"):
        yield "FLASK_DEBUG: leave it out, since it lets strangers run code."
