"""Makes the deck template from theme and layouts: `python -m briefing.deck.template` rewrites those in assets/.

The package is written from nothing, so that no trace of a library's stock template can remain in it.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from briefing.contrast import WHITE
from briefing.deck import markup, motif, notes_master
from briefing.deck.fit import BULLET_INDENT
from briefing.deck.grid import PAGE, Style
from briefing.deck.layouts import LAYOUTS
from briefing.deck.slots import SIDE, Layout, Slot, SlotKind
from briefing.lengths import pt
from briefing.package import repack
from briefing.theme import Palette, Theme

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.presentationml"
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""“No style, no grid”, which every version of PowerPoint and WPS has built in."""
MADE_ON = date(2026, 1, 1)
"""The date stamped on the template's parts, so that making it again gives the same bytes."""


def make(theme: Theme) -> bytes:
    """Returns a .pptx without slides whose layouts are those of `layouts.py` in the theme's colours and faces."""
    parts = {
        "docProps/core.xml": _core(theme),
        "docProps/app.xml": _app(),
        "ppt/presentation.xml": _presentation(),
        "ppt/presProps.xml": f"<p:presentationPr {markup.NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {markup.NAMESPACES}/>",
        "ppt/tableStyles.xml": _table_styles(),
        "ppt/theme/theme1.xml": theme_part(theme),
        "ppt/theme/theme2.xml": theme_part(theme),
        "ppt/slideMasters/slideMaster1.xml": _master(theme.palette),
        "ppt/notesMasters/notesMaster1.xml": notes_master.part(theme.palette),
    }
    for number, layout in enumerate(LAYOUTS.values(), 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(layout, theme)
    parts["[Content_Types].xml"] = _content_types(list(parts))
    parts.update(_relations())
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)
    return repack(data.getvalue(), MADE_ON)


