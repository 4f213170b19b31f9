"""The titles of the counting profiles that come with the platform, for translators."""

from collections.abc import Iterator
from typing import IO

from training.participation.rules.yaml_text import read_settings

Message = tuple[int, str, str, list[str]]


def extract(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Message]:
    """Yield the title of a profile as Babel's extractors do: line, function, text, comments."""
    entry = read_settings(fileobj.read().decode())["title"]
    yield entry.line, "", str(entry.value), []
