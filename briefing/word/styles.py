"""The named styles of the Word briefing, as data; a unit that restyles the file needs to know only these names."""

from __future__ import annotations

from dataclasses import replace

from briefing.document import PageNumbers
from briefing.lengths import Length, pt
from briefing.word.page import LINE, NUMBER_LINE, TEXT_SIZE, TYPE_AREA
from briefing.word.style import Align, Face, Indent, ParagraphStyle, Rule, TableStyle

_NONE = Length(0)


NORMAL = ParagraphStyle("Normal", "Normal", on_grid=True)
BODY = ParagraphStyle("BodyText", "Body Text", indent=Indent(first=2), on_grid=True)
"""3号仿宋, two characters of indent (GB/T 9704-2012, 7.3.3)."""
BODY_LAST = replace(BODY, id="BodyTextLast", name="正文末段", keep_next=True, next=None)
"""The end of the text, which the note on annexes does not leave for a page of its own."""

TITLE = ParagraphStyle(
    "Title",
    "Title",
    Face.TITLE,
    pt(22),
    align=Align.CENTRE,
    line=pt(34),
    after=pt(6),
    keep_next=True,
    keep_lines=True,
    next=BODY.id,
)
"""2号小标宋, centred (7.3.1)."""
SUBTITLE = ParagraphStyle(
    "Subtitle", "Subtitle", Face.KAITI, align=Align.CENTRE, keep_next=True, on_grid=True, next=BODY.id
)
UNIT = ParagraphStyle("Unit", "署名", Face.KAITI, align=Align.CENTRE, keep_next=True, on_grid=True, next=BODY.id)
TITLE_ABOVE_TEXT = replace(TITLE, id="TitleAboveText", name="标题（接正文）", after=LINE)
SUBTITLE_ABOVE_TEXT = replace(SUBTITLE, id="SubtitleAboveText", name="副标题（接正文）", after=LINE)
"""Where unit and date stand elsewhere: the line below the title is blank all the same."""
DATE = ParagraphStyle("Date", "Date", Face.KAITI, align=Align.CENTRE, after=LINE, on_grid=True, next=BODY.id)

COPY_NUMBER = ParagraphStyle("CopyNumber", "份号", align=Align.LEFT, after=LINE, keep_next=True)
"""Six digits in 3号, in the first line of the type area, at its left (7.2.1)."""
RECIPIENT = ParagraphStyle("Recipient", "主送机关", align=Align.LEFT, on_grid=True, keep_next=True, next=BODY.id)
"""Flush left below the line after the title, further lines too (7.3.2); a salutation likewise."""


def _heading(level: int, face: Face) -> ParagraphStyle:
    return ParagraphStyle(
        f"Heading{level}",
        f"heading {level}",
        face,
        # Justified, a heading of two lines is pulled apart where its first one ends before a long number.
        align=Align.LEFT,
        indent=Indent(first=2),
        on_grid=True,
        keep_next=True,
        keep_lines=True,
        outline=level - 1,
        numbered=level - 1,
        next=BODY.id,
    )


HEADINGS = (
    _heading(1, Face.HEITI),
    _heading(2, Face.KAITI),
    _heading(3, Face.FANGSONG),
    _heading(4, Face.FANGSONG),
)
"""一、 黑体 · （一） 楷体 · 1. and （1） 仿宋 (7.3.3)."""

_FIVE, _SMALL_FIVE = pt(10.5), pt(9)
"""五号 and 小五: captions and tables, and what stands beneath them."""
FIGURE = ParagraphStyle("Figure", "图片", size=_FIVE, align=Align.CENTRE, line=None, before=pt(4), keep_next=True)
FIGURE_CAPTION = ParagraphStyle(
    "FigureCaption",
    "图题",
    Face.HEITI,
    _FIVE,
    align=Align.CENTRE,
    line=pt(16),
    before=pt(2),
    keep_next=True,
    keep_lines=True,
    next=BODY.id,
)
TABLE_CAPTION = ParagraphStyle(
    "Caption",
    "caption",
    Face.HEITI,
    _FIVE,
    align=Align.CENTRE,
    line=pt(16),
    before=pt(5),
    after=pt(2),
    keep_next=True,
    keep_lines=True,
)
SOURCE = ParagraphStyle(
    "SourceLine", "资料来源", size=_SMALL_FIVE, line=pt(12), after=pt(5), keep_lines=True, next=BODY.id
)
"""The note and the sources beneath a figure or table."""

