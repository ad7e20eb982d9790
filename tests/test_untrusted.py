"""Nothing that comes by mail may run, reach out, fill the memory or the time: outlines, tables, archives, articles."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import nasty

from briefing import assets
from briefing.article.reading import read as read_article
from briefing.errors import BriefingError, OutlineError
from briefing.evidence import formula, numbers
from briefing.opening.archive import OF_TEMPLATES, Archive, Limits, UnsafeFileError
from briefing.opening.markup import DocumentTypeError, NoXmlError, parsed, plain, tree
from briefing.opening.package import Package
from briefing.outline.load import load
from briefing.pipeline import Output
from briefing.readback.reading import Kind
from briefing.readback.reading import read as read_back
from briefing.workshop import build

SECONDS, MEGABYTES = 12, 500
"""What a bomb may take, the start of Python included, which on a busy machine is half of it."""
SMALL = Limits(members=20, total=1_000_000, member=500_000)
REFERENCE = assets.file("templates", "briefing", ".docx").read_bytes()
_BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from briefing.cli import main
sys.exit(main(sys.argv[1:]))
"""
posix = pytest.mark.skipif(os.name != "posix", reason="limits of memory, links and pipes as POSIX has them")


def bounded(*arguments: str | Path, megabytes: int = MEGABYTES, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of ours with little memory and little time."""
    return subprocess.run(
        [sys.executable, "-c", _BOUNDED.format(memory=megabytes << 20, seconds=SECONDS), *map(str, arguments)],
        capture_output=True, text=True, timeout=20 * SECONDS, check=False, env={**os.environ, **environment},
    )  # fmt: skip


# Archives


def test_a_member_without_a_name_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("a", b"1")
    data = target.getvalue()
    listed, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    size = int.from_bytes(data[end + 12 : end + 16], "little") - 1
    nameless = data[: listed + 28] + b"\0\0" + data[listed + 30 : listed + 46] + data[listed + 47 : end + 12]
    nameless += size.to_bytes(4, "little") + data[end + 16 :]
    assert zipfile.ZipFile(io.BytesIO(nameless)).namelist() == [""]
    with pytest.raises(UnsafeFileError):
        Archive(nameless, SMALL)


def forged(promised: int) -> bytes:
    """Returns an archive whose headers promise fewer bytes than a member inflates to."""
    data = bytearray(nasty.zipped({"a.xml": bytes(3_000_000)}))
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<I", data, data.index(mark) + at, promised)
    return bytes(data)


def overlapping() -> bytes:
    """Returns an archive in which several names stand for the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", bytes(100_000))
        first = package.filelist[0]
        for number in range(5):
            twin = zipfile.ZipInfo(f"b{number}.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, name, getattr(first, name))
            package.filelist.append(twin)
            package.NameToInfo[twin.filename] = twin
    return target.getvalue()


def named(*names: str) -> Callable[[], bytes]:
    def make() -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for name in names:
                package.filename = None
                info = zipfile.ZipInfo("x")
                info.filename = name
                package.writestr(info, b"<a/>")
        return target.getvalue()

    return make


def flagged() -> bytes:
    data = bytearray(nasty.zipped({"a.xml": b"<a/>"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "is no Office file"),
        (lambda: b"PK\3\4" + bytes(50), "is no Office file"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "is a file of Office 97"),
        (flagged, "has a password"),
        (named("../a.xml"), "leads out of the file"),
        (named("/etc/passwd"), "leads out of the file"),
        (named("C:/a.xml"), "leads out of the file"),
        (named("a\\b.xml"), "leads out of the file"),
        (named("a/./b.xml"), "leads out of the file"),
        (named("A.xml", "a.XML"), "holds two parts named"),
        (overlapping, "share their bytes"),
        (lambda: nasty.zipped({f"{n}.xml": b"" for n in range(21)}), "has 21 parts"),
        (lambda: nasty.zipped({"a.xml": b"a"}, zipfile.ZIP_LZMA), "cannot be unpacked"),
    ],
)
def test_archives_that_are_not_opened(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(UnsafeFileError, match=says):
        Archive(make(), SMALL)


def test_members_are_measured_while_they_are_inflated() -> None:
    """Neither what the header promises nor what it hides counts."""
    honest = Archive(nasty.zipped({"a.xml": bytes(3_000_000)}), SMALL)
    with pytest.raises(UnsafeFileError, match="holds more than 1 MB"):
        honest.read("a.xml")
    with pytest.raises(UnsafeFileError, match="larger than 0 MB"):
        Archive(nasty.zipped({"a.xml": bytes(600_000)}), SMALL).read("a.xml", SMALL.member)
    with pytest.raises(UnsafeFileError, match="cannot be unpacked"):
        Archive(forged(10), SMALL).read("a.xml")


def test_all_members_together_are_limited() -> None:
    archive = Archive(nasty.zipped({f"{n}.xml": bytes(300_000) for n in range(5)}), SMALL)
    assert len(archive.read("0.xml")) == len(archive.read("0.xml")) == 300_000
    archive.read("1.xml")
    archive.read("2.xml")
    with pytest.raises(UnsafeFileError, match="holds more than 1 MB"):
        archive.read("3.xml")


def test_a_million_members_are_counted_before_they_are_listed() -> None:
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    data = entry * 1_000_000
    data += b"PK\5\6" + struct.pack("<4HLLH", 0, 0, 65535, 65535, len(data), 0, 0)
    tracemalloc.start()
    with pytest.raises(UnsafeFileError, match="has 1000000 parts"):
        Archive(data, OF_TEMPLATES)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


# XML


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]>'
FETCHING = '<!DOCTYPE a SYSTEM "http://tracker.example.com/a.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("parse", [parsed, tree, plain])
@pytest.mark.parametrize("prolog", [DOCTYPE, FETCHING])
def test_document_types_are_refused_in_every_encoding(
    prolog: str, parse: Callable[[bytes], object], encoding: str
) -> None:
    with pytest.raises(DocumentTypeError):
        parse(f'{prolog}<a b="&a11;">&a11;&x;</a>'.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a+AD4-<a/>",
        b"<?xml version='1.0' encoding='utf-16'?><a/>",
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>" + b"<b/>" * 3_000_000 + b"</a>",
        b"<a " + b"".join(b'b%d=""' % n + b" " for n in range(1_300_000)) + b"/>",
        b"\xff\xfe<",
        b"",
    ],
    ids=["utf-7", "wrong", "deep", "tags", "attributes", "cut off", "empty"],
)
def test_xml_that_is_not_parsed(data: bytes) -> None:
    with pytest.raises(NoXmlError):
        parsed(data)


def test_utf_16_is_read_as_it_is_meant() -> None:
    text = "<?xml version='1.0' encoding='utf-16'?><a>汉字</a>"
    assert parsed(text.encode("utf-16")).text == tree(text.encode("utf-16-le")).text == "汉字"


# Articles and files that are read back


def article(body: str, *, more: dict[str, bytes] | None = None) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = nasty.parts_of(REFERENCE) | (more or {})
    parts["word/document.xml"] = f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()
    return nasty.zipped(parts)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_a_cell_that_says_to_span_thousands_of_millions(tmp_path: Path) -> None:
    wide = cell("宽", '<w:gridSpan w:val="2000000000"/>')
    (tmp_path / "a.docx").write_bytes(article(f"<w:tbl><w:tr>{wide}{cell('后')}</w:tr></w:tbl>"))
    begun = time.monotonic()
    text = read_article(tmp_path / "a.docx", "a.docx")
    assert time.monotonic() - begun < SECONDS
    assert text.count("宽") == 63


def test_a_column_of_ten_thousand_merged_cells(tmp_path: Path) -> None:
    begins = '<w:vMerge w:val="restart"/>'
    first = f"<w:tr>{cell('首', begins)}{cell('1')}</w:tr>"
    rest = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('2')}</w:tr>" * 10_000
    (tmp_path / "a.docx").write_bytes(article(f"<w:tbl>{first}{rest}</w:tbl>"))
    assert read_article(tmp_path / "a.docx", "a.docx").count("| 首 | 2 |") == 10_000


