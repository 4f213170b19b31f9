"""Records that may be one human: what was noticed, and what staff decide about it."""

from flask import Blueprint

from training.identities import actions  # noqa: F401  # it knows the tables of this area

bp = Blueprint("identities", __name__, url_prefix="/identities")
