"""`make audit`: is a known weakness published for a version in requirements.lock?

Asks a database of advisories that speaks OSV's protocol. 0: none is known; 1: some are; 2: nobody
could be asked, which is no answer and never taken for one.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import click

LOCK = Path(__file__).parent.parent / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([\w.+!]+)", re.MULTILINE)
AT_ONCE = 500
PATIENCE_SECONDS = 30

Package = tuple[str, str]


class NotAsked(Exception):
    """The database of advisories did not answer, or not as it should."""


def pinned(lock: str) -> list[Package]:
    """Names and versions in a lock file."""
    return sorted(set(PINNED.findall(lock)))


def known(packages: Sequence[Package], address: str) -> Mapping[Package, list[str]]:
    """The ids of published weaknesses for those packages that have some; raises NotAsked."""
    found: dict[Package, list[str]] = {}
    for start in range(0, len(packages), AT_ONCE):
        some = packages[start : start + AT_ONCE]
        results = ask(address, some)
        if len(results) != len(some):
            raise NotAsked(f"{len(results)} answers to {len(some)} questions")
        for package, result in zip(some, results, strict=True):
            if weaknesses := result.get("vulns"):
                found[package] = [str(one["id"]) for one in weaknesses]
    return found


def ask(address: str, packages: Sequence[Package]) -> list[dict[str, Any]]:
    """What the database says of each package, in their order; raises NotAsked."""
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    body = json.dumps({"queries": queries}).encode()
    request = Request(address, body, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return list(json.load(answer)["results"])
    except (URLError, HTTPException, OSError, ValueError, KeyError, TypeError) as fault:
        raise NotAsked(f"{address}: {fault}") from None


def main(address: str, lock: Path = LOCK) -> int:
    """Say what is known; return the exit status."""
    packages = pinned(lock.read_text(encoding="utf-8"))
    try:
        if not packages:
            raise NotAsked(f"{lock.name} names no version")
        found = known(packages, address)
    except NotAsked as reason:
        click.echo(f"NOT CHECKED: {reason}", err=True)
        return 2
    for (name, version), weaknesses in found.items():
        click.echo(f"{name} {version}: {', '.join(weaknesses)}")
    click.echo(f"{len(packages)} versions asked about, {len(found)} with a known weakness.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
