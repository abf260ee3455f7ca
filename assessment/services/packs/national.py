"""The packs of one State: the minister's page and the national technical pack, from one snapshot."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from assessment.core.access import Permission
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import AssessmentKey
from assessment.core.pack import OF_ONE_STATE, Audience, Edition, PackFrame
from assessment.core.package import ContentPackage
from assessment.core.person import Role
from assessment.core.release_preview import complete_releases
from assessment.core.snapshot import SnapshotFrame, take_snapshot
from assessment.core.text import Words
from assessment.errors import ContentError, UnacceptableError
from assessment.locale import Phrases, phrases
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.explaining import next_band_path
from assessment.services.packs.frame import (
    BuiltPack,
    PackOptions,
    PackPreview,
    check_options,
    file_name,
    made_by,
    new_pack_id,
)
from assessment.services.packs.national_content import national_content
from assessment.services.results import ChangeView, ResultsView, change_between, results_of
from assessment.services.scored_assessment import earlier_desk, scored_assessment
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, desk
from assessment.store import content_versions, releases, states
from assessment.workbooks.packs.minister_book import write_minister_pack
from assessment.workbooks.packs.national_book import write_national_pack
from assessment.workbooks.packs.national_content import NationalContent

SELF_REPORTED = "self_reported"


@dataclass(frozen=True, eq=False)
class _Look:
    """One look at an assessment: everything that a pack rests on, read in one transaction."""

    frame: PackFrame
    package: ContentPackage
    sheet: AnswerSheet
    view: ResultsView
    change: ChangeView | None


def national_pack(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    options: PackOptions,
    *,
    new_id: Callable[[], str] = new_pack_id,
) -> BuiltPack:
    """Return a State's own pack; finding the cheapest path may take seconds, in which no transaction is open.

    Raise UnacceptableError for choices that the pack cannot have.
    """
    options = _checked(options)
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        look = _look(workspace, at, options, new_id())
    say = phrases(options.language)
    content = _content(look, say, options)
    write = write_minister_pack if options.audience is Audience.MINISTER else write_national_pack
    data = write(look.frame, content, say, say.content(look.package))
    return BuiltPack(look.frame, file_name(look.frame), data, content.receipt, {})


def national_preview(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    options: PackOptions,
    *,
    new_id: Callable[[], str] = new_pack_id,
) -> PackPreview:
    """Return what a State's own pack would hold: its headline, its receipt, what it rests on."""
    options = _checked(options)
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        look = _look(workspace, at, options, new_id())
    say = phrases(options.language)
    content = _content(look, say, options, with_path=False)
    return PackPreview(
        frame=look.frame,
        headline=_headline(content, say, say.content(look.package)),
        receipt=content.receipt,
        names={key.state: look.frame.subject_name},
    )


def _checked(options: PackOptions) -> PackOptions:
    if options.audience not in OF_ONE_STATE or options.edition is not Edition.OWN:
        raise UnacceptableError("pack_not_of_one_state")
    return check_options(options)


def _look(workspace: Workspace, at: AssessmentDesk, options: PackOptions, pack_id: str) -> _Look:
    sheet = answer_sheet(workspace, at)
    state = states.get(at.connection, at.assessment.key.state)
    name = at.assessment.key.state if state is None else state.name
    digest = content_versions.digest(at.connection, at.cycle.questionnaire, at.cycle.version)
    if digest is None:
        raise ContentError(f"Version {at.cycle.version} of {at.cycle.questionnaire} is not stored; restore it.")
    kept = None if at.assessment.status.takes_answers else at.assessment.snapshot
    if kept is not None:
        sheet = _as_submitted(workspace, at, sheet, kept)
    scored = ScoredAnswers(at.package, (sheet.submission,), sheet.scores, ())
    earlier = earlier_desk(workspace, at)
    view = results_of(at, scored, earlier.cycle if earlier else None)
    before = None if earlier is None else results_of(earlier, scored_assessment(earlier), None)
    frame = PackFrame(
        id=pack_id,
        audience=options.audience,
        edition=options.edition,
        subject=at.assessment.key.state,
        subject_name=name,
        cycle=at.cycle,
        rubric_version=at.package.rubric.version,
        content_digest=digest,
        snapshot=kept or _draft_snapshot(at, sheet, name, digest),
        is_draft=kept is None,
        values=SELF_REPORTED,
        language=options.language,
        classification=options.classification,
        national_label=options.national_label,
        made_at=at.now,
        made_by_role=made_by(at.person),
        is_training=workspace.training,
        with_explanations=options.include_explanations,
    )
    return _Look(frame, at.package, sheet, view, None if before is None else change_between(before, view))


def _as_submitted(workspace: Workspace, at: AssessmentDesk, sheet: AnswerSheet, snapshot: str) -> AnswerSheet:
    """Return a sheet with the answers and grades of the frozen document, whatever became known since."""
    frozen = workspace.frozen.of(at.connection, [snapshot], at.package.questionnaire).get(snapshot)
    return sheet if frozen is None else replace(sheet, submission=frozen)


def _draft_snapshot(at: AssessmentDesk, sheet: AnswerSheet, name: str, digest: str) -> str:
    """Return the id of the snapshot that submitting would take; it is not stored.

    It is dated by the last change, so that the same answers have the same id whoever makes the pack, and when.
    """
    decided = releases.of_assessment(at.connection, at.assessment)
    changes = [record.changed_at for record in sheet.records.values() if record.changed_at is not None]
    frame = SnapshotFrame(
        cycle=at.cycle,
        state_name=name,
        content_digest=digest,
        rubric_version=at.package.rubric.version,
        releases=complete_releases(at.instrument, decided),
        submitted_by=Role.FOCAL_POINT,
        submitted_at=max(changes, default=dt.datetime.combine(at.cycle.opens_on, dt.time(), dt.UTC)),
    )
    return take_snapshot(sheet, frame).id


def _content(look: _Look, say: Phrases, options: PackOptions, *, with_path: bool = True) -> NationalContent:
    state = look.frame.subject
    return national_content(
        look.view,
        look.sheet,
        next_band_path(look.view.scored, state) if with_path else None,
        look.change,
        say,
        state_name=look.frame.subject_name,
        with_explanations=options.include_explanations,
    )


def _headline(content: NationalContent, say: Phrases, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the figures that a page shows before the pack is built."""
    overall = content.overall
    score = say("results.not_shown") if overall.score is None else say.number(overall.score, 1)
    band = "" if overall.band is None else words[f"bands.{overall.band}.label"]
    lines = [
        (say("results.overall"), say.listing([score, band]) if band else score),
        (say("results.column_range"), _range(content, say)),
        (say("results.answered"), "–" if overall.coverage is None else say.percent(overall.coverage)),
        (say("pack.gaps"), say.number(len(content.gaps))),
        (say("results.gates"), say.number(len(content.triggered))),
    ]
    return tuple(lines)


def _range(content: NationalContent, say: Phrases) -> str:
    low, high = content.overall.low, content.overall.high
    if low is None or high is None:
        return "–"
    return say("results.range", low=say.number(low, 1), high=say.number(high, 1))
