"""Building packs at the terminal: one of them, or all packs of a cycle into a folder."""

from dataclasses import dataclass
from pathlib import Path

from assessment.cli.refusals import sentence_of
from assessment.cli.terminal import Stages, progress, say
from assessment.content.whole_file import check_folder, make_folder, write_whole
from assessment.core.pack import Classification, Edition
from assessment.errors import Refusal, RequestError
from assessment.services.packs.at_terminal import Order, build_at_terminal, orders_at_terminal
from assessment.services.packs.exporting import BUILDING, Progress
from assessment.services.packs.frame import BuiltPack
from assessment.services.workspace import Workspace

STAGES = {"building": "Building", "reading": "Reading it back", "keeping": "Storing", "done": "Writing"}


@dataclass(frozen=True, slots=True)
class PackChoices:
    """What is the same for all packs of a call; None stands for the usual."""

    language: str
    classification: Classification | None
    explanations: bool | None


def build_one(
    workspace: Workspace,
    order: Order,
    cycle: str | None,
    edition: Edition | None,
    choices: PackChoices,
    begin: Stages,
) -> BuiltPack:
    """Build and store a pack, moving a progress bar."""
    return build_at_terminal(
        workspace,
        order.audience,
        state=order.state,
        state_set=order.state_set,
        cycle=cycle,
        edition=edition,
        language=choices.language,
        classification=choices.classification,
        explanations=choices.explanations,
        progress=_moving(begin),
    )


def build_folder(
    workspace: Workspace, folder: Path, cycle: str | None, edition: Edition, choices: PackChoices
) -> None:
    """Write every pack of a cycle in an edition; one that is refused is named with the reason, and left out.

    Raise RequestError for a folder that holds something, where no file could be told from older ones, and for one
    that cannot be made.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RequestError(f"{folder} is not empty; name a new folder.")
    chosen, orders = orders_at_terminal(workspace, cycle, edition)
    make_folder(folder)
    check_folder(folder)
    written = 0
    with progress(len(orders) * len(STAGES)) as begin:
        for order in orders:
            about = f"{order.audience.value} pack of {order.state or order.state_set or 'all'}"
            try:
                built = build_one(workspace, order, chosen, edition, choices, begin)
            except Refusal as refusal:
                say(f"The {about} is left out: {sentence_of(refusal)}")
                continue
            write_whole(folder.absolute() / built.file_name, built.data, private=True, replace=False)
            say(f"{built.file_name} is written: pack {built.frame.id}.")
            written += 1
    say(f"{written} of {len(orders)} packs of cycle {chosen} are written.")


def _moving(begin: Stages) -> Progress:
    at = ""

    def told(stage: str, done: float) -> None:
        nonlocal at
        if stage != at:
            at = stage
            begin(STAGES[stage])
        if stage == "building":
            begin.share(done / BUILDING[1])

    return told
