"""What nobody types by accident: for every field, every address and every import."""

from urllib.parse import quote

SCRIPT = "<script>fuzz()</script>"
IMAGE = '"><img src=x onerror=fuzz()>'
TEXTS = (
    *("", " ", "\t", "0", "-1", "1", "1e309", "NaN", "Infinity", "0x10", "1,5", "٣", "½", "true"),
    *("on", "null", "[]", "{}", "9" * 25, "9" * 400, "2027-02-30", "9999-12-31", "0000-00-00"),
    *("25:61", "a\0b", "\0", "\x1b[31m", "\x7f", "\r\nSet-Cookie: fuzz=1", "\ufeff", "\ufffe"),
    *(
        "\u202eabc",
        "\u2066a\u2069\u2069",
        "\u200b",
        "e" + "\u0301" * 300,
        "👩‍👩‍👧‍👦" * 40,
        "ﷺ" * 90,
    ),
    *(
        "İıſK",
        "ß" * 300,
        "\U0001f1e6\U0001f1fd",
        "\U00100000",
        "%s%n%x",
        "%(name)s",
        "{0.__class__}",
    ),
    *("{{ 7*7 }}", "{% raw %}", "${7*7}", "' OR 1=1 --", "'; DROP TABLE person; --", "`id`"),
    *("../../etc/passwd", "..\\..\\x", "/etc/passwd\0.png", "CON", ".", "~", "javascript:fuzz()"),
    *(
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "=1+cmd|'/C calc'!A0",
        "@SUM(1)",
    ),
    *(SCRIPT, IMAGE, "<svg/onload=fuzz()>", "]]><x>", "&lt;script&gt;", "<!--", "x" * 5_000),
    *("a" * 120_000, "\n" * 3_000, "🜁" * 2_000, "00000000-0000-7000-8000-000000000000", "-" * 36),
)
RAW = (
    b"\xed\xa0\x80",  # half of a pair of UTF-16, which UTF-8 does not allow
    b"\xff\xfe\x00",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    bytes(range(256)),
    b"%",
    b"%zz%",
)
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"uid":' * 3_000 + b"1" + b"}" * 3_000),
    ("application/json", b'{"uid": NaN, "seconds": 1e999}'),
    ("application/json", b'{"seconds": ' + b"9" * 5_000 + b"}"),
    ("application/json", b'"\\ud800"'),
    ("application/json", b"\xff"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(5_000))),
    ("application/x-www-form-urlencoded", b"=" * 1_000),
    ("application/x-www-form-urlencoded; charset=utf-7", b"uid=+ADw-"),
    ("application/x-www-form-urlencoded; charset=nothing", b"uid=1"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x--"),
    ("multipart/form-data; boundary=" + "x" * 500, b"--x"),
    ("text/plain", b"\0" * 1_000),
    ("text/xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
    ("nonsense", b"x" * 2_500_000),
)


def values() -> tuple[bytes, ...]:
    """Everything as it goes into a form's body, where percent signs stand for bytes."""
    return (*(text.encode() for text in TEXTS), *RAW)


def in_addresses() -> tuple[str, ...]:
    """Everything that fits into an address, as a browser or a forger would write it."""
    short = (value for value in values() if len(value) < 2_000)
    return tuple(quote(value, safe="") for value in short)
