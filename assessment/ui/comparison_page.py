"""What every page that compares needs: who asks, the cycle, and what the address says to look at.

The address names ids only, so that a view can be kept and passed on; it carries no answer and no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assessment.core.package import ContentPackage
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import FREE_SET, StateSet, free_set
from assessment.core.states import State
from assessment.core.text import Words
from assessment.errors import RequestError
from assessment.locale import Phrases
from assessment.palette import Palette, palette
from assessment.services.comparing.comparison_frame import ComparisonFrame, open_comparison
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.content_words import content_words
from assessment.ui.context import CYCLE, Context

VALUES, SET, NODE, STATE, STATES = "values", "set", "node", "state", "states"
"""Parts of an address: whose values, which set of States, which node, which State, the States of a free set."""

TRAVELLING = frozenset({CYCLE, VALUES, SET, STATES, NODE, STATE})
"""What goes along from one page to another."""


@dataclass(frozen=True, eq=False)
class ComparisonPage:
    """A page that compares. `stray` names the parts of the address that name nothing here."""

    workspace: Workspace
    caller: Caller
    say: Phrases
    colours: Palette
    frame: ComparisonFrame
    words: Words
    values: Values
    set: StateSet
    node: str
    state: State | None
    stray: tuple[str, ...]

    @property
    def package(self) -> ContentPackage:
        """Return the content of the cycle."""
        return self.frame.package

    @property
    def sets(self) -> tuple[StateSet, ...]:
        """Return the sets to choose from, the free one of the address last."""
        return self.frame.sets if self.set.kind != FREE_SET else (*self.frame.sets, self.set)

    def node_title(self, node: str) -> str:
        """Return the title of a node."""
        return self.words[f"nodes.{node}.title"]

    def question(self, question: str) -> str:
        """Return the text of a question."""
        return self.words[f"questions.{question}.text"]

    def set_title(self, of_set: StateSet) -> str:
        """Return the name of a set of States."""
        if of_set.kind == "all":
            return self.say("comparison.all_states")
        return self.say("comparison.free_set", n=len(of_set.states)) if of_set.kind == FREE_SET else of_set.title

    def state_name(self, state: str) -> str:
        """Return the name of a State; its code where the cycle does not have it."""
        return next((one.name for one in self.frame.states if one.id == state), state)


def open_comparison_page(context: Context) -> ComparisonPage:
    """Return what the address names, each part's first choice where it names nothing; stop without a cycle."""
    asked = st.query_params.to_dict()
    frame = open_comparison(context.workspace, context.caller, asked.get(CYCLE))
    if frame is None:
        draw_empty_state(context.say("figures.no_cycle_title"), context.say("figures.no_cycle_text"))
        st.stop()
    of_set, set_is_there = _set_asked_for(frame, asked)
    nodes = [node.id for node in frame.package.rubric.tree.nodes()]
    known: Mapping[str, list[str]] = {
        VALUES: [value.value for value in Values],
        NODE: nodes,
        STATE: [state.id for state in frame.states],
    }
    stray = [name for name, choices in known.items() if name in asked and asked[name] not in choices]
    stray += [] if frame.is_there else [CYCLE]
    stray += [] if set_is_there else [SET]
    return ComparisonPage(
        workspace=context.workspace,
        caller=context.caller,
        say=context.say,
        colours=palette(dark=st.context.theme.type == "dark"),
        frame=frame,
        words=content_words(frame.package, context.say.language),
        values=Values(asked[VALUES]) if asked.get(VALUES) in known[VALUES] else Values.SELF_REPORTED,
        set=of_set,
        node=asked[NODE] if asked.get(NODE) in nodes else ROOT_ID,
        state=next((state for state in frame.states if state.id == asked.get(STATE)), None),
        stray=tuple(stray),
    )


def go_to(**parts: str | None) -> None:
    """Change parts of the address and leave the others; None takes one out. For callbacks."""
    rest = {name: value for name, value in st.query_params.to_dict().items() if name not in parts}
    st.query_params.from_dict(rest | {name: value for name, value in parts.items() if value})


def _set_asked_for(frame: ComparisonFrame, asked: Mapping[str, str]) -> tuple[StateSet, bool]:
    """Return the set that the address names, and whether it is there; else all States."""
    name = asked.get(SET)
    if name == FREE_SET:
        try:
            chosen = free_set(filter(None, asked.get(STATES, "").split(".")), "", frame.states)
        except RequestError:
            return frame.sets[0], False
        return chosen, True
    found = next((one for one in frame.sets if one.id == name), None)
    return found or frame.sets[0], name is None or found is not None