def test_text_of_a_word_file_is_read_whatever_wraps_it(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>'
        "<w:p><w:ins><w:r><w:t>加入</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        '<w:hyperlink><w:r><w:t>链接</w:t><w:tab/><w:t>后</w:t><w:br w:type="page"/></w:r></w:hyperlink></w:p>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    (tmp_path / "a.docx").write_bytes(article(body))
    assert read_article(tmp_path / "a.docx", "a.docx") == "## 标题\n加入链接\t后\n控件里"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: article("", more={"word/styles.xml": DOCTYPE.encode() + b"<a/>"}), "declares a document type"),
        (lambda: article("<w:p/>" * 9_000_000), "more text than one article can"),
        (lambda: nasty.zipped({"word/document.xml": b"<a/>", "../x": b""}), "the Word file is damaged|leads out"),
    ],
)
def test_articles_that_are_not_read(data: Callable[[], bytes], says: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(data())
    with pytest.raises(OutlineError, match=says):
        read_article(tmp_path / "a.docx", "a.docx")


def test_a_bomb_among_the_media_of_an_article_is_never_unpacked(tmp_path: Path) -> None:
    more = {f"word/media/{n}.png": bytes(50_000_000) for n in range(3)}
    (tmp_path / "a.docx").write_bytes(article("<w:p><w:r><w:t>正文</w:t></w:r></w:p>", more=more))
    assert read_article(tmp_path / "a.docx", "a.docx") == "正文"


def test_a_bomb_is_not_read_back() -> None:
    parts = nasty.parts_of(REFERENCE) | {"word/document.xml": b" " * 70_000_000}
    with pytest.raises(BriefingError, match="larger than 67 MB"):
        read_back(nasty.zipped(parts), Kind.WORD, "word.docx")


# Outlines


def flood(unit: str, count: int) -> str:
    return unit * count


BOMBS = {
    "lines": ("document:\n" + flood("  a: 1\n", 500_000), "more than 100000 lines"),
    "one line": (flood("甲，", 650_000), "1:100001: error: this line has more than 100000 characters"),
    "facts": ("facts:\n" + "".join(f"  k{n}: 1\n" for n in range(99_000)), "there are more than 1000 problems"),
    "nodes": (flood("a: [" + "x," * 20_000 + "]\n", 90), "more than 250000 texts"),
    "invisible": (flood("a: '\u200b\u200b'\n", 99_000), "there are more than 1000 problems"),
    "conflicts": (flood("<<<<<<< HEAD\n", 99_000), "two versions of these lines"),
    "tabs": (flood("\t", 90_000) + "x: 1\n", "error:"),
    "tags": (flood("- !a x\n", 90_000), "error:"),
    "merges": (flood("a: {<<: *a}\n", 50_000), "error:"),
    "anchors": ("a: &a [x]\n" + flood("b: *a\n", 90_000), "error:"),
}


@posix
@pytest.mark.parametrize(("text", "says"), BOMBS.values(), ids=BOMBS.keys())
def test_an_outline_that_is_a_bomb(text: str, says: str, tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_text(text, encoding="utf-8")
    done = bounded("check", outline)
    assert done.returncode == 1, done.stderr[-500:]
    assert says in done.stderr
    assert f"{outline}:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    ["1" + "亿" * 30, "1/3亿亿亿亿亿亿亿亿", "数" + "亿" * 40, "1" * 41, "至" * 100_000, "1～" * 50_000, "1e999999999", "NaN", "10**10**10"],
)  # fmt: skip
def test_figures_that_nobody_can_read(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is told in many ways
        numbers.parse(text)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    "text",
    ["a**a", "10**10**10*a", "a.__class__", "a if a else a", "[a]*9", "f(a)", "(" * 5000 + "a", "a" + "+1" * 20_000],
)
def test_formulas_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the same
        formula.parse(text)


@pytest.mark.parametrize("name", [r"\e]0;pwned\a.png", r"\x9b2J.png", r"\r\e[31m.png"])
def test_an_outline_cannot_write_to_the_terminal(name: str, tmp_path: Path) -> None:
    outline = naming(tmp_path, "picture", f'"{name}"')
    plain, coloured = (bounded("check", outline, megabytes=2000, **{each: "1"}) for each in ("NO_COLOR", "FORCE_COLOR"))
    assert plain.returncode == coloured.returncode == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain.stderr)
    assert "\ufffd" in plain.stderr
    assert not re.search("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]", coloured.stderr)
    assert coloured.stderr.count("\x1b") == len(re.findall("\x1b\\[[0-9;]*m", coloured.stderr))


