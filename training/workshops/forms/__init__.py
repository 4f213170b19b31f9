"""What the pages about workshops send."""

from training.workshops.forms.agenda import AgendaForm, StepForm
from training.workshops.forms.attending import MARK_NAMES, JoinForm, RollForm
from training.workshops.forms.planning import (
    KIND_NAMES,
    MODE_NAMES,
    MeetingForm,
    NewWorkshopForm,
    RepeatForm,
    refuse_skipped,
)

__all__ = [
    "KIND_NAMES",
    "MARK_NAMES",
    "MODE_NAMES",
    "AgendaForm",
    "JoinForm",
    "MeetingForm",
    "NewWorkshopForm",
    "RepeatForm",
    "RollForm",
    "StepForm",
    "refuse_skipped",
]
