"""A unit's own .docx: its styles are taken and nothing else of it, and `check` names every style it lacks at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts
from test_kinds import BULLETIN, EVERYTHING, MARKED
from test_word import NS, REFERENCE, THEME, Package, document, draw

from briefing.document import PageOptions
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.package import pack
from briefing.pipeline import Output, Settled, settle
from briefing.word.own import lacks
from briefing.word.plan import plan
from briefing.word.restyle import restyled
from briefing.word.used import used
from briefing.word.write import write
from briefing.workshop import build

OUTLINES = Path(__file__).parent / "outlines"
DAY = date(2024, 1, 1)
STYLES = "word/styles.xml"
TRACES = (b"SECRET", b"Zhang San", b"letterhead", b"C:\\Templates")


def other(*changes: tuple[str, str, str], without: str = "", put: dict[str, bytes] | None = None) -> bytes:
    """Returns our reference as other hands have left it: changes are part, what stands there, and what then does."""
    files = Package(REFERENCE).files
    for part, old, new in changes:
        assert old.encode() in files[part], old
        files[part] = files[part].replace(old.encode(), new.encode())
    files.pop(without, None)
    return pack({**files, **(put or {})}, DAY)


def own() -> bytes:
    """A unit's document: styles of its own under ids of its own, a header, a comment, an author and a text."""
    file = docx.Document(BytesIO(other((STYLES, '"BodyText"', '"a5"'), (STYLES, "仿宋", "华文仿宋"))))
    file.add_paragraph("SECRET text of a former document")
    file.sections[0].header.paragraphs[0].text = "letterhead"
    file.core_properties.author = "Zhang San"
    file.sections[0].page_width = file.sections[0].page_width // 2
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def outline_with(folder: Path, reference: bytes | None, name: str = "unit.docx") -> Path:
    """Returns the gallery's outline with a reference of its own beside it."""
    data = folder / "data"
    data.mkdir()
    for file in (OUTLINES / "data").iterdir():
        (data / file.name).write_bytes(file.read_bytes())
    if reference is not None:
        (folder / "unit.docx").write_bytes(reference)
    outline = folder / "minimal.yaml"
    text = (OUTLINES / "minimal.yaml").read_text(encoding="utf-8")
    text = text.replace("word: {contents: yes}\n", "")
    outline.write_text(f"{text}\nword:\n  reference: {name}\n", encoding="utf-8")
    return outline


def problems_of(outline: Path) -> tuple[LocatedProblem, ...]:
    with pytest.raises(OutlineError) as raised:
        settle(outline)
    assert_at_reference(outline, raised.value.problems)
    return raised.value.problems


def assert_at_reference(outline: Path, problems: tuple[LocatedProblem, ...]) -> None:
    lines = outline.read_text(encoding="utf-8").splitlines()
    for problem in problems:
        assert (problem.place.file, problem.place.line, problem.place.column) == (str(outline), len(lines), 14), problem


def settled(folder: Path, reference: bytes) -> Settled:
    return settle(outline_with(folder, reference))


# What is taken


def test_the_styles_of_a_reference_are_used_whatever_their_ids(tmp_path: Path) -> None:
    file = build(outline_with(tmp_path, own()), tmp_path / "out", Output.WORD).files[0]
    package = Package(file.read_bytes())
    assert package.styled("a5")
    assert not package.styled("BodyText")
    assert package.style("a5", "w:rPr/w:rFonts/@w:eastAsia") == ["华文仿宋"]
    assert faults(file) == []
    assert dangling(parts(file)) == []


def test_nothing_else_of_a_reference_is_carried_over(tmp_path: Path) -> None:
    before = Package(own())
    assert any(trace in content for trace in TRACES for content in before.files.values())
    file = build(outline_with(tmp_path, own()), tmp_path / "out", Output.WORD).files[0]
    after = Package(file.read_bytes())
    assert [name for name, content in after.files.items() for trace in TRACES if trace in content] == []
    assert not [name for name in after.files if "header" in name]


def test_the_writer_itself_leaves_out_the_headers_of_what_it_fills() -> None:
    files = Package(write(document(), THEME, own(), draw)).files
    assert not [name for name in files if "header" in name]
    assert b"letterhead" not in b"".join(files.values())


def test_the_page_stays_that_of_the_norm(tmp_path: Path) -> None:
    file = build(outline_with(tmp_path, own()), tmp_path / "out", Output.WORD).files[0]
    assert Package(file.read_bytes()).document("//w:pgSz/@w:w") == ["11906"]


