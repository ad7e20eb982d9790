"""A unit's template by mail: what it could run, fetch or tell is left out, and nothing dangles; the looks stay."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

import nasty
from packages import dangling, faults, parts

from briefing import assets
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.opening.cleaning import cleaned_presentation, cleaned_workbook
from briefing.opening.cutting import cut
from briefing.opening.kinds import PRESENTATION
from briefing.pipeline import Output, settle
from briefing.workshop import Built, build

OURS = assets.file("templates", "policy-blue", ".pptx").read_bytes()
NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "socket.sendto"}
LEFTOVERS = (
    b"SECRET-AUTHOR", b"tracker.example", b"javascript:", b"zhangsan", b"macro", b"vba", b"TargetMode",
    b"<script", b"oleObj", b"p:control", b"custData", b"embeddedFont", b"modifyVerifier",
    b'svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="svg1"', b"videoFile",
)  # fmt: skip

_asked: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in NETWORK:
        _asked.append(f"{event} {arguments}")


sys.addaudithook(_watch)


@pytest.fixture
def network() -> Iterator[list[str]]:
    """What the process asked of the network, in the test."""
    _asked.clear()
    yield _asked
    _asked.clear()


@pytest.fixture(scope="module")
def template() -> bytes:
    return nasty.template()


@pytest.fixture(scope="module")
def built(template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "unit.pptx").write_bytes(template)
    return build(nasty.outline_with(folder, template="unit.pptx"), folder / "out", Output.DECK)


@pytest.fixture(scope="module")
def content(built: Built) -> dict[str, bytes]:
    return parts(built.files[0])


def test_the_template_of_the_test_has_it_all(template: bytes) -> None:
    everything = b"".join(nasty.parts_of(template).values())
    assert [each for each in LEFTOVERS if each not in everything] == []


def test_nothing_of_it_is_in_the_deck(content: dict[str, bytes]) -> None:
    found = [(name, each) for name, data in content.items() for each in LEFTOVERS if each in data]
    assert found == []
    assert not any(name.endswith((".bin", ".fntdata", ".mp4", ".gif", ".vml")) for name in content)
    assert not any(name.startswith(("customXml", "ppt/tags", "ppt/activeX", "ppt/fonts")) for name in content)
    assert [name for name in content if name.startswith("docProps")] == ["docProps/core.xml"]


def test_no_link_is_left_on_its_layouts(content: dict[str, bytes]) -> None:
    assert not any(b"hlink" in data for name, data in content.items() if name.startswith("ppt/slideLayouts/"))


def test_powerpoint_has_nothing_to_repair(built: Built, content: dict[str, bytes]) -> None:
    assert faults(built.files[0]) == []
    assert dangling(content) == []


def test_every_reference_within_a_part_has_its_relationship(content: dict[str, bytes]) -> None:
    for name, data in content.items():
        if not name.endswith(".xml") or "/" not in name:
            continue
        folder, _slash, base = name.rpartition("/")
        rels = content.get(f"{folder}/_rels/{base}.rels")
        known = {item.get("Id") for item in etree.fromstring(rels)} if rels else set()
        used = {
            value
            for element in etree.fromstring(data).iter(etree.Element)
            for key, value in element.attrib.items()
            if key.startswith(f"{{{nasty.OFFICE}}}") and value
        }
        assert used <= known, name


def test_what_is_left_out_is_told_at_the_template(built: Built) -> None:
    told = {warning.message for warning in built.warnings if "the file holds" in warning.message}
    assert {warning.keys for warning in built.warnings} == {("document", "template")}
    assert {warning.place.line for warning in built.warnings} == {6}
    expected = ("macros (ppaction://macro?name=Run, ppt/presentation.xml, ppt/vbaProject.bin)", "controls and add-ins",
                "embedded objects and files (ppt/embeddings/oleObject1.bin)", "http://tracker.example.com/1.png",
                "embedded typefaces", "sound and video (ppt/media/clip.mp4)", "comments (ppt/commentAuthors.xml)",
                "customXml/item1.xml", "a password against changes;", "metafiles (ppt/media/image4.emf)")  # fmt: skip
    assert [each for each in expected if not any(each in message for message in told)] == []
    assert len(told) == 10


def test_its_pictures_stay_cleaned(content: dict[str, bytes]) -> None:
    for name, kind, size in (
        ("image1.png", "PNG", (40, 30)),
        ("image2.jpeg", "JPEG", (60, 40)),
        ("image3.png", "PNG", (8, 8)),
    ):
        with Image.open(io.BytesIO(content[f"ppt/media/{name}"])) as image:
            assert (image.format, image.size) == (kind, size)
    layout = Presentation(io.BytesIO(nasty.packed(content))).slide_layouts.get_by_name("cover")
    assert [shape.name for shape in layout.shapes if shape.name.startswith("p90")] == ["p903", "p904", "p906", "p907"]
    assert 'descr="logo.png"' in etree.tostring(layout._element).decode()
    assert "官网" in etree.tostring(layout._element, encoding="unicode")


def test_our_own_template_comes_out_with_all_its_layouts() -> None:
    rebuilt, unwanted = cleaned_presentation(OURS)
    before, after = Presentation(io.BytesIO(OURS)), Presentation(io.BytesIO(rebuilt))
    assert unwanted == ()
    for old, new in zip(before.slide_layouts, after.slide_layouts, strict=True):
        assert etree.tostring(old._element, method="c14n2") == etree.tostring(new._element, method="c14n2")


@pytest.mark.parametrize("kind", ["template.main", "slideshow.main"])
def test_templates_and_shows_do_as_well(kind: str, tmp_path: Path) -> None:
    """.potx and .ppsx differ from .pptx in their content type alone."""
    content = nasty.parts_of(OURS)
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"presentation.main", kind.encode())
    (tmp_path / "unit.potx").write_bytes(nasty.zipped(content))
    assert settle(nasty.outline_with(tmp_path, template="unit.potx")).warnings == ()


def with_dtd(data: bytes) -> bytes:
    content = nasty.parts_of(data)
    xml = content[nasty.LAYOUT]
    at = xml.index(b"<p:sldLayout")
    content[nasty.LAYOUT] = xml[:at] + b'<!DOCTYPE x SYSTEM "http://tracker.example.com/x.dtd">' + xml[at:]
    return nasty.zipped(content)


def strict(data: bytes) -> bytes:
    content = nasty.parts_of(data)
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    )
    return nasty.zipped(content)


def with_size(size: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        content = nasty.parts_of(data)
        xml = content["ppt/presentation.xml"]
        start = xml.index(b"<p:sldSz")
        content["ppt/presentation.xml"] = xml[:start] + size + xml[xml.index(b"/>", start) + 2 :]
        return nasty.zipped(content)

    return change


def swollen(data: bytes) -> bytes:
    return nasty.zipped({**nasty.parts_of(data), nasty.LAYOUT: bytes(60_000_000)})


def with_bad_number(data: bytes) -> bytes:
    content = nasty.parts_of(data)
    content[nasty.LAYOUT] = content[nasty.LAYOUT].replace(b'<a:off x="', b'<a:off x="many')
    return nasty.zipped(content)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (with_dtd, "the file declares a document type in its part ppt/slideLayouts/slideLayout1.xml"),
        (strict, "the file is saved as Strict Open XML"),
        (swollen, "the file has a part ppt/slideLayouts/slideLayout1.xml that is larger than 50 MB"),
        (with_size(b""), "the slides of the file are smaller or larger than PowerPoint allows"),
        (with_size(b'<p:sldSz cx="1" cy="1"/>'), "the slides of the file are smaller or larger than PowerPoint allows"),
        (with_size(b'<p:sldSz cx="99999999999999999999" cy="6858000"/>'), "smaller or larger than PowerPoint allows"),
        (with_bad_number, "the file is no PowerPoint file (.pptx), or it is damaged"),
        (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "the file is a .ppt or has a password"),
        (lambda data: data.replace(b"ppt/presProps.xml", b"../../presProps.x"), "which leads out of the file"),
    ],
)
def test_templates_that_are_not_opened(
    change: Callable[[bytes], bytes], says: str, tmp_path: Path, network: list[str]
) -> None:
    (tmp_path / "unit.pptx").write_bytes(change(OURS))
    with pytest.raises(OutlineError) as raised:
        settle(nasty.outline_with(tmp_path, template="unit.pptx"))
    (problem,) = raised.value.problems
    assert says in problem.message
    assert_at_template(problem)
    assert network == []


def assert_at_template(problem: LocatedProblem) -> None:
    assert (problem.keys, problem.severity, problem.place.line) == (("document", "template"), Severity.ERROR, 6)


def test_the_network_is_never_asked(template: bytes, tmp_path: Path, network: list[str]) -> None:
    cleaned_presentation.cache_clear()
    (tmp_path / "unit.pptx").write_bytes(template)
    reference = nasty.parts_of(assets.file("templates", "briefing", ".docx").read_bytes())
    nasty.related(
        reference,
        "word/document.xml",
        nasty.relation("o1", f"{nasty.OFFICE}/attachedTemplate", f"{nasty.ADDRESS}/t.dotm", outside=True),
    )
    (tmp_path / "unit.docx").write_bytes(nasty.zipped(reference))
    outline = nasty.outline_with(tmp_path, template="unit.pptx", reference="unit.docx")
    assert len(build(outline, tmp_path / "out").files) == 2
    assert network == []


def test_the_watch_over_the_network_sees_something(network: list[str]) -> None:
    import socket  # noqa: PLC0415 - here only

    with socket.socket() as asking, pytest.raises(OSError):  # noqa: PT011 - whatever the machine says
        asking.connect(("127.0.0.1", 1))
    assert network


@pytest.mark.parametrize(
    ("step", "stays"), [('<p:spTgt spid="1"/>', True), ('<p:spTgt spid="7"/>', False), ("<p:cmd/>", False)]
)
def test_animations_stay_where_all_that_they_move_does(step: str, stays: bool) -> None:
    xml = (
        f'<p:sldLayout xmlns:p="{nasty.P}" xmlns:a="{nasty.A}" xmlns:r="{nasty.OFFICE}"><p:cNvPr id="1"/>'
        '<p:pic><p:cNvPr id="7"/><p:blipFill><a:blip r:link="gone"/></p:blipFill></p:pic>'
        f"<p:timing>{step}</p:timing></p:sldLayout>"
    )
    root = etree.fromstring(xml)
    cut(root, {"kept"}, PRESENTATION, lambda _: None)
    assert root.find("{*}pic") is None
    assert (root.find("{*}timing") is not None) is stays


# The data behind a chart


def workbook(**more: bytes) -> bytes:
    """Returns a workbook with formulas that call programs and lead elsewhere."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    root = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%b</Relationships>'
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{nasty.OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets>'
        '<externalReferences><externalReference r:id="e1"/></externalReferences>'
        "<definedNames><definedName name=\"x\">cmd|'/c calc'!A1</definedName></definedNames></workbook>"
    )
    sheet = (
        f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1"><f>cmd|\'/c calc\'!A1</f><v>7</v></c></row></sheetData>'
        "</worksheet>"
    )
    return nasty.zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": root % nasty.relation("r1", f"{nasty.OFFICE}/officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": root
            % (
                nasty.relation("s1", f"{nasty.OFFICE}/worksheet", "worksheets/sheet1.xml")
                + nasty.relation("e1", f"{nasty.OFFICE}/externalLink", "externalLinks/externalLink1.xml")
                + nasty.relation("v1", f"{nasty.MICROSOFT}/vbaProject", "vbaProject.bin")
            ),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/vbaProject.bin": b"vba",
            **more,
        }
    )


