"""Names in any script, brought to forms in which the same name looks the same.

A name is transliterated to Latin letters, so that محمد, Мохамед and Mohamed can meet. What vowels
and doubled letters say is left to chance by most spellings; the sound of a word is therefore its
consonants, with those merged that romanisations write in several ways: kh and h, sh and ch, j and
g, v and f, z and s. The tables are ours, made from how names of our six languages are spelled.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from anyascii import anyascii

LONGEST_NAME = 200  # what is longer is no name
MOST_WORDS = 4  # of a name that are compared in pairs
LEAST_SOUND = 4  # consonants of a name that is compared by its sound
WORD = re.compile(r"\w+")
FAMILY_NAMES_OF_TWO = frozenset(
    WORD.findall("欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 公孙 慕容")
)
TITLES = frozenset(
    WORD.findall(
        "mr mrs ms miss dr prof professor sir madam mme mlle m sr sra srta don dona ing lic "
        "gn g zh gospodin gospozha ustadh sayyid sheikh shaykh"
    )
)
PARTICLES = frozenset(
    WORD.findall("al el ul de da do dos das del della di du la le van von der den y e")
)
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
ARABIC_ARTICLE = re.compile(r"\bال(?=[\u0621-\u064a]{3})")
ARABIC_H = re.compile(r"(?<=[\u0621-\u064a])ه(?=[\u0621-\u064a])")
SERVANT_OF = re.compile(r"^abd[aeiou]{1,2}l(?=[a-z]{2}|$)")
APART = re.compile(r"[^\w'’ʼ`´]+|_", re.UNICODE)
NO_LETTER = re.compile(r"[^a-z]+")
SPELLED = (
    *(("shch", "s"), ("tsch", "s"), ("sch", "s"), ("dzh", "g"), ("tch", "s"), ("sh", "s")),
    *(("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dj", "g")),
    *(("dh", "d"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k")),
)
CYRILLIC_ZH = re.compile(r"zh(?=[aeiouy])")
SOFT_C = re.compile(r"c(?=[eiy])")
HARD_W = re.compile(r"^w(?=[^aeiouy])")
ARTICLE = re.compile(r"^[ae]l(?=[^aeiouy]\w{3})")
DOUBLED = re.compile(r"(.)\1+")
SILENT = re.compile(r"[aeiouyw]+|h$")
SOUNDS = str.maketrans({"c": "k", "q": "k", "j": "g", "x": "ks", "v": "f", "z": "s"})


@dataclass(frozen=True)
class NameForms:
    """One name in the forms by which it is compared; empty ones say nothing.

    words      its words in Latin letters, without titles and particles, sorted
    sounds     the sound of each word, sorted
    initials   each word's sound with the first letter of another: what "M. Hassan" leaves
    is_short   some of its words are initials
    """

    words: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    is_short: bool = False

    @property
    def letters(self) -> str:
        """All consonants sorted, so that it does not matter where words begin."""
        found = "".join(sorted("".join(self.sounds)))
        return found if len(found) >= LEAST_SOUND else ""

    @property
    def whole(self) -> str:
        """The sounds of all words together; empty where that is too little to compare."""
        is_enough = len(self.sounds) > 1 and self.letters
        return " ".join(self.sounds) if is_enough and not self.is_short else ""

    @property
    def pairs(self) -> tuple[str, ...]:
        """The sounds of any two words of a name with more, each long enough to compare."""
        few = self.sounds[:MOST_WORDS] if len(self.sounds) > 2 and not self.is_short else ()
        found = (one for one in combinations(few, 2) if sum(map(len, one)) >= LEAST_SOUND)
        return tuple(dict.fromkeys(map(" ".join, found)))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in plain Latin letters, in their order, titles left out."""
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    text = HAN.sub(lambda found: divided(found.group()), text)
    text = ARABIC_H.sub("يه", ARABIC_ARTICLE.sub("", text))  # so that no s before it becomes sh
    plain = (NO_LETTER.sub("", anyascii(one).casefold()) for one in APART.split(text))
    words = tuple(" ".join(SERVANT_OF.sub("abd ", one) for one in plain if one).split())
    return without_any(without_any(words, TITLES), PARTICLES)


def divided(name: str) -> str:
    """Put a blank between family and given name of one that is written without."""
    family = 2 if name[:2] in FAMILY_NAMES_OF_TWO else 1
    return f" {name[:family]} {name[family:]} "


def without_any(words: tuple[str, ...], left_out: Iterable[str]) -> tuple[str, ...]:
    """Leave words out, unless fewer than two would stay."""
    kept = tuple(one for one in words if one not in left_out)
    return kept if len(kept) > 1 else words


def sound_of(word: str) -> str:
    """Return the consonants of a word as most spellings of it have them."""
    text = DOUBLED.sub(r"\1", ARTICLE.sub("", word))
    text = CYRILLIC_ZH.sub("g", text)
    for written, sound in SPELLED:
        text = text.replace(written, sound)
    text = HARD_W.sub("f", SOFT_C.sub("s", text)).translate(SOUNDS)
    return DOUBLED.sub(r"\1", SILENT.sub("", text))


def forms_of(name: str) -> NameForms:
    """Return a name in the forms by which it is compared."""
    words = words_of(name)
    long = [one for one in words if len(one) > 1]
    sounds = sorted(filter(None, map(sound_of, long)))
    firsts = [(place, sound_of(one)) for place, one in enumerate(words) if len(one) > 1]
    initials = {
        f"{sound} {other[0]}"
        for place, sound in firsts
        for at, other in enumerate(words)
        if at != place and len(sound) > 1
    }
    return NameForms(
        tuple(sorted(words)), tuple(sounds), tuple(sorted(initials)), len(long) < len(words)
    )
