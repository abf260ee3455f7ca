import datetime as dt

from assessment.ui.components.day_limits import day_limits


def test_a_law_of_the_last_century_and_a_treaty_of_the_next_can_be_dated():
    limits = day_limits(None)
    assert limits["min_value"] < dt.date(1900, 1, 1)
    assert limits["max_value"] > dt.date(2100, 1, 1)


def test_the_limits_of_a_question_hold_and_let_in_what_stands_in_the_field():
    asked = (dt.date(1990, 1, 1), dt.date(2030, 1, 1))
    assert tuple(day_limits(None, asked).values()) == asked
    assert day_limits(dt.date(1980, 1, 1), asked)["min_value"] == dt.date(1980, 1, 1)
