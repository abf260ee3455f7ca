"""Text alternatives: what a chart shows, in sentences, from the same numbers."""

from collections.abc import Sequence

from assessment.charts.score_lines import ScoreLine, score_of, shown
from assessment.core.rounding import nearest_whole
from assessment.locale import Phrases


def scores_in_words(lines: Sequence[ScoreLine], say: Phrases) -> str:
    """Return every score with its interval and band, and which lines have none."""
    sentences = [_scored(line, say) for line in shown(lines)]
    for line in lines:
        figures = line.figures
        if figures.score is None and figures.low is not None and figures.high is not None:
            values = {"title": line.title, "low": nearest_whole(figures.low), "high": nearest_whole(figures.high)}
            sentences.append(say("results.alt_no_score", **values))
        elif figures.score is None:
            sentences.append(say("results.alt_out", title=line.title))
    return " ".join(sentences)


def _scored(line: ScoreLine, say: Phrases) -> str:
    figures = line.figures
    values = {
        "title": line.title,
        "score": nearest_whole(score_of(line)),
        "band": line.band.label if line.band else "",
        "low": nearest_whole(figures.low or 0),
        "high": nearest_whole(figures.high or 0),
    }
    return say("results.alt_settled" if figures.is_settled else "results.alt_score", **values)


def summary(lines: Sequence[ScoreLine], say: Phrases) -> str:
    """Return one sentence that says what is seen: the strongest and the weakest part."""
    ranked = shown(lines)
    if not ranked:
        return say("results.summary_none")
    if len(ranked) == 1:
        return say("results.summary_one", title=ranked[0].title, score=nearest_whole(score_of(ranked[0])))
    strongest, weakest = ranked[0], ranked[-1]
    if nearest_whole(score_of(strongest)) == nearest_whole(score_of(weakest)):
        return say("results.summary_even", score=nearest_whole(score_of(strongest)))
    return say(
        "results.summary",
        strongest=strongest.title,
        high=nearest_whole(score_of(strongest)),
        weakest=weakest.title,
        low=nearest_whole(score_of(weakest)),
    )
