"""Files of weight sets: what they may hold, and a line for every fault."""

from pathlib import Path

import pytest

from assessment.content.weight_sets import read_weight_sets
from assessment.core.weight_sets import WeightSet, weighted_ids, weights_of_sets
from assessment.errors import ContentError
from tests.builders import instrument, leaf, maturity, node

KNOWN = ("domain.one", "domain.two", "question.a")


def read(tmp_path: Path, text: str | bytes) -> tuple[WeightSet, ...]:
    path = tmp_path / "weights.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_weight_sets(path, KNOWN)


def test_sets__names_empty_cells_and_the_root__are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeffset,domain.one,question.a,overall\nequal,1,1.5,1\n\n,,2e-3,\nthird,,,\n")
    assert found == (
        WeightSet("equal", {"domain.one": 1, "question.a": 1.5}),
        WeightSet("2", {"question.a": 0.002}),
        WeightSet("third", {}),
    )


def test_sets__semicolons_and_no_names__are_read(tmp_path: Path) -> None:
    assert read(tmp_path, "domain.one;domain.two\r\n1;2\r\n") == (
        WeightSet("1", {"domain.one": 1, "domain.two": 2}),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("domain.one\n", 1, "no set of weights"),
        ("domain.one,domain.thre\n1,1\n", 1, 'Did you mean "domain.two"'),
        ("\n\ndomain.one,xyz\n1,1\n", 3, '"xyz" is no question or node'),
        ("domain.one,domain.one\n1,1\n", 1, "twice"),
        ("domain.one,\n1,1\n", 1, 'column ""'),
        ("domain.one\n1\n0\n", 3, '"0"'),
        ("domain.one\n-1\n", 2, '"-1"'),
        ("domain.one\nnan\n", 2, '"nan"'),
        ("domain.one\ninf\n", 2, '"inf"'),
        ("domain.one\n1e999\n", 2, '"1e999"'),
        ("domain.one\n1_0\n", 2, '"1_0"'),
        ("domain.one;domain.two\n1,5;2\n", 2, '"1,5"'),
        ("domain.one\n1,2\n", 2, "2 cells"),
        ("set,domain.one\nfirst\n", 2, "1 cells"),
        ('domain.one\n"1\n', 2, "no CSV"),
        (b"domain.one\n\xff\n", 2, "UTF-8"),
    ],
)
def test_fault__any__is_one_sentence_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'weights.csv'}:{line}: ")
    assert words in message
    assert "\n" not in message


def test_file__a_folder__is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="ordinary file"):
        read_weight_sets(tmp_path, KNOWN)


def test_weights__of_sets__take_the_rubrics_place_where_given() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b"), maturity("c")],
        node("overall", node("d", leaf("a", weight=2), leaf("b", weight=3), weight=5), leaf("c")),
    )
    assert set(weighted_ids(compiled)) == {"a", "b", "c", "d"}
    lower, upper = weights_of_sets(compiled, [WeightSet("1", {}), WeightSet("2", {"b": 7, "c": 0.5})])
    assert lower.tolist() == [[2, 3], [2, 7]]
    assert upper.tolist() == [[5, 1], [5, 0.5]]
