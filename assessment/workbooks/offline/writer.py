"""The offline questionnaire: a workbook that a ministry fills in without a network and sends back."""

from assessment.core.answer_codes import format_answer_code
from assessment.core.questionnaire import Question
from assessment.core.submission import Response
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Book, BookFrame
from assessment.workbooks.offline.content import OfflineContent, Wording, label_in_words
from assessment.workbooks.offline.flow import questions_followed, write_flow
from assessment.workbooks.offline.layout import (
    FLOW_SHEET,
    FORMAT,
    IDENTITY_MARK,
    IDENTITY_SHEET,
    LISTS_SHEET,
    OfflineIdentity,
    Sent,
    identity_pieces,
)
from assessment.workbooks.offline.lists import write_lists
from assessment.workbooks.offline.overview import write_overview
from assessment.workbooks.offline.plan import Plan, cells_of, rows_of_section
from assessment.workbooks.offline.section import write_section


def write_offline_questionnaire(content: OfflineContent, say: Phrases, words: Words) -> bytes:
    """Return the workbook of the chosen sections, filled in with what is answered already."""
    wording = Wording(say, words)
    book = Book(_book_frame(content, wording))
    overview = book.sheet("overview", say("offline.instructions"), landscape=False)
    plan = _plan(book, content, wording)
    lists = write_lists(plan.lists, content.questions, wording)
    write_overview(plan, overview, wording)
    for section in content.chosen:
        write_section(plan, section, lists, wording, overview)
    write_flow(plan, lists)
    _write_identity(book, identity_of(content, wording))
    overview.raw.activate()
    return book.finish()


def _book_frame(content: OfflineContent, wording: Wording) -> BookFrame:
    say, frame = wording.say, content.frame
    label = label_in_words(content.frame, say)
    cycle = frame.cycle.title if frame.cycle else content.sheet.instrument.questionnaire.version
    return BookFrame(
        say=say,
        title=wording.words["questionnaire.title"],
        subject=" · ".join((frame.state_name, cycle)),
        footer=" · ".join((label, frame.state_name, cycle, frame.id[:8])),
        watermark=say("app.training_strip") if frame.is_training else None,
        made_at=frame.issued_at,
    )


def _plan(book: Book, content: OfflineContent, wording: Wording) -> Plan:
    sheets = {}
    for section in content.chosen:
        title = wording.words[f"sections.{section.id}.title"]
        sheets[section.id] = book.sheet(section.id, f"{content.numbers[section.id]} {title}", landscape=False)
    rows = {section.id: rows_of_section(section, content, wording) for section in content.chosen}
    cells = {key: cell for name in sheets for key, cell in cells_of(sheets[name], rows[name])}
    flow_row = {question.id: row for row, question in enumerate(questions_followed(content), start=1)}
    lists, flow = book.sheet(LISTS_SHEET, LISTS_SHEET), book.sheet(FLOW_SHEET, FLOW_SHEET)
    return Plan(content, sheets, rows, cells, flow, lists, flow_row)


def identity_of(content: OfflineContent, wording: Wording) -> OfflineIdentity:
    """Return what the workbook says about itself to the one who reads it back."""
    frame, questionnaire = content.frame, content.sheet.instrument.questionnaire
    return OfflineIdentity(
        format=FORMAT,
        id=frame.id,
        state=frame.state,
        state_name=frame.state_name,
        cycle=frame.cycle.id if frame.cycle else "",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        content_digest=frame.content_digest,
        language=wording.say.language,
        sections=tuple(section.id for section in content.chosen),
        ministry=frame.ministry,
        issued_at=frame.issued_at.isoformat(timespec="seconds"),
        words={"dont_know": wording.dont_know, "not_applicable": wording.not_applicable, "yes": wording.yes},
        sent={question.id: _sent(content, question) for question in content.questions},
    )


def _sent(content: OfflineContent, question: Question) -> Sent:
    record = content.sheet.record(question.id)
    answer = record.answer
    has_value = content.sheet.status(question.id) == answer.status
    response = Response(answer.status, answer.value, reason=answer.reason) if has_value else Response()
    return Sent(revision=record.revision, code=format_answer_code(question, response))


def _write_identity(book: Book, identity: OfflineIdentity) -> None:
    sheet = book.sheet(IDENTITY_SHEET, IDENTITY_SHEET)
    sheet.raw.very_hidden()
    sheet.text(0, 0, IDENTITY_MARK)
    sheet.text(0, 1, identity.digest)
    for row, piece in enumerate(identity_pieces(identity), start=1):
        sheet.text(row, 0, piece)
