"""Tile grids: every State has one tile under its region."""

import pytest

from assessment.charts.banded_score import BandedScore
from assessment.charts.score_lines import BandMark
from assessment.charts.tile_grid import StateTile, tile_grid, tile_grid_alternative, tile_grid_table
from assessment.locale import phrases
from assessment.palette import BANDS, LIGHT, OWN_STATE
from tests.charts.scores import NONE, fields, names, scored

SAY, PSEUDO = phrases("en"), phrases("qps")
STATES = (
    StateTile("Aventrio", "Asia", scored(55.5)),
    StateTile("Corvelune", "Asia", NONE),
    StateTile("Faruneth", "Asia", scored(99.0), is_own=True),
    StateTile("Brisolane & <b>", "Southern Europe", scored(12.0)),
)


@pytest.mark.parametrize("across", [1, 2, 4, 8])
def test_tile_grid__every_state_has_a_place_of_its_own(across: int) -> None:
    found = fields(tile_grid(STATES, "", SAY, LIGHT, across=across))
    assert len(found) == len(STATES)
    assert all(0 <= column < across for column, _ in found)
    assert {field[0] for field in found.values()} == {
        "Aventrio<br><b>56</b>",
        "Corvelune<br><b>–</b>",
        "Faruneth<br><b>99</b>",
        "Brisolane &amp;<br>&lt;b&gt;<br><b>12</b>",
    }


def test_tile_grid__colours_are_those_of_the_bands__no_score_is_hatched() -> None:
    found = {field[0].split("<")[0]: field[1:] for field in fields(tile_grid(STATES, "", SAY, LIGHT)).values()}
    assert found["Aventrio"] == (BANDS[2], "")
    assert found["Faruneth"] == (BANDS[3], "")
    assert found["Corvelune"] == ("rgba(0,0,0,0)", "/")


def test_tile_grid__names_regions_with_their_number_and_frames_the_own_state() -> None:
    figure = tile_grid(STATES, "", SAY, LIGHT)
    assert [note.text for note in figure.layout.annotations] == ["<b>Asia</b> 3", "<b>Southern Europe</b> 1"]
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.line.color) == (1.5, 2.5, OWN_STATE)


def test_tile_grid__a_step_without_a_score_is_named_in_its_tile() -> None:
    step = BandedScore(None, BandMark(2, 5, "Submitted"))
    figure = tile_grid([StateTile("Aventrio", "Asia", step)], "", SAY, LIGHT)
    assert [field[0] for field in fields(figure).values()] == ["Aventrio<br><b>Submitted</b>"]
    assert names(figure) == ["Submitted"]


def test_tile_grid__none__says_so() -> None:
    figure = tile_grid([], "", SAY, LIGHT)
    assert [note.text for note in figure.layout.annotations] == [SAY("charts.nothing")]


def test_tile_grid__right_to_left__first_tile_stands_on_the_right() -> None:
    assert tuple(tile_grid(STATES, "", PSEUDO, LIGHT).layout.xaxis.range) == (7.5, -0.5)


def test_table_and_words__count_every_state() -> None:
    assert tile_grid_table(STATES, SAY, "Score").rows == (
        ("Aventrio", "Asia", "Progressing", 55.5),
        ("Corvelune", "Asia", None, None),
        ("Faruneth", "Asia", "Established", 99.0),
        ("Brisolane & <b>", "Southern Europe", "Starting", 12.0),
    )
    assert tile_grid_alternative(STATES, SAY) == (
        "4 States. From the lowest: 1 Starting, 1 Progressing and 1 Established. 1 State has none."
    )
