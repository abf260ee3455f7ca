"""Sobol indices: known functions have their known indices."""

from collections.abc import Callable

import numpy as np
import pytest

from assessment.core.sobol import SobolIndices, sobol_indices, sobol_intervals, sobol_points

SEEDS = (7, 8)


def ishigami(units: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * units - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def results(
    function: Callable[[np.ndarray], np.ndarray], columns: int, groups: list[slice], points: int = 2048
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    a, b = sobol_points(columns, points, SEEDS[0])
    swapped = []
    for group in groups:
        mixed = a.copy()
        mixed[:, group] = b[:, group]
        swapped.append(function(mixed)[:, None])
    return function(a)[:, None], function(b)[:, None], np.array(swapped)


def test_indices__ishigami__are_the_known_ones() -> None:
    found = sobol_indices(*results(ishigami, 3, [slice(n, n + 1) for n in range(3)]))
    assert found.first_order[:, 0] == pytest.approx([0.314, 0.442, 0], abs=0.01)
    assert found.total[:, 0] == pytest.approx([0.558, 0.442, 0.244], abs=0.01)


def test_intervals__ishigami__hold_the_known_indices() -> None:
    low, high = sobol_intervals(*results(ishigami, 3, [slice(n, n + 1) for n in range(3)]), SEEDS[1])
    for name, known in (("first_order", [0.3139, 0.4424, 0]), ("total", [0.5576, 0.4424, 0.2437])):
        lower, upper = getattr(low, name)[:, 0], getattr(high, name)[:, 0]
        assert (lower <= known).all()
        assert (known <= upper).all()
        assert (upper - lower < 0.2).all()


def test_intervals__more_points__are_narrower() -> None:
    def width(points: int) -> float:
        at = results(ishigami, 3, [slice(0, 1)], points)
        low, high = sobol_intervals(*at, SEEDS[1])
        return float(high.total[0, 0] - low.total[0, 0])

    assert width(8192) < width(512) / 2


def test_indices__sum_of_groups__are_their_shares_of_the_variance() -> None:
    weights = np.array([1.0, 2, 3, 4, 5])
    found = sobol_indices(*results(lambda u: u @ weights, 5, [slice(0, 2), slice(2, 3), slice(3, 5)]))
    shares = np.array([1 + 4, 9, 16 + 25]) / (weights**2).sum()
    assert found.first_order[:, 0] == pytest.approx(shares, abs=2e-3)
    assert found.total[:, 0] == pytest.approx(shares, abs=2e-3)


def test_indices__far_from_zero__are_the_same() -> None:
    near = sobol_indices(*results(ishigami, 3, [slice(0, 1)]))
    far = sobol_indices(*results(lambda u: ishigami(u) + 1e6, 3, [slice(0, 1)]))
    assert far.first_order == pytest.approx(near.first_order, abs=1e-6)
    assert far.total == pytest.approx(near.total, abs=1e-6)


def test_indices__nothing_varies__are_none() -> None:
    found = sobol_indices(*results(lambda u: np.full(len(u), 0.1), 2, [slice(0, 1), slice(1, 2)]))
    assert isinstance(found, SobolIndices)
    assert np.isnan(found.first_order).all()
    assert np.isnan(found.total).all()


@pytest.mark.parametrize("points", [64, 100, 1000])
def test_points__any_number__fill_the_cube_evenly(points: int) -> None:
    a, b = sobol_points(20, points, SEEDS[0])
    assert a.shape == b.shape == (points, 20)
    assert a.mean(axis=0) == pytest.approx(np.full(20, 0.5), abs=0.05)
    assert not np.array_equal(a, b)
    assert (sobol_points(20, points, SEEDS[0])[0] == a).all()
