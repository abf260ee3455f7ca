"""What cells of an offline questionnaire offer and check while somebody fills them in.

Lists are kept to; numbers, dates and lengths are only warned of, so that nobody is stopped far from help.
"""

import datetime as dt
from typing import Any

from assessment.core.entered_text import (
    LONGEST_BODY,
    LONGEST_COMMENT,
    LONGEST_EXPLANATION,
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_TITLE,
)
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.locale import Phrases
from assessment.workbooks.offline.entries import FIRST_DATE
from assessment.workbooks.offline.layout import (
    ANSWER,
    COMMENT,
    EVIDENCE_PARTS,
    EXPLANATION,
    INSTEAD,
    REASON,
    UNDER_WAY,
    Column,
)
from assessment.workbooks.offline.lists import Lists
from assessment.workbooks.offline.plan import PLACE, Part, Row
from assessment.workbooks.sheet import Sheet

Check = dict[str, Any]

_LONGEST_OF_FIELD = {REASON: LONGEST_REASON, EXPLANATION: LONGEST_EXPLANATION, COMMENT: LONGEST_COMMENT}
_LONGEST_OF_PART = {
    "title": LONGEST_TITLE,
    "issuing_body": LONGEST_BODY,
    "link": LONGEST_LINK,
    "place": LONGEST_PLACE,
}
_LAST_DATE = dt.date(9999, 12, 31)


def add_checks(sheet: Sheet, at: int, row: Row, lists: Lists) -> None:
    """Give the cells of a row their drop-downs and checks."""
    say = sheet.book.frame.say
    if row.part is Part.NEW_DOCUMENT:
        for part, longest in _LONGEST_OF_PART.items():
            _add(sheet, at, PLACE[EVIDENCE_PARTS[part]], _no_longer_than(longest, say))
        _add(sheet, at, PLACE[Column.DATE], _date(FIRST_DATE, _LAST_DATE, say))
    elif row.field:
        _add(sheet, at, PLACE[Column.ENTRY], _check(row.question, row.field, lists, say))


def _add(sheet: Sheet, row: int, column: int, check: Check) -> None:
    sheet.raw.data_validation(row, column, row, column, check)


def _check(question: Question, field: str, lists: Lists, say: Phrases) -> Check:
    if field in _LONGEST_OF_FIELD:
        return _no_longer_than(_LONGEST_OF_FIELD[field], say)
    if field == ANSWER:
        return _answer(question, lists, say)
    marks = {UNDER_WAY: lists.yes, INSTEAD: lists.instead(question)}
    return _list(marks.get(field, lists.tick), say)


def _answer(question: Question, lists: Lists, say: Phrases) -> Check:
    match question:
        case MaturityQuestion() | SingleChoiceQuestion():
            return _list(lists.offered[question.id], say)
        case NumberQuestion():
            return _number(question, say)
        case DateQuestion():
            first, last = question.range or (FIRST_DATE, _LAST_DATE)
            return _date(max(first, FIRST_DATE), last, say)
        case TextQuestion():
            return _no_longer_than(question.max_length, say)
        case _:
            return {"validate": "any"}


def _list(source: str, say: Phrases) -> Check:
    return {
        "validate": "list",
        "source": f"={source}",
        **_said(say("offline.check_list"), say),
    }


def _number(question: NumberQuestion, say: Phrases) -> Check:
    warning = _warning(say("offline.check_number"), say)
    if question.range is None:
        return {"validate": "decimal", "criteria": "between", "minimum": -1e300, "maximum": 1e300, **warning}
    low, high = question.range
    return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high, **warning}


def _date(first: dt.date, last: dt.date, say: Phrases) -> Check:
    warning = _warning(say("offline.check_date"), say)
    return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last, **warning}


def _no_longer_than(longest: int, say: Phrases) -> Check:
    warning = _warning(say("offline.check_length", n=longest), say)
    return {"validate": "length", "criteria": "<=", "value": longest, **warning}


def _warning(message: str, say: Phrases) -> Check:
    return {"error_type": "warning", **_said(message, say)}


def _said(message: str, say: Phrases) -> Check:
    # Excel takes no longer titles and messages.
    return {"error_title": say("offline.check_title")[:32], "error_message": message[:255]}
