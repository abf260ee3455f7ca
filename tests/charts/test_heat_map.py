"""Heat maps: every field at its place, in the colour of its band, and no missing score looks like zero."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.data_table import csv_file
from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative, heat_map_table
from assessment.locale import phrases
from assessment.palette import BANDS, LIGHT, OWN_STATE, READABLE, band_colour, contrast, ink_on
from tests.charts.scores import HIDDEN, NONE, fields, names, scored

SAY, PSEUDO = phrases("en"), phrases("qps")
COLUMNS = ("Overall", "Law", "Policy")
ROWS = (
    HeatRow("Aventrio", (scored(50.4), scored(80.0), scored(10.0)), "Asia"),
    HeatRow("Brisolane", (NONE, scored(40.0, is_thin=True), scored(30.0)), "Asia", is_own=True),
    HeatRow("Corvelune", (scored(0.0), HIDDEN, scored(2.0, limit="at_most")), "Europe"),
)


def test_heat_map__every_field_has_its_number_and_the_colour_of_its_band() -> None:
    found = fields(heat_map(COLUMNS, ROWS, "", SAY, LIGHT))
    # The names of the groups take the lines 0 and 3.
    assert {place: field[:2] for place, field in found.items() if field[1] in BANDS} == {
        (0, 1): ("50", BANDS[2]),
        (1, 1): ("80", BANDS[3]),
        (2, 1): ("10", BANDS[0]),
        (1, 2): ("40", BANDS[1]),
        (2, 2): ("30", BANDS[1]),
        (0, 4): ("0", BANDS[0]),
        (2, 4): ("≤ 2", BANDS[0]),
    }


def test_heat_map__no_score_is_hatched__withheld_is_blank_with_its_sign__thin_is_hatched_over_its_colour() -> None:
    found = fields(heat_map(COLUMNS, ROWS, "", SAY, LIGHT))
    assert found[0, 2] == ("–", "rgba(0,0,0,0)", "/")
    assert found[1, 4] == ("c", "rgba(0,0,0,0)", "")
    assert found[1, 2][2] == "/"
    assert found[2, 2][2] == ""


def test_heat_map__legend_names_bands_from_the_lowest_and_what_else_is_there() -> None:
    assert names(heat_map(COLUMNS, ROWS, "", SAY, LIGHT)) == [
        "Starting",
        "Emerging",
        "Progressing",
        "Established",
        SAY("charts.no_score"),
        SAY("charts.legend_withheld"),
        SAY("charts.legend_thin"),
    ]
    assert names(heat_map(COLUMNS[:1], [HeatRow("A", (scored(30.0),))], "", SAY, LIGHT)) == ["Emerging"]


def test_heat_map__own_state_has_a_frame_and_a_word() -> None:
    figure = heat_map(COLUMNS, ROWS, "", SAY, LIGHT)
    (frame,) = figure.layout.shapes
    assert (frame.line.color, frame.y0, frame.y1, frame.x0, frame.x1) == (OWN_STATE, 1.5, 2.5, -0.5, 2.5)
    assert list(figure.layout.yaxis.ticktext) == ["", "Aventrio", "<b>Brisolane (own State)</b>", "", "Corvelune"]
    assert [note.text for note in figure.layout.annotations] == ["<b>Asia</b>", "<b>Europe</b>"]


def test_heat_map__fields_keep_their_size__however_many_there_are() -> None:
    def sizes(rows: int, columns: int) -> tuple[int, int]:
        one = HeatRow("A", (scored(10.0),) * columns)
        layout = heat_map(["Law"] * columns, [one] * rows, "", SAY, LIGHT).layout
        margin = layout.margin
        return (layout.width - margin.l - margin.r) // columns, (layout.height - margin.t - margin.b) // rows

    assert sizes(35, 11) == sizes(1, 1) == sizes(200, 40)


def test_heat_map__right_to_left__first_column_stands_on_the_right() -> None:
    right, left = (heat_map(COLUMNS, ROWS, "", say, LIGHT).layout for say in (PSEUDO, SAY))
    assert (tuple(left.xaxis.range), tuple(right.xaxis.range)) == ((-0.5, 2.5), (2.5, -0.5))
    assert (left.yaxis.side, right.yaxis.side) == ("left", "right")


def test_heat_map__no_rows__says_so() -> None:
    figure = heat_map(COLUMNS, [], "", SAY, LIGHT)
    assert [note.text for note in figure.layout.annotations] == [SAY("charts.nothing")]


def test_heat_map__names_are_no_markup() -> None:
    figure = heat_map(["<i>&"], [HeatRow("<b>A</b>", (scored(10.0),), "<u>")], "", SAY, LIGHT)
    assert figure.layout.xaxis.ticktext[0] == "&lt;i&gt;&amp;"
    assert figure.layout.yaxis.ticktext[1] == "&lt;b&gt;A&lt;/b&gt;"
    assert figure.layout.annotations[0].text == "<b>&lt;u&gt;</b>"
    assert figure.data[0].customdata[0] == "&lt;b&gt;A&lt;/b&gt;<br>&lt;i&gt;&amp;<br>10 (Starting)"


def test_table__is_unrounded__no_score_is_empty__withheld_is_a_word() -> None:
    table = heat_map_table(COLUMNS, ROWS, SAY, "State")
    assert table.columns == ("State", "Group", *COLUMNS)
    assert table.rows == (
        ("Aventrio", "Asia", 50.4, 80.0, 10.0),
        ("Brisolane", "Asia", None, 40.0, 30.0),
        ("Corvelune", "Europe", 0.0, "withheld", "≤ 2"),
    )
    assert table.leading_words == 2
    assert csv_file(table).decode("utf-8-sig").splitlines()[3] == "Corvelune,Europe,0,withheld,≤ 2"


def test_alternative__counts_where_columns_are_lowest_and_highest() -> None:
    words = heat_map_alternative(COLUMNS, ROWS, SAY)
    assert "Lowest most often: Policy (rows: 2). Highest most often: Law (rows: 2)." in words
    assert "1 field has no score. 1 field is withheld." in words
    assert "Aventrio: lowest in Policy (10), highest in Law (80)." in words


def test_alternative__all_equal_or_none__names_no_extremes() -> None:
    even = [HeatRow("A", (scored(40.0), scored(40.0))), HeatRow("B", (NONE, NONE))]
    words = heat_map_alternative(("X", "Y"), even, SAY)
    assert "most often" not in words
    assert "A: 40 throughout." in words
    assert "2 fields have no score." in words


@given(place=st.integers(0, 11), more=st.integers(0, 11))
def test_ink__can_be_read_on_every_band_of_any_rubric(place: int, more: int) -> None:
    fill = band_colour(place, place + more + 1)
    assert contrast(ink_on(fill), fill) >= READABLE


def test_contrast__is_that_of_the_definition() -> None:
    assert contrast("#ffffff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@given(
    st.lists(
        st.tuples(st.text(max_size=80), st.text(max_size=20), st.none() | st.floats(0, 100)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([SAY, PSEUDO]),
)
def test_heat_map__any_names__every_row_has_one_field(rows, say) -> None:
    drawn = [HeatRow(title, (NONE if points is None else scored(points),), group) for title, group, points in rows]
    figure = heat_map(("Overall",), drawn, "", say, LIGHT)
    written = [field[0] for _, field in sorted(fields(figure).items(), key=lambda found: found[0][1])]
    assert written == ["–" if points is None else say.number(points) for _, _, points in rows]
