"""`training ledger …`, `training count` and `training tally …`."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale

from courses import LANGUAGES
from training import clock
from training.audit.actions import record
from training.audit.rules import Act
from training.database import db, new_uid
from training.errors import Refused
from training.learning.actions import rebuild as rebuild_completions
from training.participation import actions, exports, queries, rules
from training.participation.models import HIGHEST_NUMBER, Tally
from training.participation.rules import Profile

ledger = AppGroup("ledger", help="The facts that are counted: import, export, rebuild.")
tally = AppGroup("tally", help="Issued counts: issue, verify and export.")
Command = TypeVar("Command", bound=Callable[..., None])
day = click.DateTime(["%Y-%m-%d"])
tally_number = click.IntRange(1, HIGHEST_NUMBER)
COUNTING = (
    click.option(
        "--profile",
        "profile_name",
        required=True,
        help="The id of a profile, id@version, or a file.",
    ),
    click.option("--from", "begins", required=True, type=day, help="First day of the period."),
    click.option("--to", "ends", required=True, type=day, help="Last day, included."),
    click.option("--as-of", default="", help="Count what was known then (RFC 3339, with offset)."),
    click.option("--by", default="", help="Cut cells by this dimension, such as country."),
)


def counting(command: Command) -> Command:
    """Give a command the options of a count."""
    for option in reversed(COUNTING):
        command = option(command)
    return command


def read_profile(name: str) -> Profile:
    """Return a profile that is kept, by id or id@version, or the one in a file.

    Problems end the command.
    """
    if kept := queries.profile(name):
        return kept
    path = Path(name)
    if not path.is_file():
        known = ", ".join(one.id for one in queries.profiles())
        raise click.ClickException(f"{name} is neither a file nor one of: {known}")
    profile, problems = rules.read_profile(path.read_text(encoding="utf-8"), name)
    if profile is None:
        raise click.ClickException("\n".join(map(str, problems)))
    return profile


def read_as_of(text: str) -> datetime | None:
    """Return the time of a count; a time without an offset ends the command."""
    if not text:
        return None
    moment = rules.parse_time(text)
    if moment is None:
        raise click.BadParameter("write a time with its offset, such as 2026-01-31T12:00:00Z")
    return moment


def make_count(
    profile_name: str, begins: datetime, ends: datetime, as_of: str, by: str
) -> rules.Count:
    """Count by the options of a command; a period that ends before it begins ends it."""
    period: tuple[date, date] = (begins.date(), ends.date())
    if period[0] < rules.FIRST_DAY or period[1] > rules.LAST_DAY:
        raise click.BadParameter(f"days go from {rules.FIRST_DAY} to {rules.LAST_DAY}")
    if period[1] < period[0]:
        raise click.BadParameter("the period ends before it begins")
    return queries.count(read_profile(profile_name), period, read_as_of(as_of), by)


@ledger.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and import nothing.")
def import_file(file: Path, dry_run: bool) -> None:  # noqa: FBT001  # click passes flags so
    """Take the facts of the JSON Lines FILE into the ledger, all of them or none."""
    if not file.stat().st_size:
        raise click.ClickException(f"{file.name} is empty: there is nothing to import.")
    try:
        with file.open("rb") as lines:
            number = actions.import_lines(lines, file.name)
    except actions.InvalidLedger as invalid:
        raise click.ClickException("\n".join(map(str, invalid.problems))) from None
    if dry_run:
        db.session.rollback()
        click.echo(f"{number} new facts would be imported.")
        return
    db.session.commit()
    click.echo(f"{number} new facts were imported.")


@ledger.command("export")
def export() -> None:
    """Print every fact as JSON Lines, sorted; the same ledger gives the same bytes."""
    facts = queries.everything()
    record(Act.EXPORT, "ledger", "jsonl", len(facts))
    db.session.commit()
    for fact in facts:
        click.echo(rules.to_line(fact))


@ledger.command("rebuild")
def rebuild() -> None:
    """Work out from the events who completed which course, and say where the records differ."""
    actions.spread_lines()
    differences = rebuild_completions()
    db.session.commit()
    for difference in differences:
        click.echo(f"{difference.enrolment_id}: {difference.finding.value}")
    click.echo(f"{len(differences)} differences.")


@click.command("count")
@counting
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json")
@with_appcontext
def count(form: str, **options: object) -> None:
    """Count by a profile in a period, with a reason for every person."""
    found = make_count(**options)  # type: ignore[arg-type]  # click made them
    if form == "csv":
        click.echo(
            exports.count_csv(found, queries.protected(found, rules.Audience.INTERNAL)), nl=False
        )
    else:
        with queries.without_pauses():
            click.echo("\n".join(printed(found.as_json())))


def printed(plain: Mapping[str, object]) -> Iterator[str]:
    """Yield an object as JSON, a line for each value and for each item of a list."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    opening = "{"
    for key, value in plain.items():
        if isinstance(value, list) and value:
            yield f"{opening} {write(key)}: ["
            yield ",\n".join(f"  {write(one)}" for one in value)
            opening = " ],"
        else:
            yield f"{opening} {write(key)}: {write(value)}"
            opening = ","
    yield opening.rstrip(",") + "}"


@tally.command("issue")
@counting
@click.option("--corrects", type=tally_number, help="Number of the tally that this one corrects.")
@click.option("--also", multiple=True, help="One more table, by this dimension; may be repeated.")
@click.option(
    "--audience",
    type=click.Choice([one.value for one in rules.Audience]),
    default=None,
    help="For whom it is protected; without it, for whom the profile says.",
)
def issue(
    corrects: int | None, also: tuple[str, ...], audience: str | None, **options: object
) -> None:
    """Freeze a count under the next number and print number and hash."""
    options["as_of"] = options["as_of"] or clock.now().isoformat()
    cuts = [{**options, "by": by} for by in (options["by"], *also)]
    found, *more = (make_count(**cut) for cut in cuts)  # type: ignore[arg-type]  # click made them
    how = actions.Issue(corrects=corrects, audience=audience or "", also=tuple(more))
    try:
        issued = actions.issue_tally(new_uid(), found, how)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(f"{issued.number} {issued.hash}")


@tally.command("verify")
@click.argument("number", type=tally_number)
def verify(number: int) -> None:
    """Look whether tally NUMBER is intact and whether the ledger still gives the same."""
    found = db.session.get(Tally, number)
    if found is None:
        raise click.ClickException(f"There is no tally {number}.")
    verification = actions.verify_tally(found)
    if not verification.intact:
        raise click.ClickException(
            f"Tally {number} is not what was issued: its hash differs.\n"
            f"issued: {found.hash}\nnow:    {verification.found}"
        )
    click.echo(f"Tally {number} is intact: {found.hash}")
    if verification.by_version:
        again = "still gives" if verification.repeatable else "no longer gives"
        click.echo(f"The ledger {again} the same figures.")
    else:
        click.echo("The version of the profile that it was counted by is not here any more.")
    if later := queries.correction_of(number):
        click.echo(f"Tally {later.number} corrects it.")


@tally.command("export")
@click.argument("number", type=tally_number)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), help="Language of its words.", default="en"
)
def export_tally(number: int, file: Path, language: str) -> None:
    """Write tally NUMBER to FILE, as its ending says: pdf, xlsx, csv, json or xml (IATI)."""
    form, found = file.suffix.removeprefix("."), db.session.get(Tally, number)
    if found is None:
        raise click.ClickException(f"There is no tally {number}.")
    if form not in exports.FORMATS:
        raise click.BadParameter(f"let FILE end in one of: {', '.join(exports.FORMATS)}")
    try:
        with force_locale(language):
            count = actions.outgoing(found)
            content = actions.written(count, form, exports.Milestones())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    actions.record_tally_export(found, form, count)
    db.session.commit()
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    click.echo(f"{file}: tally {number}, {found.hash}")
