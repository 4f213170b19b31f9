"""Invented people and workshops, so that a newcomer finds something to join, to call and to count.

Everything has a fixed id and is made in one piece: set up twice, it is there once, as people left
it. Names, organisations and addresses are made up; example.org belongs to nobody.
"""

import secrets
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import click
from flask import current_app
from sqlalchemy import select

from courses import EventKind, RewriteActivity
from training import clock
from training.access import Role
from training.accounts import actions as accounts
from training.accounts.models import OrganisationKind
from training.accounts.queries import code_of_person
from training.accounts.rules import code_from
from training.catalogue import actions as catalogue
from training.catalogue.models import Award, Programme
from training.catalogue.queries import course_in, latest_version
from training.database import db
from training.learning import actions as learning
from training.learning.queries import course_of, enrolment_or_404
from training.learning.rules import derived_uid
from training.outcomes import actions as results
from training.outcomes import rules as outcomes
from training.participation import actions as participation
from training.participation import rules
from training.participation.models import LedgerLine
from training.workshops import actions as workshops
from training.workshops.actions import Newcomer, Sheet, WorkshopPlan
from training.workshops.models import Kind, Mark, Meeting, Mode, Workshop
from training.workshops.queries import live_activity, meetings_of
from training.workshops.rules import Step, moment_of, spelled

COURSE = "smart-recommendations"
ZONE = "Europe/Zurich"
MORNING = time(9, 30)
MINUTES = 120
WATCHED = "CH"
BEGAN = timedelta(minutes=20)
SEED_BYTES = 16
HELD = "Two mornings on recommendations"
RUNNING = "From vague to SMART in one morning"
ORGANISATIONS = ("Lantern Collective", "Belmora Legal Aid")


@dataclass(frozen=True)
class Colleague:
    """Somebody who works with the platform, and signs in with an address and a passphrase."""

    role: Role
    name: str

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.role.value}@example.org"


FACILITATOR = Colleague(Role.FACILITATOR, "Farida")
COLLEAGUES = (FACILITATOR, Colleague(Role.STAFF, "Stefan"), Colleague(Role.AUTHOR, "Aurora"))
PARTICIPANTS: Mapping[str, str] = {
    "River": "en",
    "Kofi": "en",
    "Luz": "es",
    "Ximena": "es",
    "Étoile": "fr",
    "Juliette": "fr",
    "نور": "ar",
    "سلمى": "ar",
    "Надежда": "ru",
    "Искра": "ru",
    "小雨": "zh",
    "晨光": "zh",
}
DRAFTS = {
    "River": "Promote the freedom of journalists as soon as possible.",
    "Étoile": "Abroger les articles 214 à 216 du Code pénal sur l’insulte d’ici au 30 juin 2028.",
    "نور": "مواصلة الجهود لتعزيز حرية الصحافة.",
}
SICK = "晨光"  # registered for last month, and did not come
PERHAPS_ONE = {"Amal": "en", "أمل": "ar"}  # two cards, half a workshop each: one human, probably


class RealPlatform(click.ClickException):
    """Invented people would get into the counts of a platform that is used."""

    def __init__(self) -> None:
        super().__init__(
            "This platform has workshops or facts of its own, and invented people would be"
            " counted with them. Use another DATA_DIR."
        )


def uid(*parts: str) -> str:
    """Return the fixed id of something in the demonstration."""
    return derived_uid("demonstration", *parts)


def set_up() -> str:
    """Set up the demonstration if it is not there; return what a newcomer needs to know.

    Raises RealPlatform, and Refused where one of the addresses is taken.
    """
    passphrases: Mapping[str, str] = {}
    if db.session.get(Programme, uid("programme")) is None:
        refuse_real_platform()
        passphrases = colleagues()
        held, running = programme()
        hold_last_month(held)
        begin_now(running)
        for name, text in DRAFTS.items():
            write_draft(name, text)
        speak_up()
        db.session.flush()
    return welcome(passphrases)


