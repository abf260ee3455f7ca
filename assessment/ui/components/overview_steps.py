"""The steps of a cycle in words and in the colours of charts."""

from collections.abc import Iterable

from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases
from assessment.services.comparing.cycle_overview import Step


def step_title(say: Phrases, step: Step) -> str:
    """Return a step in words: the status of the assessment, or that nobody has begun."""
    return say("overview.not_begun") if step is Step.NOT_BEGUN else say(f"submission.{step}")


def step_mark(say: Phrases, step: Step) -> BandMark:
    """Return a step as charts take it: its place from the first, and its words."""
    steps = list(Step)
    return BandMark(steps.index(step), len(steps), step_title(say, step))


def step_titles(say: Phrases, steps: Iterable[Step] = Step) -> tuple[str, ...]:
    """Return some steps in words."""
    return tuple(step_title(say, step) for step in steps)
