"""Every place of the application that shows something of its own: pages, their views, dialogs and open fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from assessment.core.person import Role
from assessment.locale import Phrases, phrases
from tests.browser.pages import PATIENCE, Visit
from tests.browser.sent_back import download, upload, with_everything

MINISTRY = "Ministry of Justice"
QUESTION = "governance.strategy"
RESULTS = ("overview", "lenses", "number", "gaps", "path", "what_if", "change")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a name, the page it lies on, and what one does there to see all of it."""

    name: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    unfold: Callable[["Sight"], None] | None = None


class Sight:
    """One browser that goes from place to place in one language."""

    def __init__(self, visit: Visit, language: str = "en") -> None:
        self.visit, self.page = visit, visit.page
        self.say: Phrases = phrases(language)

    def go(self, place: Place) -> None:
        """Open a place and wait until it is drawn."""
        self.visit.open(place.page, **dict(place.query))
        if place.unfold is not None:
            place.unfold(self)
            self.visit.settle()

    def button(self, key: str, within: Locator | None = None) -> Locator:
        """Return the first button that says the words of a key."""
        return (within or self.page).get_by_role("button", name=self.say(key)).first


def sign_in(visit: Visit, role: Role, state: str = "Aventrio") -> None:
    """Sign in as somebody of a role, for those who open a page next; officials belong to a State."""
    if role is Role.FOCAL_POINT:
        visit.come_in(state)
    elif role is Role.CONTRIBUTOR:
        visit.come_in(state, MINISTRY)
    else:
        visit.come_in_without_state(role)


FOLDED = "[data-testid=stMain] details:not([open]) > summary"
OPEN_THEM = "folded => folded.forEach(element => element.click())"


def unfold_all(sight: Sight) -> None:
    """Open everything in the page that is folded away, and what is folded away in that."""
    for _ in range(20):
        folded = sight.page.locator(FOLDED)
        if not folded.count():
            return
        folded.evaluate_all(OPEN_THEM)
        sight.visit.settle()