# Files that an outline names


def naming(folder: Path, what: str, name: str) -> Path:
    """Returns an outline that names a file for something."""
    outline = nasty.outline_with(folder)
    text = outline.read_text("utf-8")
    match what:
        case "facts":
            text = text.replace("facts: data/minimal-facts.yaml", f"facts: {name}")
        case "csv":
            text = text.replace("{file: data/times.csv,", f"{{file: {name},")
        case "picture":
            text = text.replace("file: data/plant.png", f"file: {name}")
        case "terms":
            text += f"terms: {name}\n"
        case "theme" | "template":
            text = text.replace("  unit: 示例单位\n", f"  unit: 示例单位\n  {what}: {name}\n")
        case "reference":
            text = text.replace("word: {contents: yes}", f"word: {{contents: yes, reference: {name}}}")
    outline.write_text(text, "utf-8")
    return outline


EVERY = ["facts", "csv", "picture", "terms", "theme", "template", "reference"]
ENDINGS = {
    "theme": ".yaml",
    "terms": ".yaml",
    "facts": ".yaml",
    "csv": ".csv",
    "picture": ".png",
    "template": ".pptx",
    "reference": ".docx",
}


@pytest.mark.parametrize("what", EVERY)
@pytest.mark.parametrize("way", ["up", "absolute", "home", "link"])
def test_no_key_leads_out_of_the_folder(way: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    secret = tmp_path / f"secret{ENDINGS[what]}"
    secret.write_text("a: SECRET\n", "utf-8")
    if way == "link":
        (tmp_path / "in" / secret.name).symlink_to(secret)
    name = {"up": f"../{secret.name}", "absolute": str(secret), "home": f"~/{secret.name}", "link": secret.name}[way]
    outline = naming(tmp_path / "in", what, name)
    with pytest.raises(OutlineError, match=r"out of the outline's folder|is an absolute path") as raised:
        load(outline)
    assert "SECRET" not in str(raised.value)


@posix
@pytest.mark.parametrize("what", ["facts", "csv", "picture", "template"])
def test_pipes_and_devices_are_not_read(what: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"pipe{ENDINGS[what]}")
    done = bounded("check", naming(tmp_path, what, f"pipe{ENDINGS[what]}"), megabytes=2000)
    assert "device or a pipe" in done.stderr


def test_only_an_option_lets_an_outline_name_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    outline = naming(tmp_path / "in", "picture", "../plant.png")
    (tmp_path / "in" / "data" / "plant.png").rename(tmp_path / "plant.png")
    refused, allowed = (
        bounded("check", outline, megabytes=2000),
        bounded("check", outline, "--allow-outside", megabytes=2000),
    )
    assert refused.returncode == 1
    assert "leads out of the outline's folder" in refused.stderr
    assert allowed.returncode == 0, allowed.stderr


@posix
def test_a_table_that_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "table.csv")
    done = bounded(
        "batch", nasty.outline_with(tmp_path), "--table", tmp_path / "table.csv", "-o", tmp_path / "out", megabytes=2000
    )
    assert "device or a pipe" in done.stderr


