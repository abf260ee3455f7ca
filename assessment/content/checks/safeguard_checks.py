"""Checks of gates, lenses, bands, evidence caps and monitoring."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from assessment.content.checks.rule_points import PointRange, point_range
from assessment.content.checks.scoring_checks import KINDS
from assessment.content.checks.walks import check_duplicates, placed_nodes
from assessment.content.codes.safeguards import SafeguardCode as Code
from assessment.content.issues import IssueCode, IssueList, Place
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.rubric import Gate, Lens, MonitoringIndicator, Requirement, Rubric


@dataclass(frozen=True)
class _Known:
    """What gates, lenses and monitoring may name."""

    questions: Mapping[str, Question]
    scored: Mapping[str, Question]
    points: Mapping[str, PointRange]
    nodes: frozenset[str]
    lenses: frozenset[str]
    tags: frozenset[str]
    results: frozenset[str]


def check_safeguards(questionnaire: Parsed[Questionnaire], rubric: Parsed[Rubric], issues: IssueList) -> None:
    """Check all of a rubric that stands beside its tree."""
    known = _known(questionnaire.model, rubric.model)
    at = rubric.at
    _check_unique(rubric.model, at, issues)
    for number, gate in enumerate(rubric.model.gates):
        _check_gate(gate, number, known, at, issues)
    for number, lens in enumerate(rubric.model.lenses):
        _check_lens(lens, number, known, at, issues)
    for number, line in enumerate(rubric.model.monitoring):
        _check_line(line, number, known, at, issues)
    _check_bands(rubric.model, at, issues)
    _check_evidence(rubric.model, at, issues)
    lens_id = rubric.model.priority.lens
    if lens_id is not None and lens_id not in known.lenses:
        place = at.place("priority", "lens")
        issues.add(Code.PRIORITY_LENS, place, issues.near(lens_id, known.lenses), lens=lens_id)


def _known(questionnaire: Questionnaire, rubric: Rubric) -> _Known:
    questions = questionnaire.question_by_id
    leaves = [leaf for leaf in rubric.tree.leaves() if leaf.question in questions]
    points = {}
    for leaf in leaves:
        question = questions[leaf.question]
        rule = rubric.scoring_rule(leaf, question.type)
        if rule is not None and rule.kind in KINDS.get(question.type, ()):
            points[question.id] = point_range(rule, question)
    return _Known(
        questions=questions,
        scored={leaf.question: questions[leaf.question] for leaf in leaves},
        points=points,
        nodes=frozenset(placed.node.id for placed in placed_nodes(rubric)),
        lenses=frozenset(lens.id for lens in rubric.lenses),
        tags=frozenset(tag.id for tag in questionnaire.tags),
        results=frozenset(result.id for result in questionnaire.planned_results),
    )


def _check_unique(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    parts: tuple[tuple[IssueCode, str, list[str]], ...] = (
        (Code.DUPLICATE_GATE, "gates", [gate.id for gate in rubric.gates]),
        (Code.DUPLICATE_LENS, "lenses", [lens.id for lens in rubric.lenses]),
        (Code.DUPLICATE_BAND, "bands", [band.id for band in rubric.bands]),
        (Code.DUPLICATE_LINE, "monitoring", [line.id for line in rubric.monitoring]),
    )
    for code, key, names in parts:
        check_duplicates(code, [(name, (key, n, "id")) for n, name in enumerate(names)], at, issues)


# --- gates ----------------------------------------------------------------------------------------------


def _check_gate(gate: Gate, number: int, known: _Known, at: Positions, issues: IssueList) -> None:
    path = ("gates", number)
    if gate.node not in known.nodes:
        hint = None if gate.node in known.questions else issues.near(gate.node, known.nodes)
        issues.add(Code.GATE_NODE, at.place(*path, "node"), hint, gate=gate.id, node=gate.node)
    if gate.cap == 100:
        issues.add(Code.GATE_WITHOUT_EFFECT, at.place(*path, "cap"), gate=gate.id)
    if gate.lens is not None and gate.lens not in known.lenses:
        hint = issues.near(gate.lens, known.lenses)
        issues.add(Code.GATE_LENS, at.place(*path, "lens"), hint, gate=gate.id, lens=gate.lens)
    for n, requirement in enumerate(gate.requires):
        place = at.place(*path, "requires", n)
        _check_requirement(gate, requirement, known, place, issues)


def _check_requirement(
    gate: Gate, requirement: Requirement, known: _Known, place: Place, issues: IssueList
) -> None:
    name = requirement.question
    if name not in known.questions:
        hint = issues.near(name, known.scored)
        issues.add(Code.GATE_QUESTION, place, hint, gate=gate.id, question=name)
    elif name not in known.scored:
        issues.add(Code.GATE_UNSCORED, place, gate=gate.id, question=name)
    elif name in known.points:
        points = known.points[name]
        words = {"gate": gate.id, "at_least": requirement.at_least, "question": name}
        if requirement.at_least > points.highest + 1e-9:
            issues.add(Code.GATE_NEVER_LIFTS, place, highest=points.highest, **words)
        elif requirement.at_least <= points.lowest and gate.when_unanswered == "ignore":
            issues.add(Code.GATE_NEVER_TRIGGERS, place, lowest=points.lowest, **words)


# --- lenses and monitoring --------------------------------------------------------------------------------


def _check_lens(lens: Lens, number: int, known: _Known, at: Positions, issues: IssueList) -> None:
    path = ("lenses", number)
    tagged = {name for name, question in known.scored.items() if lens.tag in question.tags}
    if lens.tag not in known.tags:
        hint = issues.near(lens.tag, known.tags)
        issues.add(Code.LENS_TAG, at.place(*path, "tag"), hint, lens=lens.id, tag=lens.tag)
    elif not tagged:
        issues.add(Code.LENS_EMPTY, at.place(*path, "tag"), lens=lens.id, tag=lens.tag)
    else:
        for name in lens.weights:
            if name not in tagged:
                place = at.place(*path, "weights", name)
                hint = None if name in known.questions else issues.near(name, tagged)
                issues.add(Code.LENS_WEIGHT, place, hint, lens=lens.id, question=name, tag=lens.tag)


def _check_line(line: MonitoringIndicator, number: int, known: _Known, at: Positions, issues: IssueList) -> None:
    path = ("monitoring", number)
    if line.lens not in known.lenses:
        hint = issues.near(line.lens, known.lenses)
        issues.add(Code.LINE_LENS, at.place(*path, "lens"), hint, line=line.id, lens=line.lens)
    if line.outcome not in known.results:
        hint = issues.near(line.outcome, known.results)
        place = at.place(*path, "outcome")
        issues.add(Code.LINE_OUTCOME, place, hint, line=line.id, outcome=line.outcome)
    for n, name in enumerate(line.questions):
        place = at.place(*path, "questions", n)
        if name not in known.questions:
            hint = issues.near(name, known.scored)
            issues.add(Code.LINE_QUESTION, place, hint, line=line.id, question=name)
        elif name not in known.scored:
            issues.add(Code.LINE_UNSCORED, place, line=line.id, question=name)


# --- bands and evidence -------------------------------------------------------------------------------------


def _check_bands(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    first = rubric.bands[0]
    if first.at_least != 0:
        issues.add(Code.FIRST_BAND, at.place("bands", 0, "at_least"), band=first.id, found=first.at_least)
    for number, (before, after) in enumerate(pairwise(rubric.bands), start=1):
        if after.at_least <= before.at_least:
            place = at.place("bands", number, "at_least")
            issues.add(Code.BANDS_UNORDERED, place, band=after.id, before=before.at_least, after=after.at_least)


def _check_evidence(rubric: Rubric, at: Positions, issues: IssueList) -> None:
    caps = rubric.evidence
    grades = {"none": caps.none, "cited": caps.cited, "attached": caps.attached, "verified": caps.verified}
    for (worse, higher), (better, lower) in pairwise(grades.items()):
        if lower < higher:
            place = at.place("evidence", better)
            issues.add(Code.EVIDENCE_CAPS, place, better=better, lower=lower, higher=higher, worse=worse)
