"""The audit of dependencies: found, none, or not checked, and never a false green."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count

import pytest

from tests import advisories

LOCK = "flask==3.1.3\n    # via x\nav==18.1.0 ; python_full_version < '3.12'\nav==19.0.2\n"
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
def advisor():
    """A database of advisories that says what a test lets it say."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, content = self.server.say(json.loads(body)["queries"])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        serving.start()
        yield server
        server.shutdown()


def ended(advisor, tmp_path, say, lock=LOCK):
    advisor.say = say
    (tmp_path / "lock").write_text(lock)
    return advisories.main(f"http://127.0.0.1:{advisor.server_port}/", tmp_path / "lock")


def results(*found):
    return 200, json.dumps({"results": list(found)}).encode()


def test_versions_are_read_from_the_lock():
    assert advisories.pinned(LOCK) == [("av", "18.1.0"), ("av", "19.0.2"), ("flask", "3.1.3")]


def test_nothing_known_is_said_with_the_number_asked_about(advisor, tmp_path, capsys):
    assert ended(advisor, tmp_path, lambda asked: results(*({} for _ in asked))) == 0
    assert "3 versions asked about, 0 with a known weakness." in capsys.readouterr().out


def test_a_known_weakness_is_named_and_ends_with_one(advisor, tmp_path, capsys):
    numbers = count()

    def say(asked):
        return results(
            *(
                {"vulns": [{"id": f"W-{next(numbers)}"}]}
                if one["package"]["name"] == "flask"
                else {}
                for one in asked
            )
        )

    assert ended(advisor, tmp_path, say) == 1
    assert "flask 3.1.3: W-0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "say",
    [
        lambda _asked: (500, b""),
        lambda _asked: (200, b"not JSON"),
        lambda _asked: (200, b"{}"),
        lambda _asked: (200, b'{"results": null}'),
        lambda _asked: results(),
    ],
)
def test_no_proper_answer_is_not_taken_for_one(advisor, tmp_path, capsys, say):
    assert ended(advisor, tmp_path, say) == 2
    assert "NOT CHECKED" in capsys.readouterr().err


def test_a_database_that_nobody_reaches_is_said(tmp_path, capsys):
    (tmp_path / "lock").write_text(LOCK)
    assert advisories.main(NOBODY, tmp_path / "lock") == 2
    assert "NOT CHECKED" in capsys.readouterr().err


def test_an_empty_lock_is_not_taken_for_a_safe_one(advisor, tmp_path):
    assert ended(advisor, tmp_path, lambda _asked: results(), lock="# nothing\n") == 2
