"""Words that pages, packs and workbooks share: a level and its number, and the sign of what is withheld."""

from assessment.core.questionnaire import MaturityQuestion
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.locale import phrases
from assessment.locale.answer_words import value_in_words
from assessment.workbooks.offline.layout import level_label
from assessment.workbooks.packs.regional_content import Missing
from assessment.workbooks.packs.regional_page import legend, mark
from assessment.workbooks.packs.regional_words import answer_words
from tests.workbooks.small_packs import PACKAGE

SAY = phrases("en")


def test_a_level_is_written_the_same_on_pages_in_packs_and_in_workbooks():
    words = SAY.content(PACKAGE)
    questions = [one for one in PACKAGE.questionnaire.questions() if isinstance(one, MaturityQuestion)]
    assert questions
    for question in questions:
        for level in range(len(question.levels)):
            label = words[f"scales.{question.scale}.{level}.label"]
            shown = value_in_words(SAY, words, question, Answer(Status.ANSWERED, level))
            assert shown == f"{level} – {label}"
            assert answer_words(SAY, words, question, level) == shown
            assert level_label(level, label) == shown


def test_what_is_withheld_has_one_sign_on_pages_and_in_packs():
    sign = SAY("charts.withheld_sign")
    assert mark(SAY, Missing.WITHHELD) == sign
    assert legend(SAY, [Missing.WITHHELD]).startswith(f"{sign}: withheld")
    assert SAY("charts.legend_withheld").startswith(f"{sign}: withheld")
    signs = [mark(SAY, one) for one in Missing]
    assert len(set(signs)) == len(signs)
