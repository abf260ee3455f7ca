"""Regional comparison: the figures of pandas on what States released, and nothing of what they did not."""

import numpy as np
import pandas as pd
import pytest

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.errors import DeniedError, Refusal
from assessment.services.comparing.absence import Absence
from assessment.services.comparing.regional_comparison import (
    RegionalComparison,
    Statistic,
    regional_comparison,
    statistic_of,
)
from assessment.services.comparing.still_released import check_still_released
from assessment.services.comparing.values import Values
from assessment.store import assessments, releases
from tests.services.comparing.plain_cycle import plain_scores, safeguard_domains
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import Office

CYCLES = (LAST, THIS)


def compare(
    service: TrainingService,
    cycle: str = THIS,
    node: str = ROOT_ID,
    *,
    values: Values = Values.SELF_REPORTED,
    statistic: Statistic = "mean",
    chosen: tuple[str, ...] = (),
) -> RegionalComparison:
    caller = service.caller_of(Role.ANALYST)
    return regional_comparison(service.workspace, caller, cycle, node, values, statistic, chosen)


def keep_back(service: TrainingService, cycle: str, state: str, *domains: str) -> None:
    """Take domains of a State back, as its focal point would."""
    with service.workspace.database.writing() as connection:
        found = next(one for one in assessments.of_cycle(connection, cycle) if one.key.state == state)
        for domain in domains:
            releases.put(connection, found, domain, Release.PRIVATE, by=1, at=service.clock.now)


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_statistic__training_data__is_that_of_pandas(training: TrainingService, cycle: str) -> None:
    view = compare(training, cycle)
    frame = plain_scores(training.workspace, cycle)
    assert {one.kind for one in view.sets} == {"all", "region", "group"}
    for one in view.sets:
        inside = frame.reindex(list(one.states))
        for node in frame.columns:
            figures, column = view.table[node, one.id], inside[node]
            n, total = int(column.count()), float(column.sum())
            assert (figures.n, figures.of) == (n, len(one.states))
            expected = [
                column.mean(),
                column.median(),
                column.quantile(0.25),
                column.quantile(0.75),
                column.min(),
                column.max(),
                column.std(),
                total / len(one.states) if n else np.nan,
                (total + 100 * (len(one.states) - n)) / len(one.states) if n else np.nan,
            ]
            found = [
                figures.mean,
                figures.median,
                figures.lower_quartile,
                figures.upper_quartile,
                figures.lowest,
                figures.highest,
                figures.deviation,
                figures.mean_if_0,
                figures.mean_if_100,
            ]
            np.testing.assert_allclose(np.array(found, dtype=float), expected, atol=1e-9, equal_nan=True)


@pytest.mark.parametrize("statistic", ["mean", "median"])
@pytest.mark.parametrize("cycle", CYCLES)
def test_weakest_and_strongest_domains__training_data__are_those_of_pandas(
    training: TrainingService, cycle: str, statistic: Statistic
) -> None:
    view = compare(training, cycle, statistic=statistic)
    frame = plain_scores(training.workspace, cycle)
    for one in view.sets:
        found = frame.reindex(list(one.states))[list(view.domains)].agg(statistic)
        assert view.weakest[one.id] == tuple(found.index[found <= found.min() + 1e-9])
        assert view.strongest[one.id] == tuple(found.index[found >= found.max() - 1e-9])
        assert statistic_of(view.table[str(found.idxmin()), one.id], statistic) == pytest.approx(found.min())


@pytest.mark.parametrize("cycle", CYCLES)
def test_states__training_data__have_their_scores_or_the_reason_why_not(
    training: TrainingService, cycle: str
) -> None:
    view = compare(training, cycle, node="legal")
    frame = plain_scores(training.workspace, cycle)["legal"]
    assert [one.state.name for one in view.states] == sorted(one.state.name for one in view.states)
    assert len(view.states) == 35
    for one in view.states:
        if one.state.id not in frame.index:
            assert one.absence is Absence.NOT_HANDED_IN
        elif np.isnan(frame[one.state.id]):
            assert one.absence in {Absence.WITHHELD, Absence.NO_SCORE}
        else:
            assert one.absence is None
            assert one.score == pytest.approx(frame[one.state.id], abs=1e-9)
        if one.absence in {Absence.WITHHELD, Absence.NOT_HANDED_IN}:
            assert (one.score, one.low, one.high, one.coverage) == (None,) * 4
    assert {one.absence for one in view.states} >= {None, Absence.WITHHELD}


