"""What hostile words can do on the pages of feedback, and what a former facilitator still sees."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from tests.integration.feedback.conftest import VAGUE, Write, address_of, answer
from tests.integration.visitor import Visitor
from training.database import db
from training.workshops.models import Registration, Workshop

HOSTILE = '</p><script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}&lt;b'


def test_hostile_words_stay_words_in_drafts_comments_and_overlapping_notes(
    facilitator: Visitor, trainee: Visitor, workshop_id: str, write: Write
) -> None:
    draft_id = write(text=HOSTILE, in_workshop=workshop_id, person_id=trainee.person_id)
    notes = {"words-1": HOSTILE, "note-1": HOSTILE, "words-2": "<script>alert(1)", "note-2": "2"}
    notes |= {"words-3": 'onerror="alert(2)">{{', "note-3": "<svg onload=alert(3)>"}
    answer(facilitator, draft_id, comment=HOSTILE, **notes)
    pages = [facilitator.open(address_of(draft_id)).html, trainee.open(VAGUE).html]
    pages += [facilitator.open("/feedback?state=answered").html, trainee.open("/privacy/data").html]
    for html in pages:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<svg onload" not in html
        assert "49&lt;b" not in html
    assert "&lt;script&gt;alert(1)" in pages[0]


@pytest.mark.parametrize("path", ["/feedback/{id}", "/feedback?workshop={workshop}"])
def test_who_no_longer_leads_a_workshop_reads_nothing_of_it(
    facilitator: Visitor, member: Callable[..., Visitor], workshop_id, write, app, path
) -> None:
    draft_id = write(in_workshop=workshop_id)
    other = member(name="Selma")
    with app.app_context():
        db.session.execute(update(Workshop).values(facilitator_id=other.person_id))
        db.session.commit()
    facilitator.open(path.format(id=draft_id, workshop=workshop_id))
    assert "death in custody" not in facilitator.text
    assert facilitator.open(address_of(draft_id)).status == 404


def test_when_the_tie_to_a_workshop_ends_its_facilitator_reads_no_more(
    facilitator: Visitor, workshop_id: str, write: Write, app
) -> None:
    draft_id = write(in_workshop=workshop_id)
    assert facilitator.open(address_of(draft_id)).status == 200
    with app.app_context():
        db.session.execute(delete(Registration))
        db.session.commit()
    assert facilitator.open(address_of(draft_id)).status == 404
    assert facilitator.post(address_of(draft_id)).status == 404
