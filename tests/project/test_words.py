"""Names say what things are, and nothing in the tree knows the machine it was written on."""

import re

from tests.project.tree import ROOT, modules, owned_files, owned_texts

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "service", "services", "common"}
EMPTY_NAMES |= {"misc", "handle", "handler", "handlers", "process", "processor", "data", "info"}
ELSEWHERE = {
    "a home folder": re.compile(r"(?<![\w./])/(?:home|root|Users)/\w"),
    "a package registry": re.compile(
        r"https?://[\w.:-]*(?:pypi|pythonhosted|npmjs|artifactory|nexus)[\w.:-]*/", re.IGNORECASE
    ),
    "an index option": re.compile(r"--(?:extra-)?index-url\b|--find-links\b|--trusted-host\b"),
}


def test_no_module_has_an_empty_name() -> None:
    parts = {path: set(path.removesuffix(".py").split("/")) for path in modules()}
    assert {path: names & EMPTY_NAMES for path, names in parts.items() if names & EMPTY_NAMES} == {}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    this = "tests/project/test_words.py"
    found = [
        f"{path}: {what}"
        for path, text in owned_texts()
        if path != this
        for what, pattern in ELSEWHERE.items()
        if pattern.search(text)
    ]
    assert found == []


def test_only_the_makefile_knows_where_data_beside_the_project_lies() -> None:
    knowing = {path for path, text in owned_texts() if "../shared" in text}
    assert knowing <= {"Makefile", "tests/project/test_words.py"}


def test_no_lock_of_a_registry_is_kept() -> None:
    names = {path.name for path in owned_files()}
    assert names & {"uv.lock", "poetry.lock", "pylock.toml", "package-lock.json"} == set()


def test_newcomers_and_users_find_what_they_look_for() -> None:
    names = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/glossary.md")
    assert [name for name in names if not (ROOT / name).is_file()] == []
