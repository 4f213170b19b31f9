"""A sealed value opens with its key, in its column, unchanged; otherwise it says why not."""

import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.config import InvalidSettings
from training.vault import BrokenSeal, NoDataKey, Vault

NOWHERE = Path("/nowhere/data_keys")
OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4
PLACE = "person.display_name"


def vault(*keys: str) -> Vault:
    return Vault(",".join(keys), NOWHERE)


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    one = vault(OLD)
    assert one.unseal(PLACE, one.seal(PLACE, text)) == text


def test_the_same_name_is_never_sealed_alike() -> None:
    one = vault(OLD)
    assert one.seal(PLACE, "Amal") != one.seal(PLACE, "Amal")


def test_the_length_of_a_name_does_not_show() -> None:
    one = vault(OLD)
    assert len({len(one.seal(PLACE, "a" * length)) for length in range(1, 32)}) == 1


def test_a_value_does_not_open_in_another_column() -> None:
    one = vault(OLD)
    with pytest.raises(BrokenSeal, match=r"draft\.text"):
        one.unseal("draft.text", one.seal(PLACE, "Amal"))


@given(st.data())
def test_a_value_that_was_touched_anywhere_does_not_open(data: st.DataObject) -> None:
    one = vault(OLD)
    sealed = one.seal(PLACE, "Amal")
    place = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.sampled_from("abcdefABCDEF019._- é"))
    touched = sealed[:place] + other + sealed[place + 1 :]
    if touched != sealed:
        with pytest.raises((BrokenSeal, NoDataKey)):
            one.unseal(PLACE, touched)


@pytest.mark.parametrize("text", ["", "Amal", ".", "a.b", "\0"])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises((BrokenSeal, NoDataKey)):
        vault(OLD).unseal(PLACE, text)


def test_another_key_does_not_open_a_value_and_is_named() -> None:
    with pytest.raises(NoDataKey, match=r"person\.display_name"):
        vault(NEW).unseal(PLACE, vault(OLD).seal(PLACE, "Amal"))


def test_the_newest_key_seals_and_older_ones_still_open() -> None:
    both = vault(NEW, OLD)
    assert vault(NEW).unseal(PLACE, both.seal(PLACE, "Amal")) == "Amal"
    assert both.unseal(PLACE, vault(OLD).seal(PLACE, "Amal")) == "Amal"


def test_a_blind_index_is_the_same_for_the_same_text_in_the_same_column_only() -> None:
    one = vault(OLD)
    assert one.blind("account.email", "a@b.org") == one.blind("account.email", "a@b.org")
    others = {
        one.blind("account.email", "A@b.org"),
        one.blind(PLACE, "a@b.org"),
        vault(NEW).blind("account.email", "a@b.org"),
    }
    assert one.blind("account.email", "a@b.org") not in others
    assert len(others) == 3


def test_a_text_is_found_under_every_key_there_is() -> None:
    found = vault(NEW, OLD).blinds("account.email", "a@b.org")
    alone = [vault(key).blind("account.email", "a@b.org") for key in (NEW, OLD)]
    assert list(found) == alone


def test_without_a_key_it_says_where_the_key_belongs() -> None:
    with pytest.raises(NoDataKey, match="/nowhere/data_keys"):
        vault().seal(PLACE, "Amal")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data_keys"
    file.write_text(OLD)
    file.chmod(0o640)
    with pytest.raises(InvalidSettings, match="chmod 600"):
        Vault("", file).written()


def test_a_key_that_was_added_to_the_file_is_used_at_once(tmp_path: Path) -> None:
    file = tmp_path / "data_keys"
    file.touch(mode=0o600)
    file.write_text(OLD)
    one = Vault("", file)
    before = one.seal(PLACE, "Amal")
    fresh = secrets.token_hex(32)
    written(tmp_path / "next", f"{fresh}\n{OLD}\n").replace(file)
    assert vault(fresh).unseal(PLACE, one.seal(PLACE, "Amal")) == "Amal"
    assert one.unseal(PLACE, before) == "Amal"


def written(path: Path, text: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(text)
    return path
