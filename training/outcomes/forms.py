"""What the pages about outcomes send, and the words for kinds and parts."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, IntegerField, SelectField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from training import clock
from training.catalogue.models import Award, Programme
from training.forms import DayField, Form, LineField, UidField, WholeField, choices
from training.i18n import countries
from training.outcomes.queries import person_id_of
from training.outcomes.rules import Kind, OrganisationPart, PersonPart, Wanted
from training.participation.exports import AUDIENCE_NAMES
from training.participation.forms import PeriodForm
from training.participation.rules import Outcome

EVIDENCE_LENGTH = 1000
SYMBOL_LENGTH = 200
ID_LENGTH = 200
MOST_SESSION = 999
MOST_PARTS = 60
MORE_PARTS = 5
LAST_PAGE = 1_000_000

KIND_NAMES = {
    Kind.WRITTEN_SUBMISSION: _("Written submission"),
    Kind.JOINT_SUBMISSION: _("Joint submission"),
    Kind.ORAL_STATEMENT: _("Oral statement"),
    Kind.JOINT_STATEMENT: _("Joint statement"),
    Kind.VIDEO_STATEMENT: _("Video statement"),
    Kind.MEETING: _("Meeting with a mission"),
    Kind.UPTAKE: _("Recommendation taken up"),
}
ORGANISATION_PARTS = {
    OrganisationPart.LEAD: _("Lead"),
    OrganisationPart.MEMBER: _("Member"),
    OrganisationPart.CO_SIGNER: _("Co-signer"),
}
PERSON_PARTS = {
    PersonPart.AUTHOR: _("Author"),
    PersonPart.SPEAKER: _("Speaker"),
    PersonPart.TOOK_PART: _("Took part"),
}


def nothing_or(label: Any, pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return what can be chosen, with a first choice that stands for nothing."""
    return choices({"": label, **dict(pairs)})


class OrganisationRow(Part):  # type: ignore[misc]  # WTForms has no types
    """An organisation and what it did."""

    organisation = SelectField(_("Organisation"), validate_choice=False)
    part = SelectField(
        _("Its part"), choices=choices(ORGANISATION_PARTS), default=OrganisationPart.MEMBER.value
    )


class PersonRow(Part):  # type: ignore[misc]  # WTForms has no types
    """A person and what they did."""

    person = LineField(_("Card code or record"), [Optional(), Length(max=ID_LENGTH)])
    part = SelectField(
        _("Their part"), choices=choices(PERSON_PARTS), default=PersonPart.TOOK_PART.value
    )

    def validate_person(self, field: LineField) -> None:
        """Refuse what stands for nobody; keep the record that it stands for."""
        found = person_id_of(field.data)
        if found is None:
            raise ValidationError(_("No card and no record is called this."))
        field.data = found


