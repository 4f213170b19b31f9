"""What the pages about counting profiles send: the settings of a profile, and what to compare."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, TextAreaField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from quizzes import Problem
from training.catalogue.forms import zones
from training.catalogue.models import Award, Programme
from training.errors import Refused
from training.forms import DayField, Form, LineField, UidField, choices
from training.participation import rules
from training.participation.actions import (
    BadProfileId,
    InvalidProfile,
    ProfileTaken,
    Revision,
)
from training.participation.exports import AUDIENCE_NAMES, DIMENSION_NAMES, UNIT_NAMES
from training.participation.forms import profile_words as words
from training.participation.forms.counting import WHOLE, PeriodForm
from training.participation.models import CHANGE_LENGTH, PROFILE_ID_LENGTH, PROFILE_LENGTH
from training.participation.rules import Changed, Profile
from training.participation.rules.profile import Adding

FEWEST, MOST = 2, 6  # profiles beside each other
LINES_ABOVE = 2  # id and version stand above what is typed as text
YES_OR_NO = {"yes": _("yes"), "no": _("no")}
DECIMAL_COMMA = str.maketrans(",٫", "..")
FIELDS = {
    "id": "profile_id",
    "title": "title",
    "source": "source",
    "source.title": "source",
    "source.as_of": "source_as_of",
    "effective": "effective",
    "unit": "unit",
    "event_kinds": "event_kinds",
    "curriculum_required": "curriculum_required",
    "modes": "modes",
    "roles": "roles",
    "categories": "categories",
    "awards": "awards",
    "outcome_kinds": "outcome_kinds",
    "qualify.basis": "basis",
    "qualify.min": "minimum",
    "qualify.lateness_minutes": "lateness",
    "qualify.scope": "scope",
    "qualify.extra": "extra",
    "period.moment": "moment",
    "period.zone": "zone",
    "unique.within": "within",
    "unique.scope": "over",
    "identity.policy": "policy",
    "attributes.as_at": "as_at",
    "disclosure.audience": "audience",
    "prints": "prints",
}


def one_of(label: Any, names: Mapping[Any, Any], description: Any = "") -> SelectField:
    """Return a field for one word of a list."""
    return SelectField(label, choices=choices(names), description=description)


def some_of(label: Any, names: Mapping[Any, Any], description: Any = "") -> SelectMultipleField:
    """Return a field for any number of words of a list."""
    return SelectMultipleField(
        label,
        choices=choices(names),
        description=description,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )


def exact_number(typed: str) -> str:
    """Return a number as profiles write it: a decimal point, and 0.8 for 80 %."""
    plain = typed.strip().translate(DECIMAL_COMMA)
    for sign in ("%", "٪", "％"):
        if plain.endswith(sign) and plain[:-1].strip().isdecimal():
            return rules.number_text(Fraction(int(plain[:-1]), 100))
    return plain


ALL = _("None ticked means all.")


class RevisionForm(Form):
    """What each way of writing a profile asks for: the version it builds on, and what is new."""

    uid = UidField()
    builds_on = LineField(validators=[Length(max=20)], widget=widgets.HiddenInput())
    change = LineField(
        _("What changed, in a sentence"),
        [InputRequired(), Length(max=CHANGE_LENGTH)],
        description=_("Whoever compares two versions in years to come reads this."),
    )

    def written(self, profile_id: str, version: str) -> str:
        """Return the profile as YAML, under an id and a version."""
        raise NotImplementedError

    def refuse_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong in a profile."""
        raise NotImplementedError

    def revision(self, profile_id: str, version: str) -> Revision:
        """Return what is to be saved under an id as a version."""
        text = self.written(profile_id, version)
        return Revision(text, self.builds_on.data or "", self.change.data)

    def refuse_revision(self, refusal: Refused) -> None:
        """Show why a revision cannot be saved, where there are fields to blame at those."""
        if isinstance(refusal, InvalidProfile):
            self.refuse_problems(refusal.problems)
        else:
            about_id = isinstance(refusal, BadProfileId | ProfileTaken)
            self.refuse(refusal, "profile_id" if about_id and "profile_id" in self else "")


