"""What every part of the page of briefing packs needs: who asks, what they may have, what the address chooses."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from assessment.core.cycle import Cycle
from assessment.core.pack import Audience, Edition
from assessment.core.person import NATIONAL_ROLES, Person
from assessment.core.state_sets import ALL_STATES
from assessment.locale import Phrases
from assessment.services.comparing.comparison_frame import ComparisonFrame, open_comparison
from assessment.services.packs.exporting import may_have
from assessment.services.packs.published_content import latest_cycle_with_figures, sets_with_figures
from assessment.services.workspace import Caller, Workspace
from assessment.ui.comparison_page import SET
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.context import CYCLE, Context, current_frame

KIND = "pack"
"""The part of an address that names a pack: its audience and edition."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A pack that can be chosen."""

    audience: Audience
    edition: Edition

    @property
    def id(self) -> str:
        """Return what the address calls it."""
        return f"{self.audience}-{self.edition}"

    @property
    def is_of_one_state(self) -> bool:
        """Tell whether the pack is about the own State alone."""
        return self.edition is Edition.OWN

    @property
    def has_sets(self) -> bool:
        """Tell whether it can be about one set of States or another; the global pack is about all of them."""
        return not self.is_of_one_state and self.audience is not Audience.GLOBAL


@dataclass(frozen=True, eq=False)
class PacksPage:
    """The page with what the address chooses: `kind` is None until one is chosen, `sets` are those for it."""

    workspace: Workspace
    caller: Caller
    person: Person
    say: Phrases
    frame: ComparisonFrame
    own_state: str
    kinds: tuple[Kind, ...]
    kind: Kind | None
    sets: tuple[str, ...]
    asked_set: str

    @cached_property
    def set(self) -> str:
        """Return the set that the pack is about: unless chosen, the first that the pack has figures of."""
        if self.asked_set in self.sets:
            return self.asked_set
        return next((one for one in self.sets if one in self.shown), self.sets[0])

    @cached_property
    def shown(self) -> frozenset[str]:
        """Return the sets that the pack has figures of: for outsiders those with a figure that may be shown."""
        if self.kind is None or self.kind.edition is not Edition.PUBLIC:
            return frozenset(self.sets)
        return sets_with_figures(self.workspace, self.caller, self.frame.cycle.id)

    @property
    def has_figures(self) -> bool:
        """Tell whether there is any set that the pack has figures of."""
        return not self.shown.isdisjoint(self.sets)

    def latest_with_figures(self) -> Cycle | None:
        """Return the newest cycle that the pack has figures of; None without one."""
        if self.kind is None:
            return None
        return latest_cycle_with_figures(self.workspace, self.caller, self.kind.audience)

    def set_title(self, name: str) -> str:
        """Return the name of a set of States."""
        title = next((one.title for one in self.frame.sets if one.id == name), "")
        return title or self.say("comparison.all_states")

    def set_choice(self, name: str) -> str:
        """Return the name of a set in the list to choose from, where one without figures is marked."""
        title = self.set_title(name)
        return title if name in self.shown else self.say("packs.set_without_figures", set=title)

    def kind_title(self, kind: Kind) -> str:
        """Return what people call a pack; the edition is named where there are several."""
        title = self.say(f"pack.kind_{kind.audience}")
        both = {one.edition for one in self.kinds if one.audience is kind.audience}
        return title if len(both) == 1 else f"{title} ({self.say(f'packs.edition_{kind.edition}')})"


def open_packs_page(context: Context) -> PacksPage:
    """Return what the address chooses; stop without a cycle."""
    asked, person = st.query_params.to_dict(), context.person
    own_state, cycle = "", asked.get(CYCLE)
    if person.role in NATIONAL_ROLES:
        own = current_frame(context)
        own_state, cycle = own.state_name, own.cycle.id
    frame = open_comparison(context.workspace, context.caller, cycle)
    if frame is None:
        draw_empty_state(context.say("figures.no_cycle_title"), context.say("figures.no_cycle_text"))
        st.stop()
    kinds = kinds_for(person)
    kind = next((kind for kind in kinds if kind.id == asked.get(KIND)), None)
    return PacksPage(
        workspace=context.workspace,
        caller=context.caller,
        person=person,
        say=context.say,
        frame=frame,
        own_state=own_state,
        kinds=kinds,
        kind=kind,
        sets=sets_for(kind, frame),
        asked_set=asked.get(SET, ""),
    )


def sets_for(kind: Kind | None, frame: ComparisonFrame) -> tuple[str, ...]:
    """Return the sets that a pack can be about: published figures of all States are the global pack."""
    every = tuple(one.id for one in frame.sets)
    is_public = kind is not None and kind.edition is Edition.PUBLIC and kind.audience is Audience.REGIONAL
    return tuple(one for one in every if one != ALL_STATES) if is_public and len(every) > 1 else every


def kinds_for(person: Person) -> tuple[Kind, ...]:
    """Return the packs that a person may choose, the own State's first."""
    allowed = may_have(person.role)
    return tuple(
        Kind(audience, edition)
        for edition in Edition
        if edition in allowed
        for audience in Audience
        if audience in allowed[edition]
    )
