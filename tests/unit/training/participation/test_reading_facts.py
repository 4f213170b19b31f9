import json

import pytest

from tests.unit.training.participation.ledger_words import at, meeting, person, went
from training.participation.rules import loose_ends, merged, read_lines, read_many, to_line

PERSON = '{"type":"person","id":"p1","category":"external","test":false}'


def messages(*lines: str | bytes) -> list[str]:
    return [str(problem) for problem in read_lines(lines, "facts.jsonl")[1]]


def test_a_fact_is_written_with_sorted_keys_in_utc_and_reads_back_the_same():
    line = to_line(went("p1", "m1", intervals=[[at("2025-03-03", offset="+01:00")] * 2]))
    assert line.startswith('{"id":"p1 in m1","intervals":[["2025-03-03T08:00:00Z",')
    assert [to_line(fact) for fact in read_lines([line])[0]] == [line]


def test_the_same_line_again_changes_nothing():
    facts, problems = read_lines([PERSON, PERSON])
    assert (len(facts), problems) == (1, ())
    assert read_lines([PERSON], known=merged(facts)) == ((), ())


def test_the_same_id_with_other_content_is_an_error_at_its_line():
    other = PERSON.replace("external", "staff")
    assert messages(PERSON, other)[0].startswith("facts.jsonl:2: error: line 1 has “p1” with other")
    known = merged(read_lines([PERSON])[0])
    assert read_lines([other], known=known)[1][0].line == 1


def test_a_time_said_in_another_zone_is_the_same_content():
    one = to_line(meeting("m1", "e", "2025-03-03T09:00:00+01:00"))
    other = one.replace("2025-03-03T08:00:00Z", "2025-03-03T10:00:00+02:00")
    assert messages(one, other) == []


def test_every_problem_of_every_line_is_found_and_nothing_of_a_bad_line_is_kept():
    facts, problems = read_lines(
        [
            PERSON,
            "",
            '{"type":"meeting","id":"m1","event":"e1","starts_at":"2025-03-03","minutes":0}',
            "{",
        ]
    )
    assert [fact.id for fact in facts] == ["p1"]
    assert [problem.line for problem in problems] == [3, 3, 4]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('{"id":"x"}', "the key “type” is missing"),
        ('{"type":"human","id":"x"}', "no fact of type “human”"),
        ('{"type":"person","id":"x"}', "the key “category” is missing"),
        (PERSON[:-1] + ',"nick":"J"}', "the key “nick” does not belong"),
        (PERSON[:-1] + ',"id":"p2"}', "has the key “id” twice"),
        (PERSON.replace("false", "0"), "“test” should be true or false"),
        (PERSON.replace("external", "outside"), "should be one of: external, staff"),
        (PERSON.replace('"p1"', '""'), "should be an id"),
        (PERSON.replace('"p1"', '"\\ud800"'), "cannot be kept"),
        (PERSON.replace('"p1"', "[" * 100_000), "nested too deeply"),
        (PERSON.replace('"p1"', "NaN"), "holds NaN"),
        (PERSON.replace('"p1"', "9" * 5_000), "number that is too long"),
        ("[]", "should be one JSON object"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_bad_line_is_refused_with_what_is_wrong(line, part):
    assert part in messages(line)[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("starts_at", "2025-03-03T09:00:00"),
        ("starts_at", "2025-02-30T09:00:00Z"),
        ("starts_at", "0001-01-01T00:00:00+14:00"),
        ("minutes", True),
        ("minutes", 1.5),
        ("minutes", 1e300),
    ],
)
def test_a_bad_value_of_a_meeting_is_refused(key, value):
    given = {"type": "meeting", "id": "m", "event": "e", "starts_at": at("2025-03-03")}
    assert f"“{key}” should be" in messages(json.dumps(given | {"minutes": 60} | {key: value}))[0]


def test_an_interval_that_ends_before_it_begins_is_refused():
    line = to_line(went("p", "m", intervals=[[at("2025-03-03"), at("2025-03-04")]]))
    swapped = line.replace("2025-03-03", "2025-03-05")
    assert "ends before it begins" in messages(swapped)[0]


def test_references_that_lead_nowhere_are_named():
    facts = merged([person("p1"), went("p1", "m9", supersedes="p1")])
    assert [(field, target) for _, field, target in loose_ends(facts)] == [
        ("meeting", "m9"),
        ("supersedes", "p1"),
    ]


def test_a_long_file_is_compared_with_the_ledger_some_lines_at_a_time():
    asked = []
    lines = [to_line(person(f"p{number:05}")) for number in range(5_001)]
    lines.append(to_line(person("p00000", category="staff")))

    def known(ids):
        asked.append(len(ids))
        return {"p00007": person("p00007")} if "p00007" in ids else {}

    facts, problems = read_many(lines, "long.jsonl", known)
    assert asked == [5_000, 2]
    assert len(facts) == 5_000
    assert [str(problem).partition(": ")[0] for problem in problems] == ["long.jsonl:5002"]
