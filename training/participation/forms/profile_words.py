"""What the settings of a counting profile are called, and their values."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from training.participation import rules
from training.participation.rules.identity import Policy
from training.participation.rules.profile import (
    Adding,
    AsAt,
    Basis,
    Extra,
    MomentRule,
    Over,
    Prints,
    Scope,
    Within,
)

Words = Mapping[Any, Any]

KIND_NAMES: Words = {
    rules.EventKind.TRAINING: _("Training"),
    rules.EventKind.SENSITISATION: _("Awareness raising"),
    rules.EventKind.CONFERENCE: _("Conference"),
    rules.EventKind.MEETING: _("Meeting"),
}
MODE_NAMES: Words = {
    rules.Mode.IN_PERSON: _("In a room"),
    rules.Mode.ONLINE_LIVE: _("Online, at a fixed time"),
    rules.Mode.SELF_PACED: _("Online course at one’s own pace"),
}
ROLE_NAMES: Words = {
    rules.PartRole.TRAINEE: _("Trainee"),
    rules.PartRole.FACILITATOR: _("Facilitator"),
    rules.PartRole.OBSERVER: _("Observer"),
}
CATEGORY_NAMES: Words = {
    rules.Category.EXTERNAL: _("People from outside the programme"),
    rules.Category.STAFF: _("Staff of the programme"),
}
BASIS_NAMES: Words = {
    Basis.COMPLETION: _("Completed trainings"),
    Basis.MINUTES: _("Minutes present"),
    Basis.MINUTES_SHARE: _("Share of the planned minutes"),
    Basis.MEETINGS_SHARE: _("Share of the planned meetings"),
    Basis.DAYS: _("Different days"),
    Basis.PRESENCE: _("Times present"),
}
SCOPE_NAMES: Words = {
    Scope.ONE_EVENT: _("In one training"),
    Scope.COURSE: _("In all trainings on the same course together"),
    Scope.PERIOD_SUM: _("In everything within the period together"),
}
EXTRA_NAMES: Words = {
    Extra.NONE: _("Nothing else"),
    Extra.TEST_PASSED: _("The test passed, in courses that have one"),
    Extra.MULTI_DAY: _("A training of two days or more"),
}
MOMENT_NAMES: Words = {
    MomentRule.COMPLETED_AT: _("When the training was completed"),
    MomentRule.DOSE_REACHED_AT: _("When enough had come together"),
    MomentRule.ANY_PRESENCE: _("When they first took part"),
}
WITHIN_NAMES: Words = {
    Within.PERIOD: _("In the period"),
    Within.YEAR: _("In a calendar year"),
    Within.TOPIC: _("For each topic, ever"),
    Within.LIFE_OF_AWARD: _("In the life of the award"),
}
OVER_NAMES: Words = {
    Over.ALL: _("Across everything that is counted"),
    Over.PROGRAMME: _("Across the programme"),
    Over.AWARD: _("For each award anew"),
}
POLICY_NAMES: Words = {
    Policy.RANGE: _("Stay open: the figure is a range"),
    Policy.MERGE_PROBABLE: _("Count as one person"),
    Policy.SPLIT_PROBABLE: _("Count as two people"),
}
AS_AT_NAMES: Words = {
    AsAt.FIRST_QUALIFYING: _("When they first qualified"),
    AsAt.LAST_IN_PERIOD: _("When they last qualified in the period"),
    AsAt.PERIOD_END: _("At the end of the period"),
}
PRINTS_NAMES: Words = {
    Prints.RANGE: _("The likeliest number, with its range"),
    Prints.LOW: _("“At least” and the lowest number"),
}
ADDING_NAMES: Words = {
    Adding.EXCLUSIVE: _("one group for each person"),
    Adding.MULTI: _("a person can be in several groups"),
}
