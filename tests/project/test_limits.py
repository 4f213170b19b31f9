"""What a form takes is what the database keeps: the limits of both are the same."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from wtforms import StringField
from wtforms.validators import Length

import training
from training.database import Model
from training.forms import Form, UidField

# What is typed into these fields is kept, or looked for, in that column.
KEPT = {
    "RevisionForm.change": "profile_version.change",
    "ProfileForm.change": "profile_version.change",
    "CopyForm.change": "profile_version.change",
    "CopyForm.profile_id": "profile_version.profile_id",
    "ProfileTextForm.change": "profile_version.change",
    "ProfileTextForm.text": "profile_version.text",
    "display_name": "person.display_name",
    "email": "account.email",
    "AddressForm.email": "address_claim.email",
    "NewPasskeyForm.name": "passkey.name",
    "OrganisationForm.name": "organisation.name",
    "OrganisationForm.country": "organisation.country",
    "AwardForm.title": "award.title",
    "AwardForm.donor": "award.donor",
    "ProgrammeForm.title": "programme.title",
    "NewWorkshopForm.title": "workshop.title",
    "WorkshopForm.title": "workshop.title",
    "RepeatForm.title": "workshop.title",
    "FeedbackForm.comment": "feedback.comment",
    "SignInForm.name": "account.email",
    "MemberForm.name": "account.email",
    "DecideForm.one": "identity_suggestion.one_id",
    "DecideForm.other": "identity_suggestion.other_id",
    "UndoForm.link": "ledger_line.id",
    "SourceForm.source": "calendar_date.source",
    "SourceForm.address": "calendar_date.address",
    "DateForm.source": "calendar_date.source",
    "DateForm.address": "calendar_date.address",
    "StateDateForm.source": "calendar_date.source",
    "StateDateForm.address": "calendar_date.address",
    "PlaceForm.source": "calendar_place.source",
    "PlaceForm.address": "calendar_place.address",
    "RuleForm.source": "calendar_rule.source",
    "ChangeForm.note": "target.note",
    "ChangeForm.source": "target.source",
    "TargetForm.note": "target.note",
    "TargetForm.source": "target.source",
    "TotalForm.title": "past_total.title",
    "TotalForm.source": "past_total.source",
}
# What is said of a sheet is kept sealed as a whole, until the sheet has come in.
SEALED_AS_A_WHOLE = {"SheetForm.title", "SheetForm.day"}
# Nothing of these is kept as it was typed; each still has a limit.
NOT_KEPT = {"passphrase", "current", "code", "card", "answer", "own"}
# These become settings in the text of a profile, which has a limit as a whole.
SETTINGS = {"title", "source", "minimum", "lateness", "outcome_kinds"}
IN_A_TEXT = {f"{form}.{name}" for form in ("ProfileForm", "CopyForm") for name in SETTINGS}
# These only say what a page was about when it was made, or what a printed figure says.
ASKED = {f"{form}.builds_on" for form in ("RevisionForm", "ProfileForm", "CopyForm")}
ASKED |= {
    "ProfileTextForm.builds_on",
    "CorrectionForm.seen",
    "VerifyForm.number",
    "VerifyForm.hash",
    "CertificateForm.name",
    "CheckForm.number",
}
# Their limit is that of the exercise, and given when the form is made; or they are looked up.
ELSEWHERE = {
    "OutcomeForm.symbol",
    "OutcomeForm.evidence",
    "RuleForm.based_on",
}  # in a fact, or none
ELSEWHERE |= {"DraftForm.text", "DraftForm.spoken", "FeedbackForm.rubric"}


def below(kind: type[Form]) -> Iterator[type[Form]]:
    """Every form that is built on another and stands in a module; some are made for one page."""
    for one in kind.__subclasses__():
        if getattr(sys.modules[one.__module__], one.__name__, None) is one:
            yield one
        yield from below(one)


@pytest.fixture(scope="module")
def limits(app: Flask) -> dict[str, int]:
    """The longest text that each field of each form takes; 0 where any is taken."""
    for module in pkgutil.walk_packages(training.__path__, "training."):
        if "forms" in module.name.split("."):
            importlib.import_module(module.name)
    with app.test_request_context():
        return {
            f"{kind.__name__}.{field.name}": most(field)
            for kind in below(Form)
            for field in kind()
            if isinstance(field, StringField) and field.name != "csrf_token"
            if not isinstance(field, UidField)
        }


def most(field: Any) -> int:
    """The longest text that a field takes; 0 where any is taken."""
    return max((one.max for one in field.validators if isinstance(one, Length)), default=0)


def column_limit(place: str) -> int:
    """The longest text that a column keeps, sealed or not."""
    table, _, name = place.partition(".")
    kind = Model.metadata.tables[table].columns[name].type
    return int(getattr(kind, "most", 0) or kind.length)


def kept_in(field: str) -> str:
    """The column that a field is kept in, if any."""
    return KEPT.get(field, KEPT.get(field.partition(".")[2], ""))


def test_a_field_takes_exactly_what_its_column_keeps(limits: dict[str, int]) -> None:
    kept = {field: (limit, kept_in(field)) for field, limit in limits.items() if kept_in(field)}
    assert {
        field: (limit, place)
        for field, (limit, place) in kept.items()
        if limit != column_limit(place)
    } == {}
    assert set(map(kept_in, kept)) == set(KEPT.values())


def test_every_other_field_has_a_limit_too(limits: dict[str, int]) -> None:
    others = {field: limit for field, limit in limits.items() if not kept_in(field)}
    unknown = {one for one in others if one.partition(".")[2] not in NOT_KEPT}
    unknown -= ELSEWHERE | SEALED_AS_A_WHOLE | IN_A_TEXT | ASKED
    assert unknown == set()
    assert {field for field, limit in others.items() if not limit} <= ELSEWHERE
