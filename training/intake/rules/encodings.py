"""Which encoding a text is in: marked, provable, or the likeliest of those that offices use."""

import codecs
import re
from collections.abc import Mapping

from quizzes import N_
from training.intake.rules.sheets import Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = ("utf-8", "utf-16", "windows-1251", "windows-1252", "windows-1256", "gb18030")
# The letters that running text in a language is mostly made of.
USUAL = {
    "windows-1251": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў"),
    "windows-1256": frozenset("اليمونترعبدهحسقفكةجأشطصخذزغضىئآثإءؤظ"),
    "windows-1252": frozenset("éèêëàâäáãåçíìîïñóòôöõúùûüßæøœÉÈÀÁÇÑÓÖÜÍÚÂÊÎÔÛÄÅØ’–“”«»º°"),
}
COMMONEST: Mapping[str, frozenset[str]] = {
    "windows-1251": frozenset("оеаинтсрвлк"),
    "windows-1256": frozenset("اليمونترعب"),
    "windows-1252": frozenset("éèáàçíñóúêüö"),
}
HIGH = re.compile(r"[^\x00-\x7f]+")
COMMON_CHINESE = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
SHARE_OF_STRUCTURE = 0.01
STRUCTURE = "\n\t,;"
LOOKED_AT = 2_000
SAMPLE = 200_000


def decoded(content: bytes, wanted: str = "") -> tuple[str, str]:
    """Return a text and the encoding it was in; raises Unreadable.

    wanted   the encoding that whoever sends the file says it is in; empty to find out
    """
    name = wanted or encoding_of(content)
    try:
        return content.decode(name), name.removesuffix("-sig")
    except UnicodeError:
        raise Unreadable(
            N_("The text is not in the encoding %(encoding)s. Choose another, or save as UTF-8."),
            encoding=name,
        ) from None


def encoding_of(content: bytes) -> str:
    """Say which encoding a text is in: by its mark, by proof, else the likeliest."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if wide := unmarked_utf16(content):
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest(content[:SAMPLE])
    return "utf-8"


def unmarked_utf16(content: bytes) -> str:
    """Say which UTF-16 a text without a mark is in; empty where it is none.

    Old encodings have no zeros. Line ends and delimiters tell on which side they stand here.
    """
    head = content[:LOOKED_AT]
    if 0 not in head or len(content) % 2:
        return ""
    ends = {name: head.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")}
    found = {name: sum(map(text.count, STRUCTURE)) for name, text in ends.items()}
    name = max(found, key=lambda one: found[one])
    return name if found[name] >= SHARE_OF_STRUCTURE * len(head) else ""


def likeliest(content: bytes) -> str:
    """Say which of the old encodings reads most like a language."""
    scores = {name: score(content, name) for name in ENCODINGS[2:]}
    return max(scores, key=lambda name: scores[name])


def score(content: bytes, name: str) -> float:
    """Say how much of a text would be usual in an encoding, from 0 to 2; -1 where it cannot be."""
    try:
        text = content.decode(name)
    except UnicodeDecodeError as fault:
        if fault.end < len(content) - 3:
            return -1
        text = content.decode(name, "ignore")
    runs = HIGH.findall(text)
    letters = "".join(runs)
    if not letters:
        return 0
    if name == "gb18030":
        # Han beyond the first level of GB 2312 is rare: the first half of the plane's bytes.
        common = [one for one in COMMON_CHINESE.findall(letters) if is_first_level(one)]
        return 2 * len(common) / len(letters)
    usual = sum(one.lower() in USUAL[name] for one in letters) / len(letters)
    common_letters = sum(one.lower() in COMMONEST[name] for one in letters) / len(letters)
    alone = sum(len(run) == 1 for run in runs) / len(runs)
    fitting = alone if name == "windows-1252" else 1 - alone
    return (usual + common_letters) * fitting


def is_first_level(one: str) -> bool:
    """Tell whether a sign is among the 3,755 commonest, or a sign between sentences (GB 2312)."""
    code = one.encode("gb18030")
    return len(code) == 2 and 0xA1 <= code[0] <= 0xD7
