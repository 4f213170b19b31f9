"""The blueprint that all pages about accounts belong to."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
