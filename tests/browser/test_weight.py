"""A page on prepaid data: what the first lesson costs, with nothing in the cache."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.steps import COURSE, enrol, register

LIMIT_BYTES = 60_000


def test_the_first_lesson_weighs_less_than_sixty_kilobytes(
    page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    register(page)
    enrol(page)
    fresh = new_context(storage_state=page.context.storage_state()).new_page()
    finished: list[Request] = []
    fresh.on("requestfinished", lambda request: finished.append(request))
    fresh.goto(f"{COURSE}/letters", wait_until="networkidle")
    sizes = [request.sizes() for request in finished]
    weights = [size["responseBodySize"] + size["responseHeadersSize"] for size in sizes]
    costs = dict(zip((request.url for request in finished), weights, strict=True))
    assert sum(weights) < LIMIT_BYTES, costs
