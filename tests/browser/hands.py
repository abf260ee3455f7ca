"""How a person works a page: with a mouse, or with nothing but the keyboard. The stories are the same for both."""

from contextlib import suppress
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as WaitedTooLongError

HAS_FOCUS = "element => element === document.activeElement"
HOLDS_FOCUS = "element => element.contains(document.activeElement)"
PRECEDES_FOCUS = """element => document.activeElement !== document.body
    && Boolean(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 120)"
MOST_TABS, MOST_TURNS, MOST_CLICKS = 250, 100, 10


class Hands(Protocol):
    """What a person can do to a page."""

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    def choose(self, group: Locator, place: int) -> None:
        """Choose one of the options of a group, by its place from 0 on."""

    def write(self, field: Locator, text: str) -> None:
        """Write into a field."""

    def leave(self) -> None:
        """Leave the field that was written into."""

    def pick(self, field: Locator, option: str) -> None:
        """Pick an option from a list that opens."""

    def pick_plain(self, field: Locator, option: str) -> None:
        """Pick an option from a list of the browser's own."""

    def hand_over(self, button: Locator, file: Path) -> None:
        """Choose a file in the dialog of the browser that a button opens."""


def open_list(field: Locator) -> Locator:
    """Click on a field until its list is open; a page that is drawn anew just then closes it again."""
    opened = field.page.get_by_role("listbox")
    for _ in range(MOST_CLICKS):
        field.click()
        with suppress(WaitedTooLongError):
            opened.wait_for(timeout=3_000)
            return opened
    raise AssertionError("The list does not open.")


class Mouse:
    """A person with a mouse, who types only where words are asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, target: Locator) -> None:
        target.click()

    def choose(self, group: Locator, place: int) -> None:
        # The circle itself is drawn; what is clicked is the label around it.
        group.locator("label").filter(has=self._page.get_by_role("radio")).nth(place).click()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        self._page.keyboard.type(text)

    def leave(self) -> None:
        self._page.get_by_role("main").get_by_role("heading").first.click()

    def pick(self, field: Locator, option: str) -> None:
        opened = open_list(field)
        opened.hover()
        # A long list is drawn only as far as one has scrolled.
        wanted = opened.get_by_role("option", name=option, exact=True)
        for _ in range(MOST_TURNS):
            if wanted.count():
                break
            self._page.mouse.wheel(0, 150)
        wanted.click()

    def pick_plain(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def hand_over(self, button: Locator, file: Path) -> None:
        with self._page.expect_file_chooser() as opened:
            button.click()
        opened.value.set_files(file)


class Keyboard:
    """A person without a mouse: Tab, Shift+Tab, arrows, Space, Enter and letters."""

    def __init__(self, page: Page) -> None:
        self._page = page
        # The browser hands its file dialogs over only some time after somebody began to listen.
        page.on("filechooser", lambda _: None)

    def press(self, target: Locator) -> None:
        if target.get_attribute("role") == "radio":
            group = self._page.get_by_role("radiogroup").filter(has=target)
            self._reach(group, HOLDS_FOCUS)
            self._walk(target)
        else:
            self._reach(target)
        self._page.keyboard.press("Enter")

    def choose(self, group: Locator, place: int) -> None:
        self._reach(group, HOLDS_FOCUS)
        options = group.get_by_role("radio")
        here = next(n for n in range(options.count()) if options.nth(n).evaluate(HAS_FOCUS))
        if here == place:
            self._page.keyboard.press("Space")
        for _ in range(abs(place - here)):
            self._page.keyboard.press("ArrowDown" if place > here else "ArrowUp")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self._page.keyboard.type(text)

    def leave(self) -> None:
        self._page.keyboard.press("Tab")

    def pick(self, field: Locator, option: str) -> None:
        self._reach(field)
        self._page.keyboard.type(option)
        expect(self._page.get_by_role("option", name=option, exact=True)).to_be_visible()
        self._page.keyboard.press("Enter")

    def pick_plain(self, field: Locator, option: str) -> None:
        self._reach(field)
        self._page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(option)

    def hand_over(self, button: Locator, file: Path) -> None:
        self._reach(button)
        with self._page.expect_file_chooser() as opened:
            self._page.keyboard.press("Enter")
        opened.value.set_files(file)

    def _reach(self, target: Locator, is_there: str = HAS_FOCUS) -> None:
        """Go to an element with Tab or, where it lies behind, with Shift+Tab."""
        expect(target).to_be_visible()
        key = "Shift+Tab" if target.evaluate(PRECEDES_FOCUS) else "Tab"
        for _ in range(MOST_TABS):
            if target.evaluate(is_there):
                return
            self._page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached by {key}; the focus is at {self._page.evaluate(WHERE)}")

    def _walk(self, option: Locator) -> None:
        """Go to an option of the group that has the focus, with arrows."""
        key = "ArrowLeft" if option.evaluate(PRECEDES_FOCUS) else "ArrowRight"
        for _ in range(20):
            if option.evaluate(HAS_FOCUS):
                return
            self._page.keyboard.press(key)
        raise AssertionError(f"{option} cannot be reached by arrows; the focus is at {self._page.evaluate(WHERE)}")
