"""Briefing packs: an official downloads the minister's page, an analyst builds the global pack."""

import io
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from assessment.core.person import Role
from tests.browser.conftest import NewVisit
from tests.browser.hands import open_list
from tests.browser.pages import PATIENCE, SAY, Visit
from tests.browser.places import sign_in
from tests.servers import Application


def choose(visit: Visit, field: str, option: str) -> None:
    """Choose in a list by the words on it."""
    listed = open_list(visit.page.get_by_role("combobox", name=SAY(field)))
    listed.get_by_role("option", name=option, exact=True).click()
    visit.settle()


def build(visit: Visit) -> Path:
    """Build the pack that is chosen and save it."""
    page = visit.page
    page.get_by_role("button", name=SAY("packs.build")).click()
    offered = page.get_by_role("button", name=SAY("packs.download"), exact=True)
    expect(offered).to_be_visible(timeout=2 * PATIENCE)
    visit.settle()
    with page.expect_download() as download:
        offered.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    return Path(download.value.path())


def drop(page: Page, file: bytes, name: str) -> None:
    """Drop a file on the field of the page."""
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": file})


def test_an_official_downloads_the_ministers_page_and_checks_it(
    new_visit: NewVisit, journeys: Application
) -> None:
    visit = new_visit(journeys)
    visit.sign_in("Aventrio")
    visit.go_to("briefing_packs")
    choose(visit, "packs.kind", SAY("pack.kind_minister"))
    expect(visit.page.get_by_text(SAY("pack.receipt"), exact=True)).to_be_visible()
    data = build(visit).read_bytes()
    book = load_workbook(io.BytesIO(data))
    assert book.active is not None
    assert book.active.title == book.sheetnames[0]
    assert {"Data", "Codebook", "Scoring"} < set(book.sheetnames)

    page = visit.page
    page.get_by_role("radio", name=SAY("packs.view_check")).click()
    visit.settle()
    drop(page, data, "pack.xlsx")
    expect(page.get_by_text("As issued on")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(SAY("packs.same_file"))).to_be_visible()

    changed, cells = io.BytesIO(), book["Data"]
    cells["H2"] = "999"
    book.save(changed)
    visit.open("briefing_packs", view="check")
    drop(page, changed.getvalue(), "changed.xlsx")
    expect(page.get_by_role("row", name="Data H2")).to_be_visible(timeout=PATIENCE)

    colleague = new_visit(journeys)
    sign_in(colleague, Role.CONTRIBUTOR)
    colleague.open("briefing_packs", view="history")
    expect(colleague.page.get_by_role("row").filter(has_text=SAY("pack.kind_minister"))).to_have_count(1)


def test_an_analyst_builds_the_global_pack(new_visit: NewVisit, journeys: Application) -> None:
    visit = new_visit(journeys)
    visit.sign_in_without_state(Role.ANALYST)
    visit.go_to("briefing_packs")
    name = f"{SAY('pack.kind_global')} ({SAY('packs.edition_secretariat')})"
    choose(visit, "packs.kind", name)
    choose(visit, "packs.cycle", "Cycle 2025")
    expect(visit.page.get_by_text("35 of 35")).to_be_visible(timeout=PATIENCE)
    book = load_workbook(io.BytesIO(build(visit).read_bytes()), read_only=True)
    assert {"Data", "Codebook", "Scoring"} < set(book.sheetnames)
    book.close()
    visit.open("briefing_packs", view="history")
    expect(visit.page.get_by_role("row").filter(has_text=name)).to_have_count(1)


def test_a_pack_that_was_not_downloaded_is_built_again_from_the_history(
    new_visit: NewVisit, journeys: Application
) -> None:
    visit = new_visit(journeys)
    visit.sign_in("Brisolane")
    visit.open("briefing_packs", pack="national-own")
    page = visit.page
    label = page.get_by_role("textbox", name=SAY("packs.national_label"))
    label.fill("Restricted")
    label.blur()
    visit.settle()
    page.get_by_role("button", name=SAY("packs.build")).click()
    offered = page.get_by_role("button", name=SAY("packs.download"), exact=True)
    expect(offered).to_be_visible(timeout=2 * PATIENCE)
    page.reload()
    visit.settle()
    expect(offered).to_have_count(0)

    page.get_by_role("radio", name=SAY("packs.view_history")).click()
    visit.settle()
    page.get_by_role("button", name=SAY("packs.again")).click()
    expect(offered).to_be_visible(timeout=2 * PATIENCE)
    visit.settle()
    expect(label).to_have_value("Restricted")
    with page.expect_download() as download:
        offered.click()
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "Restricted" in {cell.value for row in book["_pack"].iter_rows() for cell in row}


def test_an_observer_is_led_from_a_cycle_without_figures_to_one_with_some(
    new_visit: NewVisit, journeys: Application
) -> None:
    visit = new_visit(journeys)
    visit.come_in_without_state(Role.OBSERVER)
    visit.open("briefing_packs", pack="regional-public")
    page = visit.page
    page.get_by_role("button", name=SAY("packs.latest_with_figures", cycle="Cycle 2025")).click()
    expect(page.get_by_role("button", name=SAY("packs.build"))).to_be_visible(timeout=PATIENCE)
    visit.settle()
    # What is seen stands in the address: it is there after a reload.
    page.reload()
    visit.settle()
    expect(page.get_by_role("combobox", name=SAY("packs.cycle"), exact=True)).to_have_value("Cycle 2025")
    listed = open_list(page.get_by_role("combobox", name=SAY("packs.set"), exact=True))
    silent = SAY("packs.set_without_figures", set="Southern Europe")
    expect(listed.get_by_role("option", name=silent, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    choose(visit, "packs.set", "Asia")
    expect(page).to_have_url(re.compile("set=region.asia"))
    page.get_by_role("combobox", name=SAY("packs.kind"), exact=True).click()
    page.get_by_role("option", name=SAY("pack.kind_global"), exact=True).click()
    visit.settle()
    expect(page).not_to_have_url(re.compile("set="))