def test_a_workbook_keeps_its_values_alone() -> None:
    content = nasty.parts_of(cleaned_workbook(workbook()))
    everything = b"".join(content.values())
    assert b"<v>7</v>" in everything
    assert [each for each in (b"cmd|", b"<f>", b"external", b"vba", b"definedName") if each in everything] == []
    assert dangling(content) == []


@pytest.mark.parametrize(
    "bad", [b"no workbook", nasty.zipped({"a": b"a"}), workbook(**{"xl/workbook.xml": bytes(40_000_000)})]
)
def test_a_chart_whose_workbook_cannot_be_trusted_stays_without_it(bad: bytes) -> None:
    content = nasty.parts_of(OURS)
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    content["ppt/charts/chart1.xml"] = (
        f'<c:chartSpace xmlns:c="{chart}" xmlns:r="{nasty.OFFICE}"><c:chart><c:plotArea/></c:chart>'
        '<c:externalData r:id="w1"/></c:chartSpace>'
    ).encode()
    content["ppt/charts/_rels/chart1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + nasty.relation("w1", f"{nasty.OFFICE}/package", "../embeddings/book.xlsx")
        + b"</Relationships>"
    )
    content["ppt/embeddings/book.xlsx"] = bad
    nasty.related(content, nasty.LAYOUT, nasty.relation("ch1", f"{nasty.OFFICE}/chart", "../charts/chart1.xml"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    rebuilt, unwanted = cleaned_presentation(target.getvalue())
    after = nasty.parts_of(rebuilt)
    assert [each.name for each in unwanted] == ["ppt/embeddings/book.xlsx"]
    assert b"externalData" not in after["ppt/charts/chart1.xml"]
    assert "ppt/embeddings/book.xlsx" not in after
    assert dangling(after) == []