def test_a_reference_that_could_do_harm_is_told_of(tmp_path: Path) -> None:
    parts = nasty.parts_of(REFERENCE)
    parts["word/vbaProject.bin"] = b"vba"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    )
    nasty.related(
        parts,
        "word/document.xml",
        nasty.relation("v1", f"{nasty.MICROSOFT}/vbaProject", "vbaProject.bin"),
        nasty.relation("o1", f"{nasty.OFFICE}/attachedTemplate", f"{nasty.ADDRESS}/t.dotm", outside=True),
    )
    (tmp_path / "unit.docx").write_bytes(nasty.zipped(parts))
    outline = nasty.outline_with(tmp_path, reference="unit.docx")
    made = build(outline, tmp_path / "out", Output.WORD)
    told = "\n".join(map(str, made.warnings))
    assert "warning: the file holds macros (word/document.xml, word/vbaProject.bin)" in told
    assert "warning: the file holds links to what is outside of it (http://tracker.example.com/t.dotm)" in told
    (built,) = (tmp_path / "out").glob("*.docx")
    content = b"".join(nasty.parts_of(built.read_bytes()).values())
    assert b"tracker" not in content
    assert b"vba" not in content
    assert b"External" not in content


def test_a_package_names_only_what_is_in_it() -> None:
    parts = nasty.parts_of(REFERENCE)
    nasty.related(parts, "word/document.xml", nasty.relation("x", f"{nasty.OFFICE}/image", "../../../etc/passwd"))
    package = Package(nasty.zipped(parts), OF_TEMPLATES)
    assert all(relation.target in package for relation in package.related("word/document.xml"))


def test_a_checksum_that_is_wrong_is_damage() -> None:
    data = nasty.zipped({"a.xml": b"<a/>"}, zipfile.ZIP_STORED)
    check = struct.pack("<I", zlib.crc32(b"<a/>"))
    with pytest.raises(UnsafeFileError, match="cannot be unpacked"):
        Archive(data.replace(check, bytes(4)), SMALL).read("a.xml")
