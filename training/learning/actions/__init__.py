"""What trainees do in their courses. Nothing here commits.

Every fact carries an id that the client made; sent twice, it is kept once, also when both
arrive at the same moment: whoever writes first holds the enrolment until it is committed.
"""

from training.learning.actions.completing import Difference, complete_live, rebuild
from training.learning.actions.drafts import Hints, Wording, hints_on, send_draft
from training.learning.actions.events import (
    FormOfAnotherPage,
    NotOpenYet,
    append,
    known,
    record,
)
from training.learning.actions.feedback import (
    Given,
    Note,
    OutsideTheDraft,
    OwnDraft,
    RubricGone,
    give_feedback,
    see_feedback,
)
from training.learning.actions.taking import (
    NotInThisLanguage,
    answer,
    change_language,
    enrol,
    keep_position,
)

__all__ = [
    "Difference",
    "FormOfAnotherPage",
    "Given",
    "Hints",
    "NotInThisLanguage",
    "NotOpenYet",
    "Note",
    "OutsideTheDraft",
    "OwnDraft",
    "RubricGone",
    "Wording",
    "answer",
    "append",
    "change_language",
    "complete_live",
    "enrol",
    "give_feedback",
    "hints_on",
    "keep_position",
    "known",
    "rebuild",
    "record",
    "see_feedback",
    "send_draft",
]
