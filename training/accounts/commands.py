"""`training user …`: accounts from the command line."""

import click
from flask.cli import AppGroup

from training.access import Role
from training.accounts import actions, queries
from training.database import db, new_uid
from training.errors import Refused

group = AppGroup("user", help="Accounts: who can sign in, and what they may do.")


@group.command()
@click.option("--name", required=True, help="Display name; a pseudonym will do.")
@click.option("--email", default="", help="Address to sign in with; without one, the card code.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="May be repeated.",
)
@click.option("--language", default="en", show_default=True, help="Language of the person.")
@click.password_option("--passphrase", help="Asked for when it is not given.")
def add(name: str, email: str, roles: tuple[str, ...], language: str, passphrase: str) -> None:
    """Open an account and print its card code."""
    try:
        account = actions.register(new_uid(), name, language, passphrase, email)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.flush()
    for role in roles:
        actions.grant(account, Role(role))
    db.session.commit()
    click.echo(queries.code_of_person(account.person_id))


@group.command()
@click.argument("name")
def unlock(name: str) -> None:
    """Forget the authenticator, codes and passkeys of NAME: an e-mail address or a card code.

    For somebody who lost their phone and the codes as well. Be sure who asks you.
    """
    account = queries.account_of(name)
    if account is None:
        raise click.ClickException("Nobody signs in with this address or card code.")
    actions.forget_factors(account)
    db.session.commit()
    click.echo("Only the passphrase is asked for now; all devices are signed out.")
