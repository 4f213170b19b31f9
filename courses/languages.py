"""The languages that courses can be written in."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}

RIGHT_TO_LEFT = frozenset({"ar"})


def direction(language: str) -> str:
    """Which way the language runs, as HTML's attribute `dir` wants it: "rtl" or "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
