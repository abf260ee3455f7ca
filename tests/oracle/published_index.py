"""Published indices as content packages: questionnaire, rubric and answers, written as policy people would."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import ROOT_ID, Rubric
from assessment.core.submission import Response, Status, Submission

Figures = Mapping[str, Mapping[str, float]]
"""Points by unit (a country) and code; a missing figure is not there."""

Rule = str | dict[str, Any]

MEAN: tuple[Rule, ...] = ("mean",)


@dataclass(frozen=True)
class PublishedIndex:
    """The tree of an index, each code with its parent, and the points of its questions.

    Codes are ids of the product: lower case, the index itself `overall`. `levels` names the depths of nodes.
    """

    id: str
    title: str
    levels: tuple[str, ...]
    parents: Mapping[str, str]
    titles: Mapping[str, str]
    answers: Figures

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """List the codes below each node."""
        children: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            children.setdefault(parent, []).append(code)
        return children

    @property
    def nodes(self) -> list[str]:
        """List the codes of all nodes."""
        return list(self.children)

    @property
    def questions(self) -> list[str]:
        """List the codes of all questions."""
        return [code for code in self.parents if code not in self.children]

    def depth(self, node: str) -> int:
        """Return how far below the index a node stands."""
        return 0 if node == ROOT_ID else 1 + self.depth(self.parents[node])

    def questionnaire(self) -> dict[str, Any]:
        """Return the questionnaire as it would stand in YAML."""
        questions = [
            {
                "id": code,
                "type": "number",
                "text": self.titles[code],
                "unit": "points",
                "range": [0, 100],
                "decimals": 12,
            }
            for code in self.questions
        ]
        section = {"id": "all", "title": "All questions", "questions": questions}
        return {"id": self.id, "version": "1", "title": self.title, "sections": [section]}

    def rubric(
        self, weights: Mapping[str, float], rules: Sequence[Rule], rules_on_nodes: bool = False
    ) -> dict[str, Any]:
        """Return the rubric as it would stand in YAML.

        A code without a weight has 1. `rules` are by depth, the last for all further down; they are written on
        the levels, or on every node.
        """
        by_depth = [rules[min(depth, len(rules) - 1)] for depth in range(len(self.levels))]
        node_rules = by_depth if rules_on_nodes else None
        return {
            "questionnaire": self.id,
            "version": "1",
            "title": self.title,
            "scoring": {"points": {"kind": "goalposts", "goalposts": [0, 100]}},
            "defaults": {"number": "points"},
            "levels": [
                {"name": name} if rules_on_nodes else {"name": name, "aggregation": rule}
                for name, rule in zip(self.levels, by_depth, strict=True)
            ],
            "bands": [{"id": "all", "label": "All", "at_least": 0}],
            "tree": self._branch(ROOT_ID, weights, node_rules),
        }

    def _branch(self, code: str, weights: Mapping[str, float], rules: list[Rule] | None) -> dict[str, Any]:
        weight = {"weight": weights.get(code, 1)}
        if code not in self.children:
            return {"question": code} | weight
        rule = {} if rules is None else {"aggregation": rules[self.depth(code)]}
        branches = [self._branch(child, weights, rules) for child in self.children[code]]
        return {"id": code, "title": self.titles[code]} | weight | rule | {"children": branches}

    def models(
        self, weights: Mapping[str, float], rules: Sequence[Rule], rules_on_nodes: bool = False
    ) -> tuple[Questionnaire, Rubric]:
        """Return questionnaire and rubric without a detour through files."""
        rubric = self.rubric(weights, rules, rules_on_nodes)
        return Questionnaire.model_validate(self.questionnaire()), Rubric.model_validate(rubric)

    def submissions(self) -> list[Submission]:
        """Return the answers of every unit."""
        return [
            Submission(unit, {code: Response(Status.ANSWERED, value) for code, value in given.items()})
            for unit, given in self.answers.items()
        ]

    def write(
        self,
        folder: Path,
        weights: Mapping[str, float] | None = None,
        rules: Sequence[Rule] = MEAN,
    ) -> tuple[Path, Path]:
        """Write a content package and a CSV of answers; return the two paths."""
        package, answers = folder / self.id, folder / "answers.csv"
        package.mkdir()
        for name, content in (
            ("questionnaire.yaml", self.questionnaire()),
            ("rubric.yaml", self.rubric(weights or {}, rules)),
        ):
            text = yaml.dump(content, Dumper=WithoutAliases, sort_keys=False, allow_unicode=True)
            (package / name).write_text(text, encoding="utf-8")
        with answers.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["state", *self.questions])
            for unit, given in self.answers.items():
                writer.writerow([unit, *(repr(given[code]) if code in given else "" for code in self.questions)])
        return package, answers


class WithoutAliases(yaml.SafeDumper):
    """Writes a rule that holds at several nodes out at each of them, as the format asks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read_figures(path: Path, code_of: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Return the figures of a CSV with a unit in each row; columns that `code_of` does not name are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        unit_column, *columns = reader.fieldnames or [""]
        return {
            row[unit_column]: {
                code_of[column]: float(row[column])
                for column in columns
                if column in code_of and row[column] not in {"", "NA"}
            }
            for row in reader
        }
