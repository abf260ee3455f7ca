"""The services on the data of a running application, with real sessions: what is prepared beside the browser."""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessment.core.conditions import comparisons
from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.person import Role
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    SingleChoiceQuestion,
)
from assessment.core.revision import Answer, ResponseVersion
from assessment.core.submission import Status
from assessment.services import answering, documenting, history, overview, submitting, team
from assessment.services.assessment_frame import open_frame
from assessment.services.submitting import ReviewView
from assessment.services.training_sign_in import TrainingAccount, sign_in_for_training, training_accounts
from assessment.services.workspace import Caller, Workspace, open_workspace
from assessment.settings import load_settings
from tests.servers import ROOT


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment with these questions left to answer, by id and text, and nothing else to mend."""

    state: str
    key: AssessmentKey
    left: tuple[str, ...]
    texts: tuple[str, ...]


class BackOffice:
    """What a test does and looks up without the browser, in the name of people of the training data."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._accounts = training_accounts(workspace)

    def caller(self, state: str, ministry: str | None = None) -> Caller:
        """Sign the focal point of a State in, or the contributor of a ministry."""
        account = next(one for one in self._accounts if (one.state_name, one.ministry) == (state, ministry))
        return self._sign_in(account)

    def key(self, state: str) -> AssessmentKey:
        """Return the assessment of a State in the open cycle."""
        return overview.current_assessment(self.workspace, self.caller(state))

    def questionnaire(self, state: str) -> Questionnaire:
        """Return what a State is asked."""
        return open_frame(self.workspace, self.caller(state), self.key(state)).package.questionnaire

    def review(self, state: str) -> ReviewView:
        """Return what stands in the way of submitting, and what became of it."""
        return submitting.review(self.workspace, self.caller(state), self.key(state))

    def answer_of(self, state: str, question: str) -> Answer:
        """Return the answer that stands."""
        opened = answering.open_question(self.workspace, self.caller(state), self.key(state), question)
        return opened.record.answer

    def changes(self, state: str, question: str) -> tuple[ResponseVersion, ...]:
        """Return the history of an answer, the newest change first."""
        return history.changes(self.workspace, self.caller(state), self.key(state), question=question)

    def document(self, state: str) -> int:
        """Return the number of a document with a file."""
        found = documenting.documents(self.workspace, self.caller(state), self.key(state))
        return next(evidence.id for evidence, _ in found if evidence.file is not None)

    def give(self, state: str, section: str, ministry: str) -> None:
        """Give a section to a ministry."""
        caller, key = self.caller(state), self.key(state)
        body = next(one for one in team.team(self.workspace, caller, key).ministries if one.name == ministry)
        team.assign_section(self.workspace, caller, key, section, body.id)

    def take_back(self, state: str, section: str, ministry: str) -> None:
        """Take a section back from a ministry."""
        caller, key = self.caller(state), self.key(state)
        body = next(one for one in team.team(self.workspace, caller, key).ministries if one.name == ministry)
        team.take_back_section(self.workspace, caller, key, section, body.id)

    def unanswered_levels(self, state: str) -> tuple[str, ...]:
        """Return the questions about levels that are asked and not answered, and decide on no other question."""
        return self._to_leave(state, self.review(state))

    def nearly_done(self, leave: int = 2) -> Draft:
        """Complete the fullest draft except for this many questions about levels."""
        leads = [one for one in self._accounts if one.role is Role.FOCAL_POINT and one.state_name]
        reviews = {name: self.review(name) for name in sorted(one.state_name or "" for one in leads)}
        drafts = [
            (len(view.faults), name, self._to_leave(name, view)[:leave])
            for name, view in reviews.items()
            if view.assessment.status is SubmissionStatus.DRAFT
        ]
        _, state, left = min(draft for draft in drafts if len(draft[2]) == leave)
        self._complete(state, left)
        asked = self.questionnaire(state).question_by_id
        return Draft(state, self.key(state), left, tuple(asked[name].text for name in left))

    def _to_leave(self, state: str, view: ReviewView) -> tuple[str, ...]:
        asked = self.questionnaire(state)
        every = [question for section in asked.sections for question in section.questions]
        filters = {one.question for question in every if question.show_if for one in comparisons(question.show_if)}
        return tuple(
            fault.question
            for fault in view.faults
            if fault.code == "unanswered"
            and fault.question
            and fault.question not in filters
            and isinstance(asked.question_by_id[fault.question], MaturityQuestion)
        )

    def _complete(self, state: str, left: tuple[str, ...]) -> None:
        caller, key, asked = self.caller(state), self.key(state), self.questionnaire(state)
        while to_mend := [fault for fault in self.review(state).faults if fault.question not in left]:
            for name in {fault.question for fault in to_mend if fault.question and fault.code != "undecided"}:
                view = answering.open_question(self.workspace, caller, key, name)
                seen = view.record.revision
                for version in view.second_versions:
                    answering.choose_version(self.workspace, caller, key, version.id, keep_second=False, seen=seen)
                    seen += 1
                if not view.second_versions:
                    answer = example(asked.question_by_id[name])
                    answering.save_answer(self.workspace, caller, key, name, answer, seen=seen)

    def _sign_in(self, account: TrainingAccount) -> Caller:
        return sign_in_for_training(self.workspace, account.id).caller


@contextmanager
def back_office(data_folder: Path) -> Iterator[BackOffice]:
    """Open the services on a data folder; the application may run on it at the same time."""
    workspace = open_workspace(load_settings(data_folder=data_folder))
    try:
        yield BackOffice(workspace)
    finally:
        workspace.database.close()


def example(question: Question) -> Answer:
    """Return an answer that a question takes."""
    match question:
        case MaturityQuestion():
            return Answer(Status.ANSWERED, 2)
        case SingleChoiceQuestion():
            return Answer(Status.ANSWERED, question.choices[0].id)
        case MultipleChoiceQuestion():
            return Answer(Status.ANSWERED, frozenset({question.choices[0].id}))
        case NumberQuestion():
            return Answer(Status.ANSWERED, (question.range or (0, 0))[0])
        case DateQuestion():
            return Answer(Status.ANSWERED, question.range[0] if question.range else dt.date(2024, 1, 1))
        case _:
            return Answer(Status.ANSWERED, "As agreed with the ministries.")


def verify(data_folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `db verify` on a data folder."""
    command = [sys.executable, "-m", "assessment", "db", "verify", "--data", str(data_folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
