"""What the pages about counts send."""

from training.participation.forms.counting import (
    AUDIENCE_NAMES,
    DIMENSION_NAMES,
    NOT_CUT,
    WHOLE,
    AgainForm,
    CountForm,
    EvidenceForm,
    IssueForm,
    MilestoneForm,
    ReasonForm,
    SignForm,
)

__all__ = [
    "AUDIENCE_NAMES",
    "DIMENSION_NAMES",
    "NOT_CUT",
    "WHOLE",
    "AgainForm",
    "CountForm",
    "EvidenceForm",
    "IssueForm",
    "MilestoneForm",
    "ReasonForm",
    "SignForm",
]
