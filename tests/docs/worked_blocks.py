"""Worked blocks: small questionnaires in the documentation, with the figures that the engine must find.

A block with `points` shows one question, one rule, and the points of some answers; one with `states` the scores
of States and what is said of them together. Any other block holds parts of a rubric (`tree` lists the children of
`overall`), answers, and what is expected of nodes; `result` names all the rest. What a block leaves out is filled
in: a question is a number from 0 to 100 that scores as it stands, a maturity question has the levels 0 to 4 worth
0, 25, 50, 75 and 100, a single choice is no, partly or yes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import yaml

from assessment.core.answer_codes import parse_answer_code
from assessment.core.change import decompose_change
from assessment.core.coding import code_submissions
from assessment.core.companions import companion_scores
from assessment.core.conditions import comparisons
from assessment.core.explain import break_down
from assessment.core.gaps import node_targets, question_gaps
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.leave_one_out import leave_one_out
from assessment.core.lenses import lens_scores, monitoring_view, planned_result_scores
from assessment.core.package import ContentPackage
from assessment.core.paths import cheapest_path
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.scoring import Scores, score
from assessment.core.submission import Submission
from assessment.core.weight_bounds import weight_bounds
from assessment.core.worked_example import WorkedExample
from assessment.services.score_report import flags
from assessment.services.worked_examples import run_example
from tests.docs.disclosure_blocks import disclosure_faults
from tests.docs.regional_blocks import regional_faults

SCORING = {
    "as_it_stands": {"kind": "goalposts", "goalposts": [0, 100]},
    "five_levels": {"kind": "levels", "values": [0, 25, 50, 75, 100]},
    "no_partly_yes": {"kind": "choices", "values": {"no": 0, "partly": 50, "yes": 100}},
    "share_ticked": {"kind": "options"},
}
DEFAULTS = {
    "number": "as_it_stands",
    "maturity": "five_levels",
    "single": "no_partly_yes",
    "multiple": "share_ticked",
}
SETTINGS = ("levels", "bands", "evidence", "not_applicable", "priority", "target")
TITLES: dict[str, dict[str, str]] = {
    "gates": {"title": "gate", "reason": "reason"},
    "lenses": {"title": "lens"},
    "monitoring": {"title": "line"},
}
Figures = dict[str, Any]


def faults(text: str) -> list[str]:
    """Return a sentence for every figure of a worked block that the engine does not find."""
    data = yaml.load(text, Loader=_PlainLoader)  # noqa: S506  # a SafeLoader that reads less
    if "published" in data:
        return list(disclosure_faults(data))
    if "states" in data:
        return list(regional_faults(data))
    return list(_point_faults(data) if "points" in data else _tree_faults(data))


class _PlainLoader(yaml.SafeLoader):
    """Reads yes, no and dates as the words they are, as the product does."""


_PlainLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in rules if not tag.endswith((":bool", ":timestamp"))]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def _question(name: str, given: Figures) -> Figures:
    """Return a question with everything that it needs."""
    kind = given.get("type", "number")
    question: Figures = {"id": name, "type": kind, "text": name, **given}
    if kind == "maturity":
        question["scale"] = "scale"
        question["levels"] = [{"descriptor": f"level {n}"} for n in range(int(given.get("levels", 5)))]
    if kind in {"single", "multiple"}:
        alone = question.pop("exclusive", None)
        choices = given.get("choices", ["no", "partly", "yes"])
        question["choices"] = [{"id": one, "label": one.title(), "exclusive": one == alone} for one in choices]
    if kind == "number":
        question = {"unit": "points", "decimals": 9, **question}
    return question


def _questionnaire(questions: list[Figures]) -> Questionnaire:
    level = {"label": "level", "text": "level"}
    tags = {tag for question in questions for tag in question.get("tags", ())}
    results = {result for question in questions for result in question.get("planned_results", ())}
    return Questionnaire.model_validate(
        {
            "id": "block",
            "version": "1",
            "title": "block",
            "scales": [{"id": "scale", "title": "scale", "levels": [level, level]}],
            "tags": [{"id": tag, "title": tag} for tag in sorted(tags)],
            "planned_results": [{"id": result, "title": result, "text": result} for result in sorted(results)],
            "sections": [{"id": "all", "title": "all", "questions": questions}],
        }
    )


# --- one question ---------------------------------------------------------------------------------------


def _point_faults(data: Figures) -> Iterator[str]:
    package = _package(
        {"questions": {"q": data["question"]}, "tree": [{"question": "q", "scoring": data["scoring"]}]}
    )
    question = package.questionnaire.question_by_id["q"]
    instrument = compile_instrument(package.questionnaire, package.rubric)
    day = date.fromisoformat(data["reference_date"]) if "reference_date" in data else None
    for answer, expected in data["points"].items():
        response = parse_answer_code(question, str(answer))
        found = score(instrument, code_submissions(instrument, [Submission("X", {"q": response})], day))
        points = float(found.leaves("point")[0, 0]) * 100
        if not _close(points, expected):
            yield f"{answer} is worth {points:.2f} and not {expected}"


# --- a tree -----------------------------------------------------------------------------------------------


def _titled(node: Figures) -> Figures:
    if "question" in node:
        return node
    return {"title": node["id"], **node, "children": [_titled(child) for child in node["children"]]}


def _depth(children: list[Figures]) -> int:
    return 1 + max((_depth(child["children"]) for child in children if "children" in child), default=0)


def _leaves(children: list[Figures]) -> Iterator[str]:
    for child in children:
        if "question" in child:
            yield child["question"]
        else:
            yield from _leaves(child["children"])


def _package(data: Figures) -> ContentPackage:
    tree = data["tree"]
    described = data.get("questions", {})
    scored = list(_leaves(tree))
    names = [name for name in described if name not in scored] + scored
    # In the order described, so that conditions look back.
    ordered = sorted(names, key=lambda name: list(described).index(name) if name in described else len(names))
    lists = {key: [{**words, **entry} for entry in data[key]] for key, words in TITLES.items() if key in data}
    settings: Figures = {key: data[key] for key in SETTINGS if key in data}
    top = {"aggregation": data["aggregation"]} if "aggregation" in data else {}
    rubric: Figures = {
        "questionnaire": "block",
        "version": "1",
        "title": "block",
        "scoring": SCORING,
        "defaults": DEFAULTS,
        "levels": [{"name": str(depth)} for depth in range(_depth(tree))],
        "bands": [{"id": "low", "label": "Low", "at_least": 0}, {"id": "high", "label": "High", "at_least": 75}],
        "context": [name for name in described if name not in scored],
        "tree": {"id": "overall", "title": "Overall", "children": [_titled(child) for child in tree], **top},
        **settings,
        **lists,
    }
    questions = [_question(name, described.get(name, {})) for name in ordered]
    return ContentPackage(_questionnaire(questions), Rubric.model_validate(rubric))


@dataclass(frozen=True)
class _Scored:
    """A block with its scores; `earlier` are those of the answers before, where the block has such."""

    data: Figures
    package: ContentPackage

    @cached_property
    def instrument(self) -> Instrument:
        return compile_instrument(self.package.questionnaire, self.package.rubric)

    @cached_property
    def scores(self) -> Scores:
        return self._score("answers")

    @cached_property
    def earlier(self) -> Scores:
        return self._score("answers_before")

    def _score(self, key: str) -> Scores:
        questions = self.package.questionnaire.question_by_id
        codes = {name: "" if code is None else str(code) for name, code in self.data[key].items()}
        responses = {name: parse_answer_code(questions[name], code) for name, code in codes.items()}
        return score(self.instrument, code_submissions(self.instrument, [Submission("X", responses)]))

    @property
    def node(self) -> str:
        return str(self.data.get("node", "overall"))

    def by_question(self, values: Any) -> dict[str, float]:
        return {leaf.question: float(values[row, 0]) * 100 for row, leaf in enumerate(self.instrument.leaves)}


def _change(block: _Scored) -> dict[str, float]:
    change = decompose_change(block.earlier, block.scores, "X", block.node)
    lines = {f"{line.question} by answer": line.answer for line in change.lines}
    weights = {f"{line.question} by weight": line.weight for line in change.lines}
    rest = {"gates": change.gates, "before": change.before, "after": change.after, "residual": change.residual}
    return {name: value * 100 for name, value in {**lines, **weights, **rest}.items()}


def _path(block: _Scored) -> dict[str, float]:
    path = cheapest_path(block.scores, 0, block.data["path_to"] / 100, block.node)
    steps = {step.question: step.rungs[-1].score * 100 for step in path.steps}
    return {"effort": path.effort, "after": path.after * 100, **steps}


def _gate_losses(block: _Scored) -> dict[str, float]:
    losses = break_down(block.scores, block.node).gate_loss[:, 0]
    return {gate.gate.id: float(loss) * 100 for gate, loss in zip(block.instrument.gates, losses, strict=True)}


def _companions(block: _Scored) -> dict[str, float]:
    found = companion_scores(block.scores)
    return {
        "mean": found.mean[0, 0] * 100,
        "geometric": found.geometric[0, 0] * 100,
        "blend": found.blend[0, 0] * 100,
    }


def _targets(block: _Scored) -> dict[str, float]:
    targets = node_targets(block.scores)[:, 0]
    return {node.id: float(value) * 100 for node, value in zip(block.instrument.nodes, targets, strict=True)}


RESULTS: dict[str, Callable[[_Scored], dict[str, Any]]] = {
    "weights": lambda block: block.by_question(break_down(block.scores, block.node).effective_weight),
    "contributions": lambda block: block.by_question(break_down(block.scores, block.node).contribution),
    "losses": lambda block: block.by_question(break_down(block.scores, block.node).loss),
    "floor_lift": lambda block: {"points": float(break_down(block.scores, block.node).floor_lift[0]) * 100},
    "gate_losses": _gate_losses,
    "lenses": lambda block: {one.id: one.score[0] * 100 for one in lens_scores(block.scores)},
    "lens_low": lambda block: {one.id: one.low[0] * 100 for one in lens_scores(block.scores)},
    "lens_high": lambda block: {one.id: one.high[0] * 100 for one in lens_scores(block.scores)},
    "planned_results": lambda block: {one.id: one.score[0] * 100 for one in planned_result_scores(block.scores)},
    "met": lambda block: {line.id: line.met[0] for line in monitoring_view(block.scores)},
    "applicable": lambda block: {line.id: line.applicable[0] for line in monitoring_view(block.scores)},
    "gains": lambda block: {gap.question: gap.gain * 100 for gap in question_gaps(block.scores, 0, block.node)},
    "priorities": lambda block: {gap.question: gap.priority * 100 for gap in question_gaps(block.scores, 0)},
    "targets": _targets,
    "path": _path,
    "companions": _companions,
    "change": _change,
    "lowest_by_weights": lambda block: {"overall": weight_bounds(block.scores).low[0, 0] * 100},
    "highest_by_weights": lambda block: {"overall": weight_bounds(block.scores).high[0, 0] * 100},
    "without": lambda block: {left.node: left.states[0].score for left in leave_one_out(block.scores)},
    "flags": lambda block: {flag.question: flag.flag for flag in flags(block.scores, 0)},
}


def _tree_faults(data: Figures) -> Iterator[str]:
    known = {*SETTINGS, *TITLES, "questions", "tree", "aggregation", "answers", "answers_before"}
    known |= {"expect", "result", "node", "path_to"}
    if unknown := set(data) - known:
        yield f"the block has the unknown keys {', '.join(sorted(unknown))}"
        return
    package = _package(data)
    yield from _logic_faults(package)
    block = _Scored(data, package)
    if "expect" in data:
        example = WorkedExample.model_validate(
            {
                "title": "x",
                "working": "x",
                "responses": data["answers"],
                "expect": data["expect"],
                "tolerance": 0.006,
            }
        )
        yield from (sentence for _, sentence in run_example(package, example))
    for name, expected in data.get("result", {}).items():
        found = RESULTS[name](block)
        for key, wanted in expected.items():
            if not _close(found.get(key), wanted):
                yield f"{name} of {key} is {found.get(key)} and not {wanted}"


def _logic_faults(package: ContentPackage) -> Iterator[str]:
    """Yield the scored questions that depend on a scored one, which the product refuses in a file (R062)."""
    scored = {leaf.question for leaf in package.rubric.tree.leaves()}
    deciders: dict[str, set[str]] = {}
    for question in package.questionnaire.questions():
        asked = {one.question for one in comparisons(question.show_if)} if question.show_if else set()
        deciders[question.id] = asked.union(*(deciders[name] for name in asked))
        if question.id in scored and deciders[question.id] & scored:
            yield f"{question.id} is scored and depends on a scored question"


def _close(found: Any, wanted: Any) -> bool:
    if found is None or isinstance(wanted, str):
        return bool(found == wanted)
    return abs(float(found) - float(wanted)) <= 0.006
