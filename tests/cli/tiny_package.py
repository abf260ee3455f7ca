"""A package of two questions with a gate, written into a folder, and answers to it."""

import json
from pathlib import Path
from typing import Any

from tests.cli.terminal import run

QUESTIONNAIRE = """\
id: tiny
version: '1'
title: Tiny
tags: [{id: human-rights, title: Human rights}]
scales:
  - id: maturity
    title: Maturity
    levels: [{label: A, text: a}, {label: B, text: b}, {label: C, text: c}]
sections:
  - id: all
    title: All
    questions:
      - id: all.law
        type: maturity
        text: Is there a law?
        scale: maturity
        levels:
          - {descriptor: No law., next_step: {action: Draft it., source: act}}
          - {descriptor: A draft., next_step: {action: Adopt it., source: act}}
          - {descriptor: A law in force.}
        tags: [human-rights]
        effort: 1
      - id: all.share
        type: number
        text: Which share is trained?
        unit: per cent
        range: [0, 100]
        not_applicable: true
"""
REFERENCES = """\
references:
  - {id: act, symbol: Act 1, title: Act, year: 2020, kind: Law, binding: binding, topic: Law,
     confidence: confirmed}
"""
RUBRIC = """\
questionnaire: tiny
version: '1'
title: Tiny
levels: [{name: Overall}, {name: Domain}]
scoring:
  law: {kind: levels, values: [0, 50, 100]}
  share: {kind: goalposts, goalposts: [0, 100]}
defaults: {maturity: law, number: share}
not_applicable: {max_share: 50}
bands: [{id: low, label: Low, at_least: 0}, {id: high, label: High, at_least: 70}]
lenses: [{id: rights, title: Human rights, tag: human-rights}]
gates:
  - {id: law-first, title: Law first, node: training, cap: 40, requires: [{question: all.law, at_least: 50}],
     when_unanswered: trigger, reason: Training needs a law.}
tree:
  id: overall
  title: Overall
  children:
    - {id: law, title: Law, children: [{question: all.law}]}
    - {id: training, title: Training, weight: 3, children: [{question: all.share}]}
"""


def write(folder: Path) -> None:
    """Write the package into a new folder."""
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(QUESTIONNAIRE)
    (folder / "references.yaml").write_text(REFERENCES)
    (folder / "rubric.yaml").write_text(RUBRIC)


def answers(folder: Path, *rows: str) -> Path:
    """Write a CSV file of answers next to a package."""
    path = folder.parent / "answers.csv"
    path.write_text("\n".join(["state,all.law,all.share", *rows]) + "\n", encoding="utf-8")
    return path


def scored(folder: Path, path: Path, *options: str) -> dict[str, Any]:
    """Score a file and return the results by State."""
    done = run("score", folder, path, "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return {result["state"]: result for result in json.loads(done.stdout)["results"]}
