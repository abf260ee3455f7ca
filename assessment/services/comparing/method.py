"""Method: how the answers of a cycle become scores, as its pinned content says."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.coding import code_submissions
from assessment.core.content_model import citation_id
from assessment.core.cycle import Cycle
from assessment.core.digest import rubric_digest
from assessment.core.gaps import node_targets
from assessment.core.instrument import Instrument
from assessment.core.package import ContentPackage
from assessment.core.references import Reference
from assessment.core.rubric import Aggregation, Leaf, Node
from assessment.core.scoring import score
from assessment.core.scoring_rules import ScoringRule
from assessment.core.submission import Submission
from assessment.errors import DeniedError
from assessment.services.comparing.comparison_frame import comparison_frame
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import content_versions


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One node or question of the tree, `depth` steps below overall.

    `share_of_parent` and `share_of_overall` lie in [0, 1] and hold while everything applies and is answered.
    `target` is in points. `coverage`, in [0, 1], and `aggregation` are those of a node, None for a question;
    `rule` is the name of a question's scoring rule, its own id where the rule stands with it, None for a node.
    """

    id: str
    depth: int
    weight: float
    share_of_parent: float
    share_of_overall: float
    target: float
    coverage: float | None = None
    aggregation: Aggregation | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A scoring rule with the questions that it scores, in tree order."""

    name: str
    rule: ScoringRule
    questions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MethodView:
    """The method of a cycle; everything else stands in the rubric of `package`.

    `tree` has the parents first. `content_digest` is the SHA-256 of all files of the content, `rubric_digest` the
    first 16 digits of that of what moves a score. `sources` are the references that the content cites, by symbol.
    """

    cycle: Cycle
    package: ContentPackage
    tree: tuple[TreeLine, ...]
    rules: tuple[RuleLine, ...]
    content_digest: str
    rubric_digest: str
    sources: tuple[Reference, ...]


def method(workspace: Workspace, caller: Caller, cycle: str) -> MethodView:
    """Return the method of a cycle; raise DeniedError where there is no such cycle."""
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        frame = comparison_frame(workspace, at, cycle)
        if frame is None or not frame.is_there:
            raise DeniedError("not_found")
        found, package = frame.cycle, frame.package
        instrument = workspace.content.instrument(found.questionnaire, found.version, at.connection)
        return MethodView(
            cycle=found,
            package=package,
            tree=_tree(instrument, found.reference_date),
            rules=_rules(instrument),
            content_digest=content_versions.digest(at.connection, found.questionnaire, found.version) or "",
            rubric_digest=rubric_digest(package.rubric),
            sources=_sources(package),
        )


def _tree(instrument: Instrument, reference_date: dt.date) -> tuple[TreeLine, ...]:
    """Return all nodes and questions, each followed by what stands below it."""
    # Targets are a score of their own; without an answer they are those of all questions.
    targets = node_targets(score(instrument, code_submissions(instrument, [Submission("")], reference_date)))[:, 0]
    overall = instrument.nominal_shares[0]
    below = (instrument.nominal_shares > 0) @ overall

    def line_of(child: Node | Leaf, depth: int, siblings: float) -> TreeLine:
        if isinstance(child, Leaf):
            row = instrument.leaf_row[child.question]
            shares = child.weight / siblings, float(overall[row])
            target = float(instrument.targets[row]) * 100
            rule = _rule_name(instrument, child)
            return TreeLine(child.question, depth, child.weight, *shares, target, rule=rule)
        place = instrument.node_index[child.id]
        return TreeLine(
            child.id,
            depth,
            child.weight,
            child.weight / siblings,
            float(below[place]),
            float(targets[place]) * 100,
            coverage=float(instrument.thresholds[place]),
            aggregation=_aggregation(instrument, child, depth),
        )

    def walk(node: Node, depth: int) -> Iterator[TreeLine]:
        together = sum(child.weight for child in node.children)
        for child in node.children:
            yield line_of(child, depth, together)
            if isinstance(child, Node):
                yield from walk(child, depth + 1)

    root = instrument.rubric.tree
    return (line_of(root, 0, root.weight), *walk(root, 1))


def _aggregation(instrument: Instrument, node: Node, depth: int) -> Aggregation:
    levels = instrument.rubric.levels
    return node.aggregation or levels[min(depth, len(levels) - 1)].aggregation


def _rule_name(instrument: Instrument, leaf: Leaf) -> str:
    if leaf.scoring is not None:
        return leaf.scoring if isinstance(leaf.scoring, str) else leaf.question
    kind = instrument.question_of(instrument.leaf_row[leaf.question]).type
    return next(rule for name, rule in instrument.rubric.defaults.items() if name == kind)


def _rules(instrument: Instrument) -> tuple[RuleLine, ...]:
    """Return the rules that score some question, in the order in which they first do."""
    found: dict[str, tuple[ScoringRule, list[str]]] = {}
    for leaf, rule in zip(instrument.leaves, instrument.rules, strict=True):
        found.setdefault(_rule_name(instrument, leaf), (rule, []))[1].append(leaf.question)
    return tuple(RuleLine(name, rule, tuple(questions)) for name, (rule, questions) in found.items())


def _sources(package: ContentPackage) -> tuple[Reference, ...]:
    """Return the references that the rubric, a section or a question cites, by symbol."""
    cited = {gate.source for gate in package.rubric.gates if gate.source}
    for section in package.questionnaire.sections:
        cited.update(section.references, *(question.references for question in section.questions))
    known = package.reference_by_id
    found = {known[name].id: known[name] for one in cited if (name := citation_id(one)) in known}
    return tuple(sorted(found.values(), key=lambda reference: reference.symbol))
