"""The reader's language, its direction, and how dates and numbers look in it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates as babel_dates
from babel.dates import get_datetime_format
from babel.units import format_unit
from flask import Flask, current_app, has_request_context, request, session
from flask_babel import (
    Babel,
    format_date,
    format_decimal,
    format_percent,
    format_time,
    format_timedelta,
    get_locale,
)
from jinja2 import pass_context
from jinja2.runtime import Context

from courses import LANGUAGES, direction

babel = Babel()
UNITS = ((1_000_000, "digital-megabyte"), (1_000, "digital-kilobyte"), (1, "digital-byte"))


def reader_language() -> str:
    """Return the language chosen by the reader, else by the browser, else the platform's."""
    fallback = str(current_app.config["DEFAULT_LANGUAGE"])
    if not has_request_context():
        return fallback
    if session.get("language") in LANGUAGES:
        return str(session["language"])
    return request.accept_languages.best_match(list(LANGUAGES), fallback) or fallback


def current_language() -> str:
    """Return the code of the language that this page is written in."""
    locale = get_locale()
    return locale.language if locale else "en"


def moment(value: datetime, zone: str = "UTC") -> str:
    """Return date and time to the minute in the event's own zone, with the zone's name."""
    there, locale = value.astimezone(ZoneInfo(zone)), get_locale()
    pattern = str(get_datetime_format("medium", locale=locale))
    day = babel_dates.format_date(there, "medium", locale)
    clock_time = babel_dates.format_time(there, "short", locale=locale)
    return f"{pattern.replace('{0}', clock_time).replace('{1}', day)} ({zone})"


def days(first: date, last: date) -> str:
    """Return a day, or a range of days, as a reader writes it."""
    if first == last:
        return str(format_date(first))
    return babel_dates.format_interval(first, last, "yMMMd", locale=get_locale())


def from_now(time: timedelta) -> str:
    """Return how far off a day is, as a reader says it: in 3 weeks, 2 months ago."""
    return str(format_timedelta(time, "day", add_direction=True))


def country_name(code: str) -> str:
    """Return the name of a country in the reader's language; the code where there is none."""
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code


def countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return countries with their names in the reader's language, by name."""
    return sorted(((code, country_name(code)) for code in codes), key=lambda one: one[1])


def filesize(size: int) -> str:
    """Return a size in bytes as a reader writes it, in thousands and millions."""
    amount, unit = next(pair for pair in UNITS if size >= pair[0] or pair[0] == 1)
    words = format_unit(round(size / amount, 1), unit, "short", locale=get_locale())
    return words.replace(" ", "\u00a0")


def writing_counts(plural: Callable[..., str]) -> Callable[..., str]:
    """Let what says a phrase in its plural form write the `count` in it as a reader writes it."""

    @pass_context
    def said(context: Context, *phrase: object, **values: object) -> str:
        if "count" in values:
            values["count"] = format_decimal(values["count"])
        return plural(context, *phrase, **values)

    return said


def init_app(app: Flask) -> None:
    """Let every page know its language, and give templates the filters for dates and numbers."""
    babel.init_app(app, locale_selector=reader_language)
    words: dict[str, Any] = app.jinja_env.globals
    words["ngettext"] = writing_counts(words["ngettext"])
    app.jinja_env.filters.update(
        country=country_name,
        date=format_date,
        datetime=moment,
        days=days,
        from_now=from_now,
        time=format_time,
        number=format_decimal,
        percent=format_percent,
        filesize=filesize,
    )

    @app.context_processor
    def language_context() -> dict[str, object]:
        language = current_language()
        return {"language": language, "direction": direction(language), "languages": LANGUAGES}
