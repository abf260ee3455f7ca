"""What each audience will see."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.release import Release
from assessment.core.release_preview import complete_releases, domains_of, previews
from tests.builders import instrument, leaf, maturity, node


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


def test_previews__each_step_includes_the_ones_before() -> None:
    secretariat, regions, named = previews({"a": Release.REGIONAL_AGGREGATES, "b": Release.SECRETARIAT})
    assert (secretariat.domains, secretariat.overall) == (("a", "b"), True)
    assert (regions.domains, regions.overall) == (("a",), False)
    assert (named.domains, named.overall) == ((), False)


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(Release)))
def test_previews__any_releases__nobody_sees_a_private_domain(releases: dict[str, Release]) -> None:
    for preview in previews(releases):
        assert all(releases[domain] >= preview.audience for domain in preview.domains)
        assert preview.overall == (bool(releases) and len(preview.domains) == len(releases))
