"""The page of workbooks loaded again while a workbook is being read back: nothing is lost, or it is said."""

from streamlit.testing.v1 import AppTest

from assessment.core.three_way_merge import Side
from assessment.locale import phrases
from assessment.services.begun_imports import KEPT
from assessment.ui import context
from assessment.ui.navigation.places import file_of
from assessment.ui.page_sessions import bytes_kept
from tests.services.workbooks.imports import filled, issued, level, record, save
from tests.ui.conftest import MAIN, OpenPage
from tests.ui.reading_back import CONFIRM, NAME, choose, in_conflict, knowingly, upload
from tests.ui.visiting import words_on
from tests.workbooks.filled_workbooks import SHARE, STRATEGY
from tests.workspaces import Office

SAY = phrases("en")


def loaded_again(app: AppTest) -> AppTest:
    """Load the page again, as a browser does: at the same address, in a new page of the same session."""
    again = AppTest.from_file(MAIN, default_timeout=30)
    again.user = app.user
    again.query_params.update(app.query_params)
    again.run()
    query = dict(again.query_params)
    again.switch_page(str(file_of("workbooks")))
    again.query_params.update(query)
    return again.run()


def test_a_page_that_is_loaded_again_keeps_the_file_and_the_choices(open_page: OpenPage, office: Office) -> None:
    data = in_conflict(office)
    app = choose(upload(open_page("Amara", "workbooks"), data), STRATEGY, Side.FILE)
    assert SAY("workbooks.resumed") not in words_on(app)

    again = loaded_again(app)

    assert bytes_kept(str(app.user[context.SESSION])) == len(data)  # both pages hold the same
    assert not again.exception
    assert NAME in words_on(again)
    assert SAY("workbooks.resumed") in words_on(again)
    assert [radio.value for radio in again.radio] == [Side.FILE]
    again.button(key=CONFIRM).click().run()
    assert "Stored: 2 answers and 1 comment." in again.success[0].value
    assert record(office, STRATEGY).answer == level(2, "A draft since 2024.")
    after = loaded_again(again)
    assert len(after.file_uploader) == 1
    assert SAY("workbooks.not_held") not in words_on(after)


def test_what_moved_before_a_page_was_loaded_again_is_chosen_anew(open_page: OpenPage, office: Office) -> None:
    app = choose(upload(open_page("Amara", "workbooks"), in_conflict(office)), STRATEGY, Side.FILE)
    save(office, STRATEGY, level(0), by="Bilal", seen=1)

    again = loaded_again(app)

    assert [radio.value for radio in again.radio] == [None]
    assert SAY("errors.import_outdated") in again.warning[0].value


def test_what_is_left_out_knowingly_stays_so_when_the_page_is_loaded_again(
    open_page: OpenPage, office: Office
) -> None:
    data = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: "many"})
    app = knowingly(upload(open_page("Amara", "workbooks"), data))

    again = loaded_again(app)

    assert not again.button(key=CONFIRM).disabled


def test_a_file_that_was_put_away_does_not_come_back(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), in_conflict(office))
    app.button(key="workbooks:put_away").click().run()

    again = loaded_again(app)

    assert len(again.file_uploader) == 1
    assert NAME not in words_on(again)
    assert SAY("workbooks.not_held") not in words_on(again)


def test_a_page_says_that_the_file_is_held_no_longer(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), in_conflict(office))
    office.clock.set(office.clock.now + KEPT)

    again = loaded_again(app)

    assert SAY("workbooks.not_held") in again.warning[0].value
    assert len(again.file_uploader) == 1
    upload(again, filled(issued(office), {STRATEGY: "2 · Adopted"}))
    assert SAY("workbooks.not_held") not in words_on(again)
