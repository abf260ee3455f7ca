"""Workbooks that come back: the preview of what an import would do, the choices in conflicts, and the import."""

import gc

import pytest

from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.core.three_way_merge import Side
from assessment.errors import StorageError
from assessment.locale import phrases
from assessment.ui import context
from assessment.ui.components import workbooks_confirm
from assessment.ui.page_sessions import bytes_kept
from tests.services.workbooks.imports import filled, head, history, issued, level, record, save
from tests.ui.conftest import OpenPage
from tests.ui.reading_back import CONFIRM, NAME, choose, in_conflict, knowingly, upload
from tests.ui.visiting import words_on
from tests.workbooks.filled_workbooks import LAW, SHARE, STRATEGY, Filling
from tests.workspaces import INTERIOR, Office

SAY = phrases("en")


def test_the_preview_says_whose_workbook_it_is_and_what_would_change(open_page: OpenPage, office: Office) -> None:
    data, before = in_conflict(office), head(office)
    app = upload(open_page("Amara", "workbooks"), data)
    words = words_on(app)
    assert not app.exception
    for part in (NAME, "Xenia", "Second cycle", SAY("workbooks.sections_all"), "4 May 2026"):
        assert part in words
    for part in (
        "A draft since 2024.",
        "1 – Draft",
        "2 – Adopted",
        "40.0 per cent",
        "Bilal",
        "Please look at the date.",
    ):
        assert part in words
    assert head(office) == before


def test_nothing_is_chosen_and_nothing_can_be_stored_before_it_is(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), in_conflict(office))
    assert [radio.value for radio in app.radio] == [None]
    assert app.button(key=CONFIRM).disabled
    assert SAY("workbooks.choose_first", n=1) in words_on(app)
    choose(app, STRATEGY, Side.FILE)
    assert not app.button(key=CONFIRM).disabled
    assert app.button(key=CONFIRM).label == "Store 2 answers and 1 comment"


def test_what_was_chosen_is_stored_with_its_history(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), in_conflict(office))
    choose(app, STRATEGY, Side.FILE).button(key=CONFIRM).click().run()
    assert not app.exception
    assert "Stored: 2 answers and 1 comment." in app.success[0].value
    assert record(office, STRATEGY).answer == level(2, "A draft since 2024.")
    assert record(office, SHARE).answer.value == 40
    assert [one.kind for one in history(office, STRATEGY)] == [ChangeKind.IMPORTED, ChangeKind.SAVED]
    again = upload(app, filled(issued(office), {LAW: "partly"}), "second.xlsx")
    assert not again.success
    assert again.button(key=CONFIRM).label == "Store 1 answer"


def test_all_conflicts_are_chosen_at_once(open_page: OpenPage, office: Office) -> None:
    data = issued(office)
    save(office, STRATEGY, level(1))
    save(office, SHARE, Answer(Status.ANSWERED, 10.0))
    app = upload(open_page("Amara", "workbooks"), filled(data, {STRATEGY: "2 · Adopted", SHARE: 40}))
    app.button(key="workbooks:all:here").click().run()
    assert [radio.value for radio in app.radio] == [Side.HERE, Side.HERE]
    assert app.button(key=CONFIRM).label == SAY("workbooks.confirm_keep")
    app.button(key="workbooks:all:file").click().run()
    assert app.button(key=CONFIRM).label == "Store 2 answers"
    choose(app, SHARE, Side.HERE).button(key=CONFIRM).click().run()
    assert record(office, STRATEGY).answer == level(2)
    assert record(office, SHARE).answer.value == 10.0
    assert SAY("workbooks.kept_beside", n=1) in words_on(app)


