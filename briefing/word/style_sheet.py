"""styles.xml: the styles that styles.py names, written out, and no others."""

from __future__ import annotations

from briefing.lengths import Length
from briefing.word import styles
from briefing.word.fonts import fonts
from briefing.word.page import character_space
from briefing.word.style import Face, Indent, ParagraphStyle, Rule, TableStyle
from briefing.word.xml import Element, flag, node, part


def _half_points(size: Length) -> int:
    return round(size.pt * 2)


def _indent(indent: Indent, size: Length) -> Element | None:
    """Returns an indent in characters, and in twips for readers that know only those."""
    if indent == Indent():
        return None
    attributes: dict[str, int] = {}
    for key, count in (
        ("left", indent.left),
        ("right", indent.right),
        ("hanging", indent.hanging),
        ("firstLine", indent.first),
    ):
        if count:
            attributes[f"{key}Chars"] = round(count * 100)
            attributes[key] = (size * count).twips
    return node("w:ind", **attributes)


def _spacing(style: ParagraphStyle) -> Element:
    line = (240, "auto") if style.line is None else (style.line.twips, "exact")
    return node("w:spacing", before=style.before.twips, after=style.after.twips, line=line[0], lineRule=line[1])


def _rule(edge: str, width: Length, colour: str = "auto", space: Length = Length(0)) -> Element:  # noqa: B008 - a frozen value
    """Returns one border; Word takes widths in eighths of a point, spaces in points (17.3.4)."""
    return node(f"w:{edge}", val="single", sz=round(width.pt * 8), space=round(space.pt), color=colour)


def _border(rule: Rule | None) -> Element | None:
    return rule and node("w:pBdr", _rule("bottom", rule.width, rule.colour, rule.space))


def _numbering(level: int | None) -> Element | None:
    if level is None:
        return None
    # Level 0 is the default and Word itself leaves it out.
    ilvl = node("w:ilvl", val=level) if level else None
    return node("w:numPr", ilvl, node("w:numId", val=styles.NUMBERING))


def _tabs(style: ParagraphStyle) -> Element | None:
    if style.right_tab is None:
        return None
    leader = "dot" if style.leader else None
    return node("w:tabs", node("w:tab", val="right", leader=leader, pos=style.right_tab.twips))


def _paragraph_properties(style: ParagraphStyle) -> Element:
    return node(
        "w:pPr",
        flag("keepNext", on=style.keep_next),
        flag("keepLines", on=style.keep_lines),
        flag("pageBreakBefore", on=style.page_break_before),
        _numbering(style.numbered),
        _border(style.rule),
        _tabs(style),
        None if style.on_grid else node("w:snapToGrid", val=0),
        _spacing(style),
        _indent(style.indent, style.size),
        node("w:jc", val=style.align),
        None if style.outline is None else node("w:outlineLvl", val=style.outline),
    )


def _run_properties(style: ParagraphStyle) -> Element:
    half_points = _half_points(style.size)
    return node(
        "w:rPr",
        fonts(style.face, style.latin),
        node("w:color", val=style.colour) if style.colour else None,
        # Every style descends from Normal, whose text is set closer; the others say that theirs is not.
        node("w:spacing", val=character_space() if style.on_grid else 0),
        node("w:sz", val=half_points),
        node("w:szCs", val=half_points),
    )