def test_the_theme_of_a_reference_is_taken_without_its_pictures() -> None:
    theme = "word/theme/theme1.xml"
    theirs = other((theme, 'name="briefing"', 'name="某单位"'))
    assert Package(restyled(REFERENCE, theirs, DAY)).files[theme] == Package(theirs).files[theme]
    fill = b'<a:bgFillStyleLst><a:blipFill><a:blip xmlns:r="urn:r" r:embed="rId1"/></a:blipFill>'
    pictured = Package(theirs).files[theme].replace(b"<a:bgFillStyleLst>", fill)
    made = Package(restyled(REFERENCE, other(put={theme: pictured}), DAY)).files[theme]
    assert b"blipFill" not in made
    assert "某单位".encode() in made


def test_numbering_is_taken_without_pictures_and_emptied_where_there_is_none() -> None:
    name = "word/numbering.xml"
    bullet = '<w:numPicBullet w:numPicBulletId="0"/><w:abstractNum '
    theirs = other((name, "<w:abstractNum ", bullet), (name, "%1、", "第%1条"))
    made = Package(restyled(REFERENCE, theirs, DAY))
    assert made.xpath(name, "//w:lvlText/@w:val")[0] == "第%1条"
    assert not made.xpath(name, "//w:numPicBullet")
    relations = other(("word/_rels/document.xml.rels", "relationships/numbering", "relationships/nothing"))
    assert not Package(restyled(REFERENCE, relations, DAY)).xpath(name, "/*/*")


@pytest.mark.parametrize("pages", [PageOptions(), EVERYTHING], ids=["plain", "everything"])
@pytest.mark.parametrize("kind", [None, BULLETIN], ids=["report", "bulletin"])
def test_the_styles_asked_for_are_those_that_are_written(kind: object, pages: PageOptions) -> None:
    made = replace(document(), bulletin=kind, pages=pages, marks=MARKED)  # type: ignore[arg-type]
    package = Package(write(made, THEME, REFERENCE, draw))
    texts = [
        name for name in package.files if re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", name)
    ]
    path = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    ids = {identifier for name in texts for identifier in package.xpath(name, path)}
    names = {str(name) for identifier in ids for name in package.style(identifier, "w:name/@w:val")}
    assert set(used(plan(made), pages, MARKED)) == names
    kinds = {str(style.xpath("w:name/@w:val", namespaces=NS)[0]): style for style in package.xpath(STYLES, "//w:style")}
    for name, kind_ in used(plan(made), pages, MARKED).items():
        assert kinds[name].get(f"{{{NS['w']}}}type") == kind_


# What is reported


def test_our_own_reference_lacks_nothing(tmp_path: Path) -> None:
    assert settled(tmp_path, REFERENCE).warnings == ()
    assert lacks(REFERENCE, document(bulletin=BULLETIN, pages=EVERYTHING, marks=MARKED)) == []


def test_every_style_that_is_lacking_is_named_at_once_with_the_nearest(tmp_path: Path) -> None:
    theirs = other(
        *((STYLES, f'w:name w:val="{name}"', f'w:name w:val="{name}X"') for name in ("图题", "三线表", "Title"))
    )
    said = [problem.message for problem in problems_of(outline_with(tmp_path, theirs))]
    assert sorted(said) == [
        "the reference has no paragraph style “Title”; did you mean “TitleX”?",
        "the reference has no paragraph style “图题”; did you mean “图题X”?",
        "the reference has no table style “三线表”; did you mean “三线表X”?",
    ]


def test_a_style_of_another_kind_does_not_do() -> None:
    theirs = other(
        (STYLES, 'w:type="table" w:styleId="ThreeLineTable"', 'w:type="paragraph" w:styleId="ThreeLineTable"')
    )
    (problem,) = lacks(theirs, document())
    assert problem.message.startswith("the reference has no table style “三线表”")


def test_a_style_that_nothing_is_written_in_may_be_lacking() -> None:
    theirs = other((STYLES, '"报头"', '"我们的报头"'), (STYLES, '"heading 4"', '"heading 9"'))
    assert lacks(theirs, document()) == []
    assert [problem.message.partition(";")[0] for problem in lacks(theirs, document(bulletin=BULLETIN))] == [
        "the reference has no paragraph style “报头”"
    ]


def test_the_spelling_of_names_does_not_matter() -> None:
    assert lacks(other((STYLES, '"heading 1"', '"Heading 1"')), document()) == []


def test_headings_without_numbers_are_a_warning(tmp_path: Path) -> None:
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    made = settled(tmp_path, other((STYLES, number, "")))
    (warning,) = made.warnings
    assert warning.severity is Severity.WARNING
    assert warning.message.startswith("style “heading 1” of the reference has no numbers")


def test_a_heading_that_inherits_its_numbers_has_them() -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    based = '<w:name w:val="heading 2"/><w:basedOn w:val='
    assert lacks(other((STYLES, number, ""), (STYLES, f'{based}"Normal"', f'{based}"Heading1"')), document()) == []


