"""The desk of those who report: figures with their making, targets, pictures, and who sees what."""

import json

import pytest


def lines(came):
    """Trainings of an hour: `came` says on which day how many took part, each by a new number."""
    event = {"type": "event", "kind": "training", "mode": "in_person", "zone": "UTC"}
    for day, people in came.items():
        yield {**event, "id": f"e {day}"}
        start = f"{day}T09:00:00Z"
        meeting = {"type": "meeting", "event": f"e {day}", "starts_at": start, "minutes": 60}
        yield {**meeting, "id": f"m {day}"}
        for who in people:
            yield {"type": "person", "id": f"p{who}", "category": "external"}
            yield {
                "type": "participation",
                "id": f"p{who} {day}",
                "person": f"p{who}",
                "meeting": f"m {day}",
                "role": "trainee",
                "mode": "in_person",
                "mark": "present",
                "recorded_at": start,
            }


@pytest.fixture
def took_part(run, tmp_path):
    """Import a ledger: `took_part({"2027-01-10": range(20)})`."""

    def make(came):
        file = tmp_path / "ledger.jsonl"
        file.write_text("\n".join(map(json.dumps, lines(came))))
        done = run("ledger", "import", str(file))
        assert done.exit_code == 0, done.stderr

    return make


def test_an_empty_desk_says_what_to_do(staff, clock):
    staff.open("/reports")
    assert "Nobody is counted yet." in staff.text


def test_the_desk_begins_with_the_figure_and_how_it_was_made(staff, took_part, clock):
    took_part({"2026-02-10": range(3), "2026-08-10": range(3, 5), "2027-01-10": range(4)})
    staff.open("/reports")
    assert "4 people trained from Jan 1, 2027 to Dec 31, 2027" in staff.text
    assert "As of Mar 1, 2027" in staff.text
    assert "By the same day a year before: 3." in staff.text
    assert "In the whole of 2026: 5." in staff.text