def test_what_moved_since_is_shown_anew_and_chosen_anew(open_page: OpenPage, office: Office) -> None:
    app = choose(upload(open_page("Amara", "workbooks"), in_conflict(office)), STRATEGY, Side.FILE)
    save(office, STRATEGY, level(0), by="Bilal", seen=1)
    app.button(key=CONFIRM).click().run()
    assert SAY("errors.import_outdated") in app.warning[0].value
    assert record(office, STRATEGY).answer == level(0)
    assert record(office, SHARE).answer == Answer()
    assert [radio.value for radio in app.radio] == [None]
    choose(app, STRATEGY, Side.FILE).button(key=CONFIRM).click().run()
    assert record(office, STRATEGY).answer == level(2)


def test_a_wrong_file_is_refused_in_a_sentence_and_the_next_one_read(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), b"state,policy.law\n", "answers.csv")
    assert SAY("errors.workbook_text") in app.error[0].value
    assert "answers.csv" in app.error[0].value
    upload(app, filled(issued(office), {STRATEGY: "2 · Adopted"}))
    assert not app.error
    assert app.button(key=CONFIRM).label == "Store 1 answer"


def test_problems_are_told_with_sheet_and_cell(open_page: OpenPage, office: Office) -> None:
    filling = Filling.of(issued(office))
    filling.set(SHARE, "many")
    filling.set(STRATEGY, "2 · Adopted")
    place = filling.place(SHARE)
    app = upload(open_page("Amara", "workbooks"), filling.bytes())
    assert place.sheet in words_on(app)
    assert f">{place.cell}<" in words_on(app)
    assert "“many” is not a number." in words_on(app)
    assert ">many<" in words_on(app)
    # On a narrow screen each cell stands under the name of its column.
    assert f'data-column="{SAY("workbooks.column_text")}"' in words_on(app)
    assert app.button(key=CONFIRM).disabled
    knowingly(app).button(key=CONFIRM).click().run()
    assert SAY("workbooks.problems_left", n=1) in words_on(app)
    assert record(office, STRATEGY).answer == level(2)


def test_a_long_entry_that_cannot_be_read_leaves_room_for_what_to_do(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), filled(issued(office), {SHARE: "x" * 6_000}))
    assert f">{'x' * 60} …<" in words_on(app)
    assert "x" * 200 not in words_on(app)


def test_what_is_read_otherwise_than_typed_is_shown_before_it_is_stored(
    open_page: OpenPage, office: Office
) -> None:
    app = upload(open_page("Amara", "workbooks"), filled(issued(office), {SHARE: "31,5"}))
    assert SAY("workbooks.readings", n=1) in words_on(app)
    assert ">31,5<" in words_on(app)
    assert ">31.5<" in words_on(app)
    assert record(office, SHARE).answer == Answer()
    assert not app.button(key=CONFIRM).disabled


def test_a_number_of_many_digits_is_a_problem_and_is_not_said_to_be_stored(
    open_page: OpenPage, office: Office
) -> None:
    filling = Filling.of(issued(office))
    filling.set(SHARE, "10 000 000 000 000")
    filling.set(SHARE, "Please look at the number.", "comment")
    app = upload(open_page("Amara", "workbooks"), filling.bytes())
    assert SAY("workbooks.problems", n=1) in words_on(app)
    assert SAY("workbooks.readings", n=1) not in words_on(app)
    assert not app.exception


def test_cells_of_other_sections_are_counted_in_one_line(open_page: OpenPage, office: Office) -> None:
    office.give("practice", INTERIOR)
    data = filled(issued(office), {STRATEGY: "9", LAW: "no idea", SHARE: "40"})
    app = upload(open_page("Bruna", "workbooks"), data)
    assert "no idea" not in words_on(app)
    assert SAY("workbooks.problems_elsewhere", n=2) in app.warning[0].value
    assert app.button(key=CONFIRM).disabled


def test_a_workbook_of_which_nothing_can_be_read_is_not_said_to_be_stored(
    open_page: OpenPage, office: Office
) -> None:
    app = upload(open_page("Amara", "workbooks"), filled(issued(office), {SHARE: "many"}))
    assert SAY("workbooks.nothing_can_be") in words_on(app)
    assert SAY("workbooks.nothing_to_import") not in words_on(app)
    assert SAY("workbooks.unread") in words_on(app)
    assert CONFIRM not in {button.key for button in app.button}