def _relations() -> dict[str, str]:
    layouts = [f"../slideLayouts/slideLayout{n}.xml" for n in range(1, len(LAYOUTS) + 1)]
    presentation = [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ]
    package = [
        (f"{_RELATIONSHIPS}/officeDocument", "ppt/presentation.xml"),
        (f"{_PACKAGE_RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    ]
    master = [*(("slideLayout", target) for target in layouts), ("theme", "../theme/theme1.xml")]
    parts = {
        "_rels/.rels": _rels(package),
        "ppt/_rels/presentation.xml.rels": _rels(_office(presentation)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(_office(master)),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(_office([("theme", "../theme/theme2.xml")])),
    }
    for number in range(1, len(LAYOUTS) + 1):
        to_master = _rels(_office([("slideMaster", "../slideMasters/slideMaster1.xml")]))
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = to_master
    return parts


def _office(targets: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{_RELATIONSHIPS}/{kind}", target) for kind, target in targets]


def _rels(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">{items}</Relationships>'


def _content_types(names: list[str]) -> str:
    kinds = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "ppt/presentation.xml": f"{_CONTENT}.presentation.main+xml",
        "ppt/presProps.xml": f"{_CONTENT}.presProps+xml",
        "ppt/viewProps.xml": f"{_CONTENT}.viewProps+xml",
        "ppt/tableStyles.xml": f"{_CONTENT}.tableStyles+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{_CONTENT}.slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{_CONTENT}.notesMaster+xml",
    }
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="'
        f'{kinds.get(name) or (theme if "/theme/" in name else f"{_CONTENT}.slideLayout+xml")}"/>'
        for name in names
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _core(theme: Theme) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(theme.name)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<PresentationFormat>16:9</PresentationFormat></Properties>"
    )


def _presentation() -> str:
    return (
        f'<p:presentation {markup.NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst/><p:sldSz cx="{PAGE.width.emu}" cy="{PAGE.height.emu}"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:kinsoku lang="zh-CN" '
        'invalStChars="!%),.:;?]}·…—～’”、。〉》」』】〕）！％，．：；？］｝" invalEndChars="([{‘“〈《「『【〔（［｛"/>'
        "</p:presentation>"
    )


def _table_styles() -> str:
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return f'<a:tblStyleLst xmlns:a="{namespace}" def="{_TABLE_STYLE}"/>'


def theme_part(theme: Theme) -> str:
    """Returns theme1.xml: colour scheme and faces of the theme, and a format scheme without effects."""
    palette = theme.palette
    scheme = {
        "dk1": palette.ink,
        "lt1": WHITE,
        "dk2": palette.cover_ground,
        "lt2": palette.tint,
        "accent1": palette.primary,
        "accent2": palette.first,
        "accent3": palette.second,
        "accent4": palette.both,
        "accent5": palette.context,
        "accent6": palette.cover_accent,
        "hlink": palette.primary,
        "folHlink": palette.both,
    }
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme.items())
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = f'<a:ln w="9525">{plain}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    names = theme.typefaces
    major, minor = _faces(names.heading_latin, names.heading_east_asian), _faces(names.latin, names.east_asian)
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={quoteattr(theme.name)}>'
        f"<a:themeElements><a:clrScheme name={quoteattr(theme.name)}>{colours}</a:clrScheme>"
        f"<a:fontScheme name={quoteattr(theme.name)}><a:majorFont>{major}</a:majorFont>"
        f"<a:minorFont>{minor}</a:minorFont></a:fontScheme>"
        f"<a:fmtScheme name={quoteattr(theme.name)}><a:fillStyleLst>{plain * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _faces(latin: str, east_asian: str) -> str:
    latin, east_asian = quoteattr(latin), quoteattr(east_asian)
    return f'<a:latin typeface={latin}/><a:ea typeface={east_asian}/><a:cs typeface=""/><a:font script="Hans" typeface={east_asian}/>'


def _master(palette: Palette) -> str:
    content = LAYOUTS["table"]
    shapes = "".join(
        _placeholder(number, content.slot(name), palette, index=index)
        for number, (name, index) in enumerate((("title", None), ("table", 1), ("page", 4)), 2)
    ).replace('type="tbl"', 'type="body"')
    layout_ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    colour_map = (
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    )
    return (
        f'<p:sldMaster {markup.NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{markup.GROUP}{shapes}</p:spTree></p:cSld>{colour_map}"
        f'<p:sldLayoutIdLst>{layout_ids}</p:sldLayoutIdLst><p:hf hdr="0" ftr="0" dt="0"/>{_text_styles(palette)}'
        "</p:sldMaster>"
    )


def _text_styles(palette: Palette) -> str:
    title = LAYOUTS["table"].slot("title").style
    body = LAYOUTS["points-figure"].slot("points").style
    levels = "".join(_level(n, body, palette) for n in range(1, 10))
    other = "".join(_level(n, Style((18,)), palette) for n in range(1, 10))
    return (
        f"<p:txStyles><p:titleStyle>{_level(1, title, palette, faces='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _level(number: int, style: Style, palette: Palette, *, faces: str = "mn") -> str:
    """Returns a paragraph level; `faces` are the theme's for headings (mj) or text (mn)."""
    size = style.sizes[0]
    indent = pt(size * BULLET_INDENT)
    margins = f'marL="{indent.emu * number}" indent="-{indent.emu}"' if style.bullet else 'marL="0" indent="0"'
    leading = pt(size * style.leading)
    weight = "1" if style.strong else "0"
    return (
        f'<a:lvl{number}pPr {margins} algn="{style.align}" defTabSz="914400" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0">{markup.spacing(leading, leading * style.gap)}'
        f"{markup.bullet(style.colour, palette) if style.bullet else '<a:buNone/>'}"
        f'<a:defRPr sz="{size * 100}" b="{weight}" kern="1200">{markup.colour(style.colour, palette)}'
        f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/><a:cs typeface="+{faces}-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def _layout(layout: Layout, theme: Theme) -> str:
    palette = theme.palette
    drawn = (*motif.decoration(theme.motif, layout), *layout.decoration)
    ornaments = "".join(markup.ornament(number, item, palette) for number, item in enumerate(drawn, 2))
    shapes = "".join(
        _placeholder(number, slot, palette, index=layout.index(slot))
        for number, slot in enumerate(layout.slots, 2 + len(drawn))
    )
    fill = markup.colour("cover_ground", palette)
    ground = f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>" if layout.cover_rule is not None else ""
    return (
        f'<p:sldLayout {markup.NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(layout.name)}>{ground}'
        f"<p:spTree>{markup.GROUP}{ornaments}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _placeholder(number: int, slot: Slot, palette: Palette, *, index: int | None) -> str:
    place = "" if slot.kind is SlotKind.TITLE else f' idx="{index}"'
    faces = "mj" if slot.kind is SlotKind.TITLE else "mn"
    size = ' sz="quarter"' if slot.kind in {SlotKind.TEXT, SlotKind.PAGE_NUMBER} else ""
    fill = markup.colour("primary" if slot.fill == SIDE else slot.fill, palette) if slot.fill else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{slot.kind}"{size}{place}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{markup.transform(slot.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f"<p:txBody>{markup.body_properties(slot)}"
        f"<a:lstStyle>{_level(1, slot.style, palette, faces=faces)}</a:lstStyle><a:p>{_prompt(slot)}</a:p></p:txBody></p:sp>"
    )


def _prompt(slot: Slot) -> str:
    if slot.kind is SlotKind.PAGE_NUMBER:
        return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr {markup.LANGUAGE}/><a:t>‹#›</a:t></a:fld>'
    return f"<a:r><a:rPr {markup.LANGUAGE}/><a:t>{escape(slot.name)}</a:t></a:r>"


def main() -> None:
    """Writes the template of every theme in assets/themes into assets/templates."""
    from briefing import assets  # noqa: PLC0415 - only the script needs the shipped files
    from briefing.outline import looks  # noqa: PLC0415

    for name in assets.names("themes"):
        target = assets.folder() / "templates" / f"{name}.pptx"
        target.write_bytes(make(looks.theme(name)))


if __name__ == "__main__":
    main()