class ProfileForm(RevisionForm):
    """A counting profile, setting by setting."""

    title = LineField(
        _("Title"),
        [InputRequired(), Length(max=200)],
        description=_("Stands on every report, for example: People trained for three hours."),
    )
    source = LineField(
        _("Source"),
        [InputRequired(), Length(max=300)],
        description=_("The document that defines the indicator, and its number there."),
    )
    source_as_of = DayField(_("As the source was on"), [Optional()])
    effective = DayField(_("In force from"), [Optional()])
    unit = one_of(_("What is counted"), UNIT_NAMES)
    event_kinds = some_of(_("Kinds of events"), words.KIND_NAMES, ALL)
    curriculum_required = BooleanField(_("Only events that follow a course"))
    modes = some_of(_("Ways of taking part"), words.MODE_NAMES, ALL)
    roles = some_of(_("Roles"), words.ROLE_NAMES, ALL)
    categories = some_of(_("Whose people"), words.CATEGORY_NAMES, ALL)
    awards = some_of(_("Awards"), {}, ALL)
    outcome_kinds = LineField(
        _("Kinds of outcomes"),
        [Length(max=500)],
        description=_("Only where outcomes count: words with commas between them."),
    )
    basis = one_of(_("What has to add up"), words.BASIS_NAMES)
    minimum = LineField(
        _("How much of it"),
        [InputRequired(), Length(max=20)],
        description=_("A number; for a share 0.8 or 80 %."),
    )
    scope = one_of(_("Where it adds up"), words.SCOPE_NAMES)
    extra = one_of(_("What is asked besides"), words.EXTRA_NAMES)
    lateness = LineField(
        _("Minutes of a meeting that may be missed"),
        [InputRequired(), Length(max=20)],
        description=_("Who misses no more has completed the meeting all the same."),
    )
    moment = one_of(
        _("What decides the period"),
        words.MOMENT_NAMES,
        _("Who begins in one period and ends in the next is counted in one of them."),
    )
    zone = SelectField(_("Time zone"), description=_("Days and years begin at midnight here."))
    within = one_of(_("Counted once"), words.WITHIN_NAMES)
    over = one_of(_("Once across what"), words.OVER_NAMES)
    policy = one_of(_("Records that are probably one person"), words.POLICY_NAMES)
    as_at = one_of(_("Country, organisation and the like are taken"), words.AS_AT_NAMES)
    multi = some_of(
        _("A person can be in several groups by"),
        DIMENSION_NAMES,
        _("The groups of these do not add up to the total."),
    )
    audience = one_of(_("Who reads the table"), AUDIENCE_NAMES)
    prints = one_of(_("What the sentence says"), words.PRINTS_NAMES)

    def offer(self, profile: Profile, awards: Iterable[Award]) -> None:
        """Fill in what can be chosen; what the profile names already stays among it."""
        titles = {one.id: one.title for one in awards}
        named = {one: titles.get(one, one) for one in sorted(profile.awards or ())}
        self.awards.choices = choices({**titles, **named})
        self.zone.choices = zones()
        others = {name: name for name, _adding in profile.dimensions if name not in DIMENSION_NAMES}
        self.multi.choices = choices({**DIMENSION_NAMES, **others})

    def written(self, profile_id: str, version: str) -> str:
        """Return the settings as YAML."""
        return rules.to_text(profile_id, version, self.settings())

    def settings(self) -> dict[str, rules.Value]:
        """Return the settings as a profile is written from."""
        found = {key: self.value(name) for key, name in FIELDS.items() if name in self._fields}
        del found["source"]  # it is written with its title, beside its day
        adding = {
            choice.value: "multi" if choice.value in (self.multi.data or ()) else "exclusive"
            for choice in self.multi.choices
        }
        return {**found, **{f"dimensions.{name}": word for name, word in adding.items()}}

    def value(self, name: str) -> rules.Value:
        """Return what was filled into a field as profiles write it."""
        told = self[name].data
        if name in ("minimum", "lateness"):
            return exact_number(told or "")
        if name == "outcome_kinds":
            return tuple(one.strip() for one in (told or "").split(",") if one.strip())
        if isinstance(told, bool):
            return "yes" if told else "no"
        if isinstance(told, date):
            return told.isoformat()
        return tuple(told) if isinstance(told, list) else told or ""

    def refuse_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong at the fields that are to blame, in the reader's language."""
        for problem in problems:
            key = str(problem.values.get("key", ""))
            name = "multi" if key.startswith("dimensions") else FIELDS.get(key, "")
            label = self[name].label.text if name in self._fields else key
            said = gettext(problem.message) % {**problem.values, "key": label}
            if name in self._fields:
                self[name].errors = [*self[name].errors, said]
            else:
                self.form_errors.append(said)