def a_deck() -> bytes:
    from briefing import assets  # noqa: PLC0415 - here only

    return assets.file("templates", "policy-blue", ".pptx").read_bytes()


def a_strict_file() -> bytes:
    relations = "_rels/.rels"
    return other(
        (
            relations,
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        )
    )


def with_entities() -> bytes:
    styles = Package(REFERENCE).files[STYLES]
    head, mark, rest = styles.partition(b"<w:styles")
    return other(put={STYLES: head + b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + mark + rest})


def flipped() -> bytes:
    """Returns a package whose compressed styles are damaged."""
    data = bytearray(REFERENCE)
    start = data.index(STYLES.encode()) + len(STYLES) + 200
    data[start : start + 40] = bytes(40)
    return bytes(data)


def swollen() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in {**Package(REFERENCE).files, STYLES: b" " * 50_000_001}.items():
            package.writestr(name, content)
    return buffer.getvalue()


REFUSED_BY_ONE_PARSER = (
    b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="not an address:[">'
    + b"<w:num>" * 300
    + b"</w:num>" * 300
    + b"</w:numbering>"
)
"""Elements within each other deeper than lxml reads, and the standard library does."""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bytes, "the file is no Word file (.docx)"),
        (lambda: b"no package", "the file is no Word file (.docx)"),
        (lambda: REFERENCE[:4000], "the file is no Word file (.docx)"),
        (flipped, "the file is no Word file (.docx), or it is damaged"),
        (a_deck, "the file is no Word file (.docx)"),
        (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "the file is a .doc or has a password"),
        (a_strict_file, "saved as Strict Open XML; save it as an ordinary .docx"),
        (with_entities, "the file declares a document type in its part word/styles.xml"),
        (swollen, "the file has a part word/styles.xml that is larger than 50 MB"),
        (lambda: other(put={"word/numbering.xml": b"<w:numbering"}), "the file is no Word file (.docx)"),
        (lambda: other(put={"word/numbering.xml": REFUSED_BY_ONE_PARSER}), "the file is no Word file (.docx)"),
        (lambda: other(without="_rels/.rels"), "the file is no Word file (.docx)"),
        (lambda: other(without=STYLES), "the file is no Word file (.docx)"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_place(
    content: Callable[[], bytes], says: str, tmp_path: Path
) -> None:
    (problem,) = problems_of(outline_with(tmp_path, content()))
    assert says in problem.message


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("unti.docx", "there is no such file; did you mean “unit.docx”?"),
        ("../unit.docx", "leads out of the outline's folder"),
        ("/etc/unit.docx", "is an absolute path"),
        ("data", "this is a folder"),
    ],
)
def test_a_path_that_cannot_be_used_is_told_with_its_place(name: str, says: str, tmp_path: Path) -> None:
    (problem,) = problems_of(outline_with(tmp_path, REFERENCE, name))
    assert says in problem.message


def test_a_file_too_large_is_told_with_its_place(tmp_path: Path) -> None:
    outline = outline_with(tmp_path, b"")
    with (tmp_path / "unit.docx").open("wb") as file:
        file.truncate(50_000_001)
    (problem,) = problems_of(outline)
    assert "larger than 50 MB" in problem.message


def test_nothing_is_built_while_a_style_is_lacking(tmp_path: Path) -> None:
    outline = outline_with(tmp_path, other((STYLES, '"图题"', '"题注"')))
    with pytest.raises(OutlineError):
        build(outline, tmp_path / "out", Output.DECK)
    assert not (tmp_path / "out").exists()


def test_checking_a_reference_imports_no_writer(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom briefing.pipeline import settle\n"
        f"settle(pathlib.Path({str(outline_with(tmp_path, REFERENCE))!r}))\n"
        "print(sorted({'matplotlib', 'pptx', 'docx', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_that_was_not_made_for_this_is_told_in_one_sentence(tmp_path: Path) -> None:
    plain = BytesIO()
    docx.Document().save(plain)
    problems = problems_of(outline_with(tmp_path, plain.getvalue()))
    (error,) = (problem for problem in problems if problem.severity is Severity.ERROR)
    assert "begin from a copy of assets/templates/briefing.docx" in error.message


def test_another_size_of_text_is_a_warning_where_there_are_contents() -> None:
    styles = Package(REFERENCE).files[STYLES].decode()
    body = styles[styles.index('w:styleId="BodyText"') :]
    body = body[: body.index("</w:style>")]
    larger = other((STYLES, body, body.replace('<w:sz w:val="32"/>', '<w:sz w:val="44"/>')))
    made = document(pages=PageOptions(contents=True))
    assert lacks(REFERENCE, made) == []
    (warning,) = lacks(larger, made)
    assert warning.severity is Severity.WARNING
    assert "“Body Text”" in warning.message
    assert lacks(larger, document(pages=PageOptions(contents=False))) == []
