"""Checks of a questionnaire: ids, scales, levels, choices and what questions name."""

from itertools import combinations
from pathlib import PurePosixPath

from assessment.content.answers_csv import STATE_COLUMN
from assessment.content.checks.walks import PlacedQuestion, check_duplicates, placed_questions
from assessment.content.codes.questionnaire import QuestionnaireCode as Code
from assessment.content.issues import IssueList, listed
from assessment.content.positions import Positions
from assessment.content.sources import Parsed
from assessment.core.questionnaire import (
    ChoiceQuestion,
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Questionnaire,
    SingleChoiceQuestion,
)

_RESERVED_CHOICES = {"dk": "don't know", "na": "not applicable"}


def check_questionnaire(source: Parsed[Questionnaire], issues: IssueList) -> None:
    """Check a questionnaire in itself."""
    questionnaire, at = source.model, source.at
    _check_unique(questionnaire, at, issues)
    _check_section_files(questionnaire, at, issues)
    _check_retired(questionnaire, at, issues)
    for placed in placed_questions(questionnaire):
        _check_names(placed, questionnaire, at, issues)
        match placed.question:
            case MaturityQuestion() as question:
                _check_scale(question, placed, questionnaire, at, issues)
                _check_levels(question, placed, at, issues)
            case SingleChoiceQuestion() as question:
                _check_choices(question, placed, at, issues)
                _check_actions(question, placed, at, issues)
            case MultipleChoiceQuestion() as question:
                _check_choices(question, placed, at, issues)
            case NumberQuestion() | DateQuestion() as question:
                _check_range(question, placed, at, issues)
            case _:
                pass


def _check_unique(questionnaire: Questionnaire, at: Positions, issues: IssueList) -> None:
    questions = [(placed.question.id, (*placed.path, "id")) for placed in placed_questions(questionnaire)]
    check_duplicates(Code.DUPLICATE_QUESTION, questions, at, issues)
    for code, key, names in (
        (Code.DUPLICATE_SECTION, "sections", [section.id for section in questionnaire.sections]),
        (Code.DUPLICATE_SCALE, "scales", [scale.id for scale in questionnaire.scales]),
        (Code.DUPLICATE_TAG, "tags", [tag.id for tag in questionnaire.tags]),
        (Code.DUPLICATE_RESULT, "planned_results", [result.id for result in questionnaire.planned_results]),
        (Code.DUPLICATE_RETIRED, "retired", [entry.id for entry in questionnaire.retired]),
    ):
        check_duplicates(code, [(name, (key, n, "id")) for n, name in enumerate(names)], at, issues)


def _check_section_files(questionnaire: Questionnaire, at: Positions, issues: IssueList) -> None:
    own_file = at.path
    for number, section in enumerate(questionnaire.sections):
        place = at.place("sections", number, "id")
        name = PurePosixPath(place.path).name
        if place.path != own_file and name != f"{section.id}.yaml":
            issues.add(Code.SECTION_FILE_NAME, place, id=section.id, file=name)


def _check_retired(questionnaire: Questionnaire, at: Positions, issues: IssueList) -> None:
    retired = {entry.id: entry.since for entry in questionnaire.retired}
    for placed in placed_questions(questionnaire):
        name = placed.question.id
        if name in retired:
            issues.add(Code.RETIRED_ID, at.place(*placed.path, "id"), id=name, since=retired[name])


def _check_names(placed: PlacedQuestion, questionnaire: Questionnaire, at: Positions, issues: IssueList) -> None:
    question, path = placed.question, placed.path
    tags = {tag.id for tag in questionnaire.tags}
    results = {result.id for result in questionnaire.planned_results}
    for number, tag in enumerate(question.tags):
        if tag not in tags:
            place = at.place(*path, "tags", number)
            issues.add(Code.UNKNOWN_TAG, place, issues.near(tag, tags), question=question.id, tag=tag)
    for number, result in enumerate(question.planned_results):
        if result not in results:
            place = at.place(*path, "planned_results", number)
            hint = issues.near(result, results)
            issues.add(Code.UNKNOWN_RESULT, place, hint, question=question.id, result=result)
    if question.not_applicable_help and not question.not_applicable:
        issues.add(Code.HELP_WITHOUT_NA, at.place(*path, "not_applicable_help"), question=question.id)
    if question.id == STATE_COLUMN:
        issues.add(Code.RESERVED_QUESTION, at.place(*path, "id"), id=question.id)


