"""Where the parts of the tree are, for tests about the tree itself."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("quizzes", "courses", "training")
TEMPLATES = ROOT / "training" / "templates"
MADE_HERE = {".venv", ".git", "instance", "build", "dist", "__pycache__", ".hypothesis"}
MADE_HERE |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", "screenshots"}
LANGUAGES = ("ar", "es", "fr", "ru", "zh")


def relative(path: Path) -> str:
    """Name a file as people do."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the product, parsed; its path is the key."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return {relative(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def templates() -> dict[str, str]:
    """Every template and its text; the key is the name by which it is rendered."""
    paths = (path for path in sorted(TEMPLATES.rglob("*")) if path.is_file())
    return {p.relative_to(TEMPLATES).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def owned_files() -> list[Path]:
    """Every file under version control and new ones; without Git, all but what is made here."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co"]
        command.append("--exclude-standard")
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listed.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE_HERE.intersection(path.parts)]
    return [path for path in paths if path.is_file() and path.suffix != ".mo"]


def owned_texts() -> Iterator[tuple[str, str]]:
    """The name and text of every file of ours that is text."""
    for path in owned_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield relative(path), content.decode("utf-8")
