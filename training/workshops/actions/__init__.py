"""What facilitators and participants do about workshops. Nothing here commits.

Whoever writes about a workshop or a meeting first holds its row, so that what arrives twice at
the same moment is kept once.
"""

from training.workshops.actions.joining import (
    NameMissing,
    Newcomer,
    PassphraseNeeded,
    UnknownCard,
    UnknownCode,
    come_in,
    open_with,
    register,
    returning,
)
from training.workshops.actions.planning import (
    AlreadyMarked,
    SkippedHour,
    WorkshopPlan,
    add_meeting,
    cancel_meeting,
    change_step,
    plan_workshop,
    repeat_workshop,
    set_agenda,
)
from training.workshops.actions.roll import Cancelled, NotYet, Sheet, take_roll

__all__ = [
    "AlreadyMarked",
    "Cancelled",
    "NameMissing",
    "Newcomer",
    "NotYet",
    "PassphraseNeeded",
    "Sheet",
    "SkippedHour",
    "UnknownCard",
    "UnknownCode",
    "WorkshopPlan",
    "add_meeting",
    "cancel_meeting",
    "change_step",
    "come_in",
    "open_with",
    "plan_workshop",
    "register",
    "repeat_workshop",
    "returning",
    "set_agenda",
    "take_roll",
]
