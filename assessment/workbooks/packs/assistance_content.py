"""What the assistance pack holds: needs for help as tidy rows, and what States asked for themselves."""

from dataclasses import dataclass

from assessment.core.assistance_kinds import HelpKind
from assessment.core.cycle import Cycle
from assessment.core.instrument import Instrument
from assessment.core.ladders import Rung
from assessment.core.pack_receipt import ReceiptLine
from assessment.core.questionnaire import Question
from assessment.core.states import State
from assessment.core.submission import Value
from assessment.workbooks.live.content import LiveContent


@dataclass(frozen=True, slots=True)
class Need:
    """A question below its target in one State, with the step up from its answer.

    `theme` is the domain. `value` is the answer now, None without one. `action` is the key of the words of the
    action that leads up, `source` what it rests on and `guide` the title of the knowledge product for it; None
    where there is none. `gain` and `priority` are in points, counted at the node `counted_at`. `lenses` are the
    ids of those that read the question; `lifts` tells that closing it helps to lift a gate.
    """

    state: State
    region: str
    theme: str
    question: Question
    kind: HelpKind
    value: Value | None
    rung: Rung | None
    action: str | None
    source: str | None
    guide: str | None
    gain: float
    priority: float
    counted_at: str
    lenses: tuple[str, ...]
    lifts: bool


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A kind of help that a State asked for, by the id of the choice."""

    state: State
    region: str
    question: str
    choice: str


@dataclass(frozen=True, eq=False)
class AssistanceContent:
    """Needs over a set of States under what they released to the Secretariat, by theme and State.

    `withheld` counts the States of the set that handed in and released no domain.
    """

    cycle: Cycle
    instrument: Instrument
    states: tuple[State, ...]
    needs: tuple[Need, ...]
    asked: tuple[AskedFor, ...]
    themes: tuple[str, ...]
    handed_in: int
    withheld: int
    receipt: tuple[ReceiptLine, ...]
    live: LiveContent
