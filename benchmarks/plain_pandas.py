"""The same scores in plain pandas, as an analyst would write them: long tables, merges, one group-by a level.

Knows what the benchmarks need: weighted means, gates, every status of an answer but "hidden".
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment.core.coding import ANSWERED, IN_PROGRESS, NOT_APPLICABLE, CodedAnswers
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import MultipleChoiceQuestion
from assessment.core.scoring import READINGS

READING_COLUMNS: list[str] = list(READINGS)
GATED = [reading for reading in READING_COLUMNS if reading != "raw"]

Combine = Callable[[pd.DataFrame, list[str]], pd.DataFrame]
"""Turns rows of children (state, parent, weight, score columns) into scores by state and parent."""


@dataclass(frozen=True)
class RubricTables:
    """A rubric of weighted means as tables.

    points     question, value, points, ahead
    questions  question, parent, weight, not_applicable
    nodes      node, parent, weight, depth
    shares     node, question, share: the nominal weight of a question inside a node
    gates      gate, node, cap, question, at_least, trigger
    """

    points: pd.DataFrame
    questions: pd.DataFrame
    nodes: pd.DataFrame
    shares: pd.DataFrame
    gates: pd.DataFrame
    evidence_caps: list[float]
    max_share: float
    reason_required: bool


def rubric_tables(instrument: Instrument) -> RubricTables:
    """Return the tables of a compiled rubric; not part of what is timed."""
    rubric = instrument.rubric
    ids = [leaf.question for leaf in instrument.leaves]
    parents = [(child, node) for node in instrument.nodes for child in node.children]
    leaf_parent = {getattr(child, "question", ""): node.id for child, node in parents}
    node_parent = {getattr(child, "id", ""): node.id for child, node in parents}
    caps = rubric.evidence
    return RubricTables(
        points=_points(instrument),
        questions=pd.DataFrame(
            {
                "question": ids,
                "parent": [leaf_parent[question] for question in ids],
                "weight": [leaf.weight for leaf in instrument.leaves],
                "not_applicable": [instrument.question_of(row).not_applicable for row in range(len(ids))],
            }
        ),
        nodes=pd.DataFrame(
            {
                "node": [node.id for node in instrument.nodes],
                "parent": [node_parent.get(node.id, "") for node in instrument.nodes],
                "weight": [node.weight for node in instrument.nodes],
                "depth": instrument.depths,
            }
        ),
        shares=pd.DataFrame(
            [
                (node.id, ids[row], instrument.nominal_shares[place, row])
                for place, node in enumerate(instrument.nodes)
                for row in instrument.leaf_rows_below(place)
            ],
            columns=["node", "question", "share"],
        ),
        gates=pd.DataFrame(
            [
                (
                    gate.id,
                    gate.node,
                    gate.cap / 100,
                    need.question,
                    need.at_least / 100,
                    gate.when_unanswered == "trigger",
                )
                for gate in rubric.gates
                for need in gate.requires
            ],
            columns=["gate", "node", "cap", "question", "at_least", "trigger"],
        ),
        evidence_caps=[caps.none / 100, caps.cited / 100, caps.attached / 100, caps.verified / 100],
        max_share=rubric.not_applicable.max_share / 100,
        reason_required=rubric.not_applicable.reason_required,
    )


def _points(instrument: Instrument) -> pd.DataFrame:
    """List the points of every possible answer, and those of the next step up."""
    parts = []
    for row, leaf in enumerate(instrument.leaves):
        question = instrument.question_of(row)
        table = instrument.scorer.table_of(row)
        if table is None:
            if not isinstance(question, MultipleChoiceQuestion):
                raise NotImplementedError(question.type)
            size = 1 << len(question.choices)
        else:
            size = len(table)
        values = np.full((len(instrument.leaves), size), np.nan)
        values[row] = np.arange(size)
        points, ahead = instrument.scorer.scores(values, None)
        parts.append(
            pd.DataFrame(
                {"question": leaf.question, "value": values[row], "points": points[row], "ahead": ahead[row]}
            )
        )
    return pd.concat(parts, ignore_index=True)


def answer_table(instrument: Instrument, coded: CodedAnswers) -> pd.DataFrame:
    """Return coded answers as a long table: state, question, value, status, grade, reason."""
    columns = instrument.columns
    ids = [leaf.question for leaf in instrument.leaves]
    states = len(coded.states)
    return pd.DataFrame(
        {
            "state": pd.Categorical.from_codes(np.tile(np.arange(states), len(ids)), pd.Index(coded.states)),
            "question": pd.Categorical.from_codes(np.repeat(np.arange(len(ids)), states), pd.Index(ids)),
            "value": coded.value[columns].ravel(),
            "status": coded.status[columns].ravel(),
            "grade": coded.grade[columns].ravel(),
            "reason": coded.reason[columns].ravel(),
        }
    )


def score_all(tables: RubricTables, answers: pd.DataFrame, combine: Combine) -> tuple[pd.DataFrame, pd.Series]:
    """Return every reading (columns) and the coverage of every State and node."""
    rows = _readings(tables, answers)
    caps = None if tables.gates.empty else _caps(tables, rows)
    leaves = rows[["state", "parent", "weight", *READING_COLUMNS]]
    scores = _levels(tables, leaves, READING_COLUMNS, combine, caps)
    return scores, _coverage(tables, rows)


def point_scores(tables: RubricTables, leaves: pd.DataFrame, combine: Combine) -> pd.Series:
    """Return the point score of every State and node from question scores; no gates."""
    return _levels(tables, leaves, ["point"], combine, None)["point"]


def _readings(tables: RubricTables, answers: pd.DataFrame) -> pd.DataFrame:
    """Add where each question stands and its score in every reading."""
    rows = answers.merge(tables.questions, on="question")
    rows = rows.merge(tables.points, on=["question", "value"], how="left")
    claimed = (rows["status"] == NOT_APPLICABLE) & rows["not_applicable"]
    if tables.reason_required:
        claimed &= rows["reason"]
    too_many = claimed.groupby(rows["state"], observed=True).transform("mean") > tables.max_share + 1e-12
    rows["counted"] = rows["status"].isin([ANSWERED, IN_PROGRESS])
    rows["applies"] = ~(claimed & ~too_many)
    unanswered = rows["applies"] & ~rows["counted"]
    points = rows["points"].where(rows["counted"])
    rows["raw"] = points
    rows["point"] = points
    rows["evidenced"] = np.minimum(points, np.array(tables.evidence_caps)[rows["grade"]])
    rows["pipeline"] = points.mask(rows["status"] == IN_PROGRESS, rows["ahead"])
    rows["worst"] = points.mask(unanswered, 0.0)
    rows["best"] = points.mask(unanswered, 1.0)
    return rows


def _caps(tables: RubricTables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the cap of every State and node that a gate holds down, by reading."""
    needs = tables.gates.merge(rows, on="question")
    caps = needs[["state", "node"]].copy()
    for reading in GATED:
        missing = needs[reading] < needs["at_least"] - 1e-12
        if reading not in {"worst", "best"}:
            missing |= needs["applies"] & ~needs["counted"] & needs["trigger"]
        caps[reading] = needs["cap"].where(missing, np.inf)
    return caps.groupby(["state", "node"], observed=True).min()


