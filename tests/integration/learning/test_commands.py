import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_hints_come_line_by_line_as_json(run: Callable[..., Any]) -> None:
    result = run("smart", "--language", "en", stdin="Repeal article 5 by 2028.\n\nПривет\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == 3
    assert answers[0]["category"] == 5
    assert set(answers[0]["letters"]) == set("SMART")
    assert set(answers[0]["letters"]["T"]) == {"level", "evidence", "hints"}


def test_a_language_without_words_and_bytes_that_are_no_text_are_refused(
    run: Callable[..., Any],
) -> None:
    unknown = run("smart", "--language", "xx", stdin="Repeal it.\n")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "xx" in unknown.stderr
    broken = run("smart", "--language", "en", stdin=b"Repeal it.\n\xff\n")
    assert broken.exit_code == 1
    assert "Line 2 is not UTF-8" in broken.stderr
    assert run("smart").exit_code == 2


LIGHT = """
import sys
from training.console import run
sys.argv = ["training", "smart", "--language", "en"]
try:
    run()
finally:
    sys.stderr.write(" ".join(sorted({"flask", "sqlalchemy"} & set(sys.modules))))
"""


def test_the_coach_starts_without_the_web_and_the_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT],
        input="Repeal section 12 by 2028.",
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["category"] == 5
    assert done.stderr == ""


def test_the_console_script_knows_the_other_commands_too() -> None:
    program = Path(sys.executable).parent / "training"
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    assert {"smart", "serve", "backup", "tally"} <= set(done.stdout.split())