# --- maturity questions -------------------------------------------------------------------------------


def _check_scale(
    question: MaturityQuestion,
    placed: PlacedQuestion,
    questionnaire: Questionnaire,
    at: Positions,
    issues: IssueList,
) -> None:
    scale = questionnaire.scale_by_id.get(question.scale)
    if scale is None:
        hint = issues.near(question.scale, questionnaire.scale_by_id)
        place = at.place(*placed.path, "scale")
        issues.add(Code.UNKNOWN_SCALE, place, hint, question=question.id, scale=question.scale)
    elif len(scale.levels) != len(question.levels):
        issues.add(
            Code.LEVEL_COUNT,
            at.place(*placed.path, "levels"),
            question=question.id,
            found=len(question.levels),
            scale=scale.id,
            expected=len(scale.levels),
        )


def _check_levels(question: MaturityQuestion, placed: PlacedQuestion, at: Positions, issues: IssueList) -> None:
    top = len(question.levels) - 1
    for number, level in enumerate(question.levels):
        path = (*placed.path, "levels", number)
        if number == top and level.next_step is not None:
            issues.add(Code.STEP_FROM_TOP, at.place(*path, "next_step"), question=question.id)
        if number < top and level.next_step is None:
            issues.add(Code.NO_NEXT_STEP, at.place(*path), question=question.id, level=number)
    words = [" ".join(level.descriptor.lower().split()).rstrip(".") for level in question.levels]
    for first, second in combinations(range(len(words)), 2):
        if words[first] == words[second]:
            place = at.place(*placed.path, "levels", second, "descriptor")
            issues.add(Code.SAME_DESCRIPTOR, place, question=question.id, first=first, second=second)


# --- choices --------------------------------------------------------------------------------------------


def _check_choices(question: ChoiceQuestion, placed: PlacedQuestion, at: Positions, issues: IssueList) -> None:
    called: dict[str, str] = {}
    seen: set[str] = set()
    for number, choice in enumerate(question.choices):
        place = at.place(*placed.path, "choices", number)
        if choice.id in seen:
            issues.add(Code.DUPLICATE_CHOICE, place, question=question.id, id=choice.id)
            continue
        seen.add(choice.id)
        if choice.id in _RESERVED_CHOICES:
            meaning = _RESERVED_CHOICES[choice.id]
            issues.add(Code.RESERVED_CHOICE, place, question=question.id, id=choice.id, meaning=meaning)
        names = {choice.id, choice.label.lower()}
        if taken := [name for name in names if name in called]:
            issues.add(Code.AMBIGUOUS_CHOICE, place, question=question.id, label=taken[0])
        called.update(dict.fromkeys(names, choice.id))
    _check_exclusive(question, placed, at, issues)


def _check_exclusive(question: ChoiceQuestion, placed: PlacedQuestion, at: Positions, issues: IssueList) -> None:
    alone = [number for number, choice in enumerate(question.choices) if choice.exclusive]
    if isinstance(question, SingleChoiceQuestion):
        for number in alone:
            place = at.place(*placed.path, "choices", number, "exclusive")
            issues.add(Code.EXCLUSIVE_IN_SINGLE, place, question=question.id)
    elif len(alone) > 1:
        place = at.place(*placed.path, "choices", alone[1], "exclusive")
        issues.add(Code.SEVERAL_EXCLUSIVE, place, question=question.id)


def _check_actions(
    question: SingleChoiceQuestion, placed: PlacedQuestion, at: Positions, issues: IssueList
) -> None:
    ids = [choice.id for choice in question.choices]
    seen: set[str] = set()
    for number, action in enumerate(question.actions):
        place = at.place(*placed.path, "actions", number, "from")
        start = action.from_choice
        if start not in ids:
            hint = issues.near(start, ids)
            issues.add(
                Code.ACTION_FROM_UNKNOWN, place, hint, question=question.id, choice=start, known=listed(ids)
            )
        elif start in seen:
            issues.add(Code.DUPLICATE_ACTION, place, question=question.id, choice=start)
        seen.add(start)


def _check_range(
    question: NumberQuestion | DateQuestion, placed: PlacedQuestion, at: Positions, issues: IssueList
) -> None:
    if question.range is not None and list(question.range) != sorted(question.range):
        low, high = question.range
        place = at.place(*placed.path, "range")
        issues.add(Code.RANGE_REVERSED, place, question=question.id, low=low, high=high)
