"""The links and pictures of a text, and what is wrong with them."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from courses.folder import Folder
from courses.text import ACTIVITY_FILE, MEDIA, SCHEME, is_allowed_link, parser
from quizzes import N_, Problem


@dataclass(frozen=True)
class Link:
    """A link or picture as it was written, on a line of its text; `alt` describes a picture."""

    line: int
    target: str
    picture: bool = False
    alt: str = ""


@dataclass(frozen=True)
class Targets:
    """What a text of a course may lead to."""

    folder: Folder
    activities: Set[str] = field(hash=False)


_markdown = parser(lambda _: True)


def links(markdown: str) -> Iterator[Link]:
    """Everything that looks like a link or a picture, allowed or not."""
    for block in _markdown.parse(markdown):
        line = block.map[0] + 1 if block.map else 1
        for token in block.children or ():
            if token.type == "link_open":
                yield Link(line, str(token.attrs["href"]))
            elif token.type == "image":
                yield Link(line, str(token.attrs["src"]), picture=True, alt=token.content)


def link_problems(markdown: str, file: str, line: int, targets: Targets) -> Iterator[Problem]:
    """What is wrong with the links of a text that begins on a line of a file."""
    for link in links(markdown):
        at = line + link.line - 1
        for message in _picture(link, targets) if link.picture else _link(link, targets):
            yield Problem(file, at, message, {"target": link.target})


def _picture(link: Link, targets: Targets) -> Iterator[str]:
    if not MEDIA.fullmatch(link.target):
        yield N_("The picture %(target)s is not shown: pictures come from media/ alone.")
    elif link.target not in targets.folder:
        yield N_("There is no file %(target)s: add it or remove it here.")
    if not link.alt.strip():
        yield N_("The picture %(target)s has no description: write ![what it shows](…).")


def _link(link: Link, targets: Targets) -> Iterator[str]:
    activity = ACTIVITY_FILE.fullmatch(link.target)
    if MEDIA.fullmatch(link.target):
        if link.target not in targets.folder:
            yield N_("There is no file %(target)s: add it or remove it here.")
    elif not is_allowed_link(link.target):
        yield N_("The link %(target)s is not shown: link to https://, mailto: or a file here.")
    elif activity and activity[1] not in targets.activities:
        yield N_("There is no activity %(target)s in this course: mend the link.")
    elif not (activity or SCHEME.match(link.target) or link.target.startswith("#")):
        yield N_("The link %(target)s leads nowhere: name a file of an activity or in media/.")
