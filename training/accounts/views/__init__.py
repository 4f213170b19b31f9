"""Registering, signing in, cards and details; accounts and organisations for those in charge."""

from training.accounts.views import links, passkeys, people, roles, security, signing_in
from training.accounts.views.blueprint import bp

__all__ = ["bp", "links", "passkeys", "people", "roles", "security", "signing_in"]