def add_evidence(sight: Sight) -> None:
    sight.button("evidence.add", sight.visit.card(QUESTION)).click()
    expect(sight.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
    sight.visit.settle()


def reuse_evidence(sight: Sight) -> None:
    add_evidence(sight)
    sight.page.get_by_role("dialog").get_by_role("tab").nth(1).click()


def change_document(sight: Sight) -> None:
    sight.button("documents.change").click()
    expect(sight.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def write_comment(sight: Sight) -> None:
    sight.button("comment.write", sight.visit.card(QUESTION)).click()
    expect(sight.button("comment.send")).to_be_visible()


def choose_ministry(sight: Sight) -> None:
    unfold_all(sight)
    sight.page.locator("[class*=st-key-team-ministry-]").first.get_by_role("combobox").press("ArrowDown")
    expect(sight.page.get_by_role("option", name=MINISTRY)).to_be_visible()


def choose_day(sight: Sight) -> None:
    unfold_all(sight)
    sight.page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(sight.page.get_by_test_id("stDateInputCalendar")).to_be_visible()


def change_account(sight: Sight) -> None:
    sight.button("team.change").click()
    expect(sight.button("team.deactivate")).to_be_visible()


def restore(sight: Sight) -> None:
    sight.button("history.restore").click()
    expect(sight.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def withdraw(sight: Sight) -> None:
    sight.button("submit.withdraw").click()
    expect(sight.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def read_back(sight: Sight) -> None:
    upload(sight.visit, with_everything(download(sight.visit, sight.say("workbooks.download"))))
    unfold_all(sight)


def refuse_file(sight: Sight) -> None:
    upload(sight.visit, b"no workbook")


def view_of_results(name: str) -> Callable[[Sight], None]:
    def unfold(sight: Sight) -> None:
        option = sight.page.locator(".st-key-results-view").get_by_role("radio").nth(RESULTS.index(name))
        option.click()
        sight.visit.settle()
        if name == "what_if":
            try_answer(sight)
        unfold_all(sight)

    return unfold


def try_answer(sight: Sight) -> None:
    sight.page.get_by_role("combobox", name=sight.say("results.what_if_questions")).click()
    sight.page.get_by_role("option").nth(2).click()  # the first one takes all
    sight.visit.settle()  # a page that is drawn anew just then would not hear of the key
    sight.page.keyboard.press("Escape")
    expect(sight.page.get_by_role("option")).to_have_count(0)
    sight.visit.settle()


def open_leaf(sight: Sight) -> None:
    view_of_results("number")(sight)
    for _ in range(4):
        parts = sight.page.locator(".st-key-open_parts").get_by_role("button")
        if not parts.count():
            break
        before = sight.page.url
        parts.first.click()
        # The part that is open stands in the address.
        sight.page.wait_for_function("before => location.href !== before", arg=before)
        sight.visit.settle()
    unfold_all(sight)


GOVERNANCE = (("section", "governance"),)

OF_PACKS = (
    Place("packs", "briefing_packs"),
    Place("packs: exported", "briefing_packs", (("view", "history"),)),
    Place("packs: check a file", "briefing_packs", (("view", "check"),)),
    Place("packs: compare two", "briefing_packs", (("view", "compare"),)),
)
"""What all have who may have packs."""

PACKS_OF_OFFICIALS = (
    *OF_PACKS,
    Place("minister's pack", "briefing_packs", (("pack", "minister-own"),), unfold_all),
    Place("national pack", "briefing_packs", (("pack", "national-own"),), unfold_all),
)
PACKS_OF_ANALYSTS = (
    *OF_PACKS,
    Place("global pack", "briefing_packs", (("cycle", "2025"), ("pack", "global-secretariat")), unfold_all),
    Place("nothing for a pack", "briefing_packs", (("pack", "regional-secretariat"), ("set", "region.nowhere"))),
)

FOR_OFFICIALS = (
    Place("home", "home"),
    Place("section", "questionnaire", GOVERNANCE, unfold_all),
    Place("section to confirm", "questionnaire", (("section", "threat"),)),
    Place("one question", "questionnaire", (*GOVERNANCE, ("question", QUESTION))),
    Place("comment", "questionnaire", GOVERNANCE, write_comment),
    Place("documents", "documents"),
    Place("team", "team", (), unfold_all),
    Place("workbooks", "workbooks"),
    *(Place(f"results: {name}", "results", (), view_of_results(name)) for name in RESULTS),
    Place("results: an indicator", "results", (), open_leaf),
    Place("review", "review_and_submit", (), unfold_all),
    Place("history", "history"),
    Place("another cycle", "home", (("cycle", "2025"),)),
)
"""What focal points and contributors have."""

FOR_FOCAL_POINTS = (
    Place("new evidence", "questionnaire", GOVERNANCE, add_evidence),
    Place("evidence again", "questionnaire", GOVERNANCE, reuse_evidence),
    Place("document", "documents", (), change_document),
    Place("team: ministries", "team", (), choose_ministry),
    Place("team: calendar", "team", (), choose_day),
    Place("team: account", "team", (), change_account),
    # In this order: what was read back is there again whenever the page is opened.
    # In this order: what was read back is there again whenever the page is opened.
    Place("workbooks: refused", "workbooks", (), refuse_file),
    Place("workbooks: read back", "workbooks", (), read_back),
    Place("history: restore", "history", (), restore),
)
"""What only focal points may do."""

WITH_SUBMISSION = "Brisolane"
"""A State that has submitted in the current cycle."""

SUBMITTED = (
    Place("home, submitted", "home"),
    Place("section, submitted", "questionnaire", GOVERNANCE),
    Place("review, submitted", "review_and_submit"),
    Place("withdraw", "review_and_submit", (), withdraw),
)
"""What differs once an assessment is submitted."""


STATE_SHOWN = "XBR"

FOR_ANALYSTS = (
    Place("overview", "overview", (), unfold_all),
    Place("regional comparison", "regional_comparison", (), unfold_all),
    Place("own choice", "regional_comparison", (("set", "free"), ("states", "XAV.XBR.XCR"))),
    Place("reviewed values", "regional_comparison", (("cycle", "2025"), ("values", "agreed"))),
    Place("not there", "regional_comparison", (("set", "region.nowhere"), ("node", "nothing"))),
    Place("state profile", "state_profile", (("state", STATE_SHOWN),), unfold_all),
    Place("no State chosen", "state_profile"),
    Place("change", "change_over_cycles", (), unfold_all),
    Place("change of a State", "change_over_cycles", (("state", STATE_SHOWN),), unfold_all),
    Place("rights and gender", "rights_and_gender", (), unfold_all),
    Place("robustness", "robustness", (), unfold_all),
    Place("questions", "questions", (), unfold_all),
    Place("method", "method", (), unfold_all),
)
"""What analysts have."""

FOR_OBSERVERS = (
    *OF_PACKS,
    Place("regional pack", "briefing_packs", (("cycle", "2025"), ("pack", "regional-public")), unfold_all),
    Place("regional pack, no figures", "briefing_packs", (("pack", "regional-public"),)),
    Place("regional figures", "regional_figures", (("cycle", "2025"),), unfold_all),
    Place("few figures", "regional_figures"),
    Place("method", "method"),
)
"""What observers have."""

OUTSIDE = (
    Place("our region", "region", (("cycle", "2025"),), unfold_all),
    Place("our region, begun", "region"),
    Place("method", "method"),
)
"""What officials see of others."""


def places_of(role: Role) -> Iterator[Place]:
    """Return the places of a role."""
    if role is Role.FOCAL_POINT:
        yield from (*FOR_OFFICIALS, *FOR_FOCAL_POINTS, *PACKS_OF_OFFICIALS)
    elif role is Role.CONTRIBUTOR:
        yield from (*FOR_OFFICIALS, *PACKS_OF_OFFICIALS)
    elif role is Role.ANALYST:
        yield from (*FOR_ANALYSTS, *PACKS_OF_ANALYSTS)
    elif role is Role.OBSERVER:
        yield from FOR_OBSERVERS
    else:
        yield Place("home", "home")
