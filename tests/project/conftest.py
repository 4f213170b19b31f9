"""The application, for tests that ask what it is made of; it stores nothing."""

from pathlib import Path

import pytest
from flask import Flask

from tests.application import make_app


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Keep pytest-flask from holding a context open around each test."""


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The real application on a database that nobody opens."""
    folder: Path = tmp_path_factory.mktemp("project")
    return make_app(f"sqlite:///{folder / 'never.sqlite'}", folder)
