"""No number in the pages on the method is wrong: the engine finds each one, and every sum is worked out."""

from pathlib import Path

import pytest

from tests.docs.arithmetic import sums, wrong
from tests.docs.markdown import Block, blocks
from tests.docs.worked_blocks import faults

DOCS = Path(__file__).parents[2] / "docs"
METHOD, GUIDE = DOCS / "scoring-method.md", DOCS / "writing-questionnaires.md"
WORKED = [block for document in (METHOD, GUIDE) for block in blocks(document) if block.info == "yaml worked"]


@pytest.mark.parametrize("block", WORKED, ids=lambda block: f"{block.heading}:{block.line}")
def test_the_engine_finds_every_figure_of_a_worked_block(block: Block) -> None:
    assert not faults(block.text)


@pytest.mark.parametrize("document", [METHOD, GUIDE], ids=lambda path: path.name)
def test_every_sum_is_right(document: Path) -> None:
    found = list(sums(document))
    assert len(found) > 15
    assert not [fault for text in found if (fault := wrong(text))]


def test_the_method_has_a_worked_block_in_every_section_with_a_formula() -> None:
    assert len([block for block in WORKED if block in list(blocks(METHOD))]) > 20


def test_a_wrong_figure_is_seen() -> None:
    block = "tree: [{question: a, weight: 3}, {question: b}]\nanswers: {a: 80, b: 40}\n"
    assert not faults(f"{block}expect: {{overall: {{score: 70}}}}\nresult: {{weights: {{a: 75, b: 25}}}}\n")
    assert faults(f"{block}expect: {{overall: {{score: 71}}}}\n")
    assert faults(f"{block}result: {{weights: {{a: 74}}}}\n")
    assert faults(f"{block}colour: red\n")


def test_a_wrong_sum_is_seen() -> None:
    assert wrong("(3 × 75 + 2 × 50) / 5 = 65") is None
    assert wrong("ln(1000 / 100) / ln(10000 / 100) = 0.5") is None
    assert wrong("4 = 2 × 2 = 5") == "2 × 2 is 4.0000 and not 5"
