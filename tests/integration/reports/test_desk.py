"""The desk of those who report: figures with their making, targets, pictures, and who sees what."""

import re

import pytest

from training.access import Role

PATHS = re.compile(r'<path d="[^"]*"/>')


def says(number, html):
    """Tell whether a figure stands anywhere after the headline begins, in words or pictures."""
    return re.search(rf"(?<![\d.]){number}(?![\d.%])", PATHS.sub("", html.partition("<h1")[2]))


def test_an_empty_desk_says_what_to_do(staff, clock):
    staff.open("/reports")
    assert "Nobody is counted yet" in staff.text


def test_the_desk_begins_with_the_figure_and_how_it_was_made(staff, took_part, clock):
    took_part({"2026-02-10": range(3), "2026-08-10": range(3, 5), "2027-01-10": range(4)})
    staff.open("/reports")
    assert "4 people trained from Jan 1, 2027 to Dec 31, 2027" in staff.text
    assert "as of Mar 1, 2027" in staff.text
    assert "By the same day a year before: 3." in staff.text
    assert "In the whole of 2026: 5." in staff.text


def test_open_identities_and_uncounted_quarters_are_what_to_do_next(staff, took_part, clock):
    took_part({"2027-01-10": range(4)})
    staff.open("/reports")
    assert "Issue a count of the last quarter" in staff.text
    assert "Set a target" in staff.text


def test_what_waits_for_somebody_is_said_until_it_is_done(staff, member, took_part, run, clock):
    took_part({"2026-11-10": range(20)})
    quarter = ("--profile", "default", "--from", "2026-10-01", "--to", "2026-12-31")
    staff.open("/reports")
    staff.follow(
        "Issue a count of the last quarter (Oct 1, 2026 – Dec 31, 2026): there is none yet"
    )
    assert "20 people trained from Oct 1, 2026 to Dec 31, 2026" in staff.text
    assert run("tally", "issue", *quarter).exit_code == 0
    staff.open("/reports")
    assert "Issue a count of the last quarter" not in staff.text
    staff.follow("1 issued count waits for a second person")
    staff.open("/participation/tallies/1").press("Sign off")
    assert "waits for a second person" not in staff.open("/reports").text


def test_every_picture_has_its_table_and_its_words(staff, took_part, clock):
    took_part({"2026-02-10": range(3), "2027-01-10": range(2, 6)})
    staff.open("/reports", by="language")
    assert "2026: 3; 2027: 4" in staff.html
    assert (
        '<th scope="row">2027</th><td class="number">1</td><td class="number">3</td>' in staff.html
    )
    assert "Jan: 4; Feb: 4; Mar: 4" in staff.html
    assert "Not stated" in staff.text


def test_months_are_named_in_the_language_of_each_reader(member, took_part, clock):
    took_part({"2027-01-10": range(4)})
    for language, month in (("zh", "2月"), ("fr", "févr."), ("ar", "فبراير"), ("ru", "февр.")):
        reader = member(Role.STAFF, name="Sergei", language=language)
        assert f"{month}: 4" in reader.open("/reports").html, language


def test_quarters_take_the_place_of_months(staff, took_part, clock):
    took_part({"2026-02-10": range(3), "2026-08-10": range(3, 5)})
    staff.open("/reports", year="2026", step="quarter")
    assert "Q1: 3; Q2: 3; Q3: 5; Q4: 5" in staff.html


def test_the_desk_asks_as_much_for_forty_people_as_for_four(staff, took_part, clock, queries):
    seen = []
    for number in (4, 40):
        took_part({"2027-01-10": range(number)})
        with queries() as asked:
            staff.open("/reports", by="language")
        seen.append(asked.count)
    assert "40 people trained" in staff.text
    assert len(set(seen)) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"year": "1"},
        {"year": "x"},
        {"profile": "none"},
        {"programme": "none"},
        {"by": "x"},
        {"step": "x"},
        {"audience": "x"},
    ],
)
def test_what_is_not_offered_is_not_there(staff, query):
    assert staff.open("/reports", **query).status == 404


