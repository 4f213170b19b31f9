"""`training people import`: participants and attendance from a sheet, as the page does it."""

import json
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from training.catalogue.models import Programme
from training.database import db
from training.intake import actions, queries, rules
from training.intake.actions import FileRefused, NotReady
from training.intake.queries import Place, Preview

people = AppGroup("people", help="History: who took part in what, from sheets.")
MOST_PROBLEMS = 50


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file that says what the columns mean.",
)
@click.option("--programme", "programme_id", default="", help="The id of the programme it is of.")
@click.option("--encoding", type=click.Choice(rules.ENCODINGS), help="Of a CSV; else guessed.")
@click.option("--print-map", is_flag=True, help="Print what is understood, to be changed.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@with_appcontext
def import_people(
    file: Path, map_file: Path | None, programme_id: str, encoding: str | None, **flags: bool
) -> None:
    """Take the participants and attendance in FILE, CSV or XLSX, into the ledger.

    All of it comes in, or nothing. The same file again changes nothing; a corrected one corrects.
    """
    try:
        with file.open("rb") as content:
            book = actions.read(content.read(rules.MOST_READ + 1), encoding or "")
        place = place_named(programme_id)
        choices = choices_in(map_file, book)
    except (FileRefused, rules.Unreadable) as refusal:
        raise click.ClickException(str(refusal)) from None
    preview = queries.look(book, place, choices)
    if flags["print_map"]:
        click.echo(
            json.dumps(rules.as_map(preview.plan, preview.table), ensure_ascii=False, indent=1)
        )
        return
    tell(book, preview)
    if not preview.is_ready:
        raise click.ClickException(obstacles(preview))
    if flags["dry_run"]:
        click.echo(f"{len(preview.settled.facts)} new facts would come in.")
        return
    click.echo(f"{write(preview)} new facts came in.")


def write(preview: Preview) -> int:
    """Take in what a preview says; return how many facts are new."""
    try:
        number = actions.bring_in(preview)
    except NotReady as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    return number


def place_named(programme_id: str) -> Place:
    """Return where history comes in; an id that no programme has ends the command."""
    if not programme_id:
        return Place(zone=str(current_app.config["DEFAULT_ZONE"]))
    programme = db.session.get(Programme, programme_id)
    if programme is None:
        raise click.ClickException(f"There is no programme {programme_id}.")
    return queries.place_of(programme)


def choices_in(map_file: Path | None, book: rules.Book) -> rules.Choices:
    """Return what a map file says; raises Unreadable where it says nothing that can be used."""
    if map_file is None:
        return {}
    try:
        given: Any = json.loads(map_file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise click.ClickException(f"{map_file.name} is not JSON in UTF-8.") from None
    chosen = given if isinstance(given, dict) else {}
    return rules.read_map(given, rules.table_in(queries.sheet_of(book, chosen)))


def tell(book: rules.Book, preview: Preview) -> None:
    """Print what was understood and what would come."""
    if book.encoding:
        click.echo(f"Read as {book.encoding}, delimiter {book.delimiter!r}.")
    for column in preview.plan.columns:
        click.echo(f"  {rules.heading(column)}: {column.field.value} {column.day}".rstrip())
    tell_left_out(preview)
    number, settled = len(preview.gathered.people), preview.settled
    click.echo(f"{number} people, {preview.new_people} of them new.")
    for kind, count in sorted(settled.same.items()):
        click.echo(f"  {count} {kind} facts are known already")
    if preview.missing:
        click.echo(f"  {preview.missing} people of earlier sheets are not in this one")
    if settled.corrections:
        click.echo(f"  {len(settled.corrections)} facts are corrected")


def tell_left_out(preview: Preview) -> None:
    """Print which rows are not taken for somebody's, and which are but nobody sees them."""
    for one in preview.table.left_out:
        if one.why not in (rules.Why.EMPTY, rules.Why.ABOVE):
            click.echo(f"  row {one.row} is left out ({one.why.value})")
    if preview.table.hidden:
        click.echo(f"  hidden rows are among them: {', '.join(map(str, preview.table.hidden))}")


def obstacles(preview: Preview) -> str:
    """Say what keeps a file from coming in."""
    lines = [where(fault) for fault in preview.faults[:MOST_PROBLEMS]]
    if more := len(preview.faults) - len(lines):
        lines.append(f"… and {more} more.")
    lines += [
        f"rows {', '.join(map(str, one.rows))}: the same person or different people? "
        f'Write "answers": {{"{one.id}": "same"}} or "different" into the map.'
        for one in preview.open_questions
    ]
    if not lines:
        lines = ["No row says that somebody took part in something."]
    return "Nothing came in.\n" + "\n".join(lines)


def where(fault: rules.Fault) -> str:
    """Return a fault with its place."""
    places = [
        f"row {fault.row}" if fault.row else "",
        f"column {fault.column}" if fault.column else "",
    ]
    place = ", ".join(filter(None, places))
    return f"{place}: {fault}" if place else str(fault)
