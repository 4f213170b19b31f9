"""`training smart`: the coach for other programs, a line in and a line out."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

import click

from quizzes import NoLexicon, analyse, categorise, languages


@click.command()
@click.option("--language", required=True, help="Language of the recommendations, such as en.")
def smart(language: str) -> None:
    """Read one recommendation per line from standard input and write hints as JSON Lines.

    Each line of output has the action category (1 minimal to 5 specific), how sure that is, and
    for each of the letters S, M, A, R, T its level (0 to 2), the words that show it (start and end
    in Unicode code points) and the codes of hints.
    """
    if language not in languages():
        known = ", ".join(languages())
        raise click.ClickException(f"{NoLexicon(language)} There are lists for: {known}.")
    for line in lines():
        click.echo(json.dumps(found_in(line, language), ensure_ascii=False))


def lines() -> Iterator[str]:
    """Give the lines of standard input as they come; ends with a message where one is no UTF-8."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield (
                line.removesuffix(b"\n")
                .removesuffix(b"\r")
                .decode("utf-8-sig" if number == 1 else "utf-8")
            )
        except UnicodeDecodeError as fault:
            raise click.ClickException(
                f"Line {number} is not UTF-8 text (byte {fault.start + 1} of the line)."
            ) from None


def found_in(text: str, language: str) -> dict[str, object]:
    """Return category and letters of one recommendation, ready for JSON."""
    category = categorise(text, language)
    letters = {str(one.letter): asdict(one) for one in analyse(text, language)}
    for letter in letters.values():
        del letter["letter"]
    return {
        "category": category.number,
        "category_confidence": category.confidence,
        "letters": letters,
    }
