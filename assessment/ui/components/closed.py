"""Why an assessment takes no changes, said to somebody who has not tried to make one."""

from assessment.errors import Refusal
from assessment.locale import Phrases


def why_closed(say: Phrases, closed: Refusal) -> str:
    """Return the sentence: the one of the refusal also says what became of what was entered."""
    return say(f"closed.{closed.code}", **closed.values)
