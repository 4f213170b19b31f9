"""What is refused once others can reach the platform, and what a workshop in a room may do."""

import pytest

from training import safeguards

PUBLIC = {
    "BIND": "127.0.0.1:8000",
    "PUBLIC_URL": "https://training.example.org",
    "TRUSTED_PROXIES": 1,
    "SECURE_COOKIES": True,
    "PLAIN_HTTP": False,
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "METRICS_TOKEN": "",
    "ARGON2_MEMORY_KIB": 65536,
    "DATABASE_URL": "",
}
ROOM = {
    **PUBLIC,
    "BIND": "0.0.0.0:8000",
    "PUBLIC_URL": "http://192.168.8.1:8000",
    "TRUSTED_PROXIES": 0,
    "SECURE_COOKIES": False,
    "PLAIN_HTTP": True,
}


@pytest.fixture
def place(tmp_path):
    """A folder that only its owner may enter."""
    folder = tmp_path / "files"
    folder.mkdir(mode=0o700)
    return folder


def faults(place, values):
    return [fault.partition(":")[0] for fault in safeguards.unsafe({"DATA_DIR": place, **values})]


@pytest.mark.parametrize("values", [PUBLIC, ROOM])
def test_a_platform_that_is_set_up_well_is_opened(place, values):
    assert faults(place, values) == []


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://training.example.org"}, "PUBLIC_URL"),
        ({"TRUSTED_PROXIES": 0}, "TRUSTED_PROXIES"),
        ({"SECURE_COOKIES": False}, "SECURE_COOKIES"),
        ({"SECRET_KEY": "too short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "ab" * 32}, "SECRET_KEY"),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN"),
        ({"ARGON2_MEMORY_KIB": 64}, "ARGON2_MEMORY_KIB"),
        ({"DEBUG": True}, "FLASK_DEBUG"),
    ],
)
def test_what_is_unsafe_is_named_by_its_setting(place, change, setting):
    assert faults(place, {**PUBLIC, **change}) == [setting]


def test_a_folder_that_others_may_look_into_is_refused(place):
    place.chmod(0o755)
    assert faults(place, PUBLIC) == ["DATA_DIR"]


@pytest.mark.parametrize(
    "url", ["", "http://10.0.0.2", "http://[fd00::1]:8000", "http://box", "http://box.local:8000"]
)
def test_a_room_is_served_without_https_on_its_own_network(place, url):
    assert faults(place, {**ROOM, "PUBLIC_URL": url}) == []


@pytest.mark.parametrize("url", ["http://training.example.org", "http://203.0.114.9:8000"])
def test_a_public_address_is_not_served_without_https(place, url):
    assert faults(place, {**ROOM, "PUBLIC_URL": url}) == ["PLAIN_HTTP"]


def test_a_room_without_https_cannot_have_cookies_for_https(place):
    assert faults(place, {**ROOM, "SECURE_COOKIES": True}) == ["SECURE_COOKIES"]


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_who_tries_it_out_on_one_machine_is_not_asked_for_anything(place, bind):
    alone = {"BIND": bind, "PUBLIC_URL": "", "TRUSTED_PROXIES": 0, "SECURE_COOKIES": False}
    assert faults(place, {**PUBLIC, **alone, "SECRET_KEY": "x"}) == []


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", ":8000", "[::]:8000", "192.168.1.5:80", "box:80"])
def test_listening_for_others_is_being_open_to_them(place, bind):
    opened = {"BIND": bind, "PUBLIC_URL": "", "TRUSTED_PROXIES": 0, "SECURE_COOKIES": False}
    assert set(faults(place, {**PUBLIC, **opened})) == {
        "PUBLIC_URL",
        "TRUSTED_PROXIES",
        "SECURE_COOKIES",
    }


def test_sqlite_on_a_network_drive_is_known(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert safeguards.drive_of(tmp_path / "files", mounts) == "nfs4"
    assert safeguards.drive_of(tmp_path.parent, mounts) == "ext4"
    assert safeguards.drive_of(tmp_path, tmp_path / "none") == ""


def test_the_refusal_lists_everything_at_once(place):
    wrong = {**PUBLIC, "DATA_DIR": place, "SECURE_COOKIES": False, "SECRET_KEY": "x"}
    with pytest.raises(safeguards.Unsafe) as refusal:
        safeguards.refuse_unsafe(wrong)
    assert len(str(refusal.value).splitlines()) == 2
