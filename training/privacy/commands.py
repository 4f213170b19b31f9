"""`training retention run`: what is past its term goes; run it every night."""

import click
from flask.cli import AppGroup, with_appcontext

from training.accounts.actions import forget_stale
from training.database import db
from training.intake.actions import forget_old_uploads
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
