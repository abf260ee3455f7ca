"""The invented evidence of a State: documents with neutral titles, some with a small file."""

import datetime as dt
import io
from dataclasses import replace

import numpy as np

from assessment.core.cycle import Assessment
from assessment.core.evidence import AttachedFile, EvidenceDetails
from assessment.core.log_entry import Happening, RowName
from assessment.core.questionnaire import MaturityQuestion
from assessment.core.revision import Answer
from assessment.core.training_answers import AnswersOfState
from assessment.core.training_texts import TrainingDocument
from assessment.services.training.pdf import one_page
from assessment.services.training.stage import Period, Stage, Team
from assessment.store import evidence, evidence_uses
from assessment.store.evidence_uses import NewUse
from assessment.store.files import EvidenceFiles

WITH_FILE, WITH_LINK, EXPIRES, USED, USED_TWICE = 0.5, 0.3, 0.2, 0.55, 0.12
OLDEST_YEARS = 6


def add_documents(stage: Stage, files: EvidenceFiles, team: Team, at: dt.datetime) -> Team:
    """Store the documents of a State, in the order of the texts; return the team with their ids."""
    by = team.authors.focal_point
    numbers = []
    for document in stage.texts.documents:
        details = _details(document, at.date(), stage.generator)
        file = None
        if document.file and stage.generator.random() < WITH_FILE:
            file = _file(files, team.state.name, details)
        number = evidence.add(stage.connection, team.state.id, details, file, by=by, at=at)
        rows = (RowName("evidence", (number,)),)
        stage.note(Happening("evidence.added", str(number), at, by, team.state.id, rows=rows))
        numbers.append(number)
    return replace(team, documents=tuple(numbers))


def use_documents(
    stage: Stage, assessment: Assessment, team: Team, answers: AnswersOfState, period: Period
) -> None:
    """Put the documents of a State at about half of its answers, one or two each."""
    key = assessment.key
    uses = [use for name, answer in answers.items() for use in _uses(stage, team, name, answer, period)]
    evidence_uses.add_all(stage.connection, assessment, uses)
    for use in uses:
        details = {"evidence": use.document}
        rows = (RowName("evidence_uses", (assessment.id, use.question, use.document)),)
        stage.note(
            Happening("evidence.attached", use.question, use.at, use.by, key.state, key.cycle, details, rows)
        )


def _uses(stage: Stage, team: Team, name: str, answer: Answer, period: Period) -> list[NewUse]:
    question = stage.questionnaire.question_by_id[name]
    used, twice, which, place, hour = map(float, stage.generator.random(5))
    if not isinstance(question, MaturityQuestion) or not answer.value or used > USED:
        return []
    section = stage.questionnaire.section_of[name].id
    words = stage.texts.places[int(place * len(stage.texts.places))]
    at = period.moment(which, hour)
    found = _fitting(stage, team, section, 2 if twice < USED_TWICE else 1, which)
    return [NewUse(name, document, words, team.author(section), at) for document in found]


def _fitting(stage: Stage, team: Team, section: str, count: int, chance: float) -> list[int]:
    """Return documents of the ministry that answers a section, or any where it has none."""
    ministry = team.ministries.get(section)
    own = [
        number
        for number, document in zip(team.documents, stage.texts.documents, strict=True)
        if ministry is not None and document.body == ministry.name
    ]
    choices = own or list(team.documents)
    start = int(chance * len(choices))
    return [choices[(start + step) % len(choices)] for step in range(min(count, len(choices)))]


def _details(document: TrainingDocument, today: dt.date, generator: np.random.Generator) -> EvidenceDetails:
    age, month, expires, linked = generator.random(4)
    issued = today - dt.timedelta(days=30 + int(365 * OLDEST_YEARS * age * age + 28 * month))
    return EvidenceDetails(
        title=document.title.format(year=issued.year),
        kind=document.kind,
        issuing_body=document.body,
        issued_on=issued,
        expires_on=issued + dt.timedelta(days=5 * 365) if expires < EXPIRES else None,
        link=f"https://www.example.org/documents/{issued.year}-{int(month * 900) + 100}"
        if linked < WITH_LINK
        else "",
    )


def _file(files: EvidenceFiles, state: str, details: EvidenceDetails) -> AttachedFile:
    lines = [details.title, f"{details.issuing_body}, {state}", "", "An invented document for training."]
    return files.put(io.BytesIO(one_page(lines)), f"{details.title.replace(',', '')}.pdf")
