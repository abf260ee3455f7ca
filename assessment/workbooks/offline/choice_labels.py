"""How choices stand in a drop-down: each under words of its own, which the reader finds again."""

from collections import Counter
from collections.abc import Iterable, Mapping

from assessment.workbooks.offline.cell_values import plain


def choices_offered(labels: Mapping[str, str], statuses: Iterable[str]) -> dict[str, str]:
    """Return what a drop-down offers for choices, by their ids, out of their labels.

    A label that is that of another choice too, or one of the words that say why there is no answer, is followed
    by the id.

    >>> choices_offered({"a": "Other", "b": "other", "c": "None"}, ["Don't know"])
    {'a': 'Other (a)', 'b': 'other (b)', 'c': 'None'}
    """
    taken = {plain(text) for text in statuses}
    count = Counter(map(plain, labels.values()))
    named = {choice: f"{label} ({choice})" for choice, label in labels.items()}
    offered = {
        choice: named[choice] if count[plain(label)] > 1 or plain(label) in taken else label
        for choice, label in labels.items()
    }
    # A label may look like another one with its id.
    return offered if len(set(map(plain, offered.values()))) == len(offered) else named
