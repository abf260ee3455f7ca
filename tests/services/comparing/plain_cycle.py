"""A cycle as pandas sees it: what each State handed in, scored alone, and hidden where it is not released."""

from collections.abc import Iterator, Mapping

import pandas as pd

from assessment.core.coding import code_submissions
from assessment.core.cycle import SubmissionStatus
from assessment.core.instrument import Instrument
from assessment.core.release import Release
from assessment.core.rubric import Leaf, Node, Rubric
from assessment.core.scoring import score
from assessment.core.snapshot import Snapshot, read_snapshot
from assessment.core.submission import Submission
from assessment.services.score_report import state_records
from assessment.services.workspace import Workspace
from assessment.store import assessments, cycles, releases, snapshots
from assessment.store.database import Connection


def instrument_of(workspace: Workspace, connection: Connection, cycle: str) -> Instrument:
    """Return the compiled content of a cycle."""
    found = cycles.get(connection, cycle)
    assert found is not None
    return workspace.content.instrument(found.questionnaire, found.version, connection)


def domain_by_node(root: Node) -> dict[str, str]:
    """Return the domain that each node belongs to; the root belongs to none."""
    return {
        below.id: domain.id for domain in root.children if isinstance(domain, Node) for below in domain.nodes()
    }


def safeguard_domains(rubric: Rubric) -> dict[str, set[str]]:
    """Return for each node the domains of the safeguards that caps at or below it rest on."""
    domains = domain_by_node(rubric.tree)
    of_question = {
        child.question: domains[node.id]
        for node in rubric.tree.nodes()
        for child in node.children
        if isinstance(child, Leaf) and node.id in domains
    }
    found: dict[str, set[str]] = {}
    for node in rubric.tree.nodes():
        below = {one.id for one in node.nodes()}
        gates = [gate for gate in rubric.gates if gate.node in below]
        found[node.id] = {of_question[one.question] for gate in gates for one in gate.requires}
    return found


def handed_in(workspace: Workspace, cycle: str) -> Mapping[str, Submission]:
    """Return what the States handed in, from the snapshots themselves."""
    with workspace.database.reading() as connection:
        instrument = instrument_of(workspace, connection, cycle)
        found = [
            one
            for one in assessments.of_cycle(connection, cycle)
            if one.snapshot and one.status is not SubmissionStatus.DRAFT
        ]
        kept = {one.key.state: snapshots.get(connection, str(one.snapshot)) for one in found}
        return {
            state: read_snapshot(Snapshot(one.id, one.document), instrument.questionnaire)
            for state, one in kept.items()
            if one is not None
        }


def plain_scores(workspace: Workspace, cycle: str) -> pd.DataFrame:
    """Return the released scores (States x nodes), NaN where there is none or it is not released."""
    submissions = handed_in(workspace, cycle)
    with workspace.database.reading() as connection:
        instrument = instrument_of(workspace, connection, cycle)
        decided = releases.of_cycle(connection, cycle)
        day = cycles.get(connection, cycle)
    assert day is not None
    rows = {}
    for state, submission in submissions.items():
        scores = score(instrument, code_submissions(instrument, [submission], day.reference_date))
        (record,) = state_records(scores)
        rows[state] = {node: figures["score"] for node, figures in record["nodes"].items()}
    frame = pd.DataFrame.from_dict(rows, orient="index", dtype=float)
    for state, node in hidden_fields(instrument.rubric, decided, submissions):
        frame.loc[state, node] = float("nan")
    return frame


def hidden_fields(
    rubric: Rubric, decided: Mapping[str, Mapping[str, Release]], states: Mapping[str, Submission]
) -> Iterator[tuple[str, str]]:
    """Yield every State and node that is not released to the Secretariat, or rests on a safeguard that is not."""
    domains, safeguards = domain_by_node(rubric.tree), safeguard_domains(rubric)
    for state in states:
        private = {
            domain
            for domain in set(domains.values())
            if decided.get(state, {}).get(domain, Release.PRIVATE) is Release.PRIVATE
        }
        if private:
            yield state, rubric.tree.id
        yield from (
            (state, node) for node, domain in domains.items() if domain in private or safeguards[node] & private
        )
