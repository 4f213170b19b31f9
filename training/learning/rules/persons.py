"""What looks as if a text named or reached a real person, so that the writer is asked first.

A title before a name, an address, a telephone number: signs that a recommendation has no need
of. Names without a title cannot be told from institutions and places, and are left to the reader.
"""

import re

TITLES = (  # ours, by language: ar, en, es, fr, ru
    *("السيد", "السيدة", "الآنسة", "الدكتور", "الدكتورة", "الأستاذ", "الأستاذة"),
    *("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof"),
    *("Sr", "Sra", "Srta", "Don", "Doña"),
    *("M", "Mme", "Mlle", "Me"),
    *("г-н", "г-жа", "господин", "госпожа", "гражданин", "гражданка"),
)
NAME = r"[^\W\d_][\w'’-]+"
CAPITAL = r"(?=[^\W\d_])(?![a-zà-öø-ÿа-яё])"
SIGNS = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    r"|(?P<telephone>(?<![\w/.-])\+?\d(?:[ ()-]{0,2}\d){8,14}(?![\w/.-]))"
    rf"|(?P<title>(?<!\w)(?:{'|'.join(TITLES)})\.?\s{{1,3}}{CAPITAL}{NAME})"
    r"|(?P<chinese>[\u4e00-\u9fff]{2,4}(?:先生|女士|小姐))"
)


def persons_in(text: str, known: str = "") -> tuple[str, ...]:
    """Return the places that look like a person, in their order; not those that `known` has too."""
    found = (match[0] for match in SIGNS.finditer(text))
    return tuple(dict.fromkeys(one for one in found if one not in known))
