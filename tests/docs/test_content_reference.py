"""The reference of content files has every key of every model, with its default and all its possible words."""

import inspect
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assessment.core import (
    conditions,
    questionnaire,
    references,
    rubric,
    states,
    text,
    versions,
    worked_example,
)
from tests.docs.markdown import table_below

DOCUMENT = Path(__file__).parents[2] / "docs" / "content-reference.md"
MODULES: tuple[ModuleType, ...] = (
    conditions, questionnaire, references, rubric, states, text, versions, worked_example,
)  # fmt: skip

MODELS: dict[str, type[BaseModel]] = {
    "The questionnaire": questionnaire.Questionnaire,
    "Planned result": questionnaire.PlannedResult,
    "Tag": questionnaire.Tag,
    "Scale": questionnaire.Scale,
    "Level of a scale": questionnaire.ScaleLevel,
    "Retired id": questionnaire.RetiredId,
    "Section": questionnaire.Section,
    "Every question": questionnaire.QuestionText,
    "Question of type maturity": questionnaire.MaturityQuestion,
    "Question of type single": questionnaire.SingleChoiceQuestion,
    "Question of type multiple": questionnaire.MultipleChoiceQuestion,
    "Question of type number": questionnaire.NumberQuestion,
    "Question of type date": questionnaire.DateQuestion,
    "Question of type text": questionnaire.TextQuestion,
    "Level": questionnaire.Level,
    "Next step": questionnaire.NextStep,
    "Choice": questionnaire.Choice,
    "Action from a choice": questionnaire.ChoiceAction,
    "Condition": conditions.Comparison,
    "The rubric": rubric.Rubric,
    "Scoring rule of kind levels": rubric.LevelTable,
    "Scoring rule of kind choices": rubric.ChoiceTable,
    "Scoring rule of kind options": rubric.OptionPoints,
    "Scoring rule of kind steps": rubric.Steps,
    "Step": rubric.Step,
    "Scoring rule of kind goalposts": rubric.Goalposts,
    "Scoring rule of kind recency": rubric.Recency,
    "Step by age": rubric.RecencyStep,
    "Level of the tree": rubric.TreeLevel,
    "Aggregation": rubric.Aggregation,
    "Node": rubric.Node,
    "Question in the tree": rubric.Leaf,
    "Gate": rubric.Gate,
    "Requirement": rubric.Requirement,
    "Lens": rubric.Lens,
    "Band": rubric.Band,
    "Evidence caps": rubric.EvidenceCaps,
    "Not applicable": rubric.NotApplicableRule,
    "Priority": rubric.PriorityRule,
    "Companions": rubric.Companions,
    "Monitoring line": rubric.MonitoringIndicator,
    "Robustness": rubric.RobustnessSettings,
    "Disclosure": rubric.DisclosureSettings,
    "The register of references": references.ReferenceRegister,
    "Reference": references.Reference,
    "Translation": text.Translation,
    "Translated text": text.Translated,
    "Worked example": worked_example.WorkedExample,
    "Expected figures": worked_example.ExpectedNode,
    "Response": worked_example.ResponseInFile,
    "Answers of one State": worked_example.ResponseFile,
    "Crosswalk": versions.Crosswalk,
    "Mapping": versions.Mapping,
    "Published versions": versions.PublishedVersions,
    "Published version": versions.PublishedVersion,
    "Register of States": states.StateRegister,
    "Region": states.Region,
    "Group": states.Group,
    "State": states.State,
    "Member State": states.MemberState,
}
WITHOUT_TABLE = {conditions.AllOf, conditions.AnyOf}
"""Told in the words above the table of conditions."""


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the names that files use; of a type of question, those beyond every question's."""
    shared = set()
    if issubclass(model, questionnaire.QuestionText) and model is not questionnaire.QuestionText:
        shared = set(questionnaire.QuestionText.model_fields)
    return {info.alias or name: info for name, info in model.model_fields.items() if name not in shared}


def default_of(info: FieldInfo) -> str:
    """Return a default as the tables show it."""
    if info.is_required():
        return "required"
    default: Any = info.get_default(call_default_factory=True, validated_data={})
    if default is None or default == () or default == {}:
        return "–"
    if isinstance(default, rubric.Aggregation):
        return f"`{default.rule}`"
    if isinstance(default, BaseModel):
        return "see there"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return (
        f"{default:g}"
        if isinstance(default, float)
        else f"`{default}`"
        if isinstance(default, str)
        else str(default)
    )


def words_of(annotation: Any) -> set[str]:
    """Return the words that a field takes, where it takes only certain ones."""
    if get_origin(annotation) is Literal:
        return {str(word.value if isinstance(word, Enum) else word) for word in get_args(annotation)}
    return {word for part in get_args(annotation) for word in words_of(part)}


@pytest.mark.parametrize("heading", MODELS)
def test_every_key_stands_in_its_table(heading: str) -> None:
    fields = fields_of(MODELS[heading])
    rows = {row[0].strip("`"): row for row in table_below(DOCUMENT, heading)}
    assert list(rows) == list(fields)
    for key, info in fields.items():
        _, meaning, default = rows[key]
        assert meaning
        assert default == default_of(info), key
        assert not {word for word in words_of(info.annotation) if f"`{word}`" not in meaning}, key


def test_no_model_is_left_out() -> None:
    defined = {
        model
        for module in MODULES
        for _, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, BaseModel) and model.__module__ == module.__name__
    }
    assert defined == set(MODELS.values()) | WITHOUT_TABLE
