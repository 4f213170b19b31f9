"""`training retention run`, every night: what is past its term goes. `training people erase`."""

import click
from flask.cli import AppGroup, with_appcontext

from training.accounts.actions import forget_stale
from training.database import db
from training.errors import Refused
from training.intake.actions import forget_old_uploads
from training.intake.commands import people as history
from training.privacy import actions, queries

BATCH = 100
retention = AppGroup("retention", help="What is kept of people only for a time.")


@retention.command()
@click.option("--dry-run", is_flag=True, help="Say what would go; change nothing.")
@with_appcontext
def run(*, dry_run: bool) -> None:
    """Seal and erase what is past its term. Killed and run again, it goes on where it was."""
    overdue = queries.overdue()
    ties = sum(map(len, overdue.values()))
    if dry_run:
        click.echo(f"{ties} ties of {len(overdue)} people are past their term.")
        return
    sealed = 0
    people = list(overdue)
    with click.progressbar(range(0, len(people), BATCH), label="Erasing") as batches:
        for start in batches:
            batch = {one: overdue[one] for one in people[start : start + BATCH]}
            sealed += actions.let_go(batch)
            db.session.commit()
    forget_stale()
    forget_old_uploads()
    strays, consents = actions.drop_strays(), actions.drop_old_consents()
    db.session.commit()
    click.echo(
        f"Erased {ties} ties of {len(people)} people, {strays} people and {consents} consents; "
        f"{sealed} sealed rows keep the counts."
    )


@history.command()
@click.argument("record")
@with_appcontext
def erase(record: str) -> None:
    """Erase what files brought of somebody who has no account here and asks for it.

    RECORD is the id that stands beside the reasons of a count and on the pages about identities.
    Sealed rows keep the figures, and no file brings the record back.
    """
    try:
        done = actions.erase_record(record)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(
        f"Erased {done.rows} facts on {done.erased_on}; {done.sealed} sealed rows keep the counts. "
        f"Backups that know them are gone by {done.backups_end}."
    )
