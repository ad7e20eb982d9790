"""Clauses on the pages as LibreOffice sets them: lines a page, what stays together, how lines begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import pymupdf
from rendering import TOLERANCE, RenderedLine, bare, convert, pages
from wordfile import DOCUMENT, NOTES, WordFile

from official.page import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH

AREA = (LEFT / 20, TOP / 20, (WIDTH - RIGHT) / 20, (HEIGHT - BOTTOM) / 20)
"""The type area in points: left, top, right, bottom."""
HANGING = 8.5
"""Points; a full stop may hang over the right edge."""
TEXT, CAPTION = 16, 10.5
NEVER_FIRST, NEVER_LAST = "。，、；：？！”’）》〉〕】…", "“‘（《〈〔【"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A page as LibreOffice sets it."""

    number: int
    lines: tuple[RenderedLine, ...]
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]

    @property
    def inside(self) -> list[RenderedLine]:
        """The lines within the type area, the topmost first."""
        return sorted((line for line in self.lines if line.box[1] < AREA[3]), key=lambda line: round(line.box[3]))

    @property
    def below(self) -> list[RenderedLine]:
        return [line for line in self.lines if line.box[1] >= AREA[3]]

    @property
    def rows(self) -> list[tuple[float, str]]:
        """What stands on one line within the type area, the topmost first: its size and its text."""
        found = []
        for _, group in groupby(self.inside, key=lambda line: round(line.box[3])):
            row = sorted(group, key=lambda line: line.box[0])
            found.append((max(line.size for line in row), "".join(line.text for line in row)))
        return found


Sheets = list[Sheet]
Edit = Callable[[Sheets], Sheets]


@dataclass(frozen=True)
class PageClause:
    name: str
    check: Callable[[Sheets, WordFile], Iterator[str]]
    breaks: tuple[Edit, ...]


def sheets_of(file: Path, folder: Path) -> Sheets:
    """Returns the pages of a file as LibreOffice sets them."""
    pdf = convert(file, folder)
    with pymupdf.open(pdf) as document:
        seen = [
            (
                tuple(tuple(item["bbox"]) for item in page.get_image_info()),
                tuple(tuple(item["rect"]) for item in page.get_drawings()),
            )
            for page in document
        ]
    read = zip(pages(pdf), seen, strict=True)
    return [Sheet(number, tuple(lines), *boxes) for number, (lines, boxes) in enumerate(read, start=1)]


def full_page(sheets: Sheets) -> Iterator[str]:
    """Says what is wrong with the second page of a file that has nothing but Chinese text in it."""
    rows = [text for size, text in sheets[1].rows if size == TEXT]
    if not 21 <= len(rows) <= 23:
        yield f"{len(rows)} lines a page"
    yield from (f"{len(row)} characters: {row}" for row in rows if len(row) != 28)


def numbers(sheets: Sheets, _file: WordFile) -> Iterator[str]:
    """“— 1 —” on every page, one character (14 pt) in from the outer edge."""
    for sheet in sheets:
        if [line.text for line in sheet.below] != [f"— {sheet.number} —"]:
            yield f"page {sheet.number}: {[line.text for line in sheet.below]}"
            continue
        box = sheet.below[0].box
        aside = AREA[2] - box[2] if sheet.number % 2 else box[0] - AREA[0]
        if abs(aside - 14) > TOLERANCE:
            yield f"page {sheet.number}: its number stands {aside:.1f} pt from the edge"


def within(sheets: Sheets, _file: WordFile) -> Iterator[str]:
    """No text, picture or rule leaves the type area; a rule, as of a table, not even as far as a mark may hang."""
    left, top, right, bottom = AREA
    for sheet in sheets:
        texts = [(line.text, line.box, HANGING) for line in sheet.inside]
        boxes = [("a picture", box, TOLERANCE) for box in sheet.pictures]
        for what, box, over in [*texts, *boxes, *(("a rule", box, TOLERANCE) for box in sheet.rules)]:
            fits = box[0] > left - TOLERANCE and box[2] < right + over
            if not fits or box[1] < top - TOLERANCE or box[3] > bottom + TOLERANCE:
                yield f"page {sheet.number}: {what}"


def figures(sheets: Sheets, file: WordFile) -> Iterator[str]:
    """Every caption of a figure stands right below a picture, on the same page."""
    captions = {bare(item.text) for item in file.captions if item.text.startswith("图")}
    found = []
    for sheet in sheets:
        for line in (line for line in sheet.inside if line.size == CAPTION and bare(line.text) in captions):
            found.append(bare(line.text))
            if not any(-TOLERANCE < line.box[1] - picture[3] < 20 for picture in sheet.pictures):
                yield f"page {sheet.number}: no figure above {line.text}"
    if sorted(found) != sorted(captions):
        yield f"captions seen: {found}"


def tables(sheets: Sheets, file: WordFile) -> Iterator[str]:
    """Every caption of a table has a row of the table below it on the same page."""
    captions = {bare(item.text) for item in file.captions if item.text.startswith("表")}
    found = set()
    for sheet in sheets:
        rows = [(size, bare(text)) for size, text in sheet.rows]
        for place, (size, text) in enumerate(rows):
            if size == CAPTION and text in captions:
                found.add(text)
                if [size for size, _ in rows[place + 1 : place + 2]] != [CAPTION]:
                    yield f"page {sheet.number}: {text} stands alone"
    if found != captions:
        yield f"captions seen: {found}"


