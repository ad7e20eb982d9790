"""`briefing share`: what leaves the office is whole, clean, marked for its recipient, and known again when it arrives."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from batches import office
from rendering import SOFFICE, needs_libreoffice

from briefing import filenames
from briefing.errors import BriefingError, OutlineError
from briefing.handover import digests, pdf
from briefing.handover.inspection import Inspection, State, inspect, is_version_of
from briefing.handover.manifest import NAME, Role
from briefing.handover.sharing import Shared, Wish, share
from briefing.placing.edits import OnEdit
from briefing.placing.guard import EditedError
from briefing.readers.names import Reader

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"
WISH = Wish("示例市发展改革委", copy="000012", watermark="示例市存", footer="内部资料 注意保存", preview=True)
PLAIN = Wish("示例单位", (("类别", "市级"),), pdf=False)
FOR_ALL = ("--to", "示例单位", "--set", "类别=市级")


def shared_of(outline: Path, out: Path, wish: Wish = PLAIN) -> Shared:
    return share(outline, out, wish, lambda _outline: {})


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The shipped outline's package with all that there is, and PDFs where there is LibreOffice."""
    return shared_of(SHIPPED, tmp_path_factory.mktemp("share"), WISH)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small outline of the test's own."""
    return office(tmp_path) / "outline.yaml"


def named(shared: Shared) -> dict[Role, Path]:
    return {item.role: shared.folder / item.name for item in shared.parcel.manifest.files}


def command(*arguments: str | Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", "share", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
    )


# What is in it


