"""Crosswalks put together: from a version to a later one over those between."""

from typing import Any

from assessment.core.crosswalk_chain import crosswalk_between
from assessment.core.versions import Crosswalk


def walk(old: str, new: str, **questions: list[str]) -> Crosswalk:
    rules = {0: "none", 1: "copy"}
    mapped: dict[str, Any] = {
        name: {"rule": rules.get(len(own), "mean"), "from": own} for name, own in questions.items()
    }
    return Crosswalk.model_validate({"from_version": old, "to_version": new, "questions": mapped})


FIRST = walk("1", "2", b=["a"], joint=["x", "y"], fresh=[])
LAST = walk("2", "3", c=["b"], wide=["joint", "a", "x"], from_fresh=["fresh"], gone=[])


def sources(found: Crosswalk | None, question: str) -> tuple[str, ...] | None:
    assert found is not None
    mapping = found.questions.get(question)
    return None if mapping is None else mapping.from_questions


def test_between__direct_crosswalk__is_taken() -> None:
    assert crosswalk_between((FIRST, LAST), "1", "2") is FIRST
    assert crosswalk_between((walk("1", "3", c=["z"]), FIRST, LAST), "1", "3").questions["c"].rule == "copy"  # type: ignore[union-attr]


def test_between__same_version_or_no_way__is_none() -> None:
    assert crosswalk_between((FIRST, LAST), "2", "2") is None
    assert crosswalk_between((FIRST, LAST), "3", "1") is None
    assert crosswalk_between((FIRST,), "1", "3") is None
    assert crosswalk_between((), "1", "2") is None


def test_between__two_steps__lead_back_to_the_first_version() -> None:
    found = crosswalk_between((LAST, FIRST), "1", "3")
    assert found is not None
    assert (found.from_version, found.to_version) == ("1", "3")
    assert sources(found, "c") == ("a",)
    # x comes in twice and counts once.
    assert sources(found, "wide") == ("x", "y", "a")
    assert (sources(found, "from_fresh"), sources(found, "gone")) == ((), ())
    # Named in the earlier step alone, and still there under the same id.
    assert sources(found, "b") == ("a",)
    assert found.questions["wide"].rule == "mean"
    assert found.questions["gone"].rule == "none"


def test_between__crosswalks_in_a_circle__come_to_an_end() -> None:
    assert crosswalk_between((walk("1", "2", a=["b"]), walk("2", "1", b=["a"])), "0", "2") is None