class CopyForm(ProfileForm):
    """A new profile that begins as a copy of another one."""

    profile_id = LineField(
        _("Id"),
        [InputRequired(), Length(max=PROFILE_ID_LENGTH)],
        description=_("Small Latin letters, digits and underscores, for example people_2027."),
        render_kw={"dir": "ltr"},
    )


class ProfileTextForm(RevisionForm):
    """A counting profile as text, without its id and version."""

    text = TextAreaField(
        _("Settings"),
        [InputRequired(), Length(max=PROFILE_LENGTH)],
        description=_("One setting a line, as the documentation of profiles has them."),
        render_kw={"dir": "ltr", "rows": 30, "spellcheck": "false"},
    )

    def written(self, profile_id: str, version: str) -> str:
        """Return what was typed, with its id and its version above."""
        lines = (self.text.data or "").replace("\r\n", "\n")
        return f"id: {profile_id}\nversion: {version}\n{lines}"

    def refuse_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong, each with the line where it stands."""
        for problem in problems:
            said = gettext(problem.message) % problem.values
            line = problem.line - LINES_ABOVE
            where = gettext("Line %(line)s: %(problem)s", line=line, problem=said)
            self.text.errors = [*self.text.errors, where if line > 0 else said]


def as_fields(profile: Profile) -> dict[str, Any]:
    """Return a profile as what its form is filled in with."""
    told = rules.settings_of(profile)
    plain = {name: told[key] for key, name in FIELDS.items() if key in told}
    return {
        **{name: list(one) if isinstance(one, tuple) else one for name, one in plain.items()},
        "source_as_of": profile.source_as_of,
        "effective": profile.effective,
        "curriculum_required": profile.curriculum_required,
        "outcome_kinds": ", ".join(sorted(profile.outcome_kinds or ())),
        "multi": [name for name, adding in profile.dimensions if adding is Adding.MULTI],
    }


class CompareForm(PeriodForm):
    """Which profiles to count by beside each other; read from an address."""

    profile = some_of(_("Counting profiles"), {}, _("The others are compared with the first."))
    programme = SelectField(_("Programme"))

    def offer(
        self, profiles: Iterable[Profile], programmes: Iterable[Programme], *, whole: bool
    ) -> None:
        """Fill in what can be chosen; `whole` says whether the whole ledger may be counted."""
        self.profile.choices = [SelectChoice(one.id, gettext(one.title)) for one in profiles]
        self.programme.choices = [
            *([SelectChoice(WHOLE, _("All programmes"))] if whole else []),
            *(SelectChoice(one.id, one.title) for one in programmes),
        ]

    def validate_profile(self, field: SelectMultipleField) -> None:
        """Refuse fewer than two, and more than can be read side by side."""
        if not FEWEST <= len(field.data or ()) <= MOST:
            raise ValidationError(_("Choose two to six profiles."))


def changed_words(changed: Changed, titles: Mapping[str, str]) -> tuple[str, str, str]:
    """Return a setting that changed in words: what it is called, before and after.

    titles   of the awards that the reader may know
    """
    key, name = changed.key, changed.key.partition(".")[2]
    if key.startswith("dimensions."):
        known: Mapping[Any, Any] = words.ADDING_NAMES
        label = DIMENSION_NAMES.get(name, name)
    else:
        field = getattr(ProfileForm, FIELDS[key])
        label = field.args[0]
        known = {one.value: one.label for one in field.kwargs.get("choices", ())}
    known = {**known, **titles, **YES_OR_NO}
    before, after = (in_words(one, known) for one in (changed.before, changed.after))
    return str(label), before, after


def in_words(value: rules.Value, known: Mapping[Any, Any]) -> str:
    """Return a value of a setting in words, as far as there are any."""
    several = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(known.get(one, one)) for one in several)
