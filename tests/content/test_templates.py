import shutil
from pathlib import Path

import pytest
import yaml

from assessment.content.answers import read_answers
from assessment.content.library import find_packages
from assessment.content.package import load_package, read_package
from assessment.content.templates import translation_template, write_template
from assessment.core.questionnaire import Questionnaire
from assessment.errors import RequestError

HERE = Path(__file__).parent
PACKAGES = [*find_packages(HERE / "valid"), *find_packages(HERE.parents[1] / "questionnaires")]


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_an_answers_template_is_read_back_without_answers(folder: Path, tmp_path: Path) -> None:
    questionnaire = load_package(folder).questionnaire
    header = tmp_path / "answers.csv"
    header.write_text(write_template(questionnaire, "csv") + "AAA" + "," * len(list(questionnaire.questions())))
    filled = tmp_path / "answers.yaml"
    filled.write_text(write_template(questionnaire, "yaml").replace('state: ""', "state: AAA"), "utf-8")
    for path in (header, filled):
        submissions, _, issues = read_answers(path, questionnaire)
        assert issues == []
        assert [one.state for one in submissions] == ["AAA"]
        assert all(response.value is None for response in submissions[0].responses.values())


def test_the_yaml_template_explains_every_question() -> None:
    questionnaire = load_package(HERE / "base" / "pkg").questionnaire
    text = write_template(questionnaire, "yaml")
    for words in (
        "# Is there a strategy?\n",
        "# 2: The text is adopted.\n",
        "#   parliament = Parliament\n",
        "# A number from 0 to 100 (per cent), with a decimal point.\n",
        "# NA (not applicable) is accepted: Where another State decides.\n",
        "# Asked only if policy.strategy is at least 1.\n",
        "# Words, at most 2000 characters.\n",
        "  practice.comment:\n",
    ):
        assert words in text
    assert max(map(len, text.splitlines())) <= 110


def test_the_yaml_template_says_all_that_helps_to_answer() -> None:
    source = """
id: full
version: '1'
title: Full
notice: Enter no names of persons.
scales:
  - id: two
    title: Two levels
    levels: [{label: None, text: Not on record.}, {label: All, text: On record.}]
sections:
  - id: one
    title: One
    questions:
      - id: one.law
        type: single
        text: Is there a law?
        help: A law is adopted by parliament.
        sensitivity: restricted
        evidence: [The official gazette]
        choices:
          - {id: 'no', label: 'No', descriptor: No text exists.}
          - {id: 'yes', label: 'Yes'}
      - {id: one.cost, type: number, text: 'What did it cost?', unit: dollars, range: [0, 1000000],
         show_if: {all: [{question: one.law, is_not: 'no'}, {question: one.note, answered: false}]}}
      - {id: one.share, type: number, text: 'Which share?', unit: per cent, decimals: 1, not_applicable: true,
         show_if: {any: [{question: one.law, any_of: ['no', 'yes']}, {question: one.note, answered: true},
                         {question: one.who, is: police}]}}
      - {id: one.who, type: multiple, text: 'Who?',
         choices: [{id: police, label: P}, {id: none, label: N, exclusive: true}]}
      - {id: one.note, type: text, text: "What else\\u2028is new?"}
"""
    questionnaire = Questionnaire.model_validate(yaml.safe_load(source))
    text = write_template(questionnaire, "yaml")
    for words in (
        "# Enter no names of persons.\n",
        "#   1 (All): On record.\n",
        "# A law is adopted by parliament.\n",
        "# The answer is restricted: do not circulate.\n",
        "#   no = No: No text exists.\n",
        "# NA (not applicable) is not accepted.\n",
        "# Accepted evidence:\n  #   - The official gazette\n",
        "# Asked only if one.law is answered and is not no, and one.note is not answered.\n",
        "# A whole number from 0 to 1,000,000 (dollars), written without commas.\n",
        "# Asked only if one.law is no or yes, or one.note is answered, or one.who includes police.\n",
        "#   none = N (alone)\n",
        "# A number (per cent), with a decimal point.\n",
        "# NA (not applicable) is accepted.\n",
        "# What else is new?\n",
    ):
        assert words in text, words
    assert text.count("restricted: do not circulate") == 1
    assert yaml.safe_load(text)["responses"] == dict.fromkeys(
        ("one.law", "one.cost", "one.share", "one.who", "one.note")
    )


def test_a_translation_template_lists_all_that_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "pkg"
    shutil.copytree(HERE / "base" / "pkg", folder)
    (folder / "text").mkdir()
    template = translation_template(load_package(folder), "fr")
    (folder / "text" / "fr.yaml").write_text(template, "utf-8")
    assert [issue.code for issue in read_package(folder)[1]] == ["T002"]


def test_a_translation_template_keeps_what_is_translated_and_marks_what_is_outdated(tmp_path: Path) -> None:
    folder = tmp_path / "pkg"
    shutil.copytree(HERE / "base" / "pkg", folder)
    (folder / "text").mkdir()
    file = folder / "text" / "fr.yaml"
    empty = translation_template(load_package(folder), "fr")
    file.write_text(empty.replace("    text:\n", '    text: "« Oui »: \\"bien\\""\n'), "utf-8")
    section = folder / "sections" / "policy.yaml"
    section.write_text(section.read_text("utf-8").replace("Is there a law?", "Is there a statute?"), "utf-8")
    package, before = read_package(folder)
    assert [issue.code for issue in before] == ["T003"]
    assert package is not None
    again = translation_template(package, "fr")
    file.write_text(again, "utf-8")
    assert read_package(folder)[1][0].code == "T003"
    assert again.count("# The English text has changed.") == 1
    translated = package.translations["fr"].entries
    reread = read_package(folder)[0]
    assert reread is not None
    assert reread.translations["fr"].entries == translated


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", 'The questionnaire is written in "en" already; name another language.'),
        ("", '"" is no language tag; write one such as fr or pt-BR.'),
        ("../fr", '"../fr" is no language tag'),
        ("FR", '"FR" is no language tag'),
        ("fr\n", "is no language tag"),
    ],
)
def test_a_translation_template_is_refused_for_what_is_no_other_language(language: str, sentence: str) -> None:
    with pytest.raises(RequestError) as caught:
        translation_template(load_package(HERE / "base" / "pkg"), language)
    assert sentence in str(caught.value)
