"""What all tests share: which database they run on, chosen with --database."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# The packaged PostgreSQL keeps its lock in the first of these folders that exists, else in the
# common /tmp, where another user's lock would stop us. It looks when it is imported.
RUNTIME = Path(tempfile.mkdtemp(prefix="upr-training-run-"))
(RUNTIME / "python_PostgresServer").mkdir()
os.environ["XDG_RUNTIME_DIR"] = str(RUNTIME)
atexit.register(shutil.rmtree, RUNTIME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one run use SQLite, PostgreSQL or, given twice, both; and only what stores rows."""
    parser.addoption(
        "--database",
        action="append",
        choices=["sqlite", "postgresql"],
        help="run tests that store rows on this database; may be given twice (default: sqlite)",
    )
    parser.addoption(
        "--stored-only",
        action="store_true",
        help="leave out tests that need no database: another run has them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, if asked, what would be the same on every database."""
    if config.getoption("stored_only"):
        items[:] = [one for one in items if "database" in getattr(one, "fixturenames", ())]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a database once on each of the chosen ones."""
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database") or ["sqlite"]
        metafunc.parametrize("database", chosen, indirect=True, scope="session")


@pytest.fixture(scope="session")
def base_url() -> str:
    """Replace pytest-playwright's own, which pytest 9.2 refuses; browser tests override it."""
    return ""
