"""What the pages about programmes and awards send."""

from functools import lru_cache
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from training.access import Role
from training.forms import DayField, Form, LineField, UidField, not_before

TITLE_LENGTH = 200
NAME_LENGTH = 254  # of an e-mail address


@lru_cache(maxsize=1)
def zones() -> list[SelectChoice]:
    """Return the time zones of places (Africa/Nairobi …) and UTC, by name."""
    places = sorted(name for name in available_timezones() if "/" in name and "Etc" not in name)
    return [SelectChoice(name, name) for name in ("UTC", *places)]


class ProgrammeForm(Form):
    """A new programme."""

    uid = UidField()
    title = LineField(_("Title"), [InputRequired(), Length(max=TITLE_LENGTH)])
    zone = SelectField(
        _("Time zone"), description=_("A reporting period begins and ends at midnight here.")
    )


class MemberForm(Form):
    """Somebody who is to work for a programme."""

    name = LineField(
        _("E-mail address or card code"),
        [InputRequired(), Length(max=NAME_LENGTH)],
        description=_("Of the account of the person; they have to be registered."),
    )
    role = SelectField(
        _("Role"),
        choices=[
            SelectChoice(Role.FACILITATOR.value, _("Facilitator: plans workshops for it")),
            SelectChoice(Role.ORGANISER.value, _("Organiser: sees and counts this programme")),
            SelectChoice(Role.REPORTER.value, _("Reporter: sees its protected tables only")),
        ],
    )


class AwardForm(Form):
    """A donor's grant to a programme."""

    uid = UidField()
    title = LineField(_("Title"), [InputRequired(), Length(max=TITLE_LENGTH)])
    donor = LineField(_("Donor"), [InputRequired(), Length(max=TITLE_LENGTH)])
    starts_on = DayField(_("First day"), [InputRequired()])
    ends_on = DayField(_("Last day"), [InputRequired(), not_before("starts_on")])
