"""What all pages about workshops share."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from training.access import site_address
from training.forms import Form
from training.qr import qr
from training.workshops import queries
from training.workshops.models import Workshop
from training.workshops.rules import spelled

bp = Blueprint("workshops", __name__)
Page = Response | tuple[str, int]
UNUSABLE = 422


@bp.app_template_filter()
def in_zone(moment: datetime, zone: str) -> datetime:
    """Return a moment as the clocks of a zone show it."""
    return moment.astimezone(ZoneInfo(zone))


def shown(template: str, form: Form, **values: object) -> tuple[str, int]:
    """Return a page with its form, and the status that says whether the form can be used."""
    return render_template(template, form=form, **values), UNUSABLE if form.errors else 200


def own_workshop(workshop_id: str) -> Workshop:
    """Return a workshop of the facilitator who asks; raises NotFound for all others."""
    return queries.led_by(workshop_id, current_user.person_id)


def console(workshop: Workshop) -> Response:
    """Go to the page from which a workshop is run."""
    return redirect(url_for(".workshop", workshop_id=workshop.id))


def invitation(workshop: Workshop) -> dict[str, object]:
    """Return what a room needs to come in: the code, the address, and a picture of both."""
    host = site_address()
    link = f"{host}{url_for('.join', code=workshop.join_code)}"
    address = f"{host}{url_for('.join')}".partition("://")[2]
    return {"code": spelled(workshop.join_code), "link": link, "address": address, "qr": qr(link)}