TABLE_HEADER = ParagraphStyle("TableHeader", "表头", Face.HEITI, _FIVE, align=Align.CENTRE, line=pt(15), keep_next=True)
TABLE_TEXT = ParagraphStyle("TableText", "表格文字", size=_FIVE, align=Align.LEFT, line=pt(15))
TABLE_SHORT = ParagraphStyle("TableShort", "表格数值", size=_FIVE, align=Align.CENTRE, line=pt(15))
ANNEX_HEADER = ParagraphStyle(
    "AnnexHeader", "附表表头", Face.HEITI, _SMALL_FIVE, align=Align.CENTRE, line=pt(12), keep_next=True
)
ANNEX_TEXT = ParagraphStyle("AnnexText", "附表文字", size=_SMALL_FIVE, align=Align.LEFT, line=pt(12))
ANNEX_SHORT = ParagraphStyle("AnnexShort", "附表数值", size=_SMALL_FIVE, align=Align.CENTRE, line=pt(12))

ANNEX_NOTE = ParagraphStyle(
    "AnnexNote",
    "附件说明",
    align=Align.LEFT,
    before=LINE,
    indent=Indent(left=6, hanging=4),
    keep_lines=True,
    keep_next=True,
)
"""One line below the text, two characters in, names aligned with each other (7.3.4)."""
ANNEX_NOTE_MORE = ParagraphStyle(
    "AnnexNoteMore", "附件说明续", align=Align.LEFT, indent=Indent(left=6, hanging=1), keep_lines=True
)
ANNEX_TITLE = ParagraphStyle(
    "AnnexTitle",
    "附件标题",
    Face.TITLE,
    pt(22),
    align=Align.CENTRE,
    line=pt(34),
    before=LINE,
    after=pt(6),
    keep_next=True,
    keep_lines=True,
    outline=0,
    next=BODY.id,
)
"""In the third line of its page (7.3.7)."""
ANNEX_MARK = ParagraphStyle(
    "AnnexMark", "附件序号", Face.HEITI, align=Align.LEFT, keep_next=True, page_break_before=True, next=ANNEX_TITLE.id
)
"""3号黑体, in the top left corner of a page of its own, nearly empty as that may stay (7.3.7)."""
AFTER_TABLE = ParagraphStyle("AfterTable", "表后", size=pt(1), line=pt(1))
"""Word needs a paragraph between a table and the end of the text; this one takes no room."""

SUMMARY_HEADING = ParagraphStyle(
    "SummaryHeading", "摘要标题", Face.HEITI, align=Align.CENTRE, keep_next=True, on_grid=True, next="Summary"
)
SUMMARY = ParagraphStyle("Summary", "摘要", Face.KAITI, indent=Indent(first=2), on_grid=True)
"""The summary at the head: 3号楷体, so that it is not taken for the text (7.3.3 has the text in 仿宋)."""

_FOUR, _CONTENTS_LINE = pt(14), pt(22)
CONTENTS_HEADING = ParagraphStyle(
    "ContentsHeading",
    "目录标题",
    Face.TITLE,
    pt(22),
    align=Align.CENTRE,
    line=pt(34),
    after=pt(10),
    keep_next=True,
    page_break_before=True,
)
"""2号小标宋 like a title (7.3.1), without an outline level: the contents do not name themselves."""
CONTENTS = (
    ParagraphStyle(
        "TOC1",
        "toc 1",
        Face.HEITI,
        _FOUR,
        align=Align.LEFT,
        line=_CONTENTS_LINE,
        before=pt(2),
        right_tab=TYPE_AREA.width,
        leader=True,
    ),
    ParagraphStyle(
        "TOC2",
        "toc 2",
        Face.FANGSONG,
        _FOUR,
        align=Align.LEFT,
        line=_CONTENTS_LINE,
        indent=Indent(left=4, hanging=3),
        right_tab=TYPE_AREA.width,
        leader=True,
    ),
)
"""4号; a second line begins below the first one's words. LibreOffice loses page numbers beyond a right indent."""

