"""What XlsxWriter does for everybody, done here for plain formulas and plain texts only."""

import re
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet

# Each underscore that begins what spreadsheets would read as an escaped character, also where two share one.
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter comes without types
    """XlsxWriter's worksheet without its search for functions that came after Excel 2010.

    It looks every formula through for thirty of them: in a pack of 35 States most of the time. None is written.
    """

    def _prepare_formula(self, formula: str, *_: Any, **__: Any) -> str:
        return formula.removeprefix("=")


class PlainWorkbook(Workbook):  # type: ignore[misc]
    """XlsxWriter's workbook in which every text comes back as it was written."""

    def _get_packager(self) -> Packager:
        return _PlainPackager()


class _PlainPackager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        if not self.workbook.str_table.count:
            return
        texts = _PlainTexts()
        texts.string_table = self.workbook.str_table
        texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        texts._assemble_xml_file()


class _PlainTexts(SharedStrings):  # type: ignore[misc]
    """The texts of cells: one that looks like marked-up runs of text is a text like any other."""

    def _write_si(self, text: str) -> None:
        space = [("xml:space", "preserve")] if text != text.strip() else []
        self._xml_si_element(_LIKE_ESCAPED.sub("_x005F_", text), space)
