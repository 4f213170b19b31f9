"""A served platform and a Chromium to visit it with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import manimgx_fonts
import manimgx_fonts_cjk
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser import chromium
from tests.server import Server

OURS = ("http://localhost:", "data:", "blob:", "about:")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="session", autouse=True)
def node() -> None:
    """Tell Playwright of a Node that runs here; it looks when its own fixture starts."""
    found = chromium.node_for_playwright(chromium.cache_folder())
    if found:
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(found)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name fonts for all six languages: on a machine without any, all text counts as hidden."""
    folder = tmp_path_factory.mktemp("fonts")
    places = [Path(str(package.__file__)).parent for package in (manimgx_fonts, manimgx_fonts_cjk)]
    named = "".join(f"<dir>{place}</dir>" for place in places)
    file = folder / "fonts.conf"
    file.write_text(FONTS.format(folders=named, cache=folder / "cache"), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def browser_type_launch_args(node: None, fonts: Path) -> dict[str, Any]:
    """Start the Chromium that is here, or can be had."""
    found = chromium.find(chromium.cache_folder())
    return {
        "executable_path": str(found.path),
        "args": ["--no-sandbox", *found.arguments],
        "env": {**os.environ, **found.environment, "FONTCONFIG_FILE": str(fonts)},
    }


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One served platform for all browser tests; each brings its own people."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Let tests write addresses without the server's name."""
    return server.address


Audit = Callable[[Page], None]


@pytest.fixture
def audit() -> Audit:
    """Look for barriers: `audit(page)` fails and names what a person would stumble over."""

    def look(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return look


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., BrowserContext]]:
    """Fail when any page asks another server for something, or a script of ours breaks."""
    asked: list[str] = []
    broken: list[str] = []

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: broken.append(str(error.error)))
        return context

    yield watched
    elsewhere = [url for url in asked if not url.startswith(OURS)]
    assert (elsewhere, broken) == ([], [])


@pytest.fixture
def person(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Bring a person with a browser of their own: `person("ar", java_script_enabled=False)`."""

    def bring(language: str = "en", **options: Any) -> Page:
        return new_context(locale=language, **options).new_page()

    return bring
