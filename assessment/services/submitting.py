"""Submitting: looking all over once more, deciding who sees what, freezing the answers, taking them back."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.access import Permission, may
from assessment.core.cycle import Assessment, AssessmentKey, Cycle, SubmissionStatus
from assessment.core.faults import Fault, find_faults, hidden_answers
from assessment.core.log_entry import Happening, RowName
from assessment.core.node_figures import NodeFigures, figures_of_nodes
from assessment.core.person import Role
from assessment.core.progress import SectionProgress, progress_by_section, together
from assessment.core.receipt import Receipt, make_receipt
from assessment.core.release import Release
from assessment.core.release_preview import Preview, complete_releases, previews
from assessment.core.reviewers_eye import Remark, look_over
from assessment.core.snapshot import Snapshot, SnapshotFrame, take_snapshot
from assessment.errors import ClosedError, ContentError, DeniedError, Refusal, UnacceptableError
from assessment.locale import phrases
from assessment.services.receipt_text import receipt_text
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import (
    AssessmentDesk,
    Caller,
    Workspace,
    check_takes_answers,
    closed_reason,
    desk,
)
from assessment.store import assessments, content_versions, log, releases, snapshots, states


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All there is to look at before submitting, and afterwards.

    `faults` stand in the way, `warnings` do not. `hidden_answers` are kept and do not count. `releases` holds a
    level for every domain; those in `undecided` are private for want of a decision. `closed` says why nothing can
    be submitted now. `own_sections` are a contributor's; None for others. What this person `may_…` do is told for
    this time, whatever the faults.
    """

    cycle: Cycle
    assessment: Assessment
    state_name: str
    total: SectionProgress
    faults: tuple[Fault, ...]
    warnings: tuple[Remark, ...]
    hidden_answers: tuple[str, ...]
    overall: NodeFigures
    domains: tuple[NodeFigures, ...]
    releases: Mapping[str, Release]
    undecided: frozenset[str]
    previews: tuple[Preview, ...]
    closed: Refusal | None
    own_sections: frozenset[str] | None
    may_decide: bool
    may_submit: bool
    may_withdraw: bool


def review(workspace: Workspace, caller: Caller, key: AssessmentKey) -> ReviewView:
    """Return the faults, the reviewer's warnings, and what others will see."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        sheet = answer_sheet(workspace, at)
        decided = releases.of_assessment(at.connection, at.assessment)
        levels = complete_releases(at.instrument, decided)
        figures = {one.node: one for one in figures_of_nodes(sheet.scores, 0)}
        closed = closed_reason(at)
        leads = may(at.person, Permission.SUBMIT, state=key.state)
        return ReviewView(
            cycle=at.cycle,
            assessment=at.assessment,
            state_name=_state_name(at),
            total=together(progress_by_section(sheet)),
            faults=find_faults(sheet),
            warnings=look_over(sheet),
            hidden_answers=hidden_answers(sheet),
            overall=figures[at.instrument.nodes[0].id],
            domains=tuple(figures[domain] for domain in levels),
            releases=levels,
            undecided=frozenset(levels) - decided.keys(),
            previews=previews(at.instrument, levels),
            closed=closed,
            own_sections=frozenset(at.assigned) if at.person.role is Role.CONTRIBUTOR else None,
            may_decide=leads,
            may_submit=leads and closed is None,
            may_withdraw=leads and _is_submitted(at) and _withdrawal_refusal(at) is None,
        )


def decide_release(
    workspace: Workspace, caller: Caller, key: AssessmentKey, domain: str, level: Release
) -> Mapping[str, Release]:
    """Decide who sees a domain, before or after submission; return the releases of all domains.

    Raise UnacceptableError (release_unknown) for a level that there is not.
    """
    with desk(workspace, caller, Permission.SUBMIT, key, changes=True, even_if_closed=True) as at:
        decided = releases.of_assessment(at.connection, at.assessment)
        levels = complete_releases(at.instrument, decided)
        if domain not in levels:
            raise DeniedError("not_found")
        wanted = _release(level)
        if decided.get(domain) is not wanted:
            releases.put(at.connection, at.assessment, domain, wanted, by=at.person.account, at=at.now)
            row = RowName("releases", (at.assessment.id, domain))
            before = decided[domain].name.lower() if domain in decided else None
            _log(at, "release.decided", domain, {"level": wanted.name.lower(), "before": before}, row)
        return levels | {domain: wanted}


def submit(workspace: Workspace, caller: Caller, key: AssessmentKey, confirmation: str) -> Receipt:
    """Freeze the answers and submit them; a second click returns the same receipt.

    `confirmation` is the name of the State, typed. Raise UnacceptableError (confirmation_differs, faults_remain)
    or ClosedError.
    """
    with desk(workspace, caller, Permission.SUBMIT, key, changes=True, even_if_closed=True) as at:
        name = _state_name(at)
        if _plain(confirmation) != _plain(name):
            raise UnacceptableError("confirmation_differs", name=name)
        if _is_submitted(at):
            return _receipt(workspace, at)
        check_takes_answers(at)
        sheet = answer_sheet(workspace, at)
        faults = find_faults(sheet)
        if faults:
            raise UnacceptableError("faults_remain", n=len(faults))
        snapshot = take_snapshot(sheet, _frame(at, name))
        by = at.person.account
        snapshots.add(at.connection, at.assessment, snapshot.document, by=by, at=at.now)
        assessments.mark_submitted(at.connection, at.assessment, snapshot.id, by, at.now)
        _log(at, "assessment.submitted", snapshot.id, {"warnings": len(look_over(sheet))}, _row(at))
        return make_receipt(snapshot, at.instrument, training=workspace.training)


def receipt(workspace: Workspace, caller: Caller, key: AssessmentKey) -> Receipt:
    """Return the receipt of what was submitted; raise DeniedError (no_receipt) before that."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        return _receipt(workspace, at)


