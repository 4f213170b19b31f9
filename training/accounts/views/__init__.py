"""Registering, signing in, cards and details; accounts and organisations for those in charge."""

from training.accounts.views import people, roles, security, signing_in
from training.accounts.views.blueprint import bp

__all__ = ["bp", "people", "roles", "security", "signing_in"]
