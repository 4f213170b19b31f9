"""Reads for those who report: targets, and all that their desk shows."""

from training.reports.queries.planning import Asked, Plan, Reading, kept, plan, read
from training.reports.queries.showing import Desk, desk
from training.reports.queries.targets import (
    history,
    history_or_404,
    period_of,
    targets,
    targets_in,
    tasks,
)

__all__ = [
    "Asked",
    "Desk",
    "Plan",
    "Reading",
    "desk",
    "history",
    "history_or_404",
    "kept",
    "period_of",
    "plan",
    "read",
    "targets",
    "targets_in",
    "tasks",
]
