"""What the pages about history send: a file, what its columns mean, past totals."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from training.catalogue.models import Award, Programme
from training.forms import (
    DayField,
    Form,
    HourField,
    LineField,
    UidField,
    WholeField,
    between,
    choices,
    not_before,
    tidy,
)
from training.intake.models import MOST_PEOPLE, NAME_LENGTH, SOURCE_LENGTH, TITLE_LENGTH
from training.intake.rules import (
    DIFFERENT,
    ENCODINGS,
    MOST_SENT,
    SAME,
    Book,
    Column,
    Field,
    Order,
    Plan,
    Question,
    heading,
)
from training.participation.rules import OrganisationKind, PartRole
from training.workshops.forms import KIND_NAMES, MODE_NAMES

NONE = ""
DAY_LENGTH = 60
MINUTES_IN_A_DAY = 1440
FIELD_NAMES = {
    Field.LEFT_OUT: _("Leave out"),
    Field.NAME: _("Name"),
    Field.GIVEN_NAME: _("Given name"),
    Field.FAMILY_NAME: _("Family name"),
    Field.EMAIL: _("E-mail address"),
    Field.PHONE: _("Phone number"),
    Field.CARD: _("Code of the participant card"),
    Field.ORGANISATION: _("Organisation"),
    Field.COUNTRY: _("Country"),
    Field.REGION: _("Region"),
    Field.GENDER: _("Gender"),
    Field.AGE_BAND: _("Age band"),
    Field.LANGUAGE: _("Language"),
    Field.DISABILITY: _("Disability"),
    Field.CATEGORY: _("Participant or staff"),
    Field.TITLE: _("Title of the event"),
    Field.DAY: _("Date of the event"),
    Field.STARTS: _("From (time of day)"),
    Field.ENDS: _("To (time of day)"),
    Field.MINUTES: _("Minutes present"),
    Field.MARK: _("Present or absent"),
    Field.ROLE: _("Role in the event"),
    Field.AWARD: _("Award or donor"),
    Field.KIND: _("Kind of event"),
    Field.MODE: _("In a room or online"),
    Field.MEETING: _("Attendance of one meeting"),
}
ROLE_NAMES = {
    PartRole.TRAINEE: _("Participant"),
    PartRole.FACILITATOR: _("Facilitator"),
    PartRole.OBSERVER: _("Observer"),
}
ORGANISATION_NAMES = {
    OrganisationKind.CSO: _("Civil-society organisation"),
    OrganisationKind.NHRI: _("National human rights institution"),
    OrganisationKind.PARLIAMENT: _("Parliament"),
    OrganisationKind.UN: _("United Nations"),
    OrganisationKind.GOVERNMENT: _("Government"),
    OrganisationKind.MEDIA: _("Media"),
    OrganisationKind.ACADEMIA: _("University or research"),
    OrganisationKind.OTHER: _("Other"),
}
ORDER_NAMES = {
    NONE: _("I do not know yet"),
    Order.DAY_FIRST.value: _("The day: 03/04 is 3 April"),
    Order.MONTH_FIRST.value: _("The month: 03/04 is 4 March"),
}
COUNTS_WITH_AWARD = _("Without one it counts in the whole ledger, and not for the programme.")
TOGETHER = "together"
APART = "apart"


def awards_to_choose(awards: Iterable[Award]) -> list[SelectChoice]:
    """Return the awards to choose from, or none of them."""
    named = [SelectChoice(one.id, f"{one.title} · {one.donor}") for one in awards]
    return [SelectChoice(NONE, _("No award")), *named]


class UploadForm(Form):
    """A file with participants or attendance. The file itself is no field: it is read apart."""

    uid = UidField()
    programme = SelectField(_("Programme"))
    file = FileField(
        _("Sheet"),
        description=_("CSV or XLSX, up to 1.9 megabytes. Larger ones: training people import."),
    )
    encoding = SelectField(
        _("Encoding of a CSV file"),
        description=_("Only where names looked wrong in the preview."),
    )

    def offer(self, programmes: Iterable[Programme]) -> None:
        """Fill in what can be chosen."""
        self.programme.choices = [SelectChoice(one.id, one.title) for one in programmes]
        self.encoding.choices = [
            SelectChoice(NONE, _("Find it out")),
            *(SelectChoice(one, one) for one in ENCODINGS),
        ]

    def validate_file(self, _field: FileField) -> None:
        """Read the file that was sent; refuse none, and one that is too large."""
        sent = request.files.get("file")
        self.content = sent.read(MOST_SENT + 1) if sent else b""
        self.file_name = (tidy(sent.filename) if sent else "") or "-"
        self.file_name = self.file_name[-NAME_LENGTH:]
        if not sent or not sent.filename:
            raise ValidationError(_("Choose a file."))
        if len(self.content) > MOST_SENT:
            raise ValidationError(_("The file is larger than can be taken. Divide it."))


class SheetForm(Form):
    """How a sheet is read. A form for its columns is built on this one."""

    sheet = SelectField(_("Sheet"))
    order = SelectField(
        _("What stands first in dates such as 03/04/2025"), choices=choices(ORDER_NAMES)
    )
    title = LineField(
        _("Title of the event"),
        [Optional(), Length(max=TITLE_LENGTH)],
        description=_("For all rows that name none."),
    )
    day = LineField(
        _("Date of the event"),
        [Optional(), Length(max=DAY_LENGTH)],
        description=_("For all rows that have none, for example 2025-03-31."),
    )
    together = SelectField(
        _("Days of one title"),
        choices=choices(
            {TOGETHER: _("One event with several meetings"), APART: _("An event each")}
        ),
    )
    starts = HourField(_("Meetings begin at"), [InputRequired()])
    minutes = WholeField(
        _("Meetings last (minutes)"),
        [InputRequired(), between(1, MINUTES_IN_A_DAY)],
        description=_("Where the sheet tells no times."),
    )
    kind = SelectField(_("Kind of event"), choices=choices(KIND_NAMES))
    mode = SelectField(_("How people met"), choices=choices(MODE_NAMES))
    role = SelectField(_("People took part as"), choices=choices(ROLE_NAMES))
    organisations = SelectField(
        _("Organisations that are not in the list are"), choices=choices(ORGANISATION_NAMES)
    )
    curriculum = BooleanField(_("The events followed a written curriculum"))
    whole = BooleanField(
        _("The sheet names everybody: whom earlier sheets had in these meetings was not there")
    )
    award = SelectField(_("Award that paid for it"), description=COUNTS_WITH_AWARD)

    def offer(self, book: Book, awards: Iterable[Award], chosen: str) -> None:
        """Fill in what can be chosen."""
        self.sheet.choices = [SelectChoice(one.name, one.name or "CSV") for one in book.sheets]
        self.award.choices = awards_to_choose(awards)
        if not self.is_submitted():
            self.sheet.data = chosen

    def column_fields(self) -> list[tuple[Any, Any]]:
        """Return the fields of each column: what it means and, for a meeting, its day."""
        names = [name for name in self._fields if name.startswith("column_")]
        return [(self[name], self._fields.get(name.replace("column_", "day_"))) for name in names]

    def said(self) -> dict[str, Any]:
        """Return what was said, as it is kept."""
        plain = ("order", "title", "day", "minutes", "kind", "mode", "role", "organisations")
        columns = {one.short_name: one for one, _day in self.column_fields()}
        days = {day.short_name: day for _one, day in self.column_fields() if day}
        return {
            **{name: self[name].data or "" for name in plain},
            "sheet": self.sheet.data,
            "award": self.award.data,
            "curriculum": self.curriculum.data,
            "whole": self.whole.data,
            "together": self.together.data == TOGETHER,
            "starts": self.starts.data.isoformat("minutes"),
            "columns": {name.removeprefix("column_"): one.data for name, one in columns.items()},
            "days": {name.removeprefix("day_"): one.data or "" for name, one in days.items()},
        }


def sheet_form(plan: Plan) -> SheetForm:
    """Make the form of a sheet as it is understood so far."""
    fields: dict[str, Any] = {}
    for column in plan.columns:
        fields[f"column_{column.letter}"] = column_field(column)
        if column.field is Field.MEETING:
            fields[f"day_{column.letter}"] = LineField(
                _("On which day"), [Optional(), Length(max=DAY_LENGTH)], default=column.day
            )
    form: SheetForm = type("ColumnsForm", (SheetForm,), fields)(**as_shown(plan))
    return form


def column_field(column: Column) -> SelectField:
    """Return the field that says what a column means."""
    return SelectField(heading(column), choices=choices(FIELD_NAMES), default=column.field.value)


def as_shown(plan: Plan) -> dict[str, Any]:
    """Return what the form shows before anybody changes it."""
    return {
        "order": plan.order.value if plan.order else NONE,
        "title": plan.title,
        "day": plan.day,
        "together": TOGETHER if plan.together else APART,
        "starts": plan.starts,
        "minutes": plan.minutes,
        "kind": plan.kind.value,
        "mode": plan.mode.value,
        "role": plan.role.value,
        "organisations": plan.organisations.value,
        "curriculum": plan.curriculum,
        "whole": plan.whole,
        "award": plan.award_id,
    }


class StepForm(Form):
    """A button."""


def question_form(questions: Iterable[Question], answers: Mapping[str, bool]) -> StepForm:
    """Make the form that asks whether rows are about one human."""
    fields = {
        one.id.replace("-", "_"): RadioField(
            one.text,
            choices=choices({SAME: _("The same person"), DIFFERENT: _("Different people")}),
            validators=[InputRequired(_("Say which of the two it is."))],
            default=(SAME if answers[one.id] else DIFFERENT) if one.id in answers else None,
        )
        for one in questions
    }
    form: StepForm = type("QuestionForm", (StepForm,), fields)()
    return form


def answers_in(form: StepForm, questions: Iterable[Question]) -> dict[str, str]:
    """Return the answers by question."""
    return {one.id: form[one.id.replace("-", "_")].data for one in questions}


class TotalForm(Form):
    """A past event whose people were counted without records."""

    uid = UidField()
    programme = SelectField(_("Programme"))
    award = SelectField(_("Award that paid for it"), description=COUNTS_WITH_AWARD)
    title = LineField(
        _("Title of the event"),
        [InputRequired(), Length(max=TITLE_LENGTH)],
        description=_("No place and no name that could point at somebody."),
    )
    kind = SelectField(_("Kind of event"), choices=choices(KIND_NAMES))
    first_day = DayField(_("First day"), [InputRequired()])
    last_day = DayField(_("Last day"), [InputRequired(), not_before("first_day")])
    people = WholeField(
        _("Number of people"),
        [InputRequired(), between(1, MOST_PEOPLE)],
    )
    organisations = WholeField(
        _("Number of organisations"),
        [Optional(), between(0, MOST_PEOPLE)],
    )
    source = LineField(
        _("Where the number comes from"),
        [InputRequired(), Length(max=SOURCE_LENGTH)],
        description=_("For the auditor, for example: narrative report 2023, page 4."),
    )

    def offer(self, programmes: Iterable[Programme], awards: Iterable[Award]) -> None:
        """Fill in what can be chosen."""
        self.programme.choices = [SelectChoice(one.id, one.title) for one in programmes]
        self.awards = {one.id: one for one in awards}
        self.award.choices = awards_to_choose(self.awards.values())
        if not self.is_submitted() and len(self.awards) == 1:
            self.award.data = next(iter(self.awards))

    def validate_award(self, field: SelectField) -> None:
        """Refuse an award of another programme than the chosen one."""
        award = self.awards.get(field.data)
        if award and award.programme_id != self.programme.data:
            raise ValidationError(_("This award belongs to another programme."))