FOOTNOTE = ParagraphStyle(
    "FootnoteText", "footnote text", size=pt(9), align=Align.LEFT, line=pt(12), indent=Indent(left=1, hanging=1)
)
NOTE_SEPARATOR_LINE = pt(16)
"""What LibreOffice keeps free for the rule above footnotes, whatever its paragraph says; Word does as that says."""
NOTE_SEPARATOR = ParagraphStyle("NoteSeparator", "脚注分隔线", size=pt(9), line=NOTE_SEPARATOR_LINE)
ODD_NUMBER = ParagraphStyle(
    "Footer", "footer", Face.SONGTI, pt(14), Face.SONGTI, Align.RIGHT, NUMBER_LINE, indent=Indent(right=1)
)
"""4号半角宋体, odd pages right, one character in (7.5)."""
EVEN_NUMBER = ParagraphStyle(
    "FooterEven", "双页页码", Face.SONGTI, pt(14), Face.SONGTI, Align.LEFT, NUMBER_LINE, indent=Indent(left=1)
)
CENTRED_NUMBER = ParagraphStyle(
    "FooterCentred", "居中页码", Face.SONGTI, pt(14), Face.SONGTI, Align.CENTRE, NUMBER_LINE
)
FOOTER_MARK = ParagraphStyle("FooterMark", "页脚标记", Face.SONGTI, pt(9), align=Align.CENTRE, line=pt(14))
"""小五宋体 below the page number, which GB/T 9704-2012 leaves free; a line that stays the same on both sides."""
HEADER = ParagraphStyle("Header", "header", Face.KAITI, pt(12), align=Align.CENTRE, line=pt(16))
"""小四楷体, centred in the 天头; also what a watermark hangs from."""

RED = "FF0000"
"""What offices print mastheads in."""


def _masthead(number: str, size: Length) -> ParagraphStyle:
    return ParagraphStyle(
        f"Masthead{number}",
        f"报头{number}",
        Face.TITLE,
        size,
        align=Align.CENTRE,
        line=size * 1.3,
        after=LINE * 0.5,
        keep_next=True,
        keep_lines=True,
        colour=RED,
    )


MASTHEADS = (
    _masthead("", pt(54)),
    _masthead("2", pt(42)),
    _masthead("3", pt(36)),
    _masthead("4", pt(26)),
)
"""The name of a 简报, red, in the largest of these that has room for it in one line (7.2.4 says: 醒目、美观、庄重)."""
ISSUE = ParagraphStyle("Issue", "期号", align=Align.CENTRE, keep_next=True)
PUBLISHER = ParagraphStyle(
    "Publisher",
    "编印单位",
    align=Align.LEFT,
    before=LINE * 0.5,
    after=LINE,
    # As a first line's indent, for an indent of the paragraph would shorten the rule.
    indent=Indent(first=1),
    keep_next=True,
    keep_lines=True,
    rule=Rule(pt(2.25), RED, pt(6)),
    right_tab=TYPE_AREA.width - TEXT_SIZE,
)
"""Unit on the left and date on the right, one character in (7.2.5), above a red rule as wide as the text (7.2.7)."""
_FOUR = pt(14)
IMPRINT = ParagraphStyle(
    "Imprint",
    "版记",
    size=_FOUR,
    align=Align.LEFT,
    line=pt(24),
    indent=Indent(left=3, right=1, hanging=2),
    keep_next=True,
    keep_lines=True,
)
"""4号仿宋, one character in on both sides, further lines below the first name (7.4.2)."""
COPIES = ParagraphStyle(
    "Copies", "印数", size=_FOUR, align=Align.RIGHT, line=pt(24), indent=Indent(right=1), keep_lines=True
)

