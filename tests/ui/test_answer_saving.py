"""Callbacks that store answers: a newer run breaks none of them off."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from assessment.ui.components import answer_saving
from assessment.ui.components.answer_saving import MOST_ATTEMPTS, NOTHING, save, to_its_end
from assessment.ui.components.answer_state import Shown

ANY_PAGE: Any = None


def test_broken_off_by_the_run_of_another_page__is_done_before_that_begins() -> None:
    looks, stored = [], []

    @to_its_end
    def callback(page: Any, question: str) -> frozenset[str]:
        looks.append(question)
        if len(looks) < MOST_ATTEMPTS:
            raise RerunException(RerunData(page_script_hash=f"page {len(looks)}"))
        stored.append(question)
        return frozenset({question})

    with pytest.raises(RerunException) as newer:
        callback(ANY_PAGE, "governance.strategy")
    assert stored == ["governance.strategy"]
    assert newer.value.rerun_data.page_script_hash == f"page {MOST_ATTEMPTS - 1}"


def test_left_alone__is_called_once_and_asks_for_nothing() -> None:
    calls = []

    @to_its_end
    def callback(page: Any, question: str) -> frozenset[str]:
        calls.append(question)
        return NOTHING

    callback(ANY_PAGE, "governance.strategy")
    assert calls == ["governance.strategy"]


def test_field_that_nobody_changed__stores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    standing: dict[str, str] = {"answer": "2", "explanation": "A law"}
    written = []

    def write(*_: Any) -> frozenset[str]:
        written.append("")
        return NOTHING

    monkeypatch.setattr(answer_saving, "shown_of", lambda _: Shown(3, standing))
    monkeypatch.setattr(answer_saving, "refusal_of", lambda _: None)
    monkeypatch.setattr(answer_saving, "entered", lambda *_: dict(standing))
    monkeypatch.setattr(answer_saving, "_write", write)
    monkeypatch.setattr(answer_saving, "settled", lambda _, values, __: values)
    monkeypatch.setattr(answer_saving, "put", lambda *_: None)
    question: Any = SimpleNamespace(id="governance.strategy")
    save(ANY_PAGE, question, "answer")
    assert not written
    monkeypatch.setattr(answer_saving, "entered", lambda *_: standing | {"explanation": "Two laws"})
    save(ANY_PAGE, question, "explanation")
    assert written
