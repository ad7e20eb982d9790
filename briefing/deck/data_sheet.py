"""The workbook behind a native chart: one sheet, written part by part so that it is the same on every build.

Spreadsheet libraries leave their own typefaces, program names and dates; ECMA-376 part 1, 18 needs only this much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from briefing import package
from briefing.deck.template import theme_part
from briefing.theme import Theme

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAME = "Sheet1"
_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for a formula as soon as a cell is edited, unless its style says that it is text."""


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one series; a formula stands in the last cell where that follows from the others."""

    name: str
    values: tuple[Decimal | None, ...]
    last: str | None = None


@dataclass(frozen=True, slots=True)
class DataSheet:
    """Labels in the first column from the second row, series beside them with their names in the first row."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def labels_at(self) -> str:
        return f"{NAME}!$A$2:$A${len(self.labels) + 1}"

    def name_at(self, column: int) -> str:
        return f"{NAME}!${_LETTERS[column + 1]}$1"

    def values_at(self, column: int) -> str:
        letter = _LETTERS[column + 1]
        return f"{NAME}!${letter}$2:${letter}${len(self.labels) + 1}"


def number(value: Decimal) -> str:
    """Returns a value as XML Schema's decimal: no exponent, no grouping."""
    return format(value, "f")


def workbook(sheet: DataSheet, theme: Theme, day: date) -> bytes:
    """Returns the workbook's package; its dates are the document's, its theme is the deck's."""
    strings = list(dict.fromkeys(text for text in (*sheet.labels, *(c.name for c in sheet.columns)) if text))
    moment = f"{day:%Y-%m-%d}T00:00:00Z"
    texts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{_override('xl/workbook', f'{_TYPES}.sheet.main+xml')}"
            f"{_override('xl/worksheets/sheet1', f'{_TYPES}.worksheet+xml')}"
            f"{_override('xl/styles', f'{_TYPES}.styles+xml')}"
            f"{_override('xl/sharedStrings', f'{_TYPES}.sharedStrings+xml')}"
            f"{_override('xl/theme/theme1', 'application/vnd.openxmlformats-officedocument.theme+xml')}"
            f"{_override('docProps/core', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>"
        ),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
        ),
        "xl/_rels/workbook.xml.rels": _relationships(
            (f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/sharedStrings", "sharedStrings.xml"),
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f'<sheets><sheet name="{NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/theme/theme1.xml": theme_part(theme),
        "xl/styles.xml": _styles(theme.typefaces.east_asian, has_formulas=any(map(_is_like_a_formula, strings))),
        "xl/sharedStrings.xml": _strings(strings),
        "xl/worksheets/sheet1.xml": _worksheet(sheet, strings),
    }
    return package.pack({name: (_HEAD + text).encode() for name, text in texts.items()}, day)


def _override(part: str, content_type: str) -> str:
    return f'<Override PartName="/{part}.xml" ContentType="{content_type}"/>'


def _relationships(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _is_like_a_formula(text: str) -> bool:
    return text.startswith(_BEGIN_FORMULAS)


def _styles(typeface: str, *, has_formulas: bool) -> str:
    """Returns one style for every cell, and one for labels like formulas, which it keeps as text (18.8.45).

    The two fills are those that every workbook must begin with (18.8.21).
    """
    quoted = '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>' if has_formulas else ""
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="{escape(typeface)}"/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
        '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{1 + bool(quoted)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
        f'xfId="0"/>{quoted}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _strings(strings: Sequence[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>'


def _worksheet(sheet: DataSheet, strings: Sequence[str]) -> str:
    def text(row: int, column: int, content: str) -> str:
        at = f"{_LETTERS[column]}{row}"
        style = ' s="1"' if _is_like_a_formula(content) else ""
        return f'<c r="{at}"{style} t="s"><v>{strings.index(content)}</v></c>' if content else ""

    rows = ["".join(text(1, i, column.name) for i, column in enumerate(sheet.columns, 1))]
    for at, label in enumerate(sheet.labels):
        is_last = at == len(sheet.labels) - 1
        cells = "".join(_cell(at, i, column, is_last=is_last) for i, column in enumerate(sheet.columns, 1))
        rows.append(text(at + 2, 0, label) + cells)
    data = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1))
    widths = (
        '<cols><col min="1" max="1" width="32" customWidth="1"/>'
        f'<col min="2" max="{len(sheet.columns) + 1}" width="18" customWidth="1"/></cols>'
    )
    return f'<worksheet xmlns="{_MAIN}">{widths}<sheetData>{data}</sheetData></worksheet>'


def _cell(at: int, index: int, column: Column, *, is_last: bool) -> str:
    value = column.values[at]
    if value is None:
        return ""
    formula = f"<f>{escape(column.last)}</f>" if column.last and is_last else ""
    return f'<c r="{_LETTERS[index]}{at + 2}">{formula}<v>{number(value)}</v></c>'