def refuse_real_platform() -> None:
    """Raise RealPlatform where anything is there that a count could find."""
    if any(db.session.scalar(select(one.id).limit(1)) for one in (Workshop, LedgerLine)):
        raise RealPlatform


def colleagues() -> Mapping[str, str]:
    """Open the accounts; return the passphrase of each address, which is kept nowhere."""
    passphrases = {}
    for one in COLLEAGUES:
        passphrase = code_from(secrets.token_bytes(SEED_BYTES)).lower()
        account = accounts.register(uid(one.name), one.name, "en", passphrase, one.email)
        db.session.flush()
        accounts.grant(account, one.role)
        passphrases[one.email] = passphrase
    return passphrases


def programme() -> tuple[Workshop, Workshop]:
    """Set up a programme, its award, two organisations and two workshops, last month's first."""
    now = clock.now()
    year = last_month().year
    frame = catalogue.add_programme(uid("programme"), "Heard at the review (invented)", ZONE)
    award = catalogue.add_award(
        uid("award"),
        frame,
        "Learning to be heard",
        "An invented foundation",
        (date(year, 1, 1), date(now.year + 1, 12, 31)),
    )
    for name in ORGANISATIONS:
        accounts.add_organisation(uid(name), name, OrganisationKind.CSO, "")
    catalogue.name_member(frame, FACILITATOR.email, Role.FACILITATOR)
    db.session.flush()
    morning = moment_of(datetime.combine(last_month(), MORNING), ZONE)
    just_now = now.replace(second=0, microsecond=0) - BEGAN
    return (
        workshop(HELD, award, morning),
        workshop(RUNNING, award, just_now),
    )


def last_month() -> date:
    """Return a day in the middle of the month before this one."""
    return (clock.now().date().replace(day=1) - timedelta(days=1)).replace(day=14)


def workshop(title: str, award: Award, starts_at: datetime) -> Workshop:
    """Plan a workshop on the bundled course, with a first meeting and an agenda."""
    course = course_in(COURSE, latest_version(COURSE), "en")
    plan = WorkshopPlan(
        title=title,
        kind=Kind.TRAINING,
        mode=Mode.IN_PERSON,
        zone=ZONE,
        share=1.0,
        programme_id=award.programme_id,
        award_ids=(award.id,),
        course_id=COURSE,
        activity_id=live_activity(course),
    )
    planned = workshops.plan_workshop(uid(title), plan, uid(FACILITATOR.name), (starts_at, MINUTES))
    activities = course.modules[0].activities
    steps = (Step(one.id, one.title, one.minutes) for one in activities)
    workshops.set_agenda(planned, (Step(None, "Welcome", 10), *steps))
    return planned


def hold_last_month(held: Workshop) -> None:
    """Let a workshop be over: a second morning, people, their marks, and a doubt about two."""
    first = meetings_of(held.id)[0]
    next_day = first.starts_at + timedelta(days=1)
    second = workshops.add_meeting(uid("second morning"), held, next_day, MINUTES)
    people = {**PARTICIPANTS, **PERHAPS_ONE}
    invite(held, people)
    workshops.register(held, uid(FACILITATOR.name))
    one, other = PERHAPS_ONE
    mark(first, {**dict.fromkeys([*people, FACILITATOR.name], Mark.PRESENT), other: Mark.ABSENT})
    mark(second, {**dict.fromkeys([*people, FACILITATOR.name], Mark.PRESENT), one: Mark.ABSENT})
    doubt(uid(one), uid(other), at=second.ends_at)


def begin_now(running: Workshop) -> None:
    """Let people be in a workshop whose roll nobody has called yet."""
    invite(running, PARTICIPANTS)


