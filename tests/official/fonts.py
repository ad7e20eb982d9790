"""Clauses on typefaces, the hint for marks, languages and line breaking (conventions 2 and 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packages import STOCK_TRACES
from wordfile import DOCUMENT, FONTS, NAMESPACES, SETTINGS, STYLES, Parts, W, WordFile, is_on

from official.clause import Clause, Edit, restyled, rewritten, said
from official.page import lacking

CHINESE = "[\u3400-\u9fff\uf900-\ufaff]"
FACES = {"方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"}
ALTERNATIVES = {"方正小标宋简体": "方正小标宋_GBK", "楷体": "楷体_GB2312", "仿宋": "仿宋_GB2312"}
AMBIGUOUS = "[“”‘’—…·×±°′″℃‰→←↑↓①-⑳]"


def chinese_faces(file: WordFile) -> Iterator[str]:
    """Every run with Chinese is set in one of the five faces, whatever way it comes by it; so would be any style."""
    yield from lacking(file.runs, "text")
    for run in file.runs:
        if re.search(CHINESE, run.text) and run.face("eastAsia") not in FACES:
            yield f"“{run.text[:20]}” in {run.face('eastAsia') or 'no face'}"
    for name in file.xpath(STYLES, "//w:style[@w:type='paragraph']/w:name/@w:val"):
        face = file.style_properties(name)[1].get("rFonts", {}).get("eastAsia")
        if face not in FACES:
            yield f"style {name} in {face}"


def latin_faces(file: WordFile) -> Iterator[str]:
    """Times New Roman, but 宋体 for page numbers (GB/T 9704-2012, 7.5)."""
    for run in file.runs:
        part = run.element.getroottree().getroot()
        footer = any(part is file.tree(name) for name in file.text_parts if name.startswith("word/footer"))
        faces = {run.face("ascii"), run.face("hAnsi")}
        if re.search("[0-9A-Za-z]", run.text) and faces != {"宋体" if footer else "Times New Roman"}:
            yield f"“{run.text[:20]}” in {'、'.join(faces)}"


def alternatives(file: WordFile) -> Iterator[str]:
    named = {
        item.get(f"{W}name"): item.xpath("string(w:altName/@w:val)", namespaces=NAMESPACES)
        for item in file.xpath(FONTS, "//w:font")
    }
    for face in sorted(FACES):
        if not named.get(face) or named[face] != ALTERNATIVES.get(face, named[face]):
            yield f"{face} is also called “{named.get(face)}”"


def theme_fonts(file: WordFile) -> Iterator[str]:
    for part in [STYLES, *file.text_parts]:
        for item in file.tree(part).iter(f"{W}rFonts"):
            if any(key.endswith("Theme") for key in item.attrib):
                yield f"{part}: {dict(item.attrib)}"


def hints(file: WordFile) -> Iterator[str]:
    for run in file.runs:
        if re.search(AMBIGUOUS, run.text) and run.properties.get("rFonts", {}).get("hint") != "eastAsia":
            yield f"“{run.text[:20]}”"


def language(file: WordFile) -> Iterator[str]:
    """zh-CN by the defaults, by the theme's fonts, and nothing against it in any style or run."""
    for part, path in ((STYLES, "//w:docDefaults//w:lang/@w:eastAsia"), (SETTINGS, "//w:themeFontLang/@w:eastAsia")):
        if file.xpath(part, path) != ["zh-CN"]:
            yield f"{part}: {file.xpath(part, path)}"
    for run in file.runs:
        if run.properties.get("lang", {}).get("eastAsia") != "zh-CN":
            yield f"“{run.text[:20]}” in {run.properties.get('lang')}"


def line_breaking(file: WordFile) -> Iterator[str]:
    """No mark begins a line that must not, and a mark may hang over its end; adjoining marks are closed up."""
    if file.xpath(SETTINGS, "//w:characterSpacingControl/@w:val") != ["compressPunctuation"]:
        yield "marks are not compressed"
    for name in ("noLineBreaksAfter", "noLineBreaksBefore", "strictFirstAndLastChars"):
        if file.xpath(SETTINGS, f"//w:{name}"):
            yield f"{name} changes what GB/T 15834 says"
    for item in file.all_paragraphs:
        for name in ("kinsoku", "overflowPunct"):
            if item.text and not is_on(item.properties, name):
                yield f"“{item.text[:20]}”: no {name}"


def embedded(file: WordFile) -> Iterator[str]:
    """The faces are not ours to hand on (conventions 2)."""
    yield from (name for name in file.parts if name.endswith((".odttf", ".ttf", ".ttc", ".otf", ".fntdata")))
    for name in file.xpath(FONTS, "//w:embedRegular/.. | //w:embedBold/.."):
        yield f"{name.get(f'{W}name')} is embedded"


