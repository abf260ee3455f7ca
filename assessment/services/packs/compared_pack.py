"""Packs over a set of States: put together for an edition, as a file or as a preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.comparison import RegionalFigures
from assessment.core.pack import Audience, PackFrame
from assessment.core.pack_receipt import ReceiptLine
from assessment.locale import Phrases, phrases
from assessment.services.background import Report
from assessment.services.packs.compared_content import Composer
from assessment.services.packs.compared_look import Asked, NewId, frame_of
from assessment.services.packs.frame import BuiltPack, PackOptions, PackPreview, file_name
from assessment.services.packs.part_progress import unheard, within
from assessment.services.packs.published_content import Publisher
from assessment.workbooks.packs.regional_pack import regional_book
from assessment.workbooks.packs.regional_public_content import PublicContent
from assessment.workbooks.packs.regional_public_pack import public_book

COMPOSED = 0.6
"""The share of the work that is done when the numbers of a pack are there and its sheets are not."""


@dataclass(frozen=True, slots=True)
class Making:
    """How a pack is made: what was chosen, where its id comes from, who is told how far it is."""

    options: PackOptions
    new_id: NewId
    report: Report = unheard

    @property
    def say(self) -> Phrases:
        """Return the words of the pack's language."""
        return phrases(self.options.language)


def built_by_name(composer: Composer, making: Making) -> BuiltPack:
    """Return the pack with States by name; MovedError where the data moved meanwhile."""
    look, say = composer.look, making.say
    composed = replace(composer, report=within(making.report, 0.0, COMPOSED))
    content = composed.content(with_robustness=making.options.audience is Audience.GLOBAL)
    making.report(COMPOSED)
    frame = frame_of(look.around, making.options, look.of_set, look.found.data_id, say, making.new_id)
    data = regional_book(frame, say, say.content(look.around.package), content)
    looked = [look.found] if look.earlier is None else [look.found, look.earlier]
    return finished(frame, data, content.receipt, {one.cycle.id: one.data_id for one in looked})


def built_of_published(publisher: Publisher, asked: Asked, making: Making) -> BuiltPack:
    """Return the pack of published figures."""
    around, say = publisher.around, making.say
    content, of_set, data_ids = publisher.content(asked)
    making.report(COMPOSED)
    frame = frame_of(around, making.options, of_set, data_ids[around.cycle.id], say, making.new_id)
    words = say.content(around.package)
    data = public_book(frame, say, words, around.package.rubric.bands, content)
    return finished(frame, data, content.receipt, data_ids)


def finished(
    frame: PackFrame, data: bytes, lines: Sequence[ReceiptLine], rests_on: Mapping[str, str]
) -> BuiltPack:
    """Return a finished pack with the name of its file."""
    return BuiltPack(frame, file_name(frame), data, tuple(lines), rests_on)


def preview_by_name(composer: Composer, making: Making) -> PackPreview:
    """Return what a pack with States by name would hold."""
    look, say = composer.look, making.say
    lines, overall = composer.brief()
    frame = frame_of(look.around, making.options, look.of_set, look.found.data_id, say, making.new_id)
    names = {line.state: look.found.names[line.state] for line in lines}
    return PackPreview(frame, _headline(say, len(lines), overall), lines, names)


def preview_of_published(publisher: Publisher, asked: Asked, making: Making) -> PackPreview:
    """Return what the pack of published figures would hold."""
    say = making.say
    around = publisher.around
    content, of_set, data_ids = publisher.content(asked)
    frame = frame_of(around, making.options, of_set, data_ids[around.cycle.id], say, making.new_id)
    titles = {node: say.content(around.package)[f"nodes.{node}.title"] for node in content.nodes}
    headline = tuple(_published_headline(say, content, titles))
    names = {of_set.id: frame.subject_name}
    return PackPreview(
        frame, headline, content.receipt, names, _published_remark(say, content, frame.subject_name)
    )


def _headline(say: Phrases, handed_in: int, overall: RegionalFigures) -> tuple[tuple[str, str], ...]:
    mean = say("charts.no_score") if overall.mean is None else say.number(overall.mean, 1)
    return (
        (say("pack_compare.column_handed_in"), say("rights.of", n=handed_in, of=overall.of)),
        (say("regional.column_n"), say("rights.of", n=overall.n, of=overall.of)),
        (say("regional.column_mean"), mean),
    )


def _published_headline(say: Phrases, content: PublicContent, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    lines = []
    for node in content.nodes:
        figure = content.figures[node, content.chosen.id]
        shown = figure.figures.mean
        if shown is None:
            why = f"published.why_{figure.why}" if figure.why else "pack_compare.withheld"
            words = say(why, n=content.thresholds.mean)
        else:
            words = say.number(shown.points)
            words = words if shown.limit is None else say(f"charts.{shown.limit}", score=words)
        lines.append((titles[node], words))
    return lines


def _published_remark(say: Phrases, content: PublicContent, name: str) -> str:
    """Return that nothing of the chosen set is published; "" where something is."""
    shown = (content.figures[node, content.chosen.id].figures.mean for node in content.nodes)
    if any(mean is not None for mean in shown):
        return ""
    return say("packs.all_withheld", set=name, n=content.thresholds.mean)
