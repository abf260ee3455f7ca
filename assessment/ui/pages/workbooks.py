"""Workbooks: sending the questionnaire out to be filled in without a network, and reading it back."""

import streamlit as st

from assessment.ui.components.workbooks_read import draw_read_back
from assessment.ui.components.workbooks_send import draw_send_out
from assessment.ui.context import current
from assessment.ui.workbooks_page import open_workbooks_page

context = current()
say = context.say
page = open_workbooks_page(context)
st.title(say("page.workbooks"), anchor=False)
st.text(say("workbooks.lead"))
draw_send_out(page)
draw_read_back(page)
