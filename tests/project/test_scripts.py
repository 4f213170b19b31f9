"""Scripts of ours make no HTML from text, run no text, and ask no other server."""

import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, relative, templates

SCRIPTS = sorted((ROOT / "training" / "static").rglob("*.js"))
DANGEROUS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|parseFromString"
    r"|setHTML\w*)\b|document\.write|\beval\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]"
    r"|createPolicy"
)
ELSEWHERE = re.compile(r"[\"'`](?:https?:|wss?:)?//")
TITLE = re.compile(r"{% block title %}(.*?){% endblock %}", re.DOTALL)


@pytest.mark.parametrize("script", SCRIPTS, ids=relative)
def test_a_script_makes_no_html_and_asks_nobody_else(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert DANGEROUS.findall(text) == []
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("text", ['x.innerHTML = "a"', 'eval("x")', "setTimeout('x', 1)"])
def test_what_is_dangerous_is_noticed(text: str) -> None:
    assert DANGEROUS.findall(text)


def test_titles_are_fixed_sentences() -> None:
    titles = {name: "".join(TITLE.findall(text)) for name, text in templates().items()}
    spoken = {name for name, title in titles.items() if "{{" in title}
    assert spoken <= {"errors/page.html", "base.html"}
