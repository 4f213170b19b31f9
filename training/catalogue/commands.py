"""`training course …`: check, publish, list and export course packages."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup

import courses
from courses import InvalidCourse
from training.catalogue import actions, queries
from training.database import db

group = AppGroup("course", help="Course packages: check, publish, list, export.")
package = click.argument("package", type=click.Path(exists=True, path_type=Path))


def report(problems: tuple[object, ...]) -> None:
    """Print problems on standard error, a line each."""
    for problem in problems:
        click.echo(str(problem), err=True)


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give the folder of a package, a zip unpacked; a package with problems ends the command."""
    place = Path(tempfile.mkdtemp(prefix="course-"))
    try:
        yield path if path.is_dir() else courses.unpack(path, place)
    except InvalidCourse as invalid:
        report(invalid.problems)
        raise SystemExit(1) from None
    finally:
        shutil.rmtree(place)


@group.command()
@package
def check(package: Path) -> None:
    """Report every problem of the course PACKAGE (a folder or a zip), with file and line."""
    with opened(package) as folder:
        problems = courses.check(folder)
    report(problems)
    if any(problem.severity == "error" for problem in problems):
        raise SystemExit(1)
    click.echo("The package can be published.")


@group.command()
@package
def publish(package: Path) -> None:
    """Publish the course PACKAGE (a folder or a zip); the same version again changes nothing."""
    with opened(package) as folder:
        release = actions.publish(folder)
        db.session.commit()
    click.echo(f"{release.course_id} {release.version} {release.digest}")


@group.command("list")
def list_releases() -> None:
    """List the published course versions with their digests, the newest first."""
    for release in queries.releases():
        click.echo(f"{release.course_id} {release.version} {release.digest}")


@group.command()
@package
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def export(package: Path, target: Path) -> None:
    """Pack the course PACKAGE into the zip file TARGET; the same content gives the same bytes."""
    with opened(package) as folder:
        if problems := [one for one in courses.check(folder) if one.severity == "error"]:
            report(tuple(problems))
            raise SystemExit(1)
        target.write_bytes(courses.pack(folder))
    click.echo(f"{target}: {target.stat().st_size} bytes")
