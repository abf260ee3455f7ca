"""What the assistance pack holds: the gaps of each State as its profile shows them, with the step up from each."""

from collections.abc import Iterable, Iterator

from assessment.core.assistance_kinds import asks_for_help, help_kind
from assessment.core.domains import domains_of
from assessment.core.gaps import QuestionGap
from assessment.core.instrument import Instrument
from assessment.core.ladders import Rung, ladder
from assessment.core.pack_receipt import WithheldBy, receipt
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.states import State
from assessment.services.comparing.released_results import ReleasedGap, ReleasedResults, released_results
from assessment.services.explaining import action_of
from assessment.services.packs.released_look import AUDIENCE, Look, live_content, sets_of
from assessment.workbooks.packs.assistance_content import AskedFor, AssistanceContent, Need


def assistance_content(look: Look) -> AssistanceContent:
    """Return the needs of the States of a set under what they released, from one look at the data."""
    found = look.found
    live = live_content(look, sets_of(look))
    results = {state: released_results(found, state, AUDIENCE) for state in live.scores.states}
    states = [state for state in found.states if state.id in frozenset(look.of_set.states)]
    needs = [need for state in states if state.id in results for need in _needs(look, state, results[state.id])]
    themes = _themes(found.instrument, needs)
    order = {theme: place for place, theme in enumerate(themes)}
    return AssistanceContent(
        cycle=found.cycle,
        instrument=found.instrument,
        states=tuple(states),
        # The order among equals stays: by name of the State, then by priority.
        needs=tuple(sorted(needs, key=lambda need: order[need.theme])),
        asked=tuple(
            one for state in states if state.id in results for one in _asked(look, state, results[state.id])
        ),
        themes=themes,
        handed_in=len(results),
        withheld=sum(1 for state in results if _withholds_all(look, state)),
        receipt=receipt(live.scores, live.exportable, WithheldBy.STATE),
        live=live,
    )


def _themes(instrument: Instrument, needs: Iterable[Need]) -> tuple[str, ...]:
    """Return the domains; after them the root, where a question with a need stands right below it."""
    domains = domains_of(instrument)
    return domains if all(need.theme in domains for need in needs) else (*domains, ROOT_ID)


def _withholds_all(look: Look, state: str) -> bool:
    return all(level < Release.SECRETARIAT for level in look.found.releases.get(state, {}).values())


def _needs(look: Look, state: State, results: ReleasedResults) -> Iterator[Need]:
    """Yield the needs of one State, highest priority first."""
    regions = {region.id: region.title for region in look.around.regions}
    for one in results.gaps:
        yield _need(look, state, regions.get(state.region, ""), one, results)


def _need(look: Look, state: State, region: str, one: ReleasedGap, results: ReleasedResults) -> Need:
    package, instrument = look.around.package, look.found.instrument
    gap, question = one.gap, package.questionnaire.question_by_id[one.gap.question]
    rung = _rung(look, state.id, gap)
    action = action_of(question, rung) if rung else None
    guide = package.reference_by_id.get(question.knowledge_product or "")
    return Need(
        state=state,
        region=region,
        theme=_domain_of(look, gap.question),
        question=question,
        kind=help_kind(question, gap.score, rung),
        value=results.answers[gap.question].value if gap.score is not None else None,
        rung=rung,
        action=action.key if action else None,
        source=action.source if action else None,
        guide=guide.title if guide else None,
        gain=100 * gap.gain,
        priority=100 * gap.priority,
        counted_at=one.counted_at,
        lenses=tuple(lens.id for lens in instrument.rubric.lenses if lens.tag in question.tags),
        lifts=bool(gap.lifts),
    )


def _rung(look: Look, state: str, gap: QuestionGap) -> Rung | None:
    """Return the next step up from the answer; None without an answer, and where there is no step."""
    if gap.score is None:
        return None
    scores, instrument = look.found.scores, look.found.instrument
    row = instrument.leaf_row[gap.question]
    value = float(scores.coded.value[instrument.columns[row], scores.states.index(state)])
    rungs = ladder(instrument, row, value, gap.score)
    return rungs[0] if rungs else None


def _domain_of(look: Look, question: str) -> str:
    """Return the domain of a question; the root for one right below it."""
    instrument = look.found.instrument
    place = instrument.node_index[instrument.node_holding(question)]
    while instrument.depths[place] > 1:
        place = int(instrument.parents[place])
    return instrument.nodes[place].id


def _asked(look: Look, state: State, results: ReleasedResults) -> Iterator[AskedFor]:
    """Yield the kinds of help that a State ticked, in the order of the questionnaire."""
    regions = {region.id: region.title for region in look.around.regions}
    for question in look.around.package.questionnaire.questions():
        response = results.answers.get(question.id)
        if response is None or question.type != "multiple" or not asks_for_help(question):
            continue
        ticked = response.value if isinstance(response.value, frozenset) else frozenset()
        for choice in question.choices:
            if choice.id in ticked and not choice.exclusive:
                yield AskedFor(state, regions.get(state.region, ""), question.id, choice.id)
