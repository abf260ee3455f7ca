"""What every part of the page of workbooks needs, and the file that is being read back."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.package import ContentPackage
from assessment.core.person import Person
from assessment.core.text import Words
from assessment.core.three_way_merge import Side
from assessment.core.workbook_changes import choices_that_hold
from assessment.errors import Refusal, UnacceptableError
from assessment.locale import Phrases
from assessment.services.begun_imports import BegunImport
from assessment.services.workbooks.importing import ImportPreview, ImportResult
from assessment.services.workbooks.resuming import forget_import, keep_import, resume_import
from assessment.services.workbooks.workbooks_page import WorkbooksView, workbooks_page
from assessment.services.workspace import Caller, Workspace
from assessment.ui.content_words import content_words
from assessment.ui.context import Context, current, current_frame
from assessment.ui.page_sessions import HeldFile, forget_uploads

CONFIRMATION = "import_confirmation"
"""Names the fragment of what follows from all choices: the button that imports."""

_RECEIVED, _TOLD, _FIELD = "workbooks:received", "workbooks:told", "workbooks:field"
_LOOKED_FOR = "workbooks:looked_for"
_IMPORT, _BEGUN = "import", "begun"
"""The part of the address that says, also after a reload, that a file was received."""


@dataclass(frozen=True, eq=False)
class WorkbooksPage:
    """The page with the assessment that it is about."""

    workspace: Workspace
    caller: Caller
    person: Person
    say: Phrases
    key: AssessmentKey
    cycle_title: str
    package: ContentPackage
    words: Words
    view: WorkbooksView

    def section_title(self, section: str) -> str:
        """Return the title of a section."""
        return self.words[f"sections.{section}.title"]

    def question_text(self, question: str) -> str:
        """Return a question in words."""
        return self.words[f"questions.{question}.text"]


@dataclass(frozen=True, eq=False)
class Received:
    """A workbook that somebody uploaded: what importing it would do, and the sides chosen in conflicts so far.

    The session of the page keeps it, so that its person can look at other pages in between, and the workspace, for
    when the page is loaded again: `resumed` tells that it was. `leave_out` tells that the rest is to be stored
    where something cannot be. `note` is what went wrong at the last attempt to import it.
    """

    account: int
    key: AssessmentKey
    file: HeldFile = field(repr=False)
    preview: ImportPreview
    sides: Mapping[str, Side] = field(default_factory=dict)
    leave_out: bool = False
    note: Refusal | None = None
    resumed: bool = False

    @property
    def is_decided(self) -> bool:
        """Tell whether nothing is left to be said before the file is imported."""
        return not self.undecided and (self.leave_out or not self.preview.leaves_out)

    @property
    def undecided(self) -> int:
        """Count the conflicts without a choice."""
        return sum(1 for one in self.preview.conflicts if one.question not in self.sides)

    @property
    def begun(self) -> BegunImport:
        """Return what the workspace holds of it."""
        preview = self.preview
        name, conflicts = preview.file_name, preview.conflicts
        return BegunImport(name, self.file, preview.digest, conflicts, self.sides, self.leave_out)

    def shown_anew(self, preview: ImportPreview, note: Refusal) -> "Received":
        """Return the file with a later preview; choices in conflicts that are no longer the same are undone."""
        kept = choices_that_hold(self.sides, self.preview.conflicts, preview.conflicts)
        return replace(self, preview=preview, sides=kept, leave_out=False, note=note)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the file before: why it was refused, or what was imported of it."""

    file_name: str
    refusal: Refusal | None = None
    result: ImportResult | None = None
    problems: int = 0


def open_workbooks_page(context: Context) -> WorkbooksPage:
    """Return the page; stop where there is no assessment."""
    frame = current_frame(context)
    return WorkbooksPage(
        workspace=context.workspace,
        caller=context.caller,
        person=context.person,
        say=context.say,
        key=frame.assessment.key,
        cycle_title=frame.cycle.title,
        package=frame.package,
        words=content_words(frame.package, context.say.language),
        view=workbooks_page(context.workspace, context.caller, frame.assessment.key),
    )


def received_by(person: Person) -> Received | None:
    """Return the file that a person uploaded and has neither imported nor put away."""
    found = st.session_state.get(_RECEIVED)
    return found if isinstance(found, Received) and found.account == person.account else None


def resumed_by(page: WorkbooksPage) -> Received | None:
    """Return the file that was received before this page was loaded again; it is looked for once."""
    asked = (page.caller.session, page.key)
    if st.session_state.get(_LOOKED_FOR) == asked:
        return None
    found = resume_import(page.workspace, page.caller, page.key)
    if found is None:
        st.session_state[_LOOKED_FOR] = asked
        return None
    begun = found.begun
    received = Received(
        page.person.account,
        page.key,
        HeldFile(page.caller.session, begun.file.data),
        found.preview,
        begun.sides,
        begun.leave_out,
        note=UnacceptableError("import_outdated") if found.is_outdated else None,
        resumed=True,
    )
    keep(received)
    # Only now: each of these lines may be where a click begins the next run, which then looks once more.
    st.session_state[_LOOKED_FOR] = asked
    return received


def mark_begun() -> None:
    """Say in the address that a file was received; what is not held any more after a reload is known by it."""
    if not was_begun():
        st.query_params[_IMPORT] = _BEGUN


def was_begun() -> bool:
    """Tell whether the address says that a file was received, be it one that is not held any more."""
    return st.query_params.get(_IMPORT) == _BEGUN


def keep(received: Received) -> None:
    """Keep a file with what was chosen in it so far; what was told of the one before is over."""
    st.session_state[_RECEIVED] = received
    st.session_state.pop(_TOLD, None)
    mark_begun()
    _empty_field()
    with suppress(Refusal):  # what is chosen stands on this page all the same
        context = current()
        keep_import(context.workspace, context.caller, received.key, received.begun)


def put_away(told: Told | None = None) -> None:
    """Forget the file, and keep what became of it to be told."""
    received = st.session_state.get(_RECEIVED)
    if isinstance(received, Received):
        # First of all: what is held comes back, and a click can end this run at any later line.
        with suppress(Refusal):  # nobody is signed in any more, say: then it is held for nobody
            context = current()
            forget_import(context.workspace, context.caller, received.key, received.file.data)
    st.session_state.pop(_RECEIVED, None)
    st.session_state.pop(_TOLD, None)
    st.query_params.pop(_IMPORT, None)
    if told is not None:
        st.session_state[_TOLD] = told
    _empty_field()


def told() -> Told | None:
    """Return what became of the file before."""
    found = st.session_state.get(_TOLD)
    return found if isinstance(found, Told) else None


def upload_field() -> str:
    """Return the key of the field for files: another one after each file, for a field goes on naming its last."""
    return f"{_FIELD}:{st.session_state.setdefault(_FIELD, 0)}"


def _empty_field() -> None:
    st.session_state[_FIELD] = int(st.session_state.get(_FIELD, 0)) + 1
    forget_uploads()
