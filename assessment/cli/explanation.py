"""An explanation on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from assessment.cli.tables import NO_SCORE, figure, interval, plain_table, print_flags
from assessment.core.change import Change
from assessment.core.paths import Path
from assessment.core.rounding import rounded
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.explaining import AnswerPart, Explanation, action_for, describe_answer

MOST_GAPS = 10
CAUSES = {
    "answer": "",
    "not_applicable": "became or ceased to be not applicable",
    "missing": "was or is unanswered",
    "others": "other questions became open, answered or not applicable",
    "rubric": "weight changed",
}


def print_explanation(
    console: Console,
    scored: ScoredAnswers,
    explanation: Explanation,
    tried: Explanation | None = None,
    changes: tuple[str, ...] = (),
) -> None:
    """Print everything about a score, the summary first, with what some changed answers would make of it."""
    _print_summary(console, scored, explanation)
    if tried is not None:
        _print_what_if(console, explanation, tried, changes)
    print_flags(console, scored, scored.state_column(explanation.state))
    console.print()
    if explanation.children:
        _print_children(console, explanation)
    _print_answers(console, explanation)
    _print_gates(console, scored, explanation)
    _print_gaps(console, explanation)
    if explanation.path is not None:
        _print_path(console, scored, explanation.path)
    elif explanation.score is not None:
        console.print("This is the highest band already, so no path is needed.")


def _print_summary(console: Console, scored: ScoredAnswers, explanation: Explanation) -> None:
    console.print(f"[bold]{escape(explanation.state)} · {escape(explanation.title)}[/bold] ({explanation.node})")
    if explanation.score is None:
        share = 0 if explanation.coverage is None else explanation.coverage * 100
        needed = explanation.threshold * 100
        if explanation.low is None:
            console.print("No score: none of its questions applies.")
        elif not share:
            console.print(
                f"No score: nothing is answered. It lies between {figure(explanation.low)} and "
                f"{figure(explanation.high)}."
            )
        else:
            console.print(
                f"No score is shown: {figure(share, 0)} per cent is answered and {figure(needed, 0)} per cent is "
                f"needed. It lies between {figure(explanation.low)} and {figure(explanation.high)}."
            )
        return
    label = next((band.label for band in scored.instrument.rubric.bands if band.id == explanation.band), "")
    between = interval(explanation.low, explanation.high)
    open_part = f"; {between} with what is open at its worst and best" if between else ""
    console.print(
        f"Score {figure(explanation.score)} ({escape(label)}){open_part}. Target {figure(explanation.target)}."
    )
    lost = sum(gate.points_lost for gate in explanation.gates)
    floor = f" + floor {figure(explanation.floor_lift, 2)}" if abs(explanation.floor_lift) > 5e-3 else ""
    contributions = sum(answer.contribution for answer in explanation.answers)
    console.print(
        f"Contributions {figure(contributions, 2)}{floor} = raw {figure(explanation.raw, 2)}; "
        f"less gates {figure(lost, 2)} = score {figure(explanation.score, 2)}."
    )


def _print_children(console: Console, explanation: Explanation) -> None:
    table = plain_table(
        f"Parts ({explanation.rule}): share × score / 100, gates below counted",
        "Part", "Node", "Share %", "Score", "Brings",
        right=(2, 3, 4),
    )  # fmt: skip
    for part in explanation.children:
        table.add_row(
            escape(part.title),
            part.node,
            figure(part.share * 100, 2),
            figure(part.score),
            figure(part.contribution, 2),
        )
    console.print(table)


def _print_answers(console: Console, explanation: Explanation) -> None:
    table = plain_table(
        "Answers: brings weight × score / 100, loses weight × (100 − score) / 100",
        "Question", "Answer", "Score", "Weight %", "Brings", "Loses",
        right=(2, 3, 4, 5),
    )  # fmt: skip
    for part in explanation.answers:
        counted = part.standing == "counted"
        table.add_row(
            part.question,
            escape(_answer_cell(part)),
            figure(part.score) if counted else NO_SCORE,
            figure(part.effective_weight * 100, 2) if counted else "",
            figure(part.contribution, 2) if counted else "",
            figure(part.loss, 2) if counted else "",
        )
    console.print(table)


def _print_gates(console: Console, scored: ScoredAnswers, explanation: Explanation) -> None:
    if not explanation.gates:
        return
    console.print("[bold]Gates[/bold]")
    questions = scored.package.questionnaire.question_by_id
    for gate in explanation.gates:
        effect = f"caps {gate.node} at {gate.cap:g}, takes {figure(gate.points_lost, 2)} points here"
        console.print(f"• {gate.title}: {effect}. {gate.reason}", markup=False)
        for lift in gate.lifts:
            words = describe_answer(questions[lift.question], lift.answer)
            state = "unanswered" if lift.unanswered else "too low"
            sentence = f"Lifted when {lift.question} ({state}) reaches {lift.answer}: {words}"
            console.print(Padding(escape(sentence), (0, 0, 0, 4)))
    console.print()


def _print_gaps(console: Console, explanation: Explanation) -> None:
    if not explanation.gaps:
        return
    most = explanation.gaps[:MOST_GAPS]
    more = f" (the first {MOST_GAPS} of {len(explanation.gaps)})" if len(explanation.gaps) > MOST_GAPS else ""
    table = plain_table(
        f"Gaps by priority{more}: gain = points at {explanation.node} with the question at its target",
        "Question", "Score", "Target", "Gain", "Priority", "Lens", "Lifts",
        right=(1, 2, 3, 4),
    )  # fmt: skip
    for gap in most:
        table.add_row(
            gap.question,
            "open" if gap.score is None else figure(gap.score * 100),
            figure(gap.target * 100),
            figure(gap.gain * 100, 2),
            figure(gap.priority * 100, 2),
            "yes" if gap.lens else "",
            escape(", ".join(gap.lifts)),
        )
    console.print(table)


def _print_path(console: Console, scored: ScoredAnswers, path: Path) -> None:
    if path.status == "impossible":
        if path.after <= path.before + 1e-9:
            console.print("No answer given has a step above it, so that no path can be shown.")
        else:
            console.print(
                f"No improvement of the answers given reaches {path.target * 100:g} points (all of them together: "
                f"{figure(path.after * 100, 1)}); answer the open questions first."
            )
        return
    if path.status == "not_found":
        console.print(f"No path to {path.target * 100:g} points was proven to be the cheapest in time.")
        return
    console.print(
        f"[bold]Cheapest path to {path.target * 100:g} points[/bold]: effort {path.effort}, "
        f"from {figure(path.before * 100, 1)} to {figure(path.after * 100, 1)}"
    )
    questions = scored.package.questionnaire.question_by_id
    for step in path.steps:
        question = questions[step.question]
        for rung in step.rungs:
            action = action_for(question, rung) or describe_answer(question, rung.answer)
            console.print(f"• {step.question} to {rung.answer}: {action}", markup=False)
    console.print()


def _print_what_if(console: Console, before: Explanation, after: Explanation, changes: tuple[str, ...]) -> None:
    between = interval(after.low, after.high)
    console.print(
        f"What if {', '.join(changes)}: score {figure(before.score, 2)} becomes {figure(after.score, 2)}"
        f"{f', {between} at worst and best' if between else ''} (nothing is stored).",
        markup=False,
    )


def print_change(console: Console, change: Change) -> None:
    """Print what moved a score between two files of answers."""
    table = plain_table(
        f"Change at {change.node}: {figure(change.before * 100, 2)} → {figure(change.after * 100, 2)}",
        "Question", "By the answer", "By its weight", "Why the weight changed",
        right=(1, 2),
    )  # fmt: skip
    moved = sorted(change.lines, key=lambda line: -abs(line.answer + line.weight))
    for line in moved:
        if abs(line.answer) + abs(line.weight) > 5e-5:
            table.add_row(
                line.question,
                f"{rounded(line.answer * 100, 2):+.2f}",
                f"{rounded(line.weight * 100, 2):+.2f}",
                CAUSES[line.cause],
            )
    if abs(change.gates) > 5e-5:
        table.add_row("gates", f"{rounded(change.gates * 100, 2):+.2f}", "", "")
    if abs(change.floor) > 5e-5:
        table.add_row("floor of a power mean", f"{rounded(change.floor * 100, 2):+.2f}", "", "")
    console.print(table)
    if change.series_break:
        console.print("Break in series: the two scores were made with different rubrics.")


def _answer_cell(part: AnswerPart) -> str:
    if part.standing == "counted":
        return _clipped(part.answer)
    return f"{_clipped(part.answer)} ({part.standing})" if part.answer else part.standing


def _clipped(answer: str) -> str:
    return answer if len(answer) <= 24 else f"{answer[:23]}…"
