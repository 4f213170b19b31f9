"""`training audit …`: verify and export the audit log."""

import json
from dataclasses import asdict

import click
from flask.cli import AppGroup

from training.audit import queries
from training.audit.rules import head_of

group = AppGroup("audit", help="The audit log: verify, export.")


@group.command()
@click.option("--head", "given", default="", help="A head written down earlier, NUMBER:HASH.")
def verify(given: str) -> None:
    """Look whether any entry was changed, removed, added or moved, the last ones included.

    The head is compared with the note in DATA_DIR/audit_head, or with the one that a backup
    printed.
    """
    head = head_of(given) if given else None
    if given and head is None:
        raise click.BadParameter("write a head such as 17:4f… with 64 signs behind the colon")
    if fault := queries.fault(head):
        raise click.ClickException(str(fault))
    click.echo(f"The log is whole: {queries.head()}")


@group.command()
def export() -> None:
    """Print every entry as JSON Lines, the oldest first, with its hash."""
    for entry in queries.entries():
        click.echo(json.dumps({**asdict(entry), "at": entry.at.isoformat()}, ensure_ascii=False))
