"""The results of one assessment as a page shows them: who asks, the words, the colours, and where one can go."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import streamlit as st

from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.cycle import AssessmentKey
from assessment.core.node_figures import NodeFigures
from assessment.core.package import ContentPackage
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.palette import Palette, palette
from assessment.services.workspace import Caller, Workspace
from assessment.ui.content_words import content_words
from assessment.ui.context import Context, current_frame
from assessment.ui.score_words import range_of

VIEW = "results:view"
"""The key of the session state that holds the choice of a view."""

NODE = "node"
"""The part of an address that names the node that is open; `view` names the view. Neither tells an answer."""

FIRST_VIEW = "overview"


@dataclass(frozen=True, eq=False)
class ResultsPage:
    """What every part of the page needs."""

    workspace: Workspace
    caller: Caller
    key: AssessmentKey
    say: Phrases
    package: ContentPackage
    words: Words
    colours: Palette

    def title(self, node: str) -> str:
        """Return the title of a node."""
        return self.words[f"nodes.{node}.title"]

    def question(self, question: str) -> str:
        """Return the text of a question."""
        return self.words[f"questions.{question}.text"]

    def band(self, figures: NodeFigures) -> BandMark | None:
        """Return the band of a node's score; None without a score."""
        bands = [band.id for band in self.package.rubric.bands]
        if figures.band is None:
            return None
        return BandMark(bands.index(figures.band), len(bands), self.words[f"bands.{figures.band}.label"])

    def lines(self, nodes: Iterable[NodeFigures]) -> list[ScoreLine]:
        """Return nodes with the words and bands that charts and tables show."""
        return [ScoreLine(self.title(figures.node), figures, self.band(figures)) for figures in nodes]

    def range(self, low: float | None, high: float | None) -> str:
        """Return an interval in whole points, nothing where there is none or it has closed."""
        return range_of(self.say, low, high)

    def beside(self, figures: NodeFigures) -> str:
        """Return the interval of a node as shown beside a score ("range 27–30"); nothing without one."""
        interval = self.range(figures.low, figures.high)
        return interval and self.say("results.range_beside", range=interval)


def open_results_page(context: Context) -> ResultsPage:
    """Return what the parts of the page need."""
    frame = current_frame(context)
    return ResultsPage(
        workspace=context.workspace,
        caller=context.caller,
        key=frame.assessment.key,
        say=context.say,
        package=frame.package,
        words=content_words(frame.package, context.say.language),
        colours=palette(dark=st.context.theme.type == "dark"),
    )


def view_asked_for(views: Collection[str]) -> str:
    """Return the view that the address names; the first one where it names none."""
    named = st.query_params.get("view", FIRST_VIEW)
    return named if named in views else FIRST_VIEW


def chosen_node(page: ResultsPage) -> str:
    """Return the node that the address names; the root where it names none of the questionnaire."""
    node = st.query_params.get(NODE)
    known = {node.id for node in page.package.rubric.tree.nodes()}
    return node if node in known else page.package.rubric.tree.id


def open_view() -> None:
    """Go on in the view that was just chosen; for callbacks."""
    go_to(st.session_state[VIEW] or FIRST_VIEW, st.query_params.get(NODE, ""))


def go_to(view: str, node: str) -> None:
    """Open a node in a view of the page, so that the browser can go back; for callbacks."""
    rest = {name: value for name, value in st.query_params.to_dict().items() if name not in {"view", NODE}}
    here = ({} if view == FIRST_VIEW else {"view": view}) | ({NODE: node} if node else {})
    st.query_params.from_dict(rest | here)
