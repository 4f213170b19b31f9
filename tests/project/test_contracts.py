"""Who may import whom: the contracts in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.project.tree import ROOT


def test_imports_keep_the_contracts() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
