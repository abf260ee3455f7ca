"""The method in words: how parts are combined, and numbers of the rubric as people read them."""

from assessment.core.rubric import Aggregation
from assessment.locale.phrases import Phrases


def points(say: Phrases, value: float) -> str:
    """Return points or another number of the rubric with the decimals that it has, up to two."""
    decimals = next((places for places in (0, 1) if round(value, places) == value), 2)
    return say.number(value, decimals)


def aggregation_title(say: Phrases, rule: Aggregation) -> str:
    """Return the name of a rule of aggregation."""
    return say(f"method.rule_{rule.rule}")


def aggregation_formula(say: Phrases, rule: Aggregation) -> str:
    """Return how a rule of aggregation computes."""
    floor = points(say, rule.floor_share * 100)
    match rule.rule:
        case "mean":
            return say("method.formula_mean")
        case "blend":
            return say("method.formula_blend", share=points(say, 100 * (rule.share_of_minimum or 0.0)))
        case "geometric":
            return say("method.formula_geometric", floor=floor)
        case "harmonic":
            return say("method.formula_harmonic", floor=floor)
        case "power":
            return say("method.formula_power", p=points(say, rule.p or 0.0), floor=floor)