class OutcomeForm(Form):
    """An outcome that is recorded or corrected."""

    uid = UidField()
    kind = SelectField(_("What happened?"), choices=choices(KIND_NAMES))
    date = DayField(_("Day"), [InputRequired()])
    country = SelectField(_("State under review"), [Optional()])
    upr_session = WholeField(_("UPR session"), [Optional(), NumberRange(1, MOST_SESSION)])
    hrc_session = WholeField(
        _("Session of the Human Rights Council"), [Optional(), NumberRange(1, MOST_SESSION)]
    )
    symbol = LineField(
        _("Document and paragraph of the recommendation"),
        [Length(max=SYMBOL_LENGTH)],
        description=_("For a recommendation that was taken up, such as A/HRC/58/9, 6.12"),
    )
    organisations = FieldList(FormField(OrganisationRow), min_entries=3, max_entries=MOST_PARTS)
    persons = FieldList(FormField(PersonRow), min_entries=1, max_entries=MOST_PARTS)
    evidence = LineField(
        _("Evidence"),
        [Optional(), Length(max=EVIDENCE_LENGTH)],
        description=_("Where it can be looked up: a link or a reference. It is kept as text."),
    )
    programme = SelectField(_("Programme"), [Optional()])
    award = SelectField(_("Award that paid for it"), [Optional()])
    confidential = BooleanField(
        _("Confidential: counts that hold it are protected like counts of people")
    )

    def offer(
        self,
        programmes: Iterable[Programme],
        awards: Iterable[Award],
        organisations: Iterable[tuple[str, str]],
        states: Iterable[str],
    ) -> None:
        """Fill in what can be chosen."""
        self.programmes = {one.id: one.title for one in programmes}
        self.awards = {one.id: one for one in awards if one.programme_id in self.programmes}
        self.programme.choices = nothing_or(_("None"), self.programmes.items())
        titles = ((key, f"{one.title} · {one.donor}") for key, one in self.awards.items())
        self.award.choices = nothing_or(_("None"), titles)
        self.country.choices = nothing_or(_("None"), countries(states))
        self.known = dict(organisations)
        for row in self.organisations:
            row.organisation.choices = nothing_or(_("None"), self.known.items())

    def widen(self) -> None:
        """Add empty rows for organisations and one for a person, as far as there may be."""
        for _number in range(min(MORE_PARTS, MOST_PARTS - len(self.organisations))):
            row = self.organisations.append_entry()
            row.organisation.choices = nothing_or(_("None"), self.known.items())
        if len(self.persons) < MOST_PARTS:
            self.persons.append_entry()

    def validate_date(self, field: DayField) -> None:
        """Refuse what has not happened yet."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("Record what has happened already, with its day."))

    def validate_symbol(self, field: LineField) -> None:
        """Ask for the recommendation that was taken up."""
        if self.kind.data == Kind.UPTAKE and not field.data:
            raise ValidationError(_("Say which recommendation was taken up."))

    def validate_award(self, field: SelectField) -> None:
        """Refuse an award of another programme than the one chosen."""
        award = self.awards.get(field.data or "")
        if award and self.programme.data and award.programme_id != self.programme.data:
            raise ValidationError(_("This award belongs to another programme."))

    def validate_organisations(self, field: FieldList) -> None:
        """Refuse an organisation that is not on the list, or that is named twice."""
        named = [row.organisation.data for row in field if row.organisation.data]
        if not set(named) <= set(self.known):
            raise ValidationError(_("Choose organisations from the list."))
        if len(set(named)) < len(named):
            raise ValidationError(_("An organisation is named twice."))

    def outcome(self, supersedes: str | None = None) -> Outcome:
        """Return the fact that was written down."""
        doers = [row for row in self.organisations if row.organisation.data]
        people = [row for row in self.persons if row.person.data]
        organisations = {row.organisation.data: row.part.data for row in doers}
        persons = {row.person.data: row.part.data for row in people}
        award = self.award.data or None
        return Outcome(
            id=self.uid.data,
            supersedes=supersedes,
            kind=self.kind.data,
            organisations=tuple(organisations),
            persons=tuple(persons),
            roles=tuple(sorted((organisations | persons).items())),
            country=self.country.data or None,
            upr_session=self.upr_session.data,
            hrc_session=self.hrc_session.data,
            date=self.date.data,
            confidential=self.confidential.data,
            evidence=self.evidence.data or None,
            symbol=self.symbol.data or None,
            programme=self.programme.data or (self.awards[award].programme_id if award else None),
            award=award,
        )


def as_written(outcome: Outcome) -> dict[str, object]:
    """Return what a form shows of an outcome that is to be corrected."""
    roles = dict(outcome.roles)
    return {
        **{key: getattr(outcome, key) for key in ("kind", "date", "confidential")},
        **{key: getattr(outcome, key) or "" for key in ("country", "programme", "award")},
        **{key: _number(getattr(outcome, key)) for key in ("upr_session", "hrc_session")},
        **{key: getattr(outcome, key) or "" for key in ("symbol", "evidence")},
        "organisations": [
            {"organisation": one, "part": roles.get(one, OrganisationPart.MEMBER)}
            for one in outcome.organisations
        ],
        "persons": [
            {"person": one, "part": roles.get(one, PersonPart.TOOK_PART)} for one in outcome.persons
        ],
    }


def _number(session: str | int | None) -> int | None:
    return int(session) if session is not None and str(session).isdecimal() else None


class WithdrawForm(Form):
    """A button by which an outcome is withdrawn."""

    uid = UidField()


class ListForm(PeriodForm):
    """Which outcomes to show. Read from an address, it needs no guard."""

    kind = SelectField(_("Kind"), [Optional()])
    country = SelectField(_("State"), [Optional()])
    upr_session = WholeField(_("UPR session"), [Optional(), NumberRange(1, MOST_SESSION)])
    programme = SelectField(_("Programme"), [Optional()])
    as_of = DayField(_("As of, if not today"), [Optional()])
    page = IntegerField(_("Page"), [Optional(), NumberRange(1, LAST_PAGE)])

    def offer(self, programmes: Iterable[Programme], states: Iterable[str], *, whole: bool) -> None:
        """Fill in what can be chosen; `whole`: also all programmes together."""
        self.kind.choices = nothing_or(_("All kinds"), KIND_NAMES.items())
        self.country.choices = nothing_or(_("All States"), countries(states))
        titles = [(one.id, one.title) for one in programmes]
        every = nothing_or(_("All programmes"), titles)
        self.programme.choices = every if whole else every[1:]

    def wanted(self) -> Wanted:
        """Return which outcomes are asked for."""
        return Wanted(
            self.kind.data or "",
            self.country.data or "",
            str(self.upr_session.data or ""),
            self.programme.data or "",
            self.begins.data,
            self.ends.data,
        )


class WatchForm(Form):
    """A country that is to be watched."""

    country = SelectField(_("State"))

    def offer(self, states: Iterable[str]) -> None:
        """Fill in the States."""
        self.country.choices = choices(dict(countries(states)))


class WatchedForm(Form):
    """For whom, and since when, the watch-list is shown. Read from an address."""

    audience = SelectField(
        _("For whom"),
        choices=choices(AUDIENCE_NAMES),
        description=_("For others, small numbers and protected countries are left out."),
    )
