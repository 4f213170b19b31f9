"""What the settings of a counting profile are called, and their values."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from training.participation import rules

Words = Mapping[Any, Any]

UNIT_NAMES: Words = {
    rules.Unit.PERSON: _("People, each once"),
    rules.Unit.ORGANISATION: _("Organisations whose people took part"),
    rules.Unit.COURSE: _("Trainings that somebody took"),
    rules.Unit.SEAT: _("Seats: a person in a training, in each one anew"),
    rules.Unit.OUTCOME: _("Outcomes, such as statements made"),
}
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
    rules.Basis.COMPLETION: _("Completed trainings"),
    rules.Basis.MINUTES: _("Minutes present"),
    rules.Basis.MINUTES_SHARE: _("Share of the planned minutes"),
    rules.Basis.MEETINGS_SHARE: _("Share of the planned meetings"),
    rules.Basis.DAYS: _("Different days"),
    rules.Basis.PRESENCE: _("Times present"),
}
SCOPE_NAMES: Words = {
    rules.Scope.ONE_EVENT: _("In one training"),
    rules.Scope.COURSE: _("In all trainings on the same course together"),
    rules.Scope.PERIOD_SUM: _("In everything within the period together"),
}
EXTRA_NAMES: Words = {
    rules.Extra.NONE: _("Nothing else"),
    rules.Extra.TEST_PASSED: _("The test passed, in courses that have one"),
    rules.Extra.MULTI_DAY: _("A training of two days or more"),
}
MOMENT_NAMES: Words = {
    rules.MomentRule.COMPLETED_AT: _("When the training was completed"),
    rules.MomentRule.DOSE_REACHED_AT: _("When enough had come together"),
    rules.MomentRule.ANY_PRESENCE: _("When they first took part"),
}
WITHIN_NAMES: Words = {
    rules.Within.PERIOD: _("In the period"),
    rules.Within.YEAR: _("In a calendar year"),
    rules.Within.TOPIC: _("For each topic, ever"),
    rules.Within.LIFE_OF_AWARD: _("In the life of the award"),
}
OVER_NAMES: Words = {
    rules.Over.ALL: _("Across everything that is counted"),
    rules.Over.PROGRAMME: _("Across the programme"),
    rules.Over.AWARD: _("For each award anew"),
}
POLICY_NAMES: Words = {
    rules.Policy.RANGE: _("Stay open: the figure is a range"),
    rules.Policy.MERGE_PROBABLE: _("Count as one person"),
    rules.Policy.SPLIT_PROBABLE: _("Count as two people"),
}
AS_AT_NAMES: Words = {
    rules.AsAt.FIRST_QUALIFYING: _("When they first qualified"),
    rules.AsAt.LAST_IN_PERIOD: _("When they last qualified in the period"),
    rules.AsAt.PERIOD_END: _("At the end of the period"),
}
PRINTS_NAMES: Words = {
    rules.Prints.RANGE: _("The likeliest number, with its range"),
    rules.Prints.LOW: _("“At least” and the lowest number"),
}
ADDING_NAMES: Words = {
    rules.Adding.EXCLUSIVE: _("one group for each person"),
    rules.Adding.MULTI: _("a person can be in several groups"),
}
