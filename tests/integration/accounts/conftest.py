"""What several tests about accounts need."""

from collections.abc import Iterator

import pytest

from tests.post_office import PostOffice, post_office
from training import clock
from training.accounts.rules import code_at, step_at


class Phone:
    """A phone with an authenticator, which shows a code for the present half minute."""

    def __init__(self) -> None:
        self.secret = ""

    def read(self, visitor) -> None:
        """Read the secret off the page that offers it."""
        shown = visitor.html.split('data-copied="')[1].split(">", 1)[1].split("<")[0]
        self.secret = shown.replace(" ", "")

    def code(self, steps: int = 0) -> str:
        """The code that is shown so many half minutes from now."""
        return code_at(self.secret, step_at(clock.now()) + steps)


@pytest.fixture
def phone() -> Phone:
    """Somebody's phone."""
    return Phone()


@pytest.fixture
def post(app) -> Iterator[PostOffice]:
    """A mail server, and the platform that knows of it."""
    with post_office() as office:
        before = {name: app.config[name] for name in office.settings}
        app.config.update(office.settings)
        yield office
        app.config.update(before)


@pytest.fixture
def deliver(app, post, run):
    """Send what waits, and return the links in the letters that came."""

    def sent() -> list[str]:
        done = run("mail", "send")
        assert done.exit_code == 0, done.output
        bodies = [letter.get_content() for letter in post.letters]
        post.letters.clear()
        return [line for body in bodies for line in body.splitlines() if line.startswith("http")]

    return sent