def stock(file: WordFile) -> Iterator[str]:
    """Nothing of the libraries' templates: names, sizes, faces, parts."""
    for name, content in file.parts.items():
        if not name.endswith((".png", ".svg")):
            for trace in (*STOCK_TRACES, b'w:w="12240"'):
                if trace in content:
                    yield f"{name}: {trace.decode()}"
        if "thumbnail" in name or "customXml" in name:
            yield name


def _font_file(parts: Parts) -> Parts:
    return {**parts, "word/fonts/font1.odttf": b"glyphs"}


def _thumbnail(parts: Parts) -> Parts:
    return {**parts, "docProps/thumbnail.jpeg": b"picture"}


_ANY_TEXT = r'(<w:pStyle w:val="BodyText"/></w:pPr><w:r>)(<w:t>)'


def _run_with(properties: str) -> Edit:
    """Returns the edit that sets properties on the first plain run of the text, over what its style says."""
    return rewritten(DOCUMENT, _ANY_TEXT, rf"\1<w:rPr>{properties}</w:rPr>\2")


_OVERRULED = ("practice_named_styles_only", "gbt9704_5_2_2_text")
CLAUSES = (
    Clause(
        "fonts_chinese_in_the_five_faces",
        chinese_faces,
        (
            restyled("SourceLine", 'w:eastAsia="仿宋"', 'w:eastAsia="等线"'),
            restyled("FootnoteText", 'w:eastAsia="仿宋"', 'w:eastAsia="Microsoft YaHei"'),
            _run_with('<w:rFonts w:eastAsia="Arial"/>'),
            _run_with('<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'),
        ),
        also=(*_OVERRULED, "fonts_no_theme_font", "stock_templates_left_nothing"),
    ),
    Clause(
        "fonts_latin_in_times",
        latin_faces,
        (
            restyled("BodyText", 'w:ascii="Times New Roman"', 'w:ascii="Arial"'),
            restyled("TableShort", 'w:hAnsi="Times New Roman"', 'w:hAnsi="仿宋"'),
        ),
    ),
    Clause(
        "fonts_named_with_alternatives",
        alternatives,
        (
            rewritten(FONTS, '<w:altName w:val="仿宋_GB2312"/>', ""),
            rewritten(FONTS, "方正小标宋_GBK", "SimSun"),
            rewritten(FONTS, 'w:name="宋体"', 'w:name="SimSun"'),
        ),
    ),
    Clause(
        "fonts_no_theme_font",
        theme_fonts,
        (restyled("Heading4", "<w:rFonts ", '<w:rFonts w:asciiTheme="majorHAnsi" '),),
        also=("stock_templates_left_nothing",),
    ),
    Clause(
        "fonts_hint_on_marks",
        hints,
        (
            rewritten(DOCUMENT, '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', ""),
            rewritten("word/footer1.xml", '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', ""),
            rewritten("word/footnotes.xml", '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', ""),
        ),
    ),
    Clause(
        "language_zh_cn",
        language,
        (
            rewritten(STYLES, r'(<w:lang [^>]*w:eastAsia=)"zh-CN"', r'\1"ja-JP"'),
            rewritten(SETTINGS, r'(<w:themeFontLang [^>]*w:eastAsia=)"zh-CN"', r'\1"zh-TW"'),
            restyled("SourceLine", "<w:sz w", '<w:lang w:eastAsia="zh-TW"/><w:sz w'),
        ),
        also=("stock_templates_left_nothing",),
    ),
    Clause(
        "gbt15834_line_breaking",
        line_breaking,
        (
            rewritten(SETTINGS, "compressPunctuation", "doNotCompress"),
            rewritten(STYLES, "<w:kinsoku/>", '<w:kinsoku w:val="0"/>'),
            restyled("BodyText", "<w:spacing", '<w:overflowPunct w:val="0"/><w:spacing'),
            rewritten(SETTINGS, "<w:footnotePr>", '<w:noLineBreaksBefore w:lang="zh-CN" w:val="!"/><w:footnotePr>'),
        ),
        also=("stock_templates_left_nothing",),
    ),
    Clause(
        "fonts_none_embedded",
        embedded,
        (
            _font_file,
            rewritten(FONTS, "(<w:font [^>]*>)", r'\1<w:embedRegular r:id="f" xmlns:r="http://example.org"/>'),
        ),
    ),
    Clause("stock_templates_left_nothing", stock, (_thumbnail, said("由python-docx生成。"))),
)
