"""The console script `training`: the areas' commands, and what looks after the platform."""

import os
from pathlib import Path

import click
from flask import current_app
from flask.cli import FlaskGroup
from flask_migrate import upgrade

from training.access import Role
from training.accounts import actions, queries
from training.accounts.commands import group as user
from training.app import create_app
from training.catalogue.commands import group as course
from training.database import db, leave_engine


@click.group(cls=FlaskGroup, create_app=create_app, add_version_option=False)
def cli() -> None:
    """Look after the UPR Training platform."""


cli.add_command(user)
cli.add_command(course)


@cli.command()
def init() -> None:
    """Create or migrate the database and publish the bundled courses; safe to repeat."""
    prepare()
    click.echo("Ready.")


@cli.command()
def serve() -> None:
    """Prepare the platform and serve it until Ctrl-C."""
    prepare()
    bind = str(current_app.config["BIND"])
    click.echo(f"UPR Training: http://{bind}/")
    if queries.administrators() == 0:
        token = actions.invite(Role.ADMINISTRATOR)
        db.session.commit()
        click.echo(f"Create the first administrator (works once): http://{bind}/invitation/{token}")
    leave_engine()
    threads = str(current_app.config["THREADS"])
    os.execvp("gunicorn", ["gunicorn", "--bind", bind, "--threads", threads, "wsgi:app"])  # noqa: S606, S607


def prepare() -> None:
    """Migrate the database and publish the bundled courses."""
    upgrade()
    db.session.remove()


BUNDLED = Path(__file__).parent.parent / "courses" / "content"
