"""Why numbers are hidden: for everybody who reads a table of ours."""

from flask import current_app, render_template

from training.access import public
from training.participation import queries
from training.participation.views.frame import bp


@bp.get("/why-hidden")
@public
def why_hidden() -> str:
    """Say in plain words what tables do not show, and why, with the numbers that hold here."""
    return render_template(
        "participation/why_hidden.html",
        limits=queries.thresholds(),
        days=current_app.config["RELEASE_DAYS"],
    )