COVER_TITLE = ParagraphStyle(
    "CoverTitle",
    "封面标题",
    Face.TITLE,
    pt(26),
    align=Align.CENTRE,
    line=pt(42),
    before=pt(110),
    keep_next=True,
    keep_lines=True,
)
COVER_SUBTITLE = ParagraphStyle(
    "CoverSubtitle", "封面副标题", Face.KAITI, align=Align.CENTRE, before=pt(14), keep_next=True, keep_lines=True
)
COVER_UNIT = ParagraphStyle(
    "CoverUnit", "封面单位", Face.KAITI, align=Align.CENTRE, before=pt(270), keep_next=True, keep_lines=True
)
COVER_UNIT_NEAR = replace(COVER_UNIT, id="CoverUnitNear", name="封面单位（长标题）", before=pt(130))
"""Below a title so long that the page had no room for the other."""
COVER_DATE = ParagraphStyle("CoverDate", "封面日期", Face.KAITI, align=Align.CENTRE)

PARAGRAPHS = (
    NORMAL,
    BODY,
    BODY_LAST,
    TITLE,
    SUBTITLE,
    TITLE_ABOVE_TEXT,
    SUBTITLE_ABOVE_TEXT,
    UNIT,
    DATE,
    COPY_NUMBER,
    RECIPIENT,
    *HEADINGS,
    FIGURE,
    FIGURE_CAPTION,
    TABLE_CAPTION,
    SOURCE,
    TABLE_HEADER,
    TABLE_TEXT,
    TABLE_SHORT,
    ANNEX_HEADER,
    ANNEX_TEXT,
    ANNEX_SHORT,
    ANNEX_NOTE,
    ANNEX_NOTE_MORE,
    ANNEX_MARK,
    ANNEX_TITLE,
    AFTER_TABLE,
    SUMMARY_HEADING,
    SUMMARY,
    CONTENTS_HEADING,
    *CONTENTS,
    FOOTNOTE,
    NOTE_SEPARATOR,
    ODD_NUMBER,
    EVEN_NUMBER,
    CENTRED_NUMBER,
    FOOTER_MARK,
    HEADER,
    *MASTHEADS,
    ISSUE,
    PUBLISHER,
    IMPRINT,
    COPIES,
    COVER_TITLE,
    COVER_SUBTITLE,
    COVER_UNIT,
    COVER_UNIT_NEAR,
    COVER_DATE,
)

ON_DEMAND = (COPY_NUMBER, RECIPIENT, FOOTER_MARK)
"""What a file has only if it is written in it: few are made for one recipient, or marked."""

STRONG = "Strong"
NOTE_MARK = "FootnoteReference"


THREE_LINE_TABLE = TableStyle("ThreeLineTable", "三线表", pt(4), pt(1.5))
ANNEX_TABLE = TableStyle("AnnexTable", "附表", pt(2.5), pt(0.4))
IMPRINT_TABLE = TableStyle("ImprintTable", "版记表", _NONE, pt(2), outer=pt(1), header=None, between=pt(0.75))
"""The first and the last rule of a 版记 are 0.35 mm thick, those between 0.25 mm (7.4.1)."""
TABLES = (THREE_LINE_TABLE, ANNEX_TABLE, IMPRINT_TABLE)
NUMBERING = 1
"""The id of the headings' numbering."""

NAMES = {
    **{style.id: style.name for style in (*PARAGRAPHS, *TABLES)},
    STRONG: "Strong",
    NOTE_MARK: "footnote reference",
}
"""What each style is called, by its id: a reference document of one's own may give it another id."""


def number_styles(numbers: PageNumbers) -> tuple[ParagraphStyle, ParagraphStyle]:
    """Returns the styles of the page number on odd and even pages: outside (7.5), or in the middle of both."""
    match numbers:
        case PageNumbers.OUTSIDE:
            return ODD_NUMBER, EVEN_NUMBER
        case PageNumbers.CENTRED:
            return CENTRED_NUMBER, CENTRED_NUMBER
