"""Checks of citations: every one names a reference, and every reference is cited."""

from collections.abc import Iterator

from assessment.content.checks.walks import check_duplicates, placed_questions
from assessment.content.codes.questionnaire import QuestionnaireCode as Code
from assessment.content.issues import IssueList, Place
from assessment.content.positions import Positions
from assessment.content.sources import Parsed, Sources
from assessment.core.content_model import citation_id
from assessment.core.questionnaire import MaturityQuestion, Question, Questionnaire, SingleChoiceQuestion
from assessment.core.references import ReferenceRegister
from assessment.core.rubric import Rubric

Citation = tuple[str, Place]


def check_references(sources: Sources, issues: IssueList) -> None:
    """Check the register of references and every citation of it."""
    if sources.references is not None:
        references = sources.references
        ids = [(entry.id, ("references", n, "id")) for n, entry in enumerate(references.model.references)]
        check_duplicates(Code.DUPLICATE_REFERENCE, ids, references.at, issues)
    if sources.questionnaire is None or sources.references_are_faulty:
        return
    cited = list(_citations(sources.questionnaire))
    if sources.rubric is not None:
        cited += _gate_citations(sources.rubric)
    products = list(_knowledge_products(sources.questionnaire))
    if sources.references is None:
        if cited or products:
            issues.add(Code.NO_REFERENCES, Place(sources.questionnaire.at.path))
        return
    _check_known(cited, sources.references.model, issues)
    _check_products(products, sources.references.model, issues)
    if sources.rubric is not None:
        names = {citation_id(citation) for citation, _ in cited} | {name for _, name, _ in products}
        _check_all_cited(names, sources.references, issues)


def _citations(source: Parsed[Questionnaire]) -> Iterator[Citation]:
    at = source.at
    for number, section in enumerate(source.model.sections):
        for n, citation in enumerate(section.references):
            yield citation, at.place("sections", number, "references", n)
    for placed in placed_questions(source.model):
        path = placed.path
        for n, citation in enumerate(placed.question.references):
            yield citation, at.place(*path, "references", n)
        yield from _step_citations(placed.question, path, at)


def _step_citations(question: Question, path: tuple[str | int, ...], at: Positions) -> Iterator[Citation]:
    if isinstance(question, MaturityQuestion):
        for number, level in enumerate(question.levels):
            if level.next_step is not None:
                yield level.next_step.source, at.place(*path, "levels", number, "next_step", "source")
    if isinstance(question, SingleChoiceQuestion):
        for number, action in enumerate(question.actions):
            yield action.source, at.place(*path, "actions", number, "source")


def _gate_citations(source: Parsed[Rubric]) -> list[Citation]:
    return [
        (gate.source, source.at.place("gates", number, "source"))
        for number, gate in enumerate(source.model.gates)
        if gate.source is not None
    ]


def _knowledge_products(source: Parsed[Questionnaire]) -> Iterator[tuple[str, str, Place]]:
    """Yield the question, the knowledge product that it names, and where."""
    for placed in placed_questions(source.model):
        if placed.question.knowledge_product is not None:
            place = source.at.place(*placed.path, "knowledge_product")
            yield placed.question.id, placed.question.knowledge_product, place


def _check_known(cited: list[Citation], register: ReferenceRegister, issues: IssueList) -> None:
    known = {reference.id for reference in register.references}
    for citation, place in cited:
        name = citation_id(citation)
        if name not in known:
            issues.add(Code.UNKNOWN_REFERENCE, place, issues.near(name, known), reference=name)


def _check_products(
    products: list[tuple[str, str, Place]], register: ReferenceRegister, issues: IssueList
) -> None:
    known = {reference.id for reference in register.references if reference.knowledge_product}
    for question, name, place in products:
        if name not in known:
            hint = issues.near(name, known)
            issues.add(Code.NO_KNOWLEDGE_PRODUCT, place, hint, question=question, reference=name)


def _check_all_cited(names: set[str], references: Parsed[ReferenceRegister], issues: IssueList) -> None:
    for number, reference in enumerate(references.model.references):
        if reference.id not in names:
            place = references.at.place("references", number, "id")
            issues.add(Code.UNCITED_REFERENCE, place, reference=reference.id)
