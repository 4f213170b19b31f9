"""`training identities look`: what the button does, for the night."""

import click
from flask.cli import AppGroup, with_appcontext

from training.database import db
from training.identities import actions

identities = AppGroup("identities", help="Records that may be one and the same person.")


@identities.command()
@with_appcontext
def look() -> None:
    """Suggest which records may be one person. Nothing is merged; run twice, nothing changes."""
    found = actions.look()
    db.session.commit()
    click.echo(f"{found.suggested} pairs are suggested, {found.fresh} of them are new.")
    if found.too_large:
        click.echo(f"{found.too_large} groups share a hint and are too large to be compared.")
