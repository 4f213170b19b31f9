"""Views of this area."""

from flask import Blueprint

bp = Blueprint("workshops", __name__)