def _levels(
    tables: RubricTables, leaves: pd.DataFrame, columns: list[str], combine: Combine, caps: pd.DataFrame | None
) -> pd.DataFrame:
    """Combine children into nodes, the deepest first."""
    depth_of = tables.nodes.set_index("node")["depth"]
    leaf_depth = leaves["parent"].map(depth_of)
    waiting, found = leaves.iloc[:0], []
    for depth in range(int(depth_of.max()), -1, -1):
        own = leaves[leaf_depth == depth] if (leaf_depth == depth).any() else leaves.iloc[:0]
        children = own if waiting.empty else waiting if own.empty else pd.concat([own, waiting])
        scores = combine(children, columns)
        scores.index.names = ["state", "node"]
        if caps is not None:
            gated = [column for column in columns if column in caps]
            held = caps[gated].reindex(scores.index).fillna(np.inf)
            scores[gated] = np.minimum(scores[gated], held)
        found.append(scores)
        waiting = scores.reset_index().merge(tables.nodes[["node", "parent", "weight"]], on="node")
        waiting = waiting[["state", "parent", "weight", *columns]]
    return pd.concat(found)


def by_groupby(children: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Combine by one group-by over all columns: weighted scores and the weights that have a score."""
    keys = ["state", "parent"]
    scores = children[columns]
    weighted = scores.mul(children["weight"], axis=0)
    weights = scores.notna().mul(children["weight"], axis=0).add_suffix("_weight")
    sums = pd.concat([children[keys], weighted, weights], axis=1).groupby(keys, observed=True, sort=False).sum()
    totals = sums[[f"{column}_weight" for column in columns]].to_numpy()
    return sums[columns].div(np.where(totals > 0, totals, np.nan))


def by_apply(children: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Combine by a function called for every State and node."""

    def weighted_means(group: pd.DataFrame) -> pd.Series:
        means = {}
        for column in columns:
            given = group[column].notna()
            total = group.loc[given, "weight"].sum()
            weighted = (group.loc[given, column] * group.loc[given, "weight"]).sum()
            means[column] = weighted / total if total > 0 else np.nan
        return pd.Series(means)

    keys = ["state", "parent"]
    groups = children.groupby(keys, observed=True, sort=False)
    return pd.DataFrame(groups[["weight", *columns]].apply(weighted_means))


def _coverage(tables: RubricTables, rows: pd.DataFrame) -> pd.Series:
    """Return the answered share of the applicable nominal weight."""
    shares = tables.shares.merge(rows[["state", "question", "counted", "applies"]], on="question")
    shares["answered"] = shares["share"] * shares["counted"]
    shares["applicable"] = shares["share"] * shares["applies"]
    sums = shares.groupby(["state", "node"], observed=True)[["answered", "applicable"]].sum()
    return (sums["answered"] / sums["applicable"].where(sums["applicable"] > 1e-12)).rename("coverage")


def overall_of_draws(
    tables: RubricTables, leaves: pd.DataFrame, caps: pd.DataFrame, weights: pd.DataFrame
) -> pd.DataFrame:
    """Return the overall score (draws x States) under every row of weights, from question scores by State.

    `leaves` are questions x States, `caps` nodes x States, `weights` draws x children. One draw at a time, each
    level by one group-by over the parents of its rows.
    """
    parent = pd.concat([tables.questions.set_index("question"), tables.nodes.set_index("node")])["parent"]
    depth = tables.nodes.set_index("node")["depth"]
    levels = [depth.index[depth == level] for level in range(int(depth.max()), -1, -1)]
    overall = []
    for _, drawn in weights.iterrows():
        values = leaves
        for nodes in levels:
            ready = parent[values.index].isin(nodes)
            own = values[ready.to_numpy()]
            by_parent = parent[own.index].to_numpy()
            weight = drawn[own.index]
            sums = own.mul(weight, axis=0).groupby(by_parent).sum()
            totals = own.notna().mul(weight, axis=0).groupby(by_parent).sum()
            scores = np.minimum(sums / totals.where(totals > 0), caps.loc[sums.index])
            values = pd.concat([values[~ready.to_numpy()], scores])
        overall.append(values.iloc[0])
    return pd.DataFrame(overall)