def receipt_in_words(workspace: Workspace, caller: Caller, key: AssessmentKey) -> tuple[Receipt, str]:
    """Return the receipt and its text in the person's language; raise DeniedError (no_receipt) without one."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        found, say = _receipt(workspace, at), phrases(at.person.language)
        return found, receipt_text(found, say, say.content(at.package))


def withdraw(workspace: Workspace, caller: Caller, key: AssessmentKey) -> None:
    """Take a submission back while nobody has begun its review; a second click changes nothing.

    Raise ClosedError (review_begun, withdrawal_after_closing).
    """
    with desk(workspace, caller, Permission.SUBMIT, key, changes=True, even_if_closed=True) as at:
        if at.assessment.status is SubmissionStatus.DRAFT:
            return
        refusal = _withdrawal_refusal(at)
        if refusal is not None:
            raise refusal
        if at.assessment.snapshot is not None:
            snapshots.withdraw(
                at.connection, at.assessment, at.assessment.snapshot, by=at.person.account, at=at.now
            )
        assessments.mark_withdrawn(at.connection, at.assessment)
        _log(at, "assessment.withdrawn", at.assessment.snapshot or "", {}, _row(at))


def _withdrawal_refusal(at: AssessmentDesk) -> ClosedError | None:
    """Return why a submission cannot be taken back; None while it can."""
    begun = assessments.review_begun_at(at.connection, at.assessment) is not None
    if begun or not _is_submitted(at):
        return ClosedError("review_begun")
    if not at.cycle.is_open(at.now.date()):
        # It could not be submitted again, and the State would be left without an assessment.
        return ClosedError("withdrawal_after_closing", date=at.cycle.closes_on)
    return None


def _is_submitted(at: AssessmentDesk) -> bool:
    return at.assessment.status is SubmissionStatus.SUBMITTED


def _receipt(workspace: Workspace, at: AssessmentDesk) -> Receipt:
    name = at.assessment.snapshot
    kept = None if name is None else snapshots.get(at.connection, name)
    if kept is None:
        raise DeniedError("no_receipt")
    return make_receipt(Snapshot(kept.id, kept.document), at.instrument, training=workspace.training)


def _frame(at: AssessmentDesk, state_name: str) -> SnapshotFrame:
    digest = content_versions.digest(at.connection, at.cycle.questionnaire, at.cycle.version)
    if digest is None:
        raise ContentError(f"Version {at.cycle.version} of {at.cycle.questionnaire} is not stored; restore it.")
    decided = releases.of_assessment(at.connection, at.assessment)
    return SnapshotFrame(
        cycle=at.cycle,
        state_name=state_name,
        content_digest=digest,
        rubric_version=at.package.rubric.version,
        releases=complete_releases(at.instrument, decided),
        submitted_by=at.person.role,
        submitted_at=at.now,
    )


def _state_name(at: AssessmentDesk) -> str:
    state = states.get(at.connection, at.assessment.key.state)
    return at.assessment.key.state if state is None else state.name


def _plain(name: str) -> str:
    """Return a name as it is compared: composed, in one case, its white space single."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _release(level: int) -> Release:
    """Return a level that came from a page; raise UnacceptableError for one that there is not."""
    try:
        return Release(level)
    except ValueError:
        raise UnacceptableError("release_unknown") from None


def _row(at: AssessmentDesk) -> RowName:
    return RowName("assessments", (at.assessment.id,))


def _log(at: AssessmentDesk, action: str, subject: str, details: Mapping[str, object], row: RowName) -> None:
    key, by = at.assessment.key, at.person.account
    log.append(at.connection, Happening(action, subject, at.now, by, key.state, key.cycle, details, (row,)))
