"""Places in documents that come with workbooks: none is lost, and corrections are taken."""

from assessment.core.entered_text import LONGEST_PLACE
from assessment.core.evidence import EvidenceUse
from assessment.services.answering import open_question
from assessment.services.documenting import reuse
from assessment.services.operations import verify_store
from tests.services.workbooks.imports import apply, issued, preview
from tests.workbooks.filled_workbooks import STRATEGY, Filling
from tests.workspaces import Office


def with_places(data: bytes, *places: str) -> bytes:
    """Return a workbook in which one document stands in a row for each place."""
    filling = Filling.of(data)
    for number, place in enumerate(places, start=1):
        filling.add_document(STRATEGY, number, title="Strategy 2024", place=place)
    return filling.bytes()


def stored(office: Office) -> list[EvidenceUse]:
    return list(open_question(office.workspace, office.caller("Amara"), office.key, STRATEGY).evidence)


def places(office: Office) -> list[str]:
    return [use.place for use in stored(office)]


def test_two_rows_for_one_document_are_one_with_both_places(office: Office):
    data = with_places(issued(office), "page 1", "page 9")

    assert [one.place_in_it for one in preview(office, data).documents] == ["page 1; page 9"]
    assert apply(office, data).documents == 1
    assert places(office) == ["page 1; page 9"]
    assert preview(office, data).changes_nothing


def test_a_place_for_which_there_is_no_room_is_a_problem_in_its_cell(office: Office):
    data = with_places(issued(office), "a" * LONGEST_PLACE, "page 9")

    found = preview(office, data)

    assert [problem.refusal.code for problem in found.problems] == ["too_long"]
    assert [one.place_in_it for one in found.documents] == ["a" * LONGEST_PLACE]


def test_a_place_for_which_there_is_no_room_beside_those_of_others_is_a_problem(office: Office):
    one, other = issued(office), issued(office)
    apply(office, with_places(one, "a" * (LONGEST_PLACE - 5)))
    data = with_places(other, "page 9")

    found = preview(office, data)

    assert [(problem.refusal.code, problem.text) for problem in found.problems] == [("too_long", "page 9")]
    assert found.problems[0].place.cell.startswith("H")
    assert (found.documents, found.changes_nothing) == ((), True)
    assert places(office) == ["a" * (LONGEST_PLACE - 5)]


def test_a_corrected_place_is_a_change_and_is_stored(office: Office):
    sent = issued(office)
    for place in ("page 1", "page 20", "page 1"):
        data = with_places(sent, place)
        assert not preview(office, data).changes_nothing
        assert apply(office, data).documents == 1
        assert places(office) == [place]
        assert preview(office, data).changes_nothing
    assert verify_store(office.workspace).findings == ()


def test_places_of_other_workbooks_and_people_stay(office: Office):
    one, other = issued(office), issued(office)
    apply(office, with_places(one, "page 1"))
    apply(office, with_places(other, "page 9"))
    assert places(office) == ["page 1; page 9"]
    assert preview(office, with_places(one, "page 1")).changes_nothing

    apply(office, with_places(other, "page 20"))
    assert places(office) == ["page 1; page 20"]

    [use] = stored(office)
    reuse(office.workspace, office.caller("Amara"), office.key, STRATEGY, use.evidence.id, "chapter 3")
    assert preview(office, with_places(other, "page 20")).changes_nothing
    assert verify_store(office.workspace).findings == ()
