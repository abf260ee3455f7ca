"""Labels of choices that look like each other, or like the words that say why there is no answer."""

from dataclasses import replace

import pytest

from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Questionnaire
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.workbooks.offline.choice_labels import choices_offered
from tests.workbooks.filled_workbooks import Filling, read_back, small_package, written

LAW = "policy.law"
LABELS = [
    ["Don't know", "Partly", "Yes"],
    ["Same", "same ", "Same (no)"],
    ["NA", "Not applicable", "DK"],
    ["Don’t know", "Don't know", "Not applicable"],
]


def labelled(*labels: str) -> ContentPackage:
    """Return the small content with other labels of the choices no, partly and yes."""
    package = small_package()
    data = package.questionnaire.model_dump(mode="json", by_alias=True)
    for section in data["sections"]:
        for question in section["questions"]:
            if question["id"] == LAW:
                for choice, label in zip(question["choices"], labels, strict=True):
                    choice["label"] = label
    return replace(package, questionnaire=Questionnaire.model_validate(data))


@pytest.mark.parametrize("language", ["en", "qps"])
@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize(
    "answer",
    [*(Answer(Status.ANSWERED, choice) for choice in ("no", "partly", "yes")), Answer(Status.DONT_KNOW)],
    ids=["no", "partly", "yes", "dont_know"],
)
def test_every_answer_comes_back_as_it_was_sent_out(labels: list[str], answer: Answer, language: str):
    package = labelled(*labels)
    read = read_back(written(package, {LAW: answer}, language), package)
    assert (read.answers[LAW].answer, read.problems) == (answer, ())


def test_a_drop_down_offers_no_words_twice_and_they_stand_beside_it_too():
    package = labelled("Don't know", "Other", "Other")
    filling = Filling.of(written(package), package)
    column = next(one for one in filling.book["lists"].iter_cols(values_only=True) if one[0] == LAW)
    offered = ["Don't know (no)", "Other (partly)", "Other (yes)"]
    assert list(column[1:5]) == [*offered, "Don’t know"]
    shown = {str(cell.value) for sheet in filling.book.worksheets for row in sheet.iter_rows() for cell in row}
    assert shown.issuperset(offered)


def test_a_label_that_is_a_word_for_no_answer_elsewhere_is_the_choice():
    package = labelled("NA", "Partly", "Other")
    filling = Filling.of(written(package), package)
    filling.set(LAW, "na")
    assert filling.read().answers[LAW].answer == Answer(Status.ANSWERED, "no")


def test_what_two_choices_are_called_is_a_problem_and_no_guess():
    package = labelled("Same", "Same", "Other")
    filling = Filling.of(written(package), package)
    filling.set(LAW, "Same")
    read = filling.read()
    assert [problem.refusal.code for problem in read.problems] == ["cell_no_answer"]
    assert not read.answers[LAW].has_choice


def test_a_label_that_looks_like_another_with_its_id():
    offered = choices_offered({"a": "Same", "b": "Same", "c": "Same (a)"}, [])
    assert offered == {"a": "Same (a)", "b": "Same (b)", "c": "Same (a) (c)"}
