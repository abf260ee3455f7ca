"""What an import changes by itself: answers by section, before and after, new documents and comments."""

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.three_way_merge import Outcome
from assessment.core.workbook_changes import NewDocument, QuestionChange
from assessment.services.workbooks.importing import ImportPreview
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.workbooks_conflicts import here_now
from assessment.ui.workbooks_page import WorkbooksPage

MOST_UNFOLDED = 12
"""So many changes are shown at once; more are folded, one section each."""

_LIST = Markup('<ul class="changes">{lines}</ul>')
_LINE = Markup('<li><p class="question">{question}</p><div class="sides">{sides}</div></li>')
_SIDE = Markup('<div><p class="heading">{heading}</p><p>{words}</p>{more}</div>')
_MORE = Markup('<p class="more">{words}</p>')


def draw_changes(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw the answers that become others without a choice, by section."""
    say, accepted = page.say, preview.accepted
    if not accepted:
        return
    st.subheader(escaped(say("workbooks.changes", n=len(accepted))), anchor=False)
    for section in page.package.questionnaire.sections:
        own = {question.id for question in section.questions}
        changes = [one for one in accepted if one.question in own]
        if changes:
            label = in_one_line(say, [page.section_title(section.id), say("workbooks.n_answers", n=len(changes))])
            with st.expander(
                escaped(label),
                expanded=len(accepted) <= MOST_UNFOLDED,
                key=f"changes_{section.id}".replace(".", "_"),
            ):
                _draw_list(_change(page, one) for one in changes)


def draw_kept(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw, folded, the answers that were changed here only: they stay."""
    say = page.say
    kept = [one for one in preview.changes if one.outcome is Outcome.CHANGED_HERE]
    if kept:
        with st.expander(escaped(say("workbooks.kept_here", n=len(kept))), key="changes_here"):
            _draw_list(_kept(page, one) for one in kept)


def draw_documents(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw the documents that are new."""
    if preview.documents:
        st.subheader(escaped(page.say("workbooks.new_documents", n=len(preview.documents))), anchor=False)
        _draw_list(_document(page, one) for one in preview.documents)


def draw_comments(page: WorkbooksPage, preview: ImportPreview) -> None:
    """Draw the comments that are new."""
    if preview.comments:
        st.subheader(escaped(page.say("workbooks.new_comments", n=len(preview.comments))), anchor=False)
        _draw_list(
            _line(page, one.question, [_SIDE.format(heading="", words=one.text, more="")])
            for one in preview.comments
        )


def _draw_list(lines: Iterable[Markup]) -> None:
    st.html(_LIST.format(lines=Markup("").join(lines)))


def _line(page: WorkbooksPage, question: str, sides: Sequence[Markup]) -> Markup:
    return _LINE.format(question=page.question_text(question), sides=Markup("").join(sides))


def _change(page: WorkbooksPage, change: QuestionChange) -> Markup:
    """Return what stands here and what will; where nothing stands here yet, only what will."""
    after = change.merged.answer or change.file
    if change.here.answer == NO_ANSWER:
        return _line(page, change.question, [_side(page, change.question, "", after)])
    before = _side(page, change.question, here_now(page, change), change.here.answer)
    return _line(page, change.question, [before, _side(page, change.question, page.say("workbooks.after"), after)])


def _kept(page: WorkbooksPage, change: QuestionChange) -> Markup:
    here = _side(page, change.question, here_now(page, change), change.here.answer)
    if change.sent_out is None:
        return _line(page, change.question, [here])
    return _line(
        page,
        change.question,
        [_side(page, change.question, page.say("workbooks.sent_out"), change.sent_out), here],
    )


def _side(page: WorkbooksPage, question: str, heading: str, answer: Answer) -> Markup:
    asked = page.package.questionnaire.question_by_id[question]
    words = answer_in_words(page.say, page.words, asked, answer)
    more = _MORE.format(words=answer.explanation) if answer.explanation else ""
    return _SIDE.format(heading=heading, words=words, more=more)


def _document(page: WorkbooksPage, document: NewDocument) -> Markup:
    say, details = page.say, document.details
    facts = [details.issuing_body, details.link, document.place_in_it]
    if details.issued_on is not None:
        facts.insert(1, say("evidence.issued", date=details.issued_on))
    more = _MORE.format(words=in_one_line(say, filter(None, facts))) if any(facts) else ""
    return _line(page, document.question, [_SIDE.format(heading="", words=details.title, more=more)])
