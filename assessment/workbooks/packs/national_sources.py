"""What the questions, sections and gates of a rubric rest on: a row for every source that one of them cites."""

from assessment.core.content_model import citation_id
from assessment.core.package import ContentPackage
from assessment.core.references import Reference
from assessment.workbooks.looks import BODY
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.national_tables import begin_sheet, write_head, write_line, write_row

KEY = "sources"
COLUMNS = (("title", 50), ("symbol", 26), ("year", 9), ("kind", 32), ("binding", 16), ("topic", 76))
WIDTHS = tuple(width for _, width in COLUMNS)


def write_sources(national: NationalPack) -> None:
    """Write the sources by their symbols."""
    say, sheet, sources = national.say, national.sheet(KEY), sources_of(national.content.package)
    head = begin_sheet(sheet, WIDTHS, [say("method.cited")])
    if not sources:
        write_line(sheet, head, say("method.no_sources_text"), BODY, WIDTHS)
        return
    first = write_head(sheet, head, [say(f"method.column_{name}") for name, _ in COLUMNS], WIDTHS)
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.repeat_rows(head)
    for row, one in enumerate(sources, start=first):
        binding = say(f"references.{one.binding}")
        write_row(sheet, row, [one.title, one.symbol, str(one.year), one.kind, binding, one.topic], WIDTHS)
    sheet.raw.autofilter(head, 0, first + len(sources) - 1, len(COLUMNS) - 1)


def sources_of(package: ContentPackage) -> list[Reference]:
    """Return the references that the rubric, a section or a question cites, by symbol."""
    cited = {gate.source for gate in package.rubric.gates if gate.source}
    for section in package.questionnaire.sections:
        cited.update(section.references, *(question.references for question in section.questions))
    known = package.reference_by_id
    found = {known[name].id: known[name] for one in cited if (name := citation_id(one)) in known}
    return sorted(found.values(), key=lambda reference: reference.symbol)
