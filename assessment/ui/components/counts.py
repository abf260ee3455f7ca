"""One assessment's counts, in the same words wherever they stand: answered, and what of it counts."""

from assessment.core.progress import SectionProgress
from assessment.locale import Phrases
from assessment.ui.components.facts import in_one_line


def counts_in_words(say: Phrases, total: SectionProgress) -> str:
    """Return what the settled questions are: in the score, for information, "don't know", not applicable."""
    counts = {
        "in_score": total.in_score,
        "for_information": total.with_answer - total.in_score,
        "dont_know": total.dont_know,
        "not_applicable": total.not_applicable,
    }
    return in_one_line(say, (say(f"counts.{name}", n=n) for name, n in counts.items() if n))