def test_a_file_that_is_kept_counts_in_the_budget_of_uploads(open_page: OpenPage, office: Office) -> None:
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    app = open_page("Amara", "workbooks")
    session = str(app.user[context.SESSION])
    assert bytes_kept(session) == 0
    upload(app, data)
    assert bytes_kept(session) == len(data)
    app.button(key="workbooks:put_away").click().run()
    gc.collect()
    assert bytes_kept(session) == 0


def test_text_of_a_workbook_is_never_markup(open_page: OpenPage, office: Office) -> None:
    filling = Filling.of(issued(office))
    filling.set(STRATEGY, "<b>bold</b> **x**", "explanation")
    filling.set(LAW, "<script>alert(1)</script>")
    app = upload(open_page("Amara", "workbooks"), filling.bytes(), "<b>*name*</b>.xlsx")
    raw = words_on(app)
    assert "<b>" not in raw.replace("\\<b>", "")
    assert "<script>" not in raw
    assert "&lt;b&gt;bold&lt;/b&gt; **x**" in raw


def test_officials_store_in_the_sections_of_their_ministry_alone(open_page: OpenPage, office: Office) -> None:
    data = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: 40})
    app = upload(open_page("Bilal", "workbooks"), data)
    assert SAY("workbooks.not_yours", sections="Practice") in app.warning[0].value
    knowingly(app).button(key=CONFIRM).click().run()
    assert record(office, STRATEGY).answer == level(2)
    assert record(office, SHARE).answer == Answer()
    nothing = upload(open_page("Bruna", "workbooks"), data)
    assert CONFIRM not in {button.key for button in nothing.button}


def test_the_same_file_again_changes_nothing_and_says_so(open_page: OpenPage, office: Office) -> None:
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    app = upload(open_page("Amara", "workbooks"), data)
    app.button(key=CONFIRM).click().run()
    upload(app, data)
    assert SAY("workbooks.nothing_to_import") in words_on(app)
    assert "This very file was read back on" in words_on(app)
    assert CONFIRM not in {button.key for button in app.button}
    app.button(key="workbooks:put_away").click().run()
    assert len(app.file_uploader) == 1


def test_another_page_in_between_keeps_the_file_and_the_choices(open_page: OpenPage, office: Office) -> None:
    app = choose(upload(open_page("Amara", "workbooks"), in_conflict(office)), STRATEGY, Side.HERE)
    app.switch_page("../pages/history.py").run()
    app.switch_page("../pages/workbooks.py").run()
    assert not app.exception
    assert [radio.value for radio in app.radio] == [Side.HERE]
    assert not app.button(key=CONFIRM).disabled


def test_what_cannot_be_stored_keeps_the_file_and_the_choices(
    open_page: OpenPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = choose(upload(open_page("Amara", "workbooks"), in_conflict(office)), STRATEGY, Side.FILE)

    def full(*_: object, **__: object) -> None:
        raise StorageError("disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(workbooks_confirm, "apply_import", full)
        app.button(key=CONFIRM).click().run()
    assert SAY.error(StorageError("disk_full")) in app.warning[0].value
    assert record(office, SHARE).answer == Answer()
    app.button(key=CONFIRM).click().run()
    assert "Stored: 2 answers and 1 comment." in app.success[0].value


def test_nobody_else_finds_the_file_of_a_person(open_page: OpenPage, office: Office) -> None:
    app = upload(open_page("Amara", "workbooks"), in_conflict(office))
    assert not app.file_uploader
    app.user = {context.SESSION: office.caller("Bilal").session}
    app.run()
    assert len(app.file_uploader) == 1
    assert "Please look at the date." not in words_on(app)
    assert NAME not in words_on(app)
