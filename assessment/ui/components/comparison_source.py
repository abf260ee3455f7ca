"""Where the numbers of a page that compares come from: the facts of its files and the stamp of its pictures."""

from collections.abc import Callable, Mapping

from assessment.locale import Phrases
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source

SHOWN_DIGITS = 12
"""So many digits of the digest of the data stand in files and pictures."""


def source_of(
    page: ComparisonPage,
    data_id: str,
    note: str,
    still_may: Callable[[], object],
    *,
    stem: str = "",
    has_values: bool = True,
    more: Mapping[str, str] | None = None,
) -> Source:
    """Return the source of a page's charts; `note` says in words how many States stand behind them.

    `still_may` is called at every download and refuses who may not have the numbers any more. `stem` begins the
    names of files, the cycle and the kind of values if empty. Without `has_values` the kind of values is left out
    of the facts. Content, language and `more` facts stand in files only.
    """
    say, questionnaire = page.say, page.package.questionnaire
    facts = {
        say("comparison.fact_cycle"): page.frame.cycle.title,
        **({say("comparison.fact_values"): say(f"comparison.values_{page.values}")} if has_values else {}),
        say("comparison.fact_coverage"): note,
        say("comparison.fact_date"): page.workspace.clock().date().isoformat(),
        say("comparison.fact_data"): data_id[:SHOWN_DIGITS],
    }
    if page.workspace.training:
        facts[say("comparison.fact_service")] = say("comparison.training")
    in_files = {
        say("comparison.fact_content"): f"{questionnaire.id} {questionnaire.version}",
        say("comparison.fact_language"): say.language,
        **(more or {}),
    }
    return Source(
        stem=stem or f"{page.frame.cycle.id}-{page.values.value.replace('_', '-')}",
        still_may=still_may,
        facts={**facts, **in_files},
        stamp=" · ".join(facts.values()),
    )


def coverage_note(say: Phrases, *, n: int, of: int, withheld: int = 0) -> str:
    """Return "20 of 35 States; 3 withheld": how many can be shown, of how many, and how many did not release."""
    words = say("comparison.coverage", n=n, of=of)
    return say("comparison.coverage_withheld", coverage=words, withheld=withheld) if withheld else words
