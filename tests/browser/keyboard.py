"""A person who has a keyboard and nothing else."""

from playwright.sync_api import Locator, Page

FARTHEST = 250
FOCUSED = "element => element === document.activeElement"


class Keyboard:
    """Reaches everything with Tab and works it with the keys that browsers give it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus; fails when it cannot be reached."""
        target.wait_for(state="attached")
        for _ in range(FARTHEST):
            if target.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached with Tab: {target}")

    def press(self, target: Locator) -> None:
        """Press a button or follow a link, and wait for the page that comes."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open(self, summary: Locator) -> None:
        """Open a disclosure."""
        self.reach(summary)
        self.page.keyboard.press("Enter")

    def type(self, target: Locator, text: str) -> None:
        """Type into a field, in place of what stands there."""
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, radios: Locator, value: str) -> None:
        """Choose one of a group of radio buttons with the arrow keys."""
        chosen = radios.locator("xpath=self::*[@checked]")
        self.reach(chosen.first if chosen.count() else radios.first)
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no radio button {value}")

    def tick(self, box: Locator) -> None:
        """Tick a checkbox."""
        self.reach(box)
        self.page.keyboard.press("Space")

    def select(self, target: Locator, value: str) -> None:
        """Choose an option of a list with the arrow keys."""
        self.reach(target)
        for _ in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {value}")
