"""Several people build packs at the same time, and leave: nobody waits for ever, and nothing stays behind."""

import time
from collections.abc import Callable

import pytest

from assessment.core.pack import Audience
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.services.background import AT_ONCE
from assessment.services.comparing import robustness as service
from assessment.services.comparing.robustness_figures import RobustnessFigures, robustness_figures
from assessment.services.packs.exporting import PackRequest, export_in_background
from assessment.services.packs.frame import BuiltPack
from assessment.services.signing_in import sign_out, sign_out_everywhere
from assessment.services.team import deactivate, reset_password
from assessment.services.workspace import Caller, Workspace
from tests.services.packs.office_packs import OF_XENIA
from tests.services.packs.reading_packs import options
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import Office

LONG_ENOUGH = 300.0
"""Seconds in which all packs are built on any machine; only a deadlock takes longer."""

GLOBAL = PackRequest(THIS, ALL_STATES, options(Audience.GLOBAL))


def build_together(
    training: TrainingService, orders: list[tuple[Caller, PackRequest]]
) -> tuple[dict[int, BuiltPack], dict[int, list[float]]]:
    """Ask for all orders in turn, as the pages of several people do; return the packs and how far each one was."""
    built: dict[int, BuiltPack] = {}
    told: dict[int, list[float]] = {number: [] for number in range(len(orders))}
    end = time.monotonic() + LONG_ENOUGH
    while len(built) < len(orders) and time.monotonic() < end:
        for number, (caller, request) in enumerate(orders):
            if number not in built:
                standing = export_in_background(training.workspace, caller, request, f"order {number}", 0.1)
                told[number].append(standing.done)
                if standing.result is not None:
                    built[number] = standing.result
    return built, told


@pytest.mark.parametrize("more", [0, 1, 2])
def test_as_many_global_packs_as_there_are_threads_and_more__all_are_built_with_one_computation(
    own_training: TrainingService, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def counted(*arguments: object) -> RobustnessFigures:
        begun.append(1)
        return robustness_figures(*arguments)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr(service, "robustness_figures", counted)
    orders = [(own_training.caller_of(Role.ANALYST), GLOBAL) for _ in range(AT_ONCE + more)]
    built, told = build_together(own_training, orders)
    assert sorted(built) == list(range(len(orders)))
    assert len({pack.frame.id for pack in built.values()}) == len(orders)
    assert len(begun) == 1
    for shares in told.values():
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


def test_packs_of_different_data_at_the_same_time_are_all_built(own_training: TrainingService) -> None:
    orders = [
        (own_training.caller_of(Role.ANALYST), PackRequest(cycle, ALL_STATES, options(Audience.GLOBAL)))
        for cycle in (THIS, LAST) * AT_ONCE
    ]
    built, _ = build_together(own_training, orders)
    assert [built[number].frame.cycle.id for number in range(len(orders))] == [THIS, LAST] * AT_ONCE


def is_kept(office: Office, caller: Caller) -> bool:
    """Tell whether memory holds a finished pack of a session."""
    key = ("pack", caller.session, OF_XENIA, "order")
    standing = office.workspace.background.ask(key, lambda _report: "anew", LONG_ENOUGH)
    return standing.result != "anew"


def finish(office: Office, caller: Caller) -> None:
    standing = export_in_background(office.workspace, caller, OF_XENIA, "order", LONG_ENOUGH)
    assert standing.result is not None
    assert is_kept(office, caller)


@pytest.mark.parametrize("leave", [sign_out, sign_out_everywhere])
def test_signing_out_lets_go_of_the_own_packs(office: Office, leave: Callable[[Workspace, Caller], None]) -> None:
    gone, stays = office.caller("Amara"), office.caller("Bilal")
    for caller in (gone, stays):
        finish(office, caller)

    leave(office.workspace, gone)

    assert not is_kept(office, gone)
    assert is_kept(office, stays)


@pytest.mark.parametrize("end", [deactivate, reset_password])
def test_a_member_who_is_shut_out_leaves_no_pack_behind(office: Office, end: Callable[..., object]) -> None:
    gone, stays = office.caller("Bilal"), office.caller("Amara")
    for caller in (gone, stays):
        finish(office, caller)

    end(office.workspace, stays, office.key, office.accounts["Bilal"])

    assert not is_kept(office, gone)
    assert is_kept(office, stays)
