"""The Global Health Security Index 2019: equal weights inside every parent, arithmetic means, four layers.

Scores are published to one decimal, so that a node that rests on rounded figures may be a little further off.
"""

from pathlib import Path

from assessment.core.rubric import ROOT_ID
from tests.oracle.ghsi import read_ghsi
from tests.oracle.running import EXTRACT, assert_close, node_scores, scores_by_command, shared_oracle

ANY_NODE, OVERALL = 0.08, 0.051


def test_ghsi__all_states__every_published_node() -> None:
    index, published = read_ghsi(shared_oracle("ghsi"))
    found = node_scores(index)
    assert (len(index.questions), len(index.nodes), len(found)) == (171, 140, 195)
    assert_close(found, published, index.nodes, ANY_NODE)
    assert_close(found, published, [ROOT_ID], OVERALL)


def test_ghsi__by_command__every_published_node(tmp_path: Path) -> None:
    index, published = read_ghsi(shared_oracle("ghsi"))
    found = scores_by_command(*index.write(tmp_path))
    assert_close(found, published, index.nodes, ANY_NODE)
    assert_close(found, published, [ROOT_ID], OVERALL)


def test_ghsi__one_category_of_six_states__every_published_node(tmp_path: Path) -> None:
    index, published = read_ghsi(EXTRACT / "ghsi")
    assert_close(node_scores(index), published, index.nodes, ANY_NODE)
    assert_close(scores_by_command(*index.write(tmp_path)), published, index.nodes, ANY_NODE)
