"""The way of a focal point through the application, step by step, with whatever hands they have."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from assessment.core.cycle import AssessmentKey
from tests.browser.hands import Hands
from tests.browser.pages import FOCAL_POINT, SAY, Visit


class Journey:
    """One person at work: a visit and the hands that do everything in it."""

    def __init__(self, visit: Visit, hands: Hands) -> None:
        self.visit, self.hands = visit, hands
        self.page = visit.page

    def sign_in(self, state: str) -> None:
        self.page.goto("/sign-in")
        self.hands.pick_plain(self.page.get_by_label(SAY("sign_in.state")), state)
        self.hands.press(self.page.get_by_role("group").get_by_role("button").filter(has_text=FOCAL_POINT))
        self.visit.settle()

    def go_to(self, name: str) -> None:
        """Go to a page by its link in the sidebar."""
        sidebar = self.page.locator("[data-testid=stSidebar]")
        self.hands.press(sidebar.get_by_role("link", name=SAY(f"page.{name}"), exact=True))
        expect(self.page).to_have_url(re.compile(rf"/{'' if name == 'home' else name}($|\?)"))
        self.visit.settle()

    # --- questionnaire ---

    def answer(self, question: str, level: int) -> None:
        card = self.visit.card(question)
        self.hands.choose(card.get_by_role("radiogroup"), level)
        expect(card.get_by_role("radio").nth(level)).to_be_checked()
        self.visit.wait_until_saved(question)

    def explain(self, question: str, text: str) -> None:
        field = self.visit.card(question).get_by_role("textbox", name=SAY("question.explanation"))
        self.hands.write(field, text)
        self.hands.leave()
        self.visit.wait_until_saved(question)

    def add_document(self, question: str, title: str, kind: str, *, file: Path | None, link: str = "") -> None:
        card = self.visit.card(question)
        self.hands.press(card.get_by_role("button", name=SAY("evidence.add")))
        dialog = self.page.get_by_role("dialog")
        self.hands.write(dialog.get_by_role("textbox", name=SAY("evidence.title_field")), title)
        self.hands.pick(dialog.get_by_role("combobox", name=SAY("evidence.kind")), kind)
        if link:
            self.hands.write(dialog.get_by_role("textbox", name=SAY("evidence.link")), link)
        self.visit.settle()
        if file is not None:
            region = dialog.get_by_role("region", name=SAY("evidence.file"))
            self.hands.hand_over(region.get_by_role("button", name=SAY("evidence.upload"), exact=True), file)
            expect(region.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
        add = dialog.get_by_role("button", name=SAY("evidence.add" if file else "evidence.add_without_file"))
        expect(add).to_be_enabled()
        self.hands.press(add)
        expect(dialog).to_have_count(0)
        expect(card.get_by_text(title)).to_be_visible()
        self.visit.settle()

    def comment(self, question: str, text: str) -> None:
        card = self.visit.card(question)
        self.hands.press(card.get_by_role("button", name=SAY("comment.write")))
        self.hands.write(self.page.get_by_role("textbox", name=SAY("comment.text")), text)
        self.hands.press(self.page.get_by_role("button", name=SAY("comment.send"), exact=True))
        expect(card.locator("[class*=st-key-comment-]").get_by_text(text)).to_be_visible()
        self.visit.settle()

    # --- team ---

    def give_section(self, section: str, ministry: str) -> None:
        card = self.page.locator("[class*=st-key-section-]").filter(has=self.page.get_by_text(section, exact=True))
        self.hands.pick(card.get_by_role("combobox", name=SAY("team.ministry"), exact=True), ministry)
        self.hands.press(card.get_by_role("button", name=SAY("team.assign_go")))
        self.visit.settle()

    # --- results ---

    def view(self, name: str) -> None:
        """Choose a view of the results."""
        option = self.page.get_by_role("radio", name=SAY(f"results.view_{name}"), exact=True)
        self.hands.press(option)
        expect(option).to_be_checked()
        self.visit.settle()

    def try_answer(self, question: str, answer: str) -> None:
        """See on a copy what another answer would change."""
        self.hands.pick(self.page.get_by_role("combobox", name=SAY("results.what_if_questions")), question)
        self.page.keyboard.press("Escape")
        self.visit.settle()
        self.hands.pick(self.page.get_by_role("combobox", name=SAY("results.try")), answer)
        self.visit.settle()

    # --- submission ---

    def open_finding(self, text: str) -> None:
        """Follow the link to a question that is to be mended."""
        self.hands.press(self.page.get_by_role("main").get_by_role("link", name=text, exact=True).first)
        expect(self.page).to_have_url(re.compile(r"/questionnaire\?.*question="))
        self.visit.settle()

    def submit(self, state: str) -> None:
        self.hands.write(self.page.get_by_role("textbox", name="To confirm"), state)
        self.hands.press(self.page.get_by_role("button", name=SAY("submit.go")))
        expect(self.page.get_by_text(SAY("submit.snapshot"))).to_be_visible()
        self.visit.settle()

    def download_receipt(self, folder: Path) -> dict[str, Any]:
        """Save the receipt, and return what it says."""
        link = self.page.get_by_role("link", name=SAY("submit.receipt_for_programs"))
        file = folder / "receipt.json"
        with self.page.expect_download() as download:
            self.hands.press(link)
        download.value.save_as(file)
        said: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return said

    def digest_of_snapshot(self, key: AssessmentKey) -> str:
        """Save the frozen document of a submission and return its SHA-256."""
        reply = self.page.request.get(f"/receipt/{key.cycle}/{key.state}/snapshot")
        assert reply.ok
        return hashlib.sha256(reply.body()).hexdigest()

    def withdraw(self) -> None:
        self.hands.press(self.page.get_by_role("button", name=SAY("submit.withdraw"), exact=True))
        dialog = self.page.get_by_role("dialog")
        self.hands.press(dialog.get_by_role("button", name=SAY("submit.withdraw_now"), exact=True))
        expect(dialog).to_have_count(0)
        expect(self.page.get_by_text(SAY("submit.lead"))).to_be_visible()
        self.visit.settle()

    # --- history ---

    def bring_back(self, step: Locator) -> None:
        """Bring the answer of a step back."""
        self.hands.press(step.get_by_role("button", name=SAY("history.restore")))
        dialog = self.page.get_by_role("dialog")
        self.hands.press(dialog.get_by_role("button", name=SAY("history.restore")))
        expect(dialog).to_have_count(0)
        self.visit.settle()
