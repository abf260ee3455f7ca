"""What a person does in the browser, in words: sign in, open a page, answer, wait until it is saved."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from assessment.locale import phrases

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 40_000
"""Milliseconds: the machine may be busy with other tests."""

FORM = "button => [button.form.action, Object.fromEntries(new FormData(button.form, button))]"
"""Where a click on a button sends what."""

expect.set_options(timeout=PATIENCE)

SAY = phrases("en")
FOCAL_POINT = SAY("role.focal_point")


@contextmanager
def no_error_in(page: Page) -> Iterator[None]:
    """Fail where the browser meets an error of a script, a breach of the policy, or an answer that is an error."""
    found: list[str] = []
    listeners: dict[Literal["pageerror", "console", "response"], Callable[[Any], None]] = {
        "pageerror": lambda error: found.append(str(error)),
        "console": lambda line: found.append(line.text) if "Content Security Policy" in line.text else None,
        "response": lambda reply: found.append(reply.url) if reply.status >= 400 else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert found == []


class Visit:
    """One browser of one person."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    # --- coming and going ---

    def sign_in(self, state: str = "Aventrio", role: str = FOCAL_POINT) -> None:
        """Sign in to the training mode by a click: as a focal point, or as a contributor of the ministry named."""
        self._button_of(state, role).click()
        self.settle()

    def sign_in_without_state(self, role: str) -> None:
        """Sign in to the training mode as a reviewer, an analyst, an observer or an administrator."""
        self._button_without_state(role).click()
        self.settle()

    def come_in(self, state: str = "Aventrio", role: str = FOCAL_POINT) -> None:
        """Sign in as with `sign_in`, for those who open a page next: the first page is not drawn."""
        self._send(self._button_of(state, role))

    def come_in_without_state(self, role: str) -> None:
        """Sign in as with `sign_in_without_state`, for those who open a page next."""
        self._send(self._button_without_state(role))

    def _send(self, button: Locator) -> None:
        """Send what a click on a button sends, without drawing the page that it leads to."""
        address, fields = button.evaluate(FORM)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        reply = self.page.request.post(address, form=fields, headers={"Origin": origin}, max_redirects=0)
        assert reply.status == 303, reply.text()

    def _button_of(self, state: str, role: str) -> Locator:
        self.page.goto("/sign-in")
        self.page.get_by_label(SAY("sign_in.state")).select_option(label=state)
        return self.page.get_by_role("group").get_by_role("button").filter(has_text=role)

    def _button_without_state(self, role: str) -> Locator:
        self.page.goto("/sign-in")
        return self.page.get_by_role("button").filter(has_text=SAY(f"role.{role}"))

    def settle(self) -> None:
        """Wait until the page is drawn and nothing runs any more."""
        self.page.wait_for_selector(SETTLED, timeout=PATIENCE)
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=PATIENCE)

    def open(self, name: str, **query: str) -> None:
        """Open a page by its name, such as "questionnaire", as from a bookmark."""
        address = "&".join(f"{key}={value}" for key, value in query.items())
        self.page.goto(f"/{name}?{address}" if address else f"/{name}")
        self.settle()

    def go_to(self, name: str) -> None:
        """Go to a page by its link in the sidebar."""
        link = self.page.locator("[data-testid=stSidebar]").get_by_role(
            "link", name=SAY(f"page.{name}"), exact=True
        )
        path = urlsplit(link.get_attribute("href") or "").path
        link.click()
        # The address changes when the page begins: before that, all that is seen belongs to the last one.
        expect(self.page).to_have_url(re.compile(rf"^[^?#]*{re.escape(path)}([?#]|$)"))
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        self.settle()

    def speak(self, language: str) -> None:
        """Choose the language of the interface by its code, on the page of the account; a page is opened next."""
        self.page.goto("/account")
        self._send(self.page.locator(f"button[value={language}]"))

    # --- answering ---

    def card(self, question: str) -> Locator:
        """Return the card of a question by its id."""
        return self.page.locator(f"[class*='st-key-card-{question.replace('.', '-')}']")

    def answer(self, question: str, choice: str) -> None:
        """Choose a level or another choice by its label and wait until it is saved."""
        self.card(question).get_by_role("radio").and_(self.page.get_by_label(choice)).check(force=True)
        self.wait_until_saved(question)

    def explain(self, question: str, text: str) -> None:
        """Type an explanation, leave the field, and wait until it is saved."""
        field = self.card(question).get_by_role("textbox").first
        field.fill(text)
        field.blur()
        self.wait_until_saved(question)

    def wait_until_saved(self, question: str) -> None:
        expect(self.card(question).locator(".saved.just .done")).to_be_visible(timeout=PATIENCE)
        self.settle()
