"""Checks of worked examples: that they name what there is, and that their answers fit."""

from assessment.content.codes.examples import ExampleCode as Code
from assessment.content.issues import IssueList
from assessment.content.responses import advice, response_from_yaml
from assessment.content.sources import Parsed
from assessment.core.answer_codes import AnswerCodeError
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.worked_example import WorkedExample


def check_example(
    example: Parsed[WorkedExample], questionnaire: Questionnaire, rubric: Rubric, issues: IssueList
) -> None:
    """Check one worked example against its questionnaire and rubric."""
    _check_responses(example, questionnaire, issues)
    _check_expected(example, rubric, issues)
    lenses = {lens.id for lens in rubric.lenses}
    for name in example.model.lenses:
        if name not in lenses:
            place = example.at.place("lenses", name)
            issues.add(Code.UNKNOWN_LENS, place, issues.near(name, lenses), lens=name)


def _check_responses(example: Parsed[WorkedExample], questionnaire: Questionnaire, issues: IssueList) -> None:
    questions = questionnaire.question_by_id
    for name, entry in example.model.responses.items():
        place = example.at.place("responses", name)
        if name not in questions:
            issues.add(Code.UNKNOWN_QUESTION, place, issues.near(name, questions), question=name)
            continue
        try:
            response_from_yaml(questions[name], entry)
        except AnswerCodeError as error:
            problem, remedy = advice(error)
            issues.add(Code.ANSWER_DOES_NOT_FIT, place, remedy, question=name, problem=problem)


def _check_expected(example: Parsed[WorkedExample], rubric: Rubric, issues: IssueList) -> None:
    nodes = {node.id for node in rubric.tree.nodes()}
    gates = {gate.id for gate in rubric.gates}
    for name, expected in example.model.expect.items():
        place = example.at.place("expect", name)
        if name not in nodes:
            issues.add(Code.UNKNOWN_NODE, place, issues.near(name, nodes), node=name)
        if expected.no_score and expected.score is not None:
            issues.add(Code.CONTRADICTION, place, node=name)
        for number, gate in enumerate(expected.gates or ()):
            if gate not in gates:
                place = example.at.place("expect", name, "gates", number)
                issues.add(Code.UNKNOWN_GATE, place, issues.near(gate, gates), gate=gate)
