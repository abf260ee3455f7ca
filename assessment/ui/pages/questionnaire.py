"""The questionnaire: one section a page, or one question alone where the address names it."""

import streamlit as st

from assessment.errors import Refusal
from assessment.services import answering
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.question_card import draw_question
from assessment.ui.components.section_header import draw_section_header
from assessment.ui.components.section_navigation import draw_ways_on
from assessment.ui.components.style_sheet import inject_style
from assessment.ui.content_words import content_words
from assessment.ui.context import current, current_frame
from assessment.ui.second_language import choose_second_language
from assessment.ui.section_page import SectionPage, asked_for

context = current()
say = context.say
frame = current_frame(context)
key = frame.assessment.key
wanted = asked_for(frame.package.questionnaire, frame.assigned)
try:
    view = answering.open_section(context.workspace, context.caller, key, wanted.section.id)
except Refusal as refusal:
    draw_notice(say.error(refusal), "error")
    st.stop()

words = content_words(frame.package, say.language)
page = SectionPage(
    workspace=context.workspace,
    caller=context.caller,
    key=key,
    person=context.person,
    say=say,
    package=frame.package,
    words=words,
    beside=choose_second_language(say, frame.package),
    takes_changes=view.may_answer and view.closed is None,
    drawn=tuple(one.id for one in wanted.section.questions if wanted.question in {None, one.id}),
    fresh={shown.question.id: shown for shown in view.questions},
)
if not wanted.is_there:
    draw_notice(say("section.not_there"), "warning")
inject_style("saved.css")
draw_section_header(page, view, wanted)
for place, question in enumerate(wanted.section.questions, start=1):
    if question.id in page.drawn:
        draw_question(page, question, f"{wanted.number}.{place}")
draw_ways_on(page, wanted)
