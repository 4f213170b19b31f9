"""The console script `training`: the areas' commands, and what looks after the platform."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import FlaskGroup
from flask_migrate import upgrade

from courses import InvalidCourse
from quizzes import Problem
from training.accounts import actions, queries
from training.accounts.commands import group as user
from training.app import create_app
from training.audit.commands import group as audit
from training.backup import backup, restore
from training.catalogue.actions import publish
from training.catalogue.commands import group as course
from training.config import InvalidSettings
from training.database import db
from training.demo import set_up
from training.doctor import NOT_ASKED, doctor
from training.errors import Refused
from training.identities.commands import identities
from training.intake.commands import people
from training.keys import group as keys
from training.keys import prepare_vault
from training.learning.commands import smart
from training.mail import group as mail
from training.participation.commands import count, ledger, tally
from training.privacy.commands import retention
from training.safeguards import Unsafe, refuse_unsafe
from training.vault import BrokenSeal, NoDataKey

BUNDLED = Path(__file__).parent.parent / "courses" / "content"
APPLICATION = "training.app:served()"
SERVER = (
    "--worker-class=gthread --workers=1 --graceful-timeout=5 --no-control-socket --log-level=error"
)


def make_app() -> object:
    """Build the application; faults in the settings are told without a traceback."""
    try:
        return create_app()
    except InvalidSettings as faults:
        raise click.ClickException(f"Please mend these settings:\n{faults}") from None


class Console(FlaskGroup):
    """The commands; what the vault cannot open ends any of them with a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; faults of the vault are told without a traceback."""
        try:
            return super().invoke(ctx)
        except (NoDataKey, BrokenSeal) as fault:
            raise click.ClickException(str(fault)) from None


@click.group(cls=Console, create_app=make_app, add_version_option=False)
def cli() -> None:
    """Look after the UPR Training platform."""


for command in (
    user,
    course,
    smart,
    ledger,
    people,
    count,
    tally,
    mail,
    retention,
    backup,
    restore,
    doctor,
    keys,
    audit,
    identities,
):
    cli.add_command(command)


@cli.command()
def init() -> None:
    """Create or migrate the database and publish the bundled courses; safe to repeat."""
    if not prepare():
        raise SystemExit(1)
    click.echo("Ready.")


@cli.command()
def demo() -> None:
    """Fill the platform with invented people and workshops; done twice, they are there once."""
    prepare()
    try:
        welcome = set_up()
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(welcome)


@cli.command()
def serve() -> None:
    """Prepare the platform and serve it until Ctrl-C; refused where others could do harm."""
    try:
        refuse_unsafe(current_app.config)
    except Unsafe as faults:
        message = f"Not started, since others can reach it and this is not safe:\n{faults}"
        raise click.ClickException(message) from None
    prepare()
    address = current_app.config["PUBLIC_URL"] or f"http://{current_app.config['BIND']}"
    click.echo(f"UPR Training: {address}/")
    if queries.administrators() == 0:
        token = actions.invite_first()
        db.session.commit()
        click.echo(f"Create the first administrator (works once): {address}/invitation/{token}")
    if not current_app.config["PROTECTED_PLACES"]:
        click.echo(NOT_ASKED)
    db.session.remove()
    db.engine.dispose()
    sys.stdout.flush()
    run_server(str(current_app.config["BIND"]), str(current_app.config["THREADS"]))


def prepare() -> bool:
    """Migrate the database and publish the bundled courses; say which cannot be published."""
    upgrade()
    prepare_vault()
    problems: list[Problem] = []
    for folder in sorted(path for path in BUNDLED.iterdir() if path.is_dir()):
        try:
            publish(folder)
        except InvalidCourse as invalid:
            problems.extend(invalid.problems)
    db.session.commit()
    for problem in problems:
        click.echo(str(problem), err=True)
    return not problems


def run_server(bind: str, threads: str) -> None:
    """Become the production server: this process ends where gunicorn begins."""
    command = [sys.executable, "-m", "gunicorn", *SERVER.split()]
    os.execv(sys.executable, [*command, f"--bind={bind}", f"--threads={threads}", APPLICATION])  # noqa: S606  # the arguments are ours
