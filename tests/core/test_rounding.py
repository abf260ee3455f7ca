"""Figures are rounded as spreadsheets round them; see tests/workbooks for what a spreadsheet says."""

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.rounding import decimals_that_agree, nearest_whole, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(41.25, 1, 41.3), (41.35, 1, 41.4), (-41.25, 1, -41.3), (0.285, 2, 0.29), (1.005, 2, 1.01), (2.5, 0, 3.0)],
)
def test_half__goes_away_from_zero(value: float, decimals: int, shown: float) -> None:
    assert rounded(value, decimals) == shown


def test_half_but_for_the_last_bit__is_a_half() -> None:
    value = math.nextafter(41.25, 0)
    assert value < 41.25
    assert rounded(value, 1) == 41.3


@pytest.mark.parametrize(
    ("before", "after", "decimals"),
    [
        (60.74, 60.39, 2),  # 60.7 and 60.4 are not 0.4 apart
        (60.7142857, 60.3571429, 3),
        (41.2, 45.0, 1),
        (60.41, 60.43, 2),  # both 60.4, and yet not the same
        (58.3333333, 66.6666667, 3),  # thirds never agree
        (45.0, 41.2, 1),
    ],
)
def test_a_difference__is_that_of_the_ends_as_they_are_shown(before: float, after: float, decimals: int) -> None:
    assert decimals_that_agree(before, after, 1, 3) == decimals


@given(st.floats(0, 100), st.floats(0, 100))
def test_fewer_decimals__would_not_agree(before: float, after: float) -> None:
    most = 3
    for decimals in range(1, decimals_that_agree(before, after, 1, most)):
        ends = Decimal(str(rounded(after, decimals))) - Decimal(str(rounded(before, decimals)))
        difference = Decimal(str(rounded(after - before, decimals)))
        assert difference == 0 or difference != ends


def test_nothing_but_zero__has_no_sign() -> None:
    assert math.copysign(1, rounded(-0.04, 1)) == 1


def test_what_is_no_number__stays_as_it_is() -> None:
    assert math.isnan(rounded(math.nan, 1))
    assert rounded(-math.inf) == -math.inf


@pytest.mark.parametrize("value", [1e15, 1e26, -1e300])
def test_what_has_no_decimals_left__stays_as_it_is(value: float) -> None:
    assert rounded(value, 2) == value


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 3))
def test_numbers_of_four_decimals__are_rounded_as_by_hand(ten_thousandths: int, decimals: int) -> None:
    by_hand = (Decimal(ten_thousandths) / 10_000).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
    assert rounded(ten_thousandths / 10_000, decimals) == float(by_hand)
    assert nearest_whole(ten_thousandths / 10_000) == int(
        (Decimal(ten_thousandths) / 10_000).to_integral_value(ROUND_HALF_UP)
    )
