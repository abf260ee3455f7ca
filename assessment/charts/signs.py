"""Signs: differences as people read them."""

from assessment.core.rounding import rounded
from assessment.locale import Phrases


def signed(value: float, say: Phrases, decimals: int = 0) -> str:
    """Return a difference with its sign, none where it rounds to zero."""
    size = say.number(abs(value), decimals)
    if rounded(value, decimals) == 0:
        return size
    return f"+{size}" if value > 0 else f"−{size}"
