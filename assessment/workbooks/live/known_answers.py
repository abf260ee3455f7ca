"""Whether a cell holds an answer that its question knows, as a formula: what the engine would take.

Anything may be typed into the Data sheet. What is no answer counts as none: a date that no calendar has, a number
outside the range, TRUE where a number belongs, an error such as #N/A.
"""

from assessment.core.questionnaire import Question
from assessment.workbooks.formula_text import every, text, ticked
from assessment.workbooks.live.codebook_rows import EXCLUSIVE
from assessment.workbooks.live.codebook_sheet import CODE, RULE, Codebook

CODED_LENGTH_OF_DATE = 10
DIGITS_OF_DATE = "{1,2,3,4,6,7,9,10}"
CALENDAR_CYCLE, ITS_FIRST_YEAR = 400, 2000
"""The calendar repeats itself every so many years; programs agree on its dates from this year on."""


def known_answer(codebook: Codebook, question: Question, answer: str) -> str:
    """Return 1 where a cell holds an answer that the question knows, 0 or an error elsewhere, without "="."""
    match question.type:
        case "maturity":
            return _if_number(answer, f"SUMPRODUCT(--({_codes(codebook, question)}={answer}))")
        case "single":
            return f"IF(ISTEXT({answer}),SUMPRODUCT(--({_codes(codebook, question)}=TRIM({answer}))),0)"
        case "multiple":
            return f"IF(ISTEXT({answer}),{_known_list(codebook, question, answer)},0)"
        case "number":
            return _if_number(answer, _yes(_within(codebook, question, answer)))
        case "date":
            return _known_date(codebook, question, answer)
        case "text":
            return _yes([f"LEN(TRIM(CLEAN({answer})))>0"])


def _codes(codebook: Codebook, question: Question) -> str:
    return codebook.column("answer", question.id, CODE)


def _yes(parts: list[str]) -> str:
    return f"IF({every(parts)},1,0)" if parts else "1"


def _if_number(answer: str, known: str) -> str:
    # LibreOffice takes TRUE for the number 1 unless asked whether it is logical.
    return f"IF(ISLOGICAL({answer}),0,IF(ISNUMBER({answer}),{known},0))"


def _within(codebook: Codebook, question: Question, answer: str) -> list[str]:
    """Return what holds within the range of a question; nothing for one without."""
    if not codebook.has("range", question.id):
        return []
    low, high = (codebook.cell("range", question.id, CODE, place) for place in (0, 1))
    return [f"{answer}>={low}", f"{answer}<={high}"]


def _known_list(codebook: Codebook, question: Question, answer: str) -> str:
    """Return 1 where a list such as "a; b" names an option, nothing else, and none that stands alone with others.

    Every option known is cut out of the list, with each semicolon doubled so that neighbours share none: only then
    are as many letters gone as the list has.
    """
    codes, rules = _codes(codebook, question), codebook.column("answer", question.id, RULE)
    plain = f'SUBSTITUTE(SUBSTITUTE(TRIM(LOWER({answer})),"; ",";")," ;",";")'
    listed = f'";;"&SUBSTITUTE({plain},";",";;")&";;"'
    letters = f'LEN(SUBSTITUTE({plain},";",""))'
    cut = f'SUMPRODUCT(LEN({listed})-LEN(SUBSTITUTE({listed},";"&{codes}&";",";;")))'
    named = ticked(answer, codes)
    alone = f"SUMPRODUCT({named}*({rules}={text(EXCLUSIVE)}))=0"
    return f"IF({letters}=0,0,IF({cut}={letters},IF({alone},1,IF(SUMPRODUCT(--{named})=1,1,0)),0))"


def _known_date(codebook: Codebook, question: Question, answer: str) -> str:
    """Return 1 where a text is a day of the calendar, written year-month-day.

    A cell that a program has made a date of its own holds a number, and every program writes it in its own way.
    """
    day = f"TRIM({answer})"
    year, month, of_month = f"LEFT({day},4)", f"VALUE(MID({day},6,2))", f"VALUE(MID({day},9,2))"
    digits = f'SUMPRODUCT(--ISNUMBER(FIND(MID({day},{DIGITS_OF_DATE},1),"0123456789")))=8'
    shape = every([digits, f'EXACT(MID({day},5,1)&MID({day},8,1),"--")', f'{year}<>"0000"'])
    like_it = f"{ITS_FIRST_YEAR}+MOD(VALUE({year}),{CALENDAR_CYCLE})"
    exists = every([f"MONTH(DATE({like_it},{month},{of_month}))={month}", *_within(codebook, question, day)])
    written = f"IF(LEN({day})={CODED_LENGTH_OF_DATE},IF({shape},IF({exists},1,0),0),0)"
    return f"IF(ISTEXT({answer}),{written},0)"
