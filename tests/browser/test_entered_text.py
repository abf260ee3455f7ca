"""What people enter is shown as it stands, wherever it is shown: no link, no markup, no formula."""

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.hands import open_list
from tests.browser.pages import SAY

HOSTILE = "www.other.example https://other.example a@other.example **bold** <b>b</b> $x^2$ [x](//y) :red[z]"


def test_name_of_a_ministry_stays_text_on_every_page(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.sign_in("Gurvelle")
    visit.go_to("team")
    visit.page.get_by_text(SAY("team.add_ministry")).click()
    visit.page.get_by_label(SAY("team.ministry_name")).fill(HOSTILE)
    visit.page.get_by_role("button", name=SAY("team.add_ministry_go")).click()
    visit.settle()
    ministry = visit.page.get_by_role("combobox", name=SAY("team.ministry"), exact=True).first
    open_list(ministry).get_by_role("option").filter(has_text="other").click()
    visit.page.get_by_role("button", name=SAY("team.assign_go")).first.click()
    visit.settle()
    main = visit.page.locator("[data-testid=stMain]")
    for page in ("team", "home", "questionnaire"):
        visit.go_to(page)
        shown = main.get_by_text("other.example").first
        expect(shown).to_be_visible()
        assert HOSTILE in shown.inner_text().replace("\u2060", "")
        expect(main.locator("a[href*=other]")).to_have_count(0)