def test_folder_and_zip_hold_the_same_and_the_manifest_names_all_of_it(shared: Shared) -> None:
    files = {file.name: file.read_bytes() for file in shared.folder.iterdir()}
    with zipfile.ZipFile(shared.archive) as package:
        zipped = {name: package.read(name) for name in package.namelist()}
    assert zipped == {f"{shared.folder.name}/{name}": data for name, data in files.items()}
    told = json.loads(files.pop(NAME))
    assert {item["name"] for item in told["files"]} == files.keys()
    for item in told["files"]:
        data = files[item["name"]]
        assert (item["size"], item["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert (told["recipient"], told["copy"], told["date"]) == ("示例市发展改革委", "000012", "2026-11-22")
    assert [source["source"] for source in told["sources"]] == ["dual-circle", "liangjiang"]
    assert {"微软雅黑", "仿宋", "方正小标宋简体"} <= {font["name"] for font in told["fonts"]}
    assert told["pdfs"] == ("made" if SOFFICE else "not-possible")


def test_the_list_of_contents_says_the_same_to_people(shared: Shared) -> None:
    told, text = shared.parcel.manifest, named(shared)[Role.LISTING].read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n") > 20, "Notepad's line ends"
    lines = text.decode("utf-8-sig")
    for item in told.files[:-1]:
        assert all(each in lines for each in (item.name, item.sha256, item.sm3 or "", str(item.size)))
    assert all(each in lines for each in (told.recipient, told.copy, told.outline, shared.archive.name))
    assert "日期：2026年11月22日" in lines
    packed = dt.datetime.fromisoformat(told.made)
    assert f"打包时间：{packed.year}年{packed.month}月{packed.day}日 {packed:%H:%M}（{packed.tzinfo}）" in lines
    assert all(source.name in lines for source in told.sources)


def test_sm3_is_that_of_the_standard() -> None:
    """GB/T 32905-2016, A.1."""
    of_abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digests.digests(b"abc").sm3 == (of_abc if "sm3" in hashlib.algorithms_available else None)


def test_without_sm3_the_package_says_so_and_is_checked_by_the_other(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_sm3", lambda _data: None)
    without = shared_of(small, small.parent / "share")
    assert all(item.sm3 is None for item in without.parcel.manifest.files)
    monkeypatch.undo()
    found = inspect(without.archive)
    assert found.holds
    assert not any(seen.has_sm3 for seen in found.files)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("双圈：合作/情况?汇报", "双圈：合作_情况_汇报"),
        ("A & B #1 50% 报告", "A_B_1_50_报告"),
        ("con", "con_"),
        ("𠮷林…😀—合作", "林…—合作"),
        ("一" * 99, "一" * 40),
        (" ..报告.. ", "报告"),
        ("\u0041\u030a", ""),  # GBK has no Å
    ],
)
def test_names_pass_through_windows_and_mail(name: str, expected: str) -> None:
    assert filenames.mailable(name, 40) == expected


def test_every_name_of_a_package_is_safe(shared: Shared) -> None:
    for file in (shared.archive, shared.folder, *shared.folder.iterdir()):
        assert re.fullmatch(r"[\w（）《》“”、，：—…·.-]+", file.name)
        file.name.encode("gbk")
        assert len(file.name.encode()) <= 255
    longest = max(len(f"{shared.folder.name}/{file.name}") for file in shared.folder.iterdir())
    assert longest < 160, "a path of 259 characters is the most that Windows takes"


# Whole


def test_a_package_is_as_it_was_packed(shared: Shared) -> None:
    for place in (shared.archive, shared.folder):
        found = inspect(place)
        assert found.holds
        assert {seen.state for seen in found.files} == {State.WHOLE}
    assert is_version_of(found.manifest, SHIPPED)


def holds(data: bytes, file: Path) -> bool:
    file.write_bytes(data)
    try:
        return inspect(file).holds
    except BriefingError:
        return False


def test_one_flipped_byte_is_found_wherever_it_is(small: Path) -> None:
    """Every 97th byte, and each of the zip's own: its headers and its directory."""
    package = shared_of(small, small.parent / "share")
    data = package.archive.read_bytes()
    assert holds(data, small.parent / "copy.zip")
    with zipfile.ZipFile(package.archive) as opened:
        heads = {info.header_offset for info in opened.infolist()}
        start = opened.start_dir
    spots = {*range(0, len(data), 97), *(head + byte for head in heads for byte in range(60)), *range(start, len(data))}
    missed = []
    for spot in sorted(spots):
        flipped = bytearray(data)
        flipped[spot] ^= 1
        if holds(bytes(flipped), small.parent / "flipped.zip"):
            missed.append(spot)
    assert len(spots) > 1000
    assert missed == []
    for cut in (data[:-1], data + b"\0", b"\0" + data, b"", data[: len(data) // 2]):
        assert not holds(cut, small.parent / "cut.zip")


def test_a_file_that_cannot_be_unpacked_is_named_among_those_that_are_whole(small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    deck = named(package)[Role.DECK]
    data = bytearray(package.archive.read_bytes())
    data[data.index(deck.read_bytes()) + 1000] ^= 1
    package.archive.write_bytes(data)
    found = inspect(package.archive)
    assert not found.holds
    states = {seen.name: seen.state for seen in found.files}
    assert states.pop(deck.name) is State.CHANGED
    assert set(states.values()) == {State.WHOLE}


def test_each_way_to_change_a_folder_is_named(small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    files = named(package)
    files[Role.DECK].write_bytes(files[Role.DECK].read_bytes() + b"\0")
    files[Role.WORD].unlink()
    (package.folder / "stranger.exe").write_bytes(b"MZ")
    found = inspect(package.folder)
    assert not found.holds
    states = {seen.name: seen.state for seen in found.files}
    assert states[files[Role.DECK].name] is State.CHANGED
    assert states[files[Role.WORD].name] is State.MISSING
    assert states["stranger.exe"] is State.UNLISTED
    assert states[files[Role.LISTING].name] is State.WHOLE


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mail.zip"
    file.write_bytes(content)
    with pytest.raises(BriefingError, match=r"mail\.zip: "):
        inspect(file)


@pytest.mark.parametrize(
    "change",
    [{"format": "briefing-share/9"}, {"files": [{"name": "../../etc/passwd"}]}, {"extra": 1}, {"date": "tomorrow"}],
)
def test_a_manifest_that_was_tampered_with_is_no_manifest(change: dict[str, object], small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    file = package.folder / NAME
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(BriefingError, match="was changed or is damaged"):
        inspect(package.folder)


def test_the_command_checks_a_package_and_whether_the_outline_is_still_that_version(small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    right = command("--verify", package.archive, small)
    assert (right.returncode, right.stderr) == (0, "")
    assert package.parcel.digests.sha256 in right.stdout
    small.write_text(small.read_text("utf-8").replace("产线已经改好", "产线都已改好"), "utf-8")
    changed = command("--verify", package.archive, small)
    assert (changed.returncode, changed.stderr) == (
        1,
        f"error: {small}: was changed since the package was made from it\n",
    )
    (package.folder / "more.txt").write_text("more", "utf-8")
    wrong = command("--verify", package.folder)
    assert (wrong.returncode, wrong.stderr) == (1, f"error: {package.folder}: is not as it was packed\n")
    assert "not listed" in wrong.stdout


def test_the_same_package_at_the_same_moment_is_the_same_byte_for_byte(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    wish = replace(WISH, cells=PLAIN.cells, watermark=None)
    first, second = (shared_of(small, small.parent / name, wish) for name in ("first", "second"))
    assert first.parcel.manifest.made == "2026-11-22T00:00:00+00:00"
    assert first.archive.read_bytes() == second.archive.read_bytes(), "PDFs, too"


# Clean


def texts_in(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yields everything that a file holds, unpacked: parts within parts, and the streams of a PDF."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield f"{name}: names", "\n".join(package.namelist()).encode()
            yield f"{name}: comments", package.comment + b"".join(i.comment + i.extra for i in package.infolist())
            for part in package.namelist():
                yield from texts_in(package.read(part), f"{name}/{part}")
    elif data.startswith(b"%PDF"):
        with pymupdf.open(stream=data, filetype="pdf") as opened:
            yield f"{name}: about", json.dumps(opened.metadata, ensure_ascii=False).encode()
            for number in range(1, opened.xref_length()):
                yield f"{name}: object {number}", opened.xref_object(number).encode()
                if opened.xref_is_stream(number):
                    yield f"{name}: stream {number}", opened.xref_stream(number)


_OF_TEXT = (".xml", ".rels", ".json", ".txt", ".html", ": about", ": comments", ": names")
MARKS_OF_THE_MACHINE = ("somebodys-login", "Somebodys Name", "somebodys-home", "somebodys-project", "somebodys-temp")


def test_nothing_of_the_machine_is_in_any_part_of_any_file(tmp_path: Path) -> None:
    """User, host, home, folders: none stands in a name, a part, a stream, a property or a comment."""
    place = tmp_path / "somebodys-project"
    home, temp = tmp_path / "somebodys-home", tmp_path / "somebodys-temp"
    for folder in (home, temp):
        folder.mkdir()
    office(place)
    done = command(
        place / "outline.yaml",
        *FOR_ALL,
        *("--preview", "-o", place / "share"),
        USER="somebodys-login",
        LOGNAME="somebodys-login",
        USERNAME="somebodys-login",
        NAME="Somebodys Name",
        HOME=str(home),
        TMPDIR=str(temp),
        BRIEFING_CACHE=str(home / "cache"),
    )
    assert done.returncode == 0, done.stderr
    wanted = [*MARKS_OF_THE_MACHINE, str(ROOT), str(tmp_path), sys.prefix]
    host = re.compile(rb"(?<![\w+/=-])" + re.escape(socket.gethostname()).encode() + rb"(?![\w+/=-])")
    looked_at = 0
    found = []
    for file in (place / "share").rglob("*"):
        if file.is_file() and ".briefing" not in file.parts:
            for name, data in texts_in(file.read_bytes(), file.name):
                looked_at += 1
                if name.endswith(_OF_TEXT) and host.search(data):  # a short name turns up in pictures by chance
                    found.append((name, "the host"))
                found += [
                    (name, mark)
                    for mark in wanted
                    if mark.encode() in data or mark.encode("utf-16-le") in data or mark.encode("utf-16-be") in data
                ]
    assert looked_at > 200
    assert found == []


def test_the_search_for_marks_of_the_machine_looks_into_every_part() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/app.xml", "by somebodys-login " * 50)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a/deck.pptx", inner.getvalue())
    paper = pymupdf.open()
    paper.new_page().insert_text((72, 72), "somebodys-login")
    for data in (outer.getvalue(), paper.tobytes(deflate=True)):
        assert b"somebodys-login" not in data
        assert any(b"somebodys-login" in part or b"736f6d65" in part for _name, part in texts_in(data, "file"))


def test_no_author_revision_or_hour_that_the_outline_does_not_give(shared: Shared) -> None:
    parts = dict(part for path in named(shared).values() for part in texts_in(path.read_bytes(), path.suffix))
    core = [data.decode() for name, data in parts.items() if name.endswith("core.xml")]
    assert len(core) == 2
    for each in core:
        assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)[^>]*>([^<]*)<", each)) == {"区域合作研究室"}
        assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]*)<", each)) == {"2026-11-22T00:00:00Z"}
        assert not re.search("revision|lastPrinted", each)
    kept = {name for name, data in parts.items() if re.search(rb"\brsid|creationId|paraId=|userId|<Template>", data)}
    assert kept == set()
    unwanted = re.compile("comments?\\d*\\.xml|thumbnail|printerSettings|customXml")
    assert [name for name in parts if unwanted.search(name)] == []
    assert not any(b'show="0"' in data for name, data in parts.items() if "/slides/" in name), "no hidden slides"


def test_the_only_links_are_those_within_the_file(shared: Shared) -> None:
    for path in (named(shared)[role] for role in (Role.DECK, Role.WORD)):
        parts = dict(texts_in(path.read_bytes(), path.name))
        assert [name for name, data in parts.items() if b'TargetMode="External"' in data] == []
    page = named(shared)[Role.PREVIEW].read_text("utf-8")
    assert re.findall(r"""(?:src|href|action)=["']?(?!data:|#)([^"' >]+)""", page) == []


def test_notes_are_left_out_of_every_file_where_they_are_not_wanted(small: Path) -> None:
    text = small.read_text("utf-8").replace(
        "points: [产线已经改好]", "points: [产线已经改好]\n        notes: 此处请勿外传。"
    )
    assert "勿外传" in text
    small.write_text(text, "utf-8")
    wish = replace(WISH, cells=PLAIN.cells)
    for notes in (True, False):
        package = shared_of(small, small.parent / str(notes), replace(wish, notes=notes, watermark=None))
        said = [
            name
            for file in package.folder.iterdir()
            for name, data in texts_in(file.read_bytes(), file.name)
            if "勿外传".encode() in data
        ]
        assert bool(said) is notes, said
        pages = [
            name for name, _data in texts_in(named(package)[Role.DECK].read_bytes(), "deck") if "notesSlide" in name
        ]
        assert bool(pages) is notes
        assert package.parcel.manifest.has_notes is notes


# Marked


def visible(path: Path) -> list[str]:
    """Returns the text of each page of a PDF, without blanks."""
    with pymupdf.open(path) as opened:
        return ["".join(page.get_text().split()) for page in opened]


@needs_libreoffice
def test_every_page_and_slide_of_the_pdfs_bears_the_marks(shared: Shared) -> None:
    for role in (Role.DECK_PDF, Role.WORD_PDF):
        pages = visible(named(shared)[role])
        assert len(pages) > 10
        assert all("内部资料注意保存" in page for page in pages), role
        assert "000012" in pages[0]
        assert "示例市发展改革委" in pages[0]
    assert all("示例市存" in page for page in visible(named(shared)[Role.DECK_PDF])), "as text; in Word's it is drawn"


@needs_libreoffice
def test_the_watermark_is_drawn_on_every_page_of_the_word_pdf(shared: Shared, tmp_path: Path) -> None:
    plain = named(shared_of(SHIPPED, tmp_path, replace(WISH, watermark=None, preview=False)))[Role.WORD_PDF]
    with pymupdf.open(named(shared)[Role.WORD_PDF]) as marked, pymupdf.open(plain) as unmarked:
        assert marked.page_count == unmarked.page_count
        for page, other in zip(marked, unmarked, strict=True):
            drawn = [each for each in page.get_drawings() if each["rect"].width > 150 < each["rect"].height]
            before = [each for each in other.get_drawings() if each["rect"].width > 150 < each["rect"].height]
            assert len(drawn) > len(before), f"page {page.number + 1}"


@needs_libreoffice
def test_pdfs_say_nothing_of_when_they_were_made(shared: Shared) -> None:
    for role in (Role.DECK_PDF, Role.WORD_PDF):
        with pymupdf.open(named(shared)[role]) as opened:
            about = opened.metadata or {}
            assert opened.page_count > 10
            assert not opened.is_repaired
        assert about["creationDate"].startswith("D:20261122000000")
        assert about["author"] == "区域合作研究室"
        assert not about["modDate"]


def test_a_pdf_keeps_its_length_when_its_moment_is_replaced() -> None:
    made = b"%PDF-1.6\n<</CreationDate(D:20261122210358+08'00')/ModDate(D:20261122210358Z)>>\ntrailer\n<</ID [ <C51AEA8C535576952954158682933292>\n<C51AEA8C535576952954158682933292> ]\n/DocChecksum /2458F646E7E08DCA83CF5D28A21F960C\n>>\nstartxref\n9\n%%EOF"
    found = pdf.settled(made, dt.date(2020, 1, 2))
    assert len(found) == len(made)
    assert b"2026" not in found
    assert found.count(b"D:20200102000000)") == 2
    assert b"C51AEA8C" not in found
    assert b"2458F646" not in found
    later = made.replace(b"210358", b"220000").replace(b"C51AEA8C", b"D51AEA8C")
    assert pdf.settled(later, dt.date(2020, 1, 2)) == found


def test_nothing_is_marked_that_was_not_asked_for(small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    told = package.parcel.manifest
    assert (told.copy, told.watermark, told.footer) == ("", "", "")
    for role in (Role.DECK, Role.WORD):
        text = b"".join(data for _name, data in texts_in(named(package)[role].read_bytes(), "file"))
        assert not any(mark.encode() in text for mark in ("份号", "内部资料", "秘密", "机密", "绝密", "watermark"))


# What is refused


def test_a_wrong_copy_number_is_told_with_its_place_in_the_command(small: Path) -> None:
    done = command(small, *FOR_ALL, "--copy", "12", "-o", small.parent / "share")
    assert done.returncode == 2
    assert done.stderr.startswith("error: --copy: “12” is not the number of a copy")
    twice = command(small, *FOR_ALL, "--watermark", "甲", "--set", "水印=乙", "-o", small.parent / "share")
    assert (twice.returncode, twice.stderr) == (2, "error: “水印”: given twice; expected once\n")
    assert not (small.parent / "share").exists()


def test_figures_that_an_article_gives_otherwise_keep_a_package_from_being_made(small: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("产量\n全年产量39.1万辆。\n另有产量27万辆。\n成效\n改造见效。\n", "utf-8")
    done = command(small, *FOR_ALL, "--article", f"report={article}", "-o", small.parent / "share")
    assert done.returncode == 1
    assert re.search(r"facts\.yaml:2:\d+: error: ", done.stderr)
    assert not (small.parent / "share").exists()


def test_what_was_compared_is_told(small: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("产量\n全年产量39.1万辆。\n另有产量28万辆。\n成效\n改造见效。\n", "utf-8")
    done = command(small, *FOR_ALL, "--article", f"report={article}", "--no-pdf", "-o", small.parent / "share")
    assert done.returncode == 0, done.stderr
    assert "were not compared" not in done.stdout
    told = json.loads(next((small.parent / "share").glob(f"*/{NAME}")).read_text("utf-8"))
    assert [(each["source"], each["was_compared"]) for each in told["sources"]] == [
        ("report", True),
        ("survey", False),
    ]


def test_sections_for_others_are_left_out_and_it_is_said(small: Path) -> None:
    out = ("--no-pdf", "-o", small.parent / "share")
    asked = command(small, "--to", "示例单位", *out)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "expected --set 类别=…, by which it is known for whom" in asked.stderr
    done = command(small, "--to", "示例单位", "--set", "类别=区级", *out)
    assert done.returncode == 0, done.stderr
    assert "1 section is left out: its “when” is for others" in done.stdout
    slip = command(small, "--to", "示例单位", "--set", "类别=区级", "--set", "outptu=40", *out)
    assert slip.returncode == 2
    assert slip.stderr.startswith("error: --set outptu: nothing in the outline asks for a column “outptu”")


def test_without_libreoffice_it_is_said_and_the_rest_is_there(small: Path) -> None:
    done = command(small, *FOR_ALL, "-o", small.parent / "share", PATH="/nonexistent")
    assert done.returncode == 0, done.stderr
    assert "no PDFs: LibreOffice is not there" in done.stdout
    folder = next(path for path in (small.parent / "share").iterdir() if path.is_dir() and path.name != ".briefing")
    assert "没有 PDF" in (folder / "交付清单.txt").read_text("utf-8-sig")
    assert inspect(folder).holds


def test_that_no_pdfs_and_no_notes_were_wanted_is_in_the_list(small: Path) -> None:
    for notes, said in ((True, "演示文稿带讲稿"), (False, "演示文稿不带讲稿")):
        package = shared_of(small, small.parent / said, replace(PLAIN, notes=notes))
        text = named(package)[Role.LISTING].read_text("utf-8-sig")
        assert said in text
        assert "没有 PDF：打包时没有要" in text
        assert "LibreOffice" not in text
        assert f'briefing share --verify "{package.archive.name}"' in text


def test_bombs_are_no_packages(tmp_path: Path) -> None:
    """A manifest of 600 MB of blanks, and a file of 3 GB of nothing: neither is read into memory."""
    bomb, hollow = tmp_path / "bomb.zip", tmp_path / "hollow.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package, package.open("x/manifest.json", "w") as member:
        for _megabyte in range(600):
            member.write(b" " * 1_000_000)
    with hollow.open("wb") as file:
        file.truncate(3_000_000_000)
    tracemalloc.start()
    try:
        for nasty in (bomb, hollow):
            with pytest.raises(BriefingError):
                inspect(nasty)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_package_that_somebody_worked_on_is_not_overwritten(small: Path) -> None:
    package = shared_of(small, small.parent / "share")
    deck = named(package)[Role.DECK]
    deck.write_bytes(b"by hand")
    with pytest.raises(EditedError):
        shared_of(small, small.parent / "share")
    assert deck.read_bytes() == b"by hand"
    assert inspect(package.archive).holds


def test_a_package_for_somebody_else_is_not_replaced_when_the_names_come_out_the_same(small: Path) -> None:
    first = shared_of(small, small.parent / "share", replace(PLAIN, to="市发改委"))
    second = replace(PLAIN, to="市发改委😀")
    with pytest.raises(BriefingError, match="a package for “市发改委” stands there"):
        shared_of(small, small.parent / "share", second)
    shutil.rmtree(first.folder)
    with pytest.raises(BriefingError, match=r"20261122\.zip: a package for “市发改委” stands there"):
        shared_of(small, small.parent / "share", second)
    assert inspect(first.archive).manifest.recipient == "市发改委"
    replaced = share(small, small.parent / "share", second, lambda _outline: {}, on_edit=OnEdit.FORCE)
    assert replaced.folder == first.folder
    assert inspect(first.archive).manifest.recipient == "市发改委😀"


def test_what_is_doubtful_in_an_option_is_told_with_the_option(small: Path) -> None:
    shared = shared_of(small, small.parent / "share", replace(PLAIN, watermark="甲", reader=Reader.WPS))
    doubts = [str(each) for each in shared.warnings if "watermark" in each.message]
    assert len(doubts) == 1
    assert doubts[0].startswith("--watermark: warning: WPS Office on Windows shows the watermark")


def test_a_name_without_a_letter_is_none(small: Path) -> None:
    done = command(small, *FOR_ALL, "--to", "..", "-o", small.parent / "share")
    assert (done.returncode, done.stderr) == (2, "error: --to: “..” is no name; expected that of a unit\n")


def test_whom_it_is_for_has_to_be_said(small: Path) -> None:
    done = command(small)
    assert (done.returncode, done.stdout) == (2, "")
    assert "expected --to UNIT" in done.stderr


def test_an_outline_that_is_wrong_makes_no_package(small: Path) -> None:
    small.write_text(small.read_text("utf-8").replace("title:", "tilte:", 1), "utf-8")
    with pytest.raises(OutlineError):
        shared_of(small, small.parent / "share")
    assert not (small.parent / "share").exists()


def test_an_inspection_says_whether_the_zip_itself_is_the_one_packed(shared: Shared) -> None:
    found = inspect(shared.archive)
    assert isinstance(found, Inspection)
    assert found.digests == shared.parcel.digests
