"""Files under DATA_DIR: the shelf of published courses."""

from pathlib import Path

from flask import current_app

from courses import Shelf


def shelf_folder() -> Path:
    """Return the folder that the shelf stands in."""
    return Path(current_app.config["DATA_DIR"]) / "courses"


def shelf() -> Shelf:
    """Return the shelf of published courses; the same one for as long as the process lives."""
    known: Shelf | None = current_app.extensions.get("shelf")
    if known is None:
        known = Shelf(shelf_folder())
        current_app.extensions["shelf"] = known
    return known
