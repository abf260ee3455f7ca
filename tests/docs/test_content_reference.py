"""The reference of content files has every key of every model, with its default and all its possible words."""

import importlib
import pkgutil
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import assessment.core
from assessment.core.content_model import ContentModel
from assessment.core.questionnaire import QuestionText
from assessment.core.rubric import Aggregation
from tests.docs.markdown import table_below

DOCUMENT = Path(__file__).parents[2] / "docs" / "content-reference.md"

MODELS: dict[str, str] = {
    "The questionnaire": "Questionnaire",
    "Planned result": "PlannedResult",
    "Tag": "Tag",
    "Scale": "Scale",
    "Level of a scale": "ScaleLevel",
    "Retired id": "RetiredId",
    "Section": "Section",
    "Every question": "QuestionText",
    "Question of type maturity": "MaturityQuestion",
    "Question of type single": "SingleChoiceQuestion",
    "Question of type multiple": "MultipleChoiceQuestion",
    "Question of type number": "NumberQuestion",
    "Question of type date": "DateQuestion",
    "Question of type text": "TextQuestion",
    "Level": "Level",
    "Next step": "NextStep",
    "Choice": "Choice",
    "Action from a choice": "ChoiceAction",
    "Condition": "Comparison",
    "The rubric": "Rubric",
    "Scoring rule of kind levels": "LevelTable",
    "Scoring rule of kind choices": "ChoiceTable",
    "Scoring rule of kind options": "OptionPoints",
    "Scoring rule of kind steps": "Steps",
    "Step": "Step",
    "Scoring rule of kind goalposts": "Goalposts",
    "Scoring rule of kind recency": "Recency",
    "Step by age": "RecencyStep",
    "Level of the tree": "TreeLevel",
    "Aggregation": "Aggregation",
    "Node": "Node",
    "Question in the tree": "Leaf",
    "Gate": "Gate",
    "Requirement": "Requirement",
    "Lens": "Lens",
    "Band": "Band",
    "Evidence caps": "EvidenceCaps",
    "Not applicable": "NotApplicableRule",
    "Priority": "PriorityRule",
    "Companions": "Companions",
    "Monitoring line": "MonitoringIndicator",
    "Robustness": "RobustnessSettings",
    "Disclosure": "DisclosureSettings",
    "The register of references": "ReferenceRegister",
    "Reference": "Reference",
    "Translation": "Translation",
    "Translated text": "Translated",
    "Worked example": "WorkedExample",
    "Expected figures": "ExpectedNode",
    "Response": "ResponseInFile",
    "Answers of one State": "ResponseFile",
    "Crosswalk": "Crosswalk",
    "Mapping": "Mapping",
    "Published versions": "PublishedVersions",
    "Published version": "PublishedVersion",
    "Register of States": "StateRegister",
    "Region": "Region",
    "Group": "Group",
    "State": "State",
    "Member State": "MemberState",
}
OF_TRAINING = {"TrainingTexts", "TrainingMinistry", "TrainingDocument", "Explanations", "Conversation"}
WITHOUT_TABLE = {"AllOf", "AnyOf", *OF_TRAINING}
"""Told in the words above the table of conditions; or words of the training mode, which nobody else writes."""


def all_models() -> dict[str, type[ContentModel]]:
    """Find every model of content in the core, by its name."""
    for module in pkgutil.iter_modules(assessment.core.__path__, "assessment.core."):
        importlib.import_module(module.name)
    found: dict[str, type[ContentModel]] = {}
    ahead = [ContentModel]
    while ahead:
        for model in ahead.pop().__subclasses__():
            found[model.__name__] = model
            ahead.append(model)
    return found


KNOWN = all_models()


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the names that files use; of a type of question, those beyond every question's."""
    shared: set[str] = set()
    if issubclass(model, QuestionText) and model is not QuestionText:
        shared = set(QuestionText.model_fields)
    return {info.alias or name: info for name, info in model.model_fields.items() if name not in shared}


def default_of(info: FieldInfo) -> str:
    """Return a default as the tables show it."""
    if info.is_required():
        return "required"
    default: Any = info.get_default(call_default_factory=True, validated_data={})
    if default is None or default in ((), {}):
        return "–"
    if isinstance(default, Aggregation):
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
    fields = fields_of(KNOWN[MODELS[heading]])
    rows = {row[0].strip("`"): row for row in table_below(DOCUMENT, heading)}
    assert list(rows) == list(fields)
    for key, info in fields.items():
        _, meaning, default = rows[key]
        assert meaning
        assert default == default_of(info), key
        assert not {word for word in words_of(info.annotation) if f"`{word}`" not in meaning}, key


def test_no_model_is_left_out() -> None:
    assert set(KNOWN) == set(MODELS.values()) | WITHOUT_TABLE
