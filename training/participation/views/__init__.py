"""The pages about counts, tallies and what everybody may see of them."""

from training.participation.views.counts import counts
from training.participation.views.downloads import export, export_tally
from training.participation.views.frame import Scope, bp, in_reach, scope
from training.participation.views.profiles import compare, profiles
from training.participation.views.protection import why_hidden
from training.participation.views.tallies import tallies

__all__ = [
    "Scope",
    "bp",
    "compare",
    "counts",
    "export",
    "export_tally",
    "in_reach",
    "profiles",
    "scope",
    "tallies",
    "why_hidden",
]
