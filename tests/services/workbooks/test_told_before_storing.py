"""What the preview of an import tells of cells: those read otherwise than typed, and those of others' sections."""

import datetime as dt

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from tests.services.workbooks.imports import (
    BODIES,
    LAW,
    REVIEW,
    SHARE,
    STRATEGY,
    WORDS,
    apply,
    filled,
    issued,
    preview,
    save,
)
from tests.workbooks.filled_workbooks import Filling
from tests.workspaces import INTERIOR, Office


def test_a_text_that_is_read_otherwise_is_told_only_where_it_would_be_stored(office: Office):
    save(office, REVIEW, Answer(Status.ANSWERED, dt.date(2026, 3, 31)))
    data = filled(issued(office), {SHARE: "31,5", REVIEW: "31/03/2026"})

    found = preview(office, data)

    assert [(one.question, one.typed, one.read) for one in found.readings] == [(SHARE, "31,5", 31.5)]


def test_a_contributor_is_told_of_cells_of_their_own_sections_and_the_number_of_others(office: Office):
    office.give("practice", INTERIOR)
    filling = Filling.of(filled(issued(office), {STRATEGY: "9", LAW: "no idea", SHARE: "many", WORDS: "A unit."}))
    sheet, row = filling.row(BODIES, "instead")
    sheet.delete_rows(row)
    data = filling.bytes()

    found = preview(office, data, by="Bruna")

    assert [problem.question for problem in found.problems] == [SHARE]
    assert (found.problems_elsewhere, found.not_found, found.not_yours) == (2, (), ())
    assert found.unread == {SHARE}
    assert found.leaves_out
    assert sum(found.counts.values()) + len(found.only_unread) == 3
    assert preview(office, data).problems_elsewhere == 0
    with pytest.raises(UnacceptableError, match="import_leaves_out"):
        apply(office, data, by="Bruna")
