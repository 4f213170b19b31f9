"""Makers of what tests need before they begin."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from courses import EventKind
from training.accounts.models import Person
from training.accounts.queries import fingerprint
from training.accounts.rules import card_code
from training.circles.models import Circle
from training.database import new_uid
from training.identities.actions import note_all
from training.identities.rules import Contact
from training.learning.models import Draft, Enrolment, LearningEvent
from training.workshops.models import (
    Kind,
    Mark,
    Meeting,
    Mode,
    Part,
    Participation,
    Registration,
    Source,
    Workshop,
)

# learning

SHORT_COURSE = {
    "course.yaml": """
        format: 1
        id: short
        version: {version}
        language: en
        languages: [en, fr]
        title: A short course
        summary: One of each.
        completion: [first, film, check, vague]
        modules:
          - id: only
            folder: 1-only
            title: The only module
            activities: [first.md, film.yaml, check.yaml, vague.yaml, meeting.yaml]
        """,
    "1-only/first.md": "# First things\n\nRead *this*.\n\n![A dot](media/dot.svg)\n",
    "1-only/first.fr.md": "# Pour commencer\n\nLisez *ceci*.\n",
    "1-only/film.yaml": """
        type: video
        title: The film
        sources: [media/film.webm]
        captions: media/film.vtt
        seconds: 60
        transcript: film.transcript.md
        """,
    "1-only/film.transcript.md": "What the film says.\n",
    "1-only/check.yaml": """
        type: quiz
        title: The quiz
        pass_mark: 0.9
        questions:
          - id: one
            type: choice
            prompt: Which one?
            options:
              - {{id: a, text: This, right: yes, feedback: Well chosen.}}
              - {{id: b, text: That, feedback: Look once more.}}
          - id: some
            type: choices
            prompt: Which ones?
            options:
              - {{id: a, text: A, right: yes}}
              - {{id: b, text: B, right: yes}}
              - {{id: c, text: C}}
          - {{id: truth, type: true_false, prompt: Is it so?, right: no, feedback: It is not so.}}
          - id: pairs
            type: matching
            prompt: What belongs together?
            pairs:
              - {{id: x, left: Left X, right: Right X}}
              - {{id: y, left: Left Y, right: Right Y}}
            distractors: [{{id: z, right: Right Z}}]
          - id: order
            type: ordering
            prompt: In which order?
            items: [{{id: i, text: One}}, {{id: j, text: Two}}, {{id: k, text: Three}}]
          - {{id: size, type: number, prompt: How much?, right: 2.5, unit: years}}
          - {{id: word, type: words, prompt: Which word?, accept: [mid-term]}}
        """,
    "1-only/vague.yaml": """
        type: rewrite
        title: The rewrite
        original: Improve prisons.
        evidence: In 2025, **41 people** died in prisons of Arvania.
        questions: [Which law?]
        example: Publish every death in custody by 31 December 2028.
        max_length: 200
        """,
    "1-only/meeting.yaml": """
        type: live
        title: The meeting
        introduction: Come together.
        minutes: 60
        """,
    "media/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    "media/film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
    "media/film.webm": "not a film, but a hundred bytes that can be sent in parts" + "." * 43,
}
RIGHT_ANSWERS = {
    "q-one": "a",
    "q-some": ["a", "b"],
    "q-truth": "false",
    "q-pairs-x": "x",
    "q-pairs-y": "y",
    "q-order-i": "1",
    "q-order-j": "2",
    "q-order-k": "3",
    "q-size": "2,5",
    "q-word": "Mid-term",
}


def short_course(folder: Path, version: str = "1.0.0") -> Path:
    """Write a course with one activity of each kind and one question of each type."""
    for name, text in SHORT_COURSE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = text.strip("\n").split("\n") if name.endswith(".yaml") else [text]
        written = "\n".join(line.removeprefix(" " * 8) for line in lines)
        path.write_text(written.format(version=version) if name.endswith(".yaml") else written)
    return folder


# workshops

MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)


def new_person(name: str) -> Person:
    """Somebody without a card or an account."""
    return Person(id=new_uid(), display_name=name, language="en", created_at=MARCH)


def new_workshop(facilitator_id: str, **about: Any) -> Workshop:
    """A training in a room in Paris, 80 per cent of whose meetings are to be attended."""
    usual = {
        "id": new_uid(),
        "title": "Two days in Belmora",
        "kind": Kind.TRAINING,
        "mode": Mode.IN_PERSON,
        "zone": "Europe/Paris",
        "share": 0.8,
        "join_code": "K7M4QX",
        "created_at": MARCH,
    }
    return Workshop(facilitator_id=facilitator_id, **{**usual, **about})


def new_meeting(workshop_id: str, starts_at: datetime = MARCH, **about: Any) -> Meeting:
    """A meeting of 90 minutes; usually it has just begun."""
    about = {"id": new_uid(), "minutes": 90, **about}
    return Meeting(workshop_id=workshop_id, starts_at=starts_at, **about)


def registered(workshop_id: str, person_id: str) -> Registration:
    """Somebody on the roster of a workshop."""
    return Registration(
        workshop_id=workshop_id, person_id=person_id, part=Part.TRAINEE, registered_at=MARCH
    )


def present(person_id: str, meeting_id: str) -> Participation:
    """Somebody whom the roll of a meeting says to have been there."""
    return Participation(
        id=new_uid(),
        person_id=person_id,
        meeting_id=meeting_id,
        part=Part.TRAINEE,
        mode=Mode.IN_PERSON,
        mark=Mark.PRESENT,
        source=Source.ROLL_CALL,
        recorded_by="x",
        recorded_at=MARCH,
    )


def full_room(
    facilitator_id: str, number: int, starts_at: datetime = MARCH, **about: Any
) -> Iterator[list[Any]]:
    """Rows of a workshop with one meeting and so many people in it, in the order to keep them."""
    workshop = new_workshop(facilitator_id, **about)
    meeting = new_meeting(workshop.id, starts_at)
    people = [new_person(f"Person {place}") for place in range(number)]
    came = [registered(workshop.id, one.id) for one in people]
    came += [present(one.id, meeting.id) for one in people]
    yield [workshop]
    yield [meeting, *people]
    yield came


# feedback

MARKS = {"mark-S": "2", "mark-M": "1", "mark-A": "2", "mark-R": "1", "mark-T": "0"}


def new_enrolment(person_id: str, course_id: str = "short") -> Enrolment:
    """Somebody takes the short course in English."""
    return Enrolment(
        id=new_uid(),
        person_id=person_id,
        course_id=course_id,
        version="1.0.0",
        language="en",
        enrolled_at=MARCH,
    )


def before_the_rewrite(enrolment_id: str) -> tuple[LearningEvent, ...]:
    """Somebody did all that comes before the short course's rewrite, and passed the quiz."""
    kinds = {"first": EventKind.READ, "film": EventKind.WATCHED, "check": EventKind.ANSWERED}
    return tuple(
        LearningEvent(
            id=new_uid(),
            enrolment_id=enrolment_id,
            activity_id=activity_id,
            kind=kind,
            at=MARCH,
            share=1.0,
            passed=True,
        )
        for activity_id, kind in kinds.items()
    )


def new_draft(enrolment_id: str, text: str, sent_at: datetime = MARCH, **about: Any) -> Draft:
    """A wording of the short course's rewrite, on which the coach found nothing."""
    usual = {"id": new_uid(), "activity_id": "vague", "course_version": "1.0.0", "language": "en"}
    return Draft(
        enrolment_id=enrolment_id,
        text=text,
        sent_at=sent_at,
        findings=[],
        category={},
        **{**usual, **about},
    )


# circles


def new_circle(workshop_id: str, drafts_until: datetime, feedback_until: datetime) -> Circle:
    """A circle on the rewrite of the short course, in which each reads two drafts."""
    return Circle(
        id=new_uid(),
        workshop_id=workshop_id,
        course_id="short",
        activity_id="vague",
        wanted=2,
        seed=new_uid(),
        drafts_until=drafts_until,
        feedback_until=feedback_until,
        opened_at=MARCH,
    )


# identities


def note_hints(
    person_id: str, *, name: str = "", email: str = "", phone: str = "", card: str = ""
) -> int:
    """Note what one record can be compared by; `card` is a code as it was typed."""
    code = card_code(card) if card else None
    known = (fingerprint(code),) if code else ()
    return note_all({person_id: Contact(name, email, phone, known)})
