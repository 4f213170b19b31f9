"""A platform where everything is there once, and somebody of each kind tries its doors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.builders import MARCH, new_circle, short_course
from tests.database import Database
from tests.integration.learning.conftest import do
from tests.integration.visitor import Visitor
from training.access import Role
from training.accounts.models import Account, Passkey, SignIn
from training.catalogue.actions import publish
from training.catalogue.models import Programme, ProgrammeMember
from training.circles.models import Circle
from training.database import db, new_uid
from training.intake.models import PastTotal, Upload
from training.learning.models import Attempt, Draft
from training.participation.models import LedgerLine
from training.reports.models import Target
from training.reviews.models import CalendarDate
from training.workshops.models import AgendaItem, Meeting, Workshop

LATER = MARCH.replace(year=2097)
TITLE = "Canary workshop"
COURSE = "A short course"
PROGRAMME, ANOTHER = new_uid(), new_uid()
# Amal owns what a trainee has, Farida what a facilitator has; the organiser and the reporter were
# named for the programme of Farida's workshop. The others have nothing to do with any of it.
PEOPLE: Mapping[str, tuple[Role, ...]] = {
    "amal": (),
    "other": (),
    "farida": (Role.FACILITATOR,),
    "colleague": (Role.FACILITATOR,),
    "organiser": (Role.ORGANISER,),
    "elsewhere": (Role.ORGANISER,),
    "reporter": (Role.REPORTER,),
    "staff": (Role.STAFF,),
    "author": (Role.AUTHOR,),
    "administrator": (Role.ADMINISTRATOR,),
}
NAMED = (
    ("organiser", PROGRAMME, Role.ORGANISER),
    ("elsewhere", ANOTHER, Role.ORGANISER),
    ("reporter", PROGRAMME, Role.REPORTER),
)
EVERYBODY = ("stranger", *PEOPLE)
FAILING = (
    ("GET", "/nothing"),
    ("DELETE", "/about"),
    ("GET", "/static/nothing.css?v=1"),
    ("GET", "/static/../config.py"),
    ("GET", "/courses/nothing/media/1/x.svg"),
    ("GET", "/%00"),
    ("POST", "/language"),
    ("GET", "/accounts/"),
    ("GET", "//evil.example/x"),
)
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@dataclass
class World:
    """The people with their browsers, and what stands in addresses."""

    app: Flask
    people: dict[str, Visitor]
    ids: dict[str, str]

    def __post_init__(self) -> None:
        self.tokens = {who: one.open("/").token for who, one in self.people.items()}
        self.cookies = {who: dict(one.client._cookies) for who, one in self.people.items()}

    def address(self, rule: Rule) -> str:
        """The address of a rule that leads to what is there."""
        values = {name: self.ids.get(name, "1") for name in rule.arguments}
        numbers = {name: int(value) for name, value in values.items() if value.isdigit()}
        return self.app.url_map.bind("localhost").build(rule.endpoint, {**values, **numbers})

    def tries(self, who: str, method: str, address: str, **content: Any) -> TestResponse:
        """Somebody's answer, as if they had just signed in."""
        client = self.people[who].client
        client._cookies = dict(self.cookies[who])
        token = {"X-CSRFToken": self.tokens[who]}
        return client.open(address, method=method, headers=token, **content)


def methods_of(rule: Rule) -> list[str]:
    """The methods of a rule that a view answers."""
    return sorted((rule.methods or set()) & METHODS)


def answers(
    world: World, *methods: str, people: Sequence[str] = EVERYBODY
) -> Iterator[tuple[str, TestResponse]]:
    """Every address, asked by everybody; what ends a sign-in is asked last."""
    rules = sorted(
        world.app.url_map.iter_rules(), key=lambda rule: ("GET" not in rule.methods, str(rule))
    )
    for rule in rules:
        for method in sorted({*methods_of(rule), "OPTIONS"} & set(methods)):
            for who in people:
                with world.tries(who, method, world.address(rule)) as answer:
                    yield f"{method} {rule.rule} as {who}", answer


@dataclass(frozen=True)
class Answered:
    """What somebody got from an address, as far as tests ask about it."""

    what: str
    path: str
    headers: Headers
    html: str
    file: str


Survey = tuple[Answered, ...]
SURVEYS: dict[str, Survey] = {}


@pytest.fixture
def survey(request: pytest.FixtureRequest, database: Database) -> Survey:
    """What everybody gets from every address by every method: asked once for all tests."""
    if database.url not in SURVEYS:
        world = request.getfixturevalue("world")
        every = answers(world, "OPTIONS", *METHODS)
        SURVEYS[database.url] = tuple(
            Answered(what, one.request.path, one.headers, page_of(one), file_of(one))
            for what, one in every
        )
    return SURVEYS[database.url]


def page_of(answer: TestResponse) -> str:
    """The page in an answer; empty where it is none."""
    html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    return html if "<main" in html else ""


def file_of(answer: TestResponse) -> str:
    """The content of an answer that is no page and no picture; empty where it is none."""
    said = answer.mimetype.startswith(("image/", "video/", "font/")) or answer.status_code != 200
    return "" if said or answer.mimetype == "text/html" else answer.get_data(as_text=True)


def failures(app: Flask) -> Iterator[tuple[str, TestResponse]]:
    """Answers that no view gives."""
    client = app.test_client()
    for method, path in FAILING:
        with client.open(path, method=method) as answer:
            yield f"{method} {path}", answer


