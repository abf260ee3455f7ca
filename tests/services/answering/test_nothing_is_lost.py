"""Any sequence of saves by two people, fresh or stale, against a model written from the rule alone."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.services.answering import open_question, save_answer
from assessment.services.content_shelf import ContentShelf
from assessment.services.history import changes
from assessment.services.workspace import Caller, Workspace
from assessment.store.database import open_database
from assessment.store.files import EvidenceFiles
from tests.workspaces import Office, SetClock, furnish

QUESTION = "policy.strategy"
PAIR = ("Amara", "Bilal")


@dataclass(frozen=True)
class Step:
    """Somebody saves: how many revisions the page is behind, and what is changed on it (None: nothing)."""

    who: str
    behind: int
    level: int | None
    explains: bool


steps = st.lists(
    st.builds(
        Step,
        who=st.sampled_from(PAIR),
        behind=st.integers(0, 3),
        level=st.none() | st.integers(0, 2),
        explains=st.booleans(),
    ),
    max_size=8,
)


@dataclass(frozen=True)
class Furnished:
    """A file with the small service in it, where both are signed in; every example works on a copy."""

    file: Path
    callers: dict[str, Caller]

    @contextmanager
    def copy(self) -> Iterator[Workspace]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copyfile(self.file, Path(folder) / "copy.sqlite")
            database = open_database(f"sqlite:///{folder}/copy.sqlite")
            yield Workspace(database, EvidenceFiles(Path(folder)), ContentShelf(database), SetClock(), True)
            database.close()


@pytest.fixture(scope="module")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    folder = tmp_path_factory.mktemp("furnished")
    shutil.copyfile(sqlite_template, folder / "office.sqlite")
    database = open_database(f"sqlite:///{folder / 'office.sqlite'}")
    office = furnish(database, folder)
    callers = {name: office.caller(name) for name in PAIR}
    database.close()
    return Furnished(folder / "office.sqlite", callers)


@given(sequence=steps)
def test_every_text_ever_entered_is_in_the_history_and_what_stands_is_what_the_rule_says(
    furnished: Furnished, sequence: list[Step]
):
    revisions = [NO_ANSWER]
    entered: set[Answer] = set()
    texts = (f"Text {number}" for number in itertools.count())
    with furnished.copy() as workspace:
        for step in sequence:
            seen = max(0, len(revisions) - 1 - step.behind)
            wanted = revisions[seen]
            if step.level is not None:
                wanted = replace(wanted, status=Status.ANSWERED, value=step.level)
            if step.explains:
                wanted = replace(wanted, explanation=next(texts))
            caller = furnished.callers[step.who]

            saved = save_answer(workspace, caller, Office.key, QUESTION, wanted, seen=seen)

            after = expected(revisions[seen], revisions[-1], wanted)
            assert (saved.second_version is not None) == (after is None)
            if after is not None and after != revisions[-1]:
                revisions.append(after)
            if wanted != revisions[seen]:
                entered.add(wanted)
            assert (saved.record.revision, saved.record.answer) == (len(revisions) - 1, revisions[-1])
        reader = furnished.callers["Amara"]
        history = changes(workspace, reader, Office.key, question=QUESTION)
        assert open_question(workspace, reader, Office.key, QUESTION).record.answer == revisions[-1]
    kept = {version.answer.explanation for version in history}
    assert {answer.explanation for answer in entered if answer.explanation} <= kept
    assert {answer.value for answer in entered} <= {version.answer.value for version in history} | {None}
    made = [version.answer for version in reversed(history) if version.revision is not None]
    assert made == revisions[1:]


def expected(shown: Answer, stands: Answer, wanted: Answer) -> Answer | None:
    """Return what stands after a write, from the rule in its plainest form; None when it goes beside."""
    choices = [(one.status, one.value, one.reason) for one in (shown, stands, wanted)]
    words = [one.explanation for one in (shown, stands, wanted)]
    after = stands
    if choices[2] not in choices[:2]:
        if choices[0] != choices[1]:
            return None
        after = replace(after, status=wanted.status, value=wanted.value, reason=wanted.reason)
    if words[2] not in words[:2]:
        if words[0] != words[1]:
            return None
        after = replace(after, explanation=wanted.explanation)
    return after
