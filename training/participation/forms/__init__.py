"""What the pages about counts send."""

from training.participation.forms.counting import (
    AgainForm,
    CountForm,
    EvidenceForm,
    IssueForm,
    MilestoneForm,
    PeriodForm,
    ReasonForm,
    SignForm,
)

__all__ = [
    "AgainForm",
    "CountForm",
    "EvidenceForm",
    "IssueForm",
    "MilestoneForm",
    "PeriodForm",
    "ReasonForm",
    "SignForm",
]