@pytest.fixture
def world(
    app: Flask,
    tmp_path: Path,
    new_visitor: Callable[..., Visitor],
    member: Callable[..., Visitor],
    stored: Callable[..., list[Any]],
    keep: Callable[..., None],
) -> World:
    """Everything there once."""
    with app.app_context():
        publish(short_course(tmp_path / "short"))
        db.session.commit()
    made = {who: member(*roles, name=f"Canary {who}") for who, roles in PEOPLE.items()}
    people = {"stranger": new_visitor(), **made}
    learn(people["amal"])
    plan(people["farida"])
    people["amal"].open("/join").submit(code=stored(select(Workshop.join_code))[0])
    keep(new_circle(stored(select(Workshop.id))[0], LATER, LATER + timedelta(days=1)))
    count(people["staff"])
    accounts = {who: account_of(one, stored) for who, one in made.items()}
    keep(passkey(accounts["amal"]), programme(PROGRAMME), programme(ANOTHER))
    keep(
        *(
            ProgrammeMember(programme_id=at, account_id=accounts[who], role=role)
            for who, at, role in NAMED
        )
    )
    belong(app)
    look_ahead(people["staff"])
    bring(people["staff"])
    aim(people["staff"])
    return World(app, people, ids(stored, people["amal"]))


def belong(app: Flask) -> None:
    """Let Farida's workshop go with the course, and belong to the programme."""
    with app.app_context():
        db.session.execute(update(Workshop).values(course_id="short", programme_id=PROGRAMME))
        db.session.commit()


def programme(programme_id: str) -> Programme:
    """A programme."""
    return Programme(id=programme_id, title="Canary programme", zone="UTC", created_at=MARCH)


def account_of(visitor: Visitor, stored: Callable[..., list[Any]]) -> str:
    """The account of somebody who is signed in."""
    return str(stored(select(Account.id).where(Account.person_id == visitor.person_id))[0])


def passkey(account_id: str) -> Passkey:
    """Somebody's passkey."""
    about = {"credential_id": "canary", "public_key": b"-", "sign_count": 0, "created_at": MARCH}
    return Passkey(id=new_uid(), account_id=account_id, name="Canary phone", **about)


def learn(trainee: Visitor) -> None:
    """Let somebody take the short course up to its rewrite."""
    trainee.open("/courses/short").submit(language="en")
    do(trainee, "first", "film", "check", "vague")


def plan(facilitator: Visitor) -> None:
    """Plan a workshop with a meeting and an agenda."""
    about = {"title": TITLE, "zone": "Europe/Paris", "day": "2027-05-10", "begins": "09:30"}
    facilitator.open("/workshops/new").submit(**about)
    facilitator.open(f"{facilitator.path}/agenda").submit(own="10 Canary welcome")


def count(staff: Visitor) -> None:
    """Issue a count."""
    period = {"from": "2025-01-01", "to": "2025-12-31"}
    staff.open("/participation/counts", profile="default", audience="internal", **period)
    staff.submit("/issue")


def bring(staff: Visitor) -> None:
    """Send a sheet that does not come in yet, and a past total."""
    sheet = ("Name,Event,Date\nNobody,Canary event,2025-03-03\n", "sheet.csv")
    staff.open("/intake").submit(file=sheet, programme=PROGRAMME)
    about = {"title": "Canary briefing", "first_day": "2023-05-08", "last_day": "2023-05-08"}
    staff.open("/intake/totals").submit(**about, people="15", source="Report", programme=PROGRAMME)


def aim(staff: Visitor) -> None:
    """Set a target for the programme."""
    about = {"begins": "2027-01-01", "ends": "2027-12-31", "number": "40", "source": "Canary plan"}
    staff.open("/reports/targets").submit(**about, indicator="default", programme=PROGRAMME)


def look_ahead(staff: Visitor) -> None:
    """Enter a date of a review, and record an outcome."""
    about = {"first_day": "2027-04-01", "source": "Canary letter", "as_of": "2026-11-01"}
    staff.open("/calendar/BH").submit("/dates", step="submission", **about)
    staff.open("/outcomes/new").press(
        "Record it", kind="meeting", date="2026-01-05", programme=PROGRAMME
    )


def ids(stored: Callable[..., list[Any]], trainee: Visitor) -> dict[str, str]:
    """What fills the holes of addresses."""
    sign_ins = select(SignIn.id).where(SignIn.person_id == trainee.person_id)
    return {
        "account_id": account_of(trainee, stored),
        "activity_id": "vague",
        "attempt_id": stored(select(Attempt.id))[0],
        "circle_id": stored(select(Circle.id))[0],
        "country": "BH",
        "course_id": "short",
        "draft_id": stored(select(Draft.id))[0],
        "entry_id": stored(select(CalendarDate.id))[0],
        "filename": "css/main.css",
        "form": "csv",
        "label": "NOBODYS",
        "meeting_id": stored(select(Meeting.id))[0],
        "name": "dot.svg",
        "number": "1",
        "outcome_id": stored(select(LedgerLine.id).where(LedgerLine.type == "outcome"))[0],
        "passkey_id": stored(select(Passkey.id))[0],
        "profile_name": "default",
        "programme_id": PROGRAMME,
        "sign_in_id": stored(sign_ins)[0],
        "step_id": stored(select(AgendaItem.id))[0],
        "target_id": stored(select(Target.id))[0],
        "token": "nobodys-token",
        "total_id": stored(select(PastTotal.id))[0],
        "upload_id": stored(select(Upload.id))[0],
        "version": "1.0.0",
        "workshop_id": stored(select(Workshop.id))[0],
    }
