"""Documents: all evidence of the State with its marks and uses; details change where one may answer."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.services.documenting import Upload, attach
from assessment.services.documents_page import ListedDocument, documents_page
from assessment.store import evidence
from assessment.ui import context
from tests.ui.conftest import OpenPage
from tests.workspaces import Office

OLD = EvidenceDetails("Report *one* <b>", EvidenceKind.REPORT, "Ministry of Justice", dt.date(2022, 1, 1))
EXPIRED = EvidenceDetails("Strategy", EvidenceKind.POLICY, "", dt.date(1997, 1, 1), dt.date(2025, 1, 1))
LAW = EvidenceDetails("Law", EvidenceKind.LAW, "", dt.date(1997, 1, 1), link="https://example.org/law")


@pytest.fixture
def documents(office: Office) -> dict[str, int]:
    amara = office.caller("Amara")
    put = {
        "policy.strategy": (OLD, Upload("report.txt", b"The report."), "page 4"),
        "policy.law": (EXPIRED, None, ""),
        "practice.share": (LAW, None, ""),
    }
    uses = [
        attach(office.workspace, amara, office.key, question, details, upload, place)
        for question, (details, upload, place) in put.items()
    ]
    return {use.question: use.evidence.id for use in uses}


def shown(app: AppTest) -> str:
    return "\n".join(
        str(part.value) for part in (*app.main.markdown, *app.main.caption, *app.main.subheader, *app.main.text)
    )


def test_without_documents_the_page_says_where_to_add_one(open_page: OpenPage) -> None:
    app = open_page("Amara", "documents")
    assert [part.value for part in app.main.subheader] == ["No documents yet"]


def test_documents_are_listed_with_age_file_link_and_uses(open_page: OpenPage, documents: dict[str, int]) -> None:
    words = shown(app := open_page("Bilal", "documents"))
    assert not app.exception
    assert "Report \\*one\\* \\<b>" in words
    assert "Older than three years" in words
    assert words.count("Older than") == 1
    assert "Expired on 1 January 2025" in words
    assert f"](/evidence/{documents['policy.strategy']})" in words
    assert "](<https://example.org/law>)" in words
    assert "page 4" in words
    linked = {link.proto.query_string for link in app.main.get("page_link")}
    assert "section=policy&question=policy.strategy" in linked


# What the dialog holds: the test runner runs whole pages only, and a dialog is a part of its own.
FORM = """
import streamlit as st
from assessment.locale import phrases
from assessment.ui.components.document_dialog import draw_document_form

draw_document_form(phrases("en"), st.session_state["key"], st.session_state["use"])
"""


@pytest.fixture
def opened(office: Office, documents: dict[str, int]) -> Iterator[AppTest]:
    """Open the form for the document at one question, with its details."""
    context.serve(office.workspace)
    app = AppTest.from_string(FORM, default_timeout=30)
    app.user = {context.SESSION: office.caller("Amara").session}
    app.session_state["key"] = office.key
    app.session_state["use"] = next(
        one.changed_at for one in listed(office) if one.evidence.id == documents["policy.strategy"]
    )
    yield app.run()
    context.serve(None)


def listed(office: Office) -> tuple[ListedDocument, ...]:
    return documents_page(office.workspace, office.caller("Amara"), office.key)


def write(app: AppTest, label: str, text: str) -> AppTest:
    next(field for field in app.text_input if field.label == label).set_value(text)
    return app.button(key="save-document").click().run()


def test_details_are_changed_and_all_others_stay(
    opened: AppTest, office: Office, documents: dict[str, int]
) -> None:
    write(opened, "Title", "Report, second edition")
    assert not opened.exception
    changed = next(one for one in listed(office) if one.evidence.id == documents["policy.strategy"])
    assert changed.evidence.details == replace(OLD, title="Report, second edition")
    assert changed.evidence.file is not None
    assert [use.place for use in changed.uses] == ["page 4"]


def test_refused_details_say_why_and_stay_in_the_fields(opened: AppTest, office: Office) -> None:
    before = listed(office)
    write(opened, "Link", "javascript:alert(1)")
    assert "This is not a web address" in opened.error[0].value
    write(opened, "Title", " ")
    assert opened.warning[0].value == "A title and a kind are needed."
    assert next(field for field in opened.text_input if field.label == "Link").value == "javascript:alert(1)"
    assert listed(office) == before


def test_contributors_change_what_stands_in_their_sections_only(
    open_page: OpenPage, documents: dict[str, int]
) -> None:
    buttons = {button.key for button in open_page("Bilal", "documents").main.button}
    assert buttons == {f"change-document-{documents[name]}" for name in ("policy.strategy", "policy.law")}
    assert not open_page("Bruna", "documents").main.button


def test_what_a_reviewer_has_seen_and_what_is_closed_stays(
    open_page: OpenPage, office: Office, documents: dict[str, int]
) -> None:
    with office.workspace.database.writing() as connection:
        number, by = documents["policy.strategy"], office.accounts["Rosa"]
        evidence.mark_verified(connection, number, by=by, at=office.clock.now)
    keys = {button.key for button in open_page("Amara", "documents").main.button}
    assert f"change-document-{documents['policy.strategy']}" not in keys
    assert f"change-document-{documents['policy.law']}" in keys
    office.clock.move(days=90)
    assert not open_page("Amara", "documents").main.button


def test_documents_of_another_state_are_not_there(open_page: OpenPage, documents: dict[str, int]) -> None:
    assert "Strategy" not in shown(open_page("Chiara", "documents"))
