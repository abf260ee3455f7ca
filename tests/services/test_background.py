"""Computations in the background, with a clock that is moved by hand."""

import threading
from collections.abc import Callable

import pytest

from assessment.services.background import Background, LeftError, Report

PATIENCE = 20.0
"""Seconds that a busy machine may take; nothing here waits for long."""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Held:
    """A computation that goes on step by step, when it is told to."""

    def __init__(self, result: str = "done") -> None:
        self.result, self.begun = result, 0
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.left = threading.Event()

    def __call__(self, report: Report) -> str:
        self.begun += 1
        report(0.5)
        self.reached.set()
        assert self.go_on.wait(PATIENCE)
        try:
            report(0.75)
        except LeftError:
            self.left.set()
            raise
        return self.result


def quick(value: int, calls: list[int]) -> Callable[[Report], int]:
    def compute(report: Report) -> int:
        calls.append(value)
        report(1.0)
        return value

    return compute


def test_a_result_is_computed_once_and_kept():
    background, calls = Background(), list[int]()
    for _ in range(3):
        assert background.ask("a", quick(1, calls), PATIENCE).result == 1
    assert calls == [1]


def test_who_asks_early_is_told_how_far_it_is():
    background, held = Background(), Held()
    background.ask("a", held)
    assert held.reached.wait(PATIENCE)
    early = background.ask("a", held)
    assert (early.done, early.result) == (0.5, None)
    held.go_on.set()
    late = background.ask("a", held, PATIENCE)
    assert (late.done, late.result, held.begun) == (1.0, "done", 1)


def test_what_nobody_waits_for_is_left_and_begun_anew_when_asked_for():
    clock = Clock()
    background, held = Background(left_after=10, clock=clock), Held()
    background.ask("a", held)
    assert held.reached.wait(PATIENCE)
    clock.now = 10.5
    held.go_on.set()
    assert held.left.wait(PATIENCE)
    again = Held("anew")
    again.go_on.set()
    while background.ask("a", again, 0.05).result is None:
        pass
    assert background.ask("a", again).result == "anew"


def test_asking_again_keeps_a_computation_going():
    clock = Clock()
    background, held = Background(left_after=10, clock=clock), Held()
    background.ask("a", held)
    assert held.reached.wait(PATIENCE)
    for _ in range(3):
        clock.now += 9
        assert background.ask("a", held).result is None
    held.go_on.set()
    assert background.ask("a", held, PATIENCE).result == "done"
    assert not held.left.is_set()


def test_a_fault_is_told_and_not_kept():
    background, calls = Background(), list[int]()

    def fails(report: Report) -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        background.ask("a", fails, PATIENCE)
    assert background.ask("a", quick(2, calls), PATIENCE).result == 2


def test_results_asked_for_longest_ago_make_room():
    background, calls = Background(most_kept=2), list[int]()
    for value in (1, 2, 1, 3):
        background.ask(value, quick(value, calls), PATIENCE)
    assert calls == [1, 2, 3]
    background.ask(1, quick(1, calls), PATIENCE)
    assert calls == [1, 2, 3]
    background.ask(2, quick(2, calls), PATIENCE)
    assert calls == [1, 2, 3, 2]


def test_many_who_ask_at_once_start_one_computation():
    background, held = Background(), Held()
    found: list[str | None] = []
    asking = [
        threading.Thread(target=lambda: found.append(background.ask("a", held, PATIENCE).result)) for _ in range(8)
    ]
    for thread in asking:
        thread.start()
    assert held.reached.wait(PATIENCE)
    held.go_on.set()
    for thread in asking:
        thread.join(PATIENCE)
    assert (found, held.begun) == (["done"] * 8, 1)
