"""What tests of workbooks that come back share: what a person does on the page, and a workbook in conflict."""

from streamlit.testing.v1 import AppTest

from assessment.core.three_way_merge import Side
from assessment.locale import phrases
from tests.services.workbooks.imports import filled, issued, level, save
from tests.workbooks.filled_workbooks import SHARE, STRATEGY
from tests.workspaces import Office

SAY = phrases("en")
CONFIRM = "workbooks:confirm"
NAME = "justice.xlsx"


def upload(app: AppTest, data: bytes, name: str = NAME) -> AppTest:
    return app.file_uploader[0].upload(name, data).run()


def choose(app: AppTest, question: str, side: Side) -> AppTest:
    radio = next(one for one in app.radio if str(one.key).endswith(question))
    return radio.set_value(side).run()


def knowingly(app: AppTest) -> AppTest:
    """Say that the rest is to be stored; nothing says so beforehand."""
    [box] = [one for one in app.checkbox if one.label == SAY("workbooks.leave_out")]
    assert not box.value
    return box.check().run()


def in_conflict(office: Office) -> bytes:
    """Return a workbook that answers the strategy and the share; the strategy was answered here meanwhile."""
    data = issued(office)
    save(office, STRATEGY, level(1, "A draft since 2024."), by="Bilal")
    return filled(data, {STRATEGY: "2 · Adopted", SHARE: 40}, comment="Please look at the date.")