def headings(sheets: Sheets, file: WordFile) -> Iterator[str]:
    """No heading stands last on its page, nor its first line; footnotes beneath it don't count."""
    known = {bare(number + item.text) for _, number, item in file.headings}
    notes = bare("".join(item.text for item in file.paragraphs_of(NOTES)))
    seen = 0
    for sheet in sheets:
        rows = [(size, bare(text)) for size, text in sheet.rows]
        while rows and rows[-1][0] < CAPTION and re.sub(r"^\d+", "", rows[-1][1]) in notes:
            rows.pop()
        seen += sum(text in known for _, text in rows)
        if rows and rows[-1][0] == TEXT:
            last = rows[-1][1]
            if any(heading.startswith(last) or (len(last) > 1 and heading.endswith(last)) for heading in known):
                yield f"page {sheet.number}: {last}"
    if seen < len(known) / 2:
        yield f"{seen} of {len(known)} headings seen"


def line_ends(sheets: Sheets, _file: WordFile) -> Iterator[str]:
    """No line begins or ends with a mark that must not; —— and …… are not divided (GB/T 15834)."""
    for sheet in sheets:
        rows = [text for size, text in sheet.rows if size == TEXT]
        yield from (f"page {sheet.number}: {row}" for row in rows if row[0] in NEVER_FIRST or row[-1] in NEVER_LAST)
        for row, following in pairwise(rows):
            if (row[-1], following[0]) in {("—", "—"), ("…", "…")}:
                yield f"page {sheet.number}: {row}"


def contents(sheets: Sheets, file: WordFile) -> Iterator[str]:
    """A briefing of more than ten pages has contents, and they name the pages on which the headings stand."""
    entries = [item.text for item in file.paragraphs if re.match(r"toc \d", item.style)]
    if len(sheets) > 10 and "TOC" not in {field.kind for field in file.fields(DOCUMENT)}:
        yield f"{len(sheets)} pages and no contents"
    for entry in entries:
        heading, _, page = entry.rpartition("\t")
        text = bare("".join(text for _, text in sheets[int(page) - 1].rows)) if int(page) <= len(sheets) else ""
        if bare(heading) not in text:
            yield f"{heading} is not on page {page}"


def moved(pattern: str, size: float, *, right: float = 0, down: float = 0) -> Edit:
    """Returns the edit that moves the first line of a size that matches; one that is missed breaks no test."""

    def edit(sheets: Sheets) -> Sheets:
        for index, sheet in enumerate(sheets):
            for line in sheet.lines:
                if line.size == size and re.match(pattern, line.text):
                    box = (line.box[0] + right, line.box[1] + down, line.box[2] + right, line.box[3] + down)
                    lines = tuple(replace(line, box=box) if other is line else other for other in sheet.lines)
                    return [*sheets[:index], replace(sheet, lines=lines), *sheets[index + 1 :]]
        raise AssertionError(pattern)

    return edit


def divided(pattern: str, size: float, *, before: bool) -> Edit:
    """Returns the edit that ends a page above or below the first line of a size that matches."""

    def edit(sheets: Sheets) -> Sheets:
        for index, sheet in enumerate(sheets):
            for line in sheet.inside:
                if line.size == size and re.match(pattern, line.text):
                    edge = line.box[1] - 1 if before else line.box[3] - 1
                    kept = tuple(item for item in sheet.lines if item.box[1] < edge)
                    rest = tuple(item for item in sheet.lines if item.box[1] >= edge)
                    first = replace(sheet, lines=kept)
                    return [*sheets[:index], first, replace(sheet, lines=rest, pictures=()), *sheets[index + 1 :]]
        raise AssertionError(pattern)

    return edit


def reworded(pattern: str, new: str) -> Edit:
    """Returns the edit that writes something else into the first line of text that matches."""

    def edit(sheets: Sheets) -> Sheets:
        for index, sheet in enumerate(sheets):
            for line in sheet.inside:
                if line.size == TEXT and re.search(pattern, line.text):
                    changed = replace(line, text=re.sub(pattern, new, line.text))
                    lines = tuple(changed if other is line else other for other in sheet.lines)
                    return [*sheets[:index], replace(sheet, lines=lines), *sheets[index + 1 :]]
        raise AssertionError(pattern)

    return edit


def wider_rule(sheets: Sheets) -> Sheets:
    """Returns the pages with a rule 5 mm wider than the type area."""
    box = (AREA[0], 300.0, AREA[2] + 14, 301.0)
    return [replace(sheets[0], rules=(*sheets[0].rules, box)), *sheets[1:]]


def longer(sheets: Sheets) -> Sheets:
    """Returns the pages with an empty one before the first: contents, if there are any, are one page out."""
    empty = Sheet(0, (), (), ())
    return [empty] * 11 + sheets


CLAUSES = (
    PageClause(
        "gbt9704_7_5_numbers_stand_outside",
        numbers,
        (moved("— 2 —", 14, right=30), moved("— 1 —", 14, down=-300)),
    ),
    PageClause(
        "gbt9704_5_2_1_nothing_leaves_the_type_area",
        within,
        (moved("成渝", TEXT, right=20), moved("成渝", 22, down=-400), moved("图1", CAPTION, right=-150), wider_rule),
    ),
    PageClause("practice_no_figure_is_parted_from_its_caption", figures, (divided("图1", CAPTION, before=True),)),
    PageClause("practice_no_table_is_parted_from_its_caption", tables, (divided("表1", CAPTION, before=False),)),
    PageClause(
        "practice_no_heading_stands_last",
        headings,
        (divided("二、", TEXT, before=False), divided("（二）", TEXT, before=False)),
    ),
    PageClause(
        "gbt15834_no_mark_begins_or_ends_a_line_that_must_not",
        line_ends,
        (reworded("^成渝", "，渝"), reworded(".$", "《")),
    ),
    PageClause("contents_when_there_are_more_than_ten_pages", contents, (longer,)),
)
