"""Overall scores under other assumptions by plain pandas: one draw at a time, each level by one group-by."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.plain_pandas import RubricTables


@dataclass(frozen=True)
class Draw:
    """One draw: question scores and caps (by State), weights by id, and the rule at the top."""

    leaves: pd.DataFrame
    caps: pd.DataFrame
    weights: pd.Series
    top: str


def overall_of_assumptions(
    tables: RubricTables, draws: Iterable[Draw], floor: float, share_of_minimum: float
) -> pd.DataFrame:
    """Return the overall score (draws x States) under every draw; `floor` and `share_of_minimum` lie in [0, 1]."""
    parent = pd.concat([tables.questions.set_index("question"), tables.nodes.set_index("node")])["parent"]
    depth = tables.nodes.set_index("node")["depth"]
    levels = [depth.index[depth == level] for level in range(int(depth.max()), -1, -1)]
    overall = []
    for draw in draws:
        values = draw.leaves
        for nodes in levels:
            ready = parent[values.index].isin(nodes)
            own = values[ready.to_numpy()]
            by_parent = parent[own.index].to_numpy()
            weight = draw.weights[own.index]
            geometric = nodes[0] == levels[-1][0] and draw.top == "geometric"
            terms = own.clip(lower=floor).map(np.log) if geometric else own
            sums = terms.mul(weight, axis=0).groupby(by_parent).sum()
            totals = own.notna().mul(weight, axis=0).groupby(by_parent).sum()
            scores: pd.DataFrame = sums / totals.where(totals > 0)
            if geometric:
                scores = scores.map(np.exp)
            elif nodes[0] == levels[-1][0] and draw.top == "blend":
                scores = (1 - share_of_minimum) * scores + share_of_minimum * own.groupby(by_parent).min()
            capped = scores.clip(upper=draw.caps.loc[sums.index])
            values = pd.concat([values[~ready.to_numpy()], capped])
        overall.append(values.iloc[0])
    return pd.DataFrame(overall)
