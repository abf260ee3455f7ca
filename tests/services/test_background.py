"""Computations in the background, with a clock that is moved by hand."""

import threading
import time
from collections.abc import Callable

import pytest

from assessment.services.background import AT_ONCE, HEARD_EVERY, Background, LeftError, Owner, Report

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


def outer(background: Background, inner: Callable[[Report], str], told: list[float]) -> Callable[[Report], str]:
    """Return a computation that rests on another one, as a pack rests on the robustness of its States."""

    def compute(report: Report) -> str:
        def heard(done: float) -> None:
            report(done / 2)
            told.append(done)

        return f"with {background.get('inner', inner, heard)}"

    return compute


def test_more_computations_than_threads_rest_on_one__all_end_and_it_is_made_once():
    background, held, told = Background(), Held(), list[float]()
    keys = range(AT_ONCE + 2)
    for key in keys:
        background.ask(key, outer(background, held, told))
    assert held.reached.wait(PATIENCE)
    background.ask(0, outer(background, held, told), HEARD_EVERY * 2)
    held.go_on.set()
    end = time.monotonic() + PATIENCE
    results: dict[int, str | None] = {}
    while len(results) < len(keys) and time.monotonic() < end:
        for key in keys:
            found = background.ask(key, outer(background, held, told), 0.05).result
            if found is not None:
                results[key] = found
    assert results == dict.fromkeys(keys, "with done")
    assert held.begun == 1
    assert told.count(0.5) > 1, "who waits for the computation of another thread is told how far it is"


def test_what_stands_in_the_queue_is_made_by_who_needs_it():
    background, calls = Background(), list[int]()
    blocking = [Held() for _ in range(AT_ONCE)]
    for number, held in enumerate(blocking):
        background.ask(number, held)
        assert held.reached.wait(PATIENCE)
    assert background.ask("inner", quick(1, calls)).result is None
    assert background.get("inner", quick(2, calls), lambda _done: None) == 2
    for held in blocking:
        held.go_on.set()
    assert background.ask("inner", quick(3, calls), PATIENCE).result == 2
    assert calls == [2]


def test_who_needs_another_computation_leaves_with_it_unless_others_ask_for_it():
    clock = Clock()
    background = Background(left_after=10, clock=clock)
    alone, shared = Held(), Held()
    background.ask("alone", lambda report: background.get("its own", alone, report))
    background.ask("together", lambda report: background.get("shared", shared, report))
    assert alone.reached.wait(PATIENCE)
    assert shared.reached.wait(PATIENCE)
    clock.now = 10.5
    assert background.ask("shared", shared).result is None
    alone.go_on.set()
    shared.go_on.set()
    assert alone.left.wait(PATIENCE)
    assert background.ask("shared", shared, PATIENCE).result == "done"
    assert (shared.begun, shared.left.is_set()) == (1, False)


def test_a_fault_in_another_computation_is_told_to_who_needs_it_and_not_kept():
    background, calls = Background(), list[int]()

    def fails(report: Report) -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        background.get("a", fails, lambda _done: None)
    assert background.get("a", quick(2, calls), lambda _done: None) == 2


def test_a_computation_in_the_background_that_asked_would_wait_for_ever_and_is_a_fault():
    background, calls = Background(), list[int]()
    with pytest.raises(RuntimeError, match="gets another one"):
        background.ask("a", lambda _report: background.ask("b", quick(1, calls)), PATIENCE)
    assert calls == []


def test_what_belongs_to_a_session_or_a_person_is_left_and_let_go():
    background, calls = Background(), list[int]()
    held, owner = Held(), Owner("one", 7)
    background.ask("under way", held, owner=owner)
    assert held.reached.wait(PATIENCE)
    for key, of in (("finished", owner), ("elsewhere", Owner("two", 7)), ("another's", Owner("three", 8))):
        background.ask(key, quick(1, calls), PATIENCE, of)
    background.ask("nobody's", quick(1, calls), PATIENCE)

    def known() -> list[str]:
        keys = ("finished", "elsewhere", "another's", "nobody's")
        return [key for key in keys if background.ask(key, quick(2, []), PATIENCE).result == 1]

    background.forget_session("one")
    held.go_on.set()
    assert held.left.wait(PATIENCE)
    assert known() == ["elsewhere", "another's", "nobody's"]
    background.forget_account(7, but="two")
    assert known() == ["elsewhere", "another's", "nobody's"]
    background.forget_account(7)
    assert known() == ["another's", "nobody's"]