def _paragraph_style(style: ParagraphStyle) -> Element:
    is_normal = style == styles.NORMAL
    return node(
        "w:style",
        node("w:name", val=style.name),
        None if is_normal else node("w:basedOn", val=styles.NORMAL.id),
        node("w:next", val=style.next) if style.next else None,
        node("w:qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        styleId=style.id,
        default=1 if is_normal else None,
        customStyle=None if style.name.isascii() else 1,
    )


def _defaults(language: str) -> Element:
    run = node(
        "w:rPr",
        fonts(Face.FANGSONG),
        node("w:sz", val=_half_points(styles.NORMAL.size)),
        node("w:szCs", val=_half_points(styles.NORMAL.size)),
        node("w:lang", **languages(language)),
    )
    paragraph = node(
        "w:pPr",
        # A widow moved to the next page would leave a page short of its 22 lines.
        node("w:widowControl", val=0),
        node("w:kinsoku"),
        node("w:overflowPunct"),
        node("w:autoSpaceDE"),
        node("w:autoSpaceDN"),
    )
    return node("w:docDefaults", node("w:rPrDefault", run), node("w:pPrDefault", paragraph))


def languages(language: str) -> dict[str, str]:
    """Returns the attributes of `w:lang`: Latin letters in a Chinese document are taken for English."""
    is_chinese = language.startswith("zh")
    return {"val": "en-US" if is_chinese else language, "eastAsia": language if is_chinese else "zh-CN"}


def _character_styles() -> tuple[Element, ...]:
    return (
        node(
            "w:style",
            node("w:name", val="Default Paragraph Font"),
            node("w:uiPriority", val=1),
            node("w:semiHidden"),
            type="character",
            styleId="DefaultParagraphFont",
            default=1,
        ),
        node(
            "w:style",
            node("w:name", val=styles.NAMES[styles.STRONG]),
            node("w:basedOn", val="DefaultParagraphFont"),
            node("w:qFormat"),
            node("w:rPr", node("w:b"), node("w:bCs")),
            type="character",
            styleId=styles.STRONG,
        ),
        node(
            "w:style",
            node("w:name", val=styles.NAMES[styles.NOTE_MARK]),
            node("w:basedOn", val="DefaultParagraphFont"),
            node("w:rPr", node("w:vertAlign", val="superscript")),
            type="character",
            styleId=styles.NOTE_MARK,
        ),
        # Word sets this style on the lines of the contents when it updates them; its own one is blue and underlined.
        node(
            "w:style",
            node("w:name", val="Hyperlink"),
            node("w:basedOn", val="DefaultParagraphFont"),
            type="character",
            styleId="Hyperlink",
        ),
    )


def _margins(name: str, side: Length, *, rows: Length) -> Element:
    return node(
        name,
        *(
            node(f"w:{edge}", w=width.twips, type="dxa")
            for edge, width in (("top", rows), ("left", side), ("bottom", rows), ("right", side))
        ),
    )


def _table_styles() -> tuple[Element, ...]:
    nothing = Length(0)
    normal = node(
        "w:style",
        node("w:name", val="Normal Table"),
        node("w:uiPriority", val=99),
        node("w:semiHidden"),
        node("w:tblPr", node("w:tblInd", w=0, type="dxa"), _margins("w:tblCellMar", nothing, rows=nothing)),
        type="table",
        styleId="TableNormal",
        default=1,
    )
    return normal, *map(_ruled, styles.TABLES)


def _ruled(style: TableStyle) -> Element:
    rules = [_rule("top", style.outer), _rule("bottom", style.outer)]
    if style.between:
        rules.append(_rule("insideH", style.between))
    return node(
        "w:style",
        node("w:name", val=style.name),
        node("w:basedOn", val="TableNormal"),
        node("w:qFormat"),
        node("w:tblPr", node("w:tblBorders", *rules), _margins("w:tblCellMar", style.side, rows=style.rows)),
        node("w:tcPr", node("w:vAlign", val="center")),
        _first_row(style.header),
        type="table",
        styleId=style.id,
        customStyle=1,
    )


def _first_row(width: Length | None) -> Element | None:
    return width and node("w:tblStylePr", node("w:tcPr", node("w:tcBorders", _rule("bottom", width))), type="firstRow")


def style_sheet(language: str) -> bytes:
    """Returns styles.xml: the styles of this document and no others."""
    latent = node(
        "w:latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )
    paragraphs = map(_paragraph_style, styles.PARAGRAPHS)
    return part(node("w:styles", _defaults(language), latent, *paragraphs, *_character_styles(), *_table_styles()))