def test_the_donor_sees_rounded_figures_and_the_public_totals_only(staff, took_part, clock):
    took_part({"2026-02-10": range(12), "2027-01-10": range(33)})
    donor = staff.open("/reports", audience="donor").html
    assert "35 people trained" in donor
    assert not says("33", donor)
    public = staff.open("/reports", audience="public").html
    assert says("33", public)
    assert "Jan: " not in public
    assert "planned minutes" not in public
    assert "By the same day a year before" not in public


def test_a_small_figure_is_nowhere_on_the_page_of_the_public(staff, took_part, clock):
    took_part({"2026-02-10": range(7), "2027-01-10": range(7)})
    staff.open("/reports", audience="public")
    assert "This number is not shown, to protect participants." in staff.text
    assert not says("7", staff.html)


def test_trainees_and_strangers_have_no_desk(trainee, visitor):
    assert trainee.open("/reports").status == 403
    assert visitor.open("/reports").path == "/sign-in"


@pytest.mark.settings(LONG_COUNT_SECONDS=0)
def test_what_takes_long_is_kept_until_somebody_counts_again(staff, took_part, clock):
    took_part({"2027-01-10": range(4)})
    staff.open("/reports")
    assert "4 people trained" in staff.text
    assert "planned minutes" in staff.text
    took_part({"2027-01-11": range(4, 6)})
    clock.advance(hours=1)
    staff.open("/reports")
    assert "4 people trained" in staff.text
    assert "The ledger has changed since." in staff.text
    assert "Jan: 4; Feb: 4; Mar: 4" in staff.html
    assert "planned minutes" not in staff.text
    staff.follow("Count again")
    assert "6 people trained" in staff.text
    assert "The ledger has changed since." not in staff.text
    assert "planned minutes" in staff.text
    assert "6 people trained" in staff.open("/reports").text


def test_what_came_of_training_stands_beside_it(staff, took_part, import_facts, clock):
    took_part({"2027-01-10": range(4)})
    statement = {"type": "outcome", "kind": "joint_statement", "date": "2027-02-01"}
    submission = {**statement, "kind": "written_submission", "organisations": ["o"]}
    import_facts(
        {"type": "organisation", "id": "o", "name": "Lantern", "kind": "cso"},
        {**submission, "id": "s"},
        {**statement, "id": "1"},
        {**statement, "id": "2"},
        {**statement, "id": "before", "date": "2026-12-31"},
    )
    staff.open("/reports")
    assert "1 member with submissions" in staff.text
    assert "2 joint statements" in staff.text


def test_people_counted_without_records_stand_beside_the_others_in_the_house(
    staff, took_part, import_facts, clock
):
    took_part({"2027-01-10": range(4)})
    counted = {"type": "headcount", "id": "h", "meeting": "m 2027-01-10", "present": 9}
    import_facts({**counted, "recorded_at": "2027-01-10T12:00:00Z"})
    assert "and 9 people counted without records" in staff.open("/reports").text
    assert "counted without records" not in staff.open("/reports", audience="donor").text


@pytest.mark.settings(PROTECTED_PLACES=frozenset({"AM"}), PUBLIC_DIMENSIONS=frozenset({"country"}))
@pytest.mark.parametrize("audience", ["donor", "public"])
def test_a_protected_country_is_nowhere_on_the_page(
    staff, took_part, import_facts, clock, audience
):
    took_part({"2027-01-10": range(60)})
    said = {"type": "attribute", "dimension": "country", "valid_from": "2020-01-01"}
    import_facts(
        *(
            {**said, "id": f"c{who}", "person": f"p{who}", "value": "AM" if who < 20 else "BE"}
            for who in range(60)
        ),
        *(
            {**said, "id": f"o{who}", "person": f"p{who}", "dimension": "organisation"}
            | {"value": f"org {who % 4}"}
            for who in range(60)
        ),
    )
    assert "Armenia" in staff.open("/reports", by="country").text
    staff.open("/reports", by="country", audience=audience)
    assert "60 people trained" in staff.text
    assert "Armenia" not in staff.html
    assert ">AM<" not in staff.html


def test_what_another_page_kept_of_a_small_ledger_changes_nothing(staff, took_part, clock):
    took_part({"2027-01-10": range(4)})
    staff.open("/identities", **{"from": "2027-01-01", "to": "2027-12-31", "profile": "default"})
    assert staff.status == 200
    staff.open("/reports")
    assert "planned minutes" in staff.text
    assert "made earlier" not in staff.text
