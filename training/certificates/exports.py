"""A certificate as a page to print: PDF, tagged, in any language of the interface."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_skeleton
from babel.units import format_unit
from flask import Response
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from courses import direction
from training import clock, pdf
from training.certificates.models import Kind
from training.certificates.queries import Standing
from training.i18n import current_language
from training.qr import qr
from training.workshops.forms import KIND_NAMES
from training.workshops.models import Kind as WorkshopKind

TEMPLATE = Path(__file__).with_name("certificate.typ")
FILE_NAME = "certificate.pdf"
HOUR = 60
SHORT_IS_WHOLE = {"zh"}  # Babel has no longer word there
Length = Literal["short", "long"]
NAMES = {Kind(kind.value): KIND_NAMES[kind] for kind in WorkshopKind}
NAMES[Kind.COURSE] = later("Self-paced course")


@dataclass(frozen=True)
class Paper:
    """What stands on a certificate beside what the rule says.

    name      typed by its holder, and kept nowhere
    number    by which anybody can check it, at `address`
    is_titled the title stands on it, not the kind alone
    """

    name: str
    number: str
    address: str
    is_titled: bool


def month_words(month: date) -> str:
    """Return a month as a reader writes it: March 2027."""
    return str(format_skeleton("yMMMM", month, locale=get_locale()))


def hours_words(minutes: int) -> str:
    """Return a time in hours as a reader writes it, to a tenth."""
    length: Length = "short" if current_language() in SHORT_IS_WHOLE else "long"
    hours = round(minutes / HOUR, 1)
    return str(format_unit(hours, "duration-hour", length, locale=get_locale()))


def certificate(found: Standing, paper: Paper) -> bytes:
    """Return a certificate as a PDF in the reader's language."""
    return pdf.document(TEMPLATE, shown(found, paper), clock.now())


def shown(found: Standing, paper: Paper) -> dict[str, Any]:
    """Return every word of the certificate, as the template wants them."""
    language = current_language()
    rule, day = found.profile, format_date(clock.now().date())
    return {
        "language": language,
        "direction": direction(language),
        "fonts": pdf.fonts(language),
        "title": _("Certificate of participation"),
        "name": paper.name,
        "event": found.event.title if paper.is_titled else str(NAMES[found.event.kind]),
        "facts": [
            [_("Month"), month_words(found.month)],
            [_("Time taken part"), hours_words(found.verdict.attended)],
            [_("Rule"), f"\u2068{_(rule.title)}\u2069 (\u2066{rule.name}\u2069)"],
            [_("Date of this certificate"), day],
        ],
        "number_name": _("Number of the certificate"),
        "number": paper.number,
        "check": _("Anybody can check this certificate here:"),
        "address": paper.address.partition("://")[2],
        "picture": str(qr(f"{paper.address}?number={paper.number}")),
        "picture_name": _("The way to the page that checks this certificate, as a QR code"),
        "note": _("The name was typed by the holder. It is not kept and not checked."),
    }


def download(content: bytes) -> Response:
    """Return the file; its name says nothing of anybody."""
    response = Response(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
