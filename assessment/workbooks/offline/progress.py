"""Progress, counted live: formulas over the flow sheet, section by section."""

import re
from collections.abc import Mapping

from assessment.core.progress import SectionProgress, progress_by_section, together
from assessment.locale import Phrases
from assessment.workbooks.formula_text import text
from assessment.workbooks.offline.flow import FlowColumn
from assessment.workbooks.offline.plan import Plan

_ANSWERED, _ASKED = "\x01", "\x02"
"""Marks in the place of numbers, wherever a language puts them."""


def progress_now(plan: Plan, section: str | None) -> SectionProgress:
    """Return the progress of a section, or of all that are in the file, as it is when the file is made."""
    parts = [part for part in progress_by_section(plan.content.sheet) if part.section in plan.sheets]
    return together(part for part in parts if section is None or part.section == section)


def asked_formula(plan: Plan, section: str) -> str:
    """Return a formula: how many questions of a section are asked for certain."""
    return f"COUNTIFS({_in_section(plan, section)},{_column(plan, FlowColumn.ASKED)},1)"


def answered_formula(plan: Plan, section: str) -> str:
    """Return a formula: about how many asked questions of a section something was said."""
    asked, said = _column(plan, FlowColumn.ASKED), _column(plan, FlowColumn.SAID)
    return f"COUNTIFS({_in_section(plan, section)},{asked},1,{said},1)"


def progress_formula(plan: Plan, section: str, say: Phrases) -> tuple[str, str]:
    """Return a formula that tells the progress of a section in words, and what it tells now."""
    now = progress_now(plan, section)
    counts = {
        _ANSWERED: (answered_formula(plan, section), now.settled),
        _ASKED: (asked_formula(plan, section), now.asked),
    }
    return counted_words(say("offline.progress", answered=_ANSWERED, asked=_ASKED), counts)


def counted_words(words: str, counts: Mapping[str, tuple[str, int]]) -> tuple[str, str]:
    """Return words with formulas in the places of marks, as one formula, and the same with their values."""
    parts = re.split(f"([{''.join(counts)}])", words)
    formula = "&".join(counts[part][0] if part in counts else text(part) for part in parts)
    shown = "".join(str(counts[part][1]) if part in counts else part for part in parts)
    return f"={formula}", shown


def _in_section(plan: Plan, section: str) -> str:
    return f'{_column(plan, FlowColumn.SECTION)},"{section}"'


def _column(plan: Plan, column: FlowColumn) -> str:
    return plan.flow.range(1, column, max(plan.flow_row.values(), default=1), column)
