"""The answers in snapshots, read from their documents once per process: a snapshot never changes."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock

from assessment.core.questionnaire import Questionnaire
from assessment.core.snapshot import Snapshot, read_snapshot
from assessment.core.submission import Submission
from assessment.store import snapshots
from assessment.store.database import Connection

MOST_KEPT = 2_000
"""So many snapshots are kept in memory, about 50 kB each; those asked for longest ago make room."""


class FrozenAnswers:
    """Submissions by snapshot id; any number of threads may ask at once."""

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self._kept: OrderedDict[str, Submission] = OrderedDict()
        self._most_kept = most_kept
        self._lock = Lock()

    def of(
        self, connection: Connection, names: Collection[str], questionnaire: Questionnaire
    ) -> dict[str, Submission]:
        """Return the submissions in snapshots, by snapshot id; one that is not stored is left out.

        Raise AnswersError when a document was changed or does not fit the questionnaire.
        """
        with self._lock:
            found = {name: self._kept[name] for name in names if name in self._kept}
        missing = [name for name in names if name not in found]
        if missing:
            documents = snapshots.documents(connection, missing)
            found |= {name: read_snapshot(Snapshot(name, text), questionnaire) for name, text in documents.items()}
        self._keep(found)
        return found

    def _keep(self, found: dict[str, Submission]) -> None:
        with self._lock:
            for name, submission in found.items():
                self._kept[name] = submission
                self._kept.move_to_end(name)
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
