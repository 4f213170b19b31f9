from itertools import permutations

from training.learning.rules import derived_uid, pieces, shuffled


def test_the_same_seed_gives_the_same_order() -> None:
    ids = tuple("abcdefgh")
    assert shuffled(ids, "amal:q1") == shuffled(ids, "amal:q1") != shuffled(ids, "boris:q1")
    assert sorted(shuffled(ids, "amal:q1")) == sorted(ids)


def test_the_right_order_is_never_shown() -> None:
    for count in (2, 3):
        for ids in permutations("abc"[:count]):
            assert all(shuffled(ids, f"person-{number}") != ids for number in range(50))


def test_one_line_alone_stays_where_it_is() -> None:
    assert shuffled(("a",), "amal") == ("a",)


def test_overlapping_evidence_is_cut_into_pieces_with_all_their_letters() -> None:
    found = [
        {"letter": "S", "evidence": [[0, 6], [7, 16]]},
        {"letter": "M", "evidence": [[0, 16]]},
        {"letter": "T", "evidence": []},
    ]
    assert pieces("Repeal article 5 now", found) == (
        ("Repeal", "SM"),
        (" ", "M"),
        ("article 5", "SM"),
        (" now", ""),
    )


def test_evidence_counts_signs_and_not_bytes() -> None:
    found = [{"letter": "T", "evidence": [(3, 7)]}]
    assert pieces("🕊️ قبل ٢٠٢٨", found)[1] == ("قبل ", "T")


def test_evidence_beyond_the_text_is_left_out() -> None:
    assert pieces("No", [{"letter": "S", "evidence": [(1, 9)]}]) == (("N", ""), ("o", "S"))
    assert pieces("", [{"letter": "S", "evidence": [(0, 3)]}]) == ()


def test_a_derived_id_follows_from_its_facts() -> None:
    assert derived_uid("e1", "completion") == derived_uid("e1", "completion")
    assert derived_uid("e1", "completion") != derived_uid("e2", "completion")
