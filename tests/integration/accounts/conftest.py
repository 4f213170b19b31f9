"""What several tests about accounts need."""

import pytest

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
