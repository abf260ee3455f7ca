"""Where pages end: before a part that would be divided, and never between a heading and what it heads."""

from assessment.workbooks.page_breaks import page_ends

ROWS = [10.0] * 12


def test_what_fits_one_page_needs_no_break():
    assert page_ends(ROWS, (0, 3, 8), 120) == []


def test_a_part_that_fits_a_page_is_not_divided():
    assert page_ends(ROWS, (0, 3, 8), 100) == [8]
    assert page_ends(ROWS, (0, 3, 8), 70) == [3, 8]


def test_a_part_longer_than_a_page_begins_where_its_head_has_room():
    assert page_ends(ROWS, (0, 3), 80) == []
    assert page_ends(ROWS, (0, 3), 60) == [3]


def test_after_a_long_part_only_the_rest_of_its_last_page_is_left():
    # Four rows of the second part stand on its last page.
    assert page_ends(ROWS, (0, 1, 9, 10), 50) == [10]


def test_parts_without_rows_change_nothing():
    assert page_ends(ROWS, (0, 3, 3, 8, 8), 70) == [3, 8]