def write_draft(name: str, text: str) -> None:
    """Let somebody come as far as the first exercise and write a draft, which then waits."""
    taken = enrolment_or_404(uid(name), COURSE)
    for activity in course_of(taken).activities:
        if isinstance(activity, RewriteActivity):
            wording = learning.Wording(text)
            learning.send_draft(
                taken, activity.id, uid(name, activity.id), activity.rewrite, wording
            )
            return
        learning.record(taken, activity.id, EventKind.READ, uid(name, activity.id))


def invite(to: Workshop, people: Mapping[str, str]) -> None:
    """Let people come in by the join code; they belong to one organisation or the other."""
    since = last_month().replace(month=1, day=1)
    for number, (name, language) in enumerate(people.items()):
        workshops.come_in(to, Newcomer(uid(name), name, language), offered=uid(name))
        organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
        accounts.join_organisation(uid(name), uid(organisation), since)
    db.session.flush()


def mark(meeting: Meeting, marks: Mapping[str, Mark]) -> None:
    """Call the roll of a meeting; one person was ill."""
    sheet = {uid(name): mark for name, mark in marks.items()} | {uid(SICK): Mark.EXCUSED}
    workshops.take_roll(meeting, Sheet(uid("roll", meeting.id), sheet, {}), uid(FACILITATOR.name))


def doubt(one: str, other: str, at: datetime) -> None:
    """Record that two cards probably belong to the same human."""
    link = rules.IdentityLink(
        id=uid("doubt"),
        a=one,
        b=other,
        verdict=rules.Sameness.SAME,
        confidence=rules.Confidence.PROBABLE,
        by=uid(FACILITATOR.name),
        reason="The same name in two scripts, each present for one morning.",
        at=at.astimezone(UTC),
    )
    participation.import_lines([rules.to_line(link)], "demonstration")


def speak_up() -> None:
    """Record what the organisations did afterwards, and watch a country that is due."""
    first, second = map(uid, ORGANISATIONS)
    deeds = {
        outcomes.Kind.WRITTEN_SUBMISSION: {first: outcomes.OrganisationPart.LEAD},
        outcomes.Kind.JOINT_STATEMENT: {
            first: outcomes.OrganisationPart.LEAD,
            second: outcomes.OrganisationPart.CO_SIGNER,
        },
    }
    for kind, parts in deeds.items():
        deed = rules.Outcome(
            id=uid(kind),
            kind=kind.value,
            organisations=tuple(parts),
            roles=tuple(sorted((one, part.value) for one, part in parts.items())),
            date=last_month() + timedelta(days=7),
            evidence="An invented letter",
            programme=uid("programme"),
        )
        results.record_outcome(deed)
    results.watch(WATCHED, uid(FACILITATOR.name))


def welcome(passphrases: Mapping[str, str]) -> str:
    """Return the join code, the sign-ins, a card and a count, ready to be printed."""
    running = db.session.get_one(Workshop, uid(RUNNING))
    card_holder = next(iter(PARTICIPANTS))
    first = meetings_of(uid(HELD))[0].starts_at.date().replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return "\n".join(
        (
            "All of this is invented." if passphrases else "The demonstration is there already.",
            f"Join code of “{running.title}”: {spelled(running.join_code)}",
            f"  {address('workshops.join', code=running.join_code)}",
            f"Sign in at {address('accounts.sign_in')}",
            *(sign_in(one, passphrases.get(one.email)) for one in COLLEAGUES),
            f"  participant  card {code_of_person(uid(card_holder))}, no passphrase",
            f"Count people trained as staff at {address('participation.counts')}, or by",
            f"  training count --profile default --from {first} --to {last}",
        )
    )


def sign_in(who: Colleague, passphrase: str | None) -> str:
    """Return the line that says how one colleague signs in."""
    known = passphrase or "the passphrase that was printed the first time"
    return f"  {who.role.value:<12} {who.email}  {known}"


def address(endpoint: str, **values: str) -> str:
    """Return the full address of a page."""
    place = current_app.config["PUBLIC_URL"] or f"http://{current_app.config['BIND']}"
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return f"{place}{path}"
