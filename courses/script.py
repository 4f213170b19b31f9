"""One activity's texts before they are read: in which language, how long, how heavy."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from posixpath import dirname, join, normpath

from courses.manifest import Listed
from courses.package import Package
from courses.segments import segments
from courses.source import Data, LinedDict
from courses.text import MEDIA
from courses.translation import Edition
from quizzes import N_, Fields

WORDS_A_MINUTE = 200
CHINESE_A_MINUTE = 300
PASSAGE = 20_000

# by type of activity: the key that names a Markdown file, and where that file may lie
COMPANIONS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "video": ("transcript", re.compile(r"[^/]+\.md")),
    "rewrite": ("fact_sheet", re.compile(r"(\.\./[^/.][^/]*/)?[^/]+\.md")),
}
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Script:
    """One activity's texts in the language that it is shown in.

    companion  the Markdown that belongs to it: a film's transcript, a rewrite's fact sheet
    """

    listed: Listed
    edition: Edition
    content: Data
    companion: str
    shown: str

    def medium(self, name: str) -> str:
        """The name of a medium for those who are shown this language."""
        return self.edition.medium(name, self.shown)

    def size(self, *names: str) -> int:
        """Bytes of the media named; those that are not there weigh nothing."""
        return sum(self.edition.package.folder.sizes.get(name, 0) for name in set(names))


def companions(package: Package, listed: Listed) -> tuple[str, ...]:
    """The files of an activity: its own, and a film's transcript or a rewrite's fact sheet."""
    content = package.content(listed.file)
    if not isinstance(content, LinedDict) or str(content.get("type")) not in COMPANIONS:
        return (listed.file,)
    key, pattern = COMPANIONS[str(content["type"])]
    name = content.get(key)
    if not isinstance(name, str) or not pattern.fullmatch(name):
        return (listed.file,)
    return listed.file, normpath(join(dirname(listed.file), name))


def reading_minutes(text: str) -> int:
    """How long a text takes to read: 200 words a minute, or 300 characters of Chinese."""
    bare = re.sub(r"\]\([^)]*\)", "]", text)
    chinese = len(IDEOGRAPH.findall(bare))
    words = len(re.findall(r"\w+", IDEOGRAPH.sub(" ", bare)))
    return max(1, math.ceil(words / WORDS_A_MINUTE + chinese / CHINESE_A_MINUTE))


def weight(script: Script, *texts: str) -> int:
    """Bytes of the texts, and of the media that they name."""
    media = [found[0] for text in texts for found in MEDIA.finditer(text)]
    return sum(len(text.encode()) for text in texts) + script.size(*media)


def own_weight(script: Script) -> int:
    """Bytes of all the texts of an activity, and of the media that they name."""
    return weight(script, *(part.text for part in segments(script.content, script.listed.file)))


def minutes_in(fields: Fields, estimate: int) -> int:
    """What the author says, or what we think."""
    found = fields.number_or("minutes", Decimal(estimate))
    if not 1 <= found <= 1_000 or found % 1:
        fields.error("minutes", N_("“minutes” has to be a whole number from 1 to 1000."))
    return int(found)


def whole_in(fields: Fields, key: str, *, most: int) -> int:
    """Take a whole number from 1 that must be there; 0 or what was written where it is wrong."""
    found = fields.number(key)
    if not 1 <= found <= most or found % 1:
        message = N_("“%(key)s” has to be a whole number from 1 to %(most)s.")
        fields.error(key, message, key=key, most=most)
    return int(found)