def test_a_domain_taken_back__is_gone_at_once_with_the_overall_score(own_training: TrainingService) -> None:
    before = compare(own_training, LAST)
    state = next(one.state.id for one in before.states if one.absence is None)
    caller = own_training.caller_of(Role.ANALYST)
    check_still_released(own_training.workspace, caller, (LAST,), Values.SELF_REPORTED, before.data_id)

    keep_back(own_training, LAST, state, "legal")

    after = compare(own_training, LAST)
    gone = {
        node
        for node in before.compared.nodes
        if before.compared.at(node, state) is not None and after.compared.at(node, state) is None
    }
    resting_on = safeguard_domains(before.package.rubric)
    capped = {node for node, domains in resting_on.items() if "legal" in domains}
    assert "enforcement" in capped
    assert gone == {ROOT_ID, "legal", "legal.criminal_law", "legal.powers", "legal.protection"} | capped
    assert {after.absences[node, state] for node in gone} == {Absence.WITHHELD}
    assert after.table["legal", "all"].n == before.table["legal", "all"].n - 1
    assert after.table["legal", "all"].of == 35
    with pytest.raises(Refusal, match="changed"):
        check_still_released(own_training.workspace, caller, (LAST,), Values.SELF_REPORTED, before.data_id)


def test_judged_pairs__agreed_values__are_means_over_states_that_have_both(training: TrainingService) -> None:
    own, agreed = compare(training, LAST), compare(training, LAST, values=Values.AGREED)
    both = pd.DataFrame(
        {
            "before": {one.state.id: one.score for one in own.states},
            "after": {one.state.id: one.score for one in agreed.states},
        },
        dtype=float,
    ).dropna()
    assert (both["before"] != both["after"]).any()
    for one in agreed.sets:
        pair, inside = agreed.judged[one.id], both.loc[both.index.intersection(list(one.states))]
        assert pair.n == len(inside)
        assert pair.self_reported == pytest.approx(inside["before"].mean())
        assert pair.judged == pytest.approx(inside["after"].mean())
    assert own.judged == {}


def test_values_that_nobody_has__leave_no_figures_and_the_reason(training: TrainingService) -> None:
    view = compare(training, THIS, values=Values.AGREED)
    assert np.isnan(view.compared.points).all()
    assert {one.absence for one in view.states} == {Absence.NOT_HANDED_IN, Absence.NOT_JUDGED}
    assert view.table[ROOT_ID, "all"].mean is None
    assert not any(view.weakest.values())


def test_a_free_choice__is_a_set_of_its_own(training: TrainingService) -> None:
    chosen = ("XBR", "XDV")
    view = compare(training, LAST, chosen=chosen)
    frame = plain_scores(training.workspace, LAST).loc[list(chosen), "governance"]
    figures = view.table["governance", "free"]
    assert (figures.n, figures.of) == (int(frame.count()), 2)
    assert figures.mean == pytest.approx(frame.mean())


def test_nothing_released__nothing_is_shown(own_training: TrainingService) -> None:
    view = compare(own_training, THIS)
    for state in {one.state.id for one in view.states if one.absence is None or one.absence is Absence.WITHHELD}:
        keep_back(own_training, THIS, state, *view.domains)
    after = compare(own_training, THIS)
    assert np.isnan(after.compared.points).all()
    assert {one.absence for one in after.states} == {Absence.WITHHELD, Absence.NOT_HANDED_IN}
    assert {figures.mean for figures in after.table.values()} == {None}


def test_an_empty_cycle__has_no_figures(office: Office) -> None:
    view = regional_comparison(office.workspace, office.caller("Anan"), "2026", ROOT_ID)
    assert {one.absence for one in view.states} == {Absence.NOT_HANDED_IN}
    assert {figures.n for figures in view.table.values()} == {0}
    assert not any(view.weakest.values())


@pytest.mark.parametrize(
    ("cycle", "node", "chosen"),
    [("1999", ROOT_ID, ()), (THIS, "no.such", ()), (THIS, ROOT_ID, ("XYZ",)), ("\0", ROOT_ID, ())],
)
def test_foreign_ids__are_not_found(
    training: TrainingService, cycle: str, node: str, chosen: tuple[str, ...]
) -> None:
    with pytest.raises(DeniedError, match=r"^not_found$"):
        compare(training, cycle, node, chosen=chosen)
