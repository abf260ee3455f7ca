"""What each audience will see."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.domains import domains_of
from assessment.core.instrument import Instrument
from assessment.core.release import Release
from assessment.core.release_preview import complete_releases, previews
from assessment.core.released import released_nodes, released_questions
from tests.builders import gate_on, instrument, leaf, maturity, node


def test_complete_releases__undecided_domain__private() -> None:
    compiled = instrument(
        [maturity("one"), maturity("two"), maturity("three")],
        node("overall", node("a", node("a.x", leaf("one"))), node("b", leaf("two")), leaf("three")),
    )
    assert domains_of(compiled) == ("a", "b")
    assert complete_releases(compiled, {"b": Release.NAMED, "gone": Release.NAMED}) == {
        "a": Release.PRIVATE,
        "b": Release.NAMED,
    }


def three_domains(**rubric: Any) -> Instrument:
    """Compile three domains of one question each."""
    tree = node("overall", *(node(name, node(f"{name}.x", leaf(f"{name}.one"))) for name in "abc"))
    return instrument([maturity(f"{name}.one") for name in "abc"], tree, **rubric)


def test_previews__each_step_includes_the_ones_before() -> None:
    releases = {"a": Release.NAMED, "b": Release.REGIONAL_AGGREGATES, "c": Release.SECRETARIAT}
    secretariat, regions, named = previews(three_domains(), releases)
    assert (secretariat.domains, secretariat.overall) == (("a", "b", "c"), True)
    assert (regions.domains, regions.overall) == (("a", "b"), False)
    assert (named.domains, named.overall) == (("a",), False)


def test_previews__safeguard_of_a_domain_that_is_not_released__holds_back_what_it_could_cap() -> None:
    compiled = three_domains(gates=[gate_on("a.x", "b.one")])
    [secretariat, *_] = previews(compiled, {"a": Release.SECRETARIAT, "c": Release.SECRETARIAT})
    assert (secretariat.domains, secretariat.held_back) == (("c",), ("a",))
    [secretariat, *_] = previews(compiled, dict.fromkeys("abc", Release.SECRETARIAT))
    assert (secretariat.domains, secretariat.held_back, secretariat.overall) == (("a", "b", "c"), (), True)
    nodes = released_nodes(compiled, ("XAA",), {"XAA": {"a": Release.NAMED, "c": Release.NAMED}}, Release.NAMED)
    shown = {one.id for one, released in zip(compiled.nodes, nodes[:, 0], strict=True) if released}
    assert shown == {"c", "c.x"}
    answers = released_questions(compiled, ("XAA",), {"XAA": {"a": Release.NAMED}}, Release.NAMED)
    assert answers[:, 0].tolist() == [True, False, False]


@given(st.fixed_dictionaries({name: st.sampled_from(Release) for name in "abc"}))
def test_previews__any_releases__nobody_sees_a_private_domain(releases: dict[str, Release]) -> None:
    for preview in previews(three_domains(gates=[gate_on("a.x", "b.one")]), releases):
        assert all(releases[domain] >= preview.audience for domain in (*preview.domains, *preview.held_back))
        assert preview.overall == (len(preview.domains) == len(releases))
