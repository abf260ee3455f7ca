"""What changed between two packs: long lists are folded away and say how much of them is in the workbook alone."""

from assessment.core.pack import Audience
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.locale import phrases
from assessment.services.answering import save_answer
from assessment.services.packs.comparing_packs import compare_files
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.workspace import Caller
from assessment.ui.components.packs_compare import MOST_SHOWN
from tests.services.packs.office_packs import export, fill
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.test_briefing_packs import XLSX
from tests.ui.test_packs_taken_back import open_packs, served_training
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import Office

__all__ = ["served", "served_training"]

SAY = phrases("en")


def built(service: TrainingService, analyst: Caller, cycle: str) -> bytes:
    return export_pack(service.workspace, analyst, PackRequest(cycle, GROUP, options(Audience.REGIONAL))).data


def test_long_lists_are_folded_away_with_their_counts_and_say_what_they_leave_out(
    served_training: TrainingService,
) -> None:
    analyst = served_training.caller_of(Role.ANALYST)
    files = [built(served_training, analyst, cycle) for cycle in (LAST, THIS)]
    found = compare_files(files[0], files[1])
    moved = [one for one in found.scores if one.is_one]
    assert len(moved) > MOST_SHOWN

    test = open_packs(analyst, view="compare")
    test.file_uploader(key="packs:one").upload("one.xlsx", files[0], XLSX).run()
    test.file_uploader(key="packs:other").upload("other.xlsx", files[1], XLSX).run()
    assert not test.exception

    parts = {one.label: one for one in test.expander}
    scores = parts[f"**{SAY('packs.scores_changed', n=len(moved), of=len(found.scores))}**"]
    answers = parts[f"**{SAY('packs.answers_changed', n=len(found.answers))}**"]
    assert not scores.proto.expanded
    assert not answers.proto.expanded
    assert [one.value for one in scores.caption][-1] == SAY("packs.more_scores", n=len(moved) - MOST_SHOWN)
    shown = moved[:MOST_SHOWN]
    fine = [one for one in shown if one.decimals > 1 and one.before is not None]
    assert fine
    words = words_on(test)
    assert all(f">{SAY.number(one.before, one.decimals)}<" in words for one in fine if one.before is not None)
    assert SAY("packs.decimals_note") in words


def test_short_lists_stand_open(served: Office) -> None:
    fill(served, "Amara", served.key, 1)
    first = export(served).data
    served.clock.move(days=1)
    amara = served.caller("Amara")
    save_answer(served.workspace, amara, served.key, "policy.strategy", Answer(Status.ANSWERED, 2), seen=1)
    second = export(served).data

    test = visit(served, "Amara", "briefing_packs", view="compare")
    test.file_uploader(key="packs:one").upload("one.xlsx", first, XLSX).run()
    test.file_uploader(key="packs:other").upload("other.xlsx", second, XLSX).run()
    [answers] = [one for one in test.expander if one.label == f"**{SAY('packs.answers_changed', n=1)}**"]
    assert answers.proto.expanded
