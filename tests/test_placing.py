"""Files into their places: both or neither however a build ends, and never over what somebody wrote into them."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Mm

sys.path.insert(0, str(Path(__file__).parent))

from killed import Kills, Tally
from rendering import convert, needs_libreoffice

from briefing import workshop
from briefing.errors import SurroundingsError
from briefing.package import pack
from briefing.pipeline import Output
from briefing.placing import moves
from briefing.placing.delivery import FOLDER, deliver
from briefing.placing.edits import OnEdit
from briefing.placing.guard import EditedError
from briefing.workshop import Built, build

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"
OLD = {"a.pptx": b"old deck", "a.docx": b"old briefing"}
NEW = {"a.pptx": b"new deck", "a.docx": b"new briefing"}


def placed(folder: Path, files: dict[str, bytes], on_edit: OnEdit = OnEdit.STOP) -> tuple[Path, ...]:
    return deliver({folder / name: data for name, data in files.items()}, folder, on_edit)


def standing(folder: Path) -> dict[str, bytes]:
    """Returns what a user sees in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def waiting(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / FOLDER / "new").iterdir())


# Killed builds

STEPS = 40
"""More than there are between the first byte and the last name."""


def killed_at(step: int, folder: Path, files: dict[str, bytes]) -> int | None:
    """Puts files in place in a process that is killed before a step of its work on the disk; returns how it ended."""

    def work() -> None:
        count = 0

        def audited(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            own = any(FOLDER in str(argument) or str(folder) in str(argument) for argument in arguments)
            if own and event in {"open", "os.rename", "os.link", "os.remove", "os.mkdir"}:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(audited)
        placed(folder, files)
        os._exit(0)

    child = os.fork()
    if not child:
        work()
    _pid, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


def test_a_build_that_is_killed_at_any_step_leaves_whole_files_and_the_next_one_goes_on(tmp_path: Path) -> None:
    """Every step of the work on the disk is tried: opening, linking, renaming, removing."""
    ended, between = 0, 0
    for step in range(1, 1000):
        folder = tmp_path / str(step)
        folder.mkdir()
        placed(folder, OLD)
        if killed_at(step, folder, NEW) == 0:
            ended = step
            break
        found = standing(folder)
        assert found.keys() == OLD.keys(), f"a file is missing after step {step}"
        assert all(data in {OLD[name], NEW[name]} for name, data in found.items()), f"torn after step {step}"
        if found not in (OLD, NEW):
            between += 1
        placed(folder, {"another.docx": b"of another title"})
        found = standing(folder)
        found.pop("another.docx")
        assert found in (OLD, NEW), f"neither both old nor both new after the build that followed step {step}"
        assert waiting(folder) == []
        placed(folder, NEW)
        assert standing(folder) == {**NEW, "another.docx": b"of another title"}
    assert ended > 20, "every step was tried"
    assert between == 1, "there is one moment between two renames"


def test_what_was_begun_is_not_finished_over_what_somebody_wrote_meanwhile(tmp_path: Path) -> None:
    for step in range(1, 1000):
        folder = tmp_path / str(step)
        folder.mkdir()
        placed(folder, OLD)
        if killed_at(step, folder, NEW) == 0:
            break
        for name in OLD:
            (folder / name).write_bytes(b"by hand")
        with pytest.raises(EditedError):
            placed(folder, NEW)
        assert set(standing(folder).values()) == {b"by hand"}, f"overwritten after step {step}"


def test_a_sample_of_killed_builds(tmp_path: Path) -> None:
    """`python tests/bench/kills.py` kills a thousand."""
    tally = Tally()
    Kills(tmp_path, 1).run(10, tally)
    assert tally.is_clean, tally
    assert tally.killed == 10


def test_the_count_of_killed_builds_sees_a_writer_that_tears_files(tmp_path: Path) -> None:
    def write_in_place() -> None:
        def deliver_carelessly(files: dict[Path, bytes], *_others: object) -> tuple[Path, ...]:
            begun = next(iter(files)).parent / FOLDER / "new" / "begun"
            begun.parent.mkdir(parents=True, exist_ok=True)
            begun.touch()
            for target, data in files.items():
                piece = len(data) // 20
                with target.open("wb") as file:
                    for start in range(0, len(data), piece):
                        file.write(data[start : start + piece])
                        time.sleep(0.02)
            begun.unlink()
            return ()

        vars(workshop)["deliver"] = deliver_carelessly

    tally = Tally()
    Kills(tmp_path, 1, write_in_place).run(4, tally)
    assert tally.torn
    assert not tally.is_clean


def test_a_journal_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    folder, victim = tmp_path / "out", tmp_path / "victim.txt"
    victim.write_bytes(b"precious")
    placed(folder, OLD)
    bait = folder / FOLDER / "new" / "new-0"
    bait.write_bytes(b"bad")
    rows = [
        [f"{FOLDER}/new/new-0", "../victim.txt", moves.digest_of(victim)],
        [f"{FOLDER}/new/new-0", str(victim), moves.digest_of(victim)],
        ["../victim.txt", "stolen.txt", None],
        [1, 2],
        None,
    ]
    (folder / FOLDER / "new" / "journal.json").write_text(json.dumps(rows), "utf-8")
    placed(folder, NEW)
    assert victim.read_bytes() == b"precious"
    assert standing(folder) == NEW


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_when_a_rename_fails_neither_file_is_replaced(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path, OLD)
    replace, calls = Path.replace, []

    def locked(self: Path, target: Path) -> Path:
        if self.name.startswith("new-"):
            calls.append(target)
            if len(calls) == fails_at:
                raise PermissionError(errno.EACCES, "locked")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SurroundingsError, match="close it there first"):
        placed(tmp_path, NEW)
    assert standing(tmp_path) == OLD
    assert waiting(tmp_path) == []
    monkeypatch.undo()
    assert placed(tmp_path, NEW) == (), "and none of them counts as edited"


def test_ctrl_c_waits_until_both_files_stand_in_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed(tmp_path, OLD)
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        placed(tmp_path, NEW)
    assert standing(tmp_path) == NEW


def test_two_builds_into_one_folder_take_turns(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    every = [{name: f"{name} {number}".encode() * 50_000 for name in OLD} for number in range(6)]
    started = [context.Process(target=placed, args=(tmp_path, files)) for files in every]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0] * 6
    assert standing(tmp_path) in every


def test_a_build_that_does_not_come_to_an_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock  # noqa: PLC0415 - for this test only

    placed(tmp_path, OLD)
    monkeypatch.setattr("briefing.placing.delivery._PATIENCE", 0.2)
    held = FileLock(tmp_path / FOLDER / "lock", is_singleton=False)
    held.acquire()
    failed: list[str] = []

    def other() -> None:
        try:
            placed(tmp_path, NEW)
        except SurroundingsError as error:
            failed.append(str(error))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join(30)
    held.release()
    assert failed == [f"{tmp_path}: another build is putting its files there, and does not come to an end"]
    assert standing(tmp_path) == OLD


def test_what_stands_there_already_is_not_written_again(tmp_path: Path) -> None:
    placed(tmp_path, OLD)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in OLD}
    time.sleep(0.02)
    placed(tmp_path, OLD)
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in OLD} == before


# Work that is not lost


@pytest.fixture
def built(shipped: Built, tmp_path: Path) -> tuple[Path, Path]:
    """The shipped outline's files in a folder of the test's own, with what is remembered of them."""
    shutil.copytree(shipped.files[0].parent, tmp_path / "out")
    deck, word = (tmp_path / "out" / file.name for file in shipped.files)
    return deck, word


def stopped(deck: Path) -> list[str]:
    """Builds anew with notes left out, so that the deck is another; returns what is said."""
    before = standing(deck.parent)
    with pytest.raises(EditedError) as caught:
        build(SHIPPED, deck.parent, notes=False)
    assert standing(deck.parent) == before, "nothing was written"
    return str(caught.value).replace(f"{deck.parent}{os.sep}", "").splitlines()


def add_slide(deck: Any) -> None:
    deck.slides.add_slide(deck.slides[4].slide_layout).shapes.title.text = "补充说明"


def change_title(deck: Any) -> None:
    title = next(shape for shape in deck.slides[4].placeholders if shape.placeholder_format.type == 1)
    title.text_frame.paragraphs[0].runs[0].text = "改过的标题"


def drop_slide(deck: Any) -> None:
    slides = deck.part._element.sldIdLst
    deck.part.drop_rel(slides[5].rId)
    slides.remove(slides[5])


def swap_slides(deck: Any) -> None:
    slides = deck.part._element.sldIdLst
    slides.insert(7, slides[4])


def change_a_moved_slide(deck: Any) -> None:
    swap_slides(deck)
    moved = next(
        number for number, slide in enumerate(deck.slides) if slide.shapes.title.text.startswith("深圳企业先行")
    )
    title = deck.slides[moved].shapes.title.text_frame.paragraphs[0]
    title.runs[0].text = "深圳企业" + title.runs[0].text[6:]
    deck.slides[moved].notes_slide.notes_text_frame.paragraphs[0].runs[0].text = ""


def move_title(deck: Any) -> None:
    deck.slides[4].shapes.title.left = Mm(30)


def change_notes(deck: Any) -> None:
    frame = deck.slides[4].notes_slide.notes_text_frame
    frame.paragraphs[0].runs[0].text = "请王主任讲这一页"


IN_DECKS = {
    change_title: ["slide 5, title: “深圳企业先行落户成都，国家部署接连…” is now “改过的标题”"],
    add_slide: ["slide 27, title “补充说明” is new"],
    drop_slide: ["slide 6, title “成渝的优势” is gone"],
    swap_slides: ["the slides stand in another order"],
    change_a_moved_slide: [
        "slide 7, title: “深圳企业先行落户成都，国家部署接连…” is now “深圳企业落户成都，国家部署接连推进”",
        "slide 7, title “深圳企业落户成都，国家部署接连推进”: “这条时间线有三种颜色：深色是国家部…” is gone",
        "the slides stand in another order",
    ],
    change_notes: ["slide 5, notes: “这条时间线有三种颜色：深色是国家部…” is now “请王主任讲这一页”"],
}


@pytest.mark.parametrize("change", IN_DECKS)
def test_a_deck_that_python_pptx_changed_is_not_overwritten(change: Any, built: tuple[Path, Path]) -> None:
    deck, _word = built
    opened = Presentation(str(deck))
    change(opened)
    opened.save(str(deck))
    told, ways = stopped(deck)
    assert told == f"{deck.name}: was changed since it was built: {'; '.join(IN_DECKS[change])}"
    assert all(way in ways for way in ("--keep", f"“{deck.stem}-", "--force", "-o"))


def test_a_deck_of_which_only_places_differ_is_not_overwritten(built: tuple[Path, Path]) -> None:
    deck, _word = built
    opened = Presentation(str(deck))
    opened.slides[4].shapes.title.left = Mm(30)
    opened.save(str(deck))
    assert stopped(deck)[0].endswith("was saved anew since it was built; no text differs, formatting or places may")


def test_a_picture_that_was_exchanged_is_told(built: tuple[Path, Path]) -> None:
    deck, _word = built
    with ZipFile(deck) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    picture = next(name for name in parts if name.endswith(".png"))
    parts[picture] = (ROOT / "assets" / "pictures" / "result.png").read_bytes()
    deck.write_bytes(pack(parts, date(2026, 11, 22)))
    assert re.search(r"slide \d+, title “.+”: a picture is another one", stopped(deck)[0])


def test_a_briefing_that_python_docx_changed_is_not_overwritten(built: tuple[Path, Path]) -> None:
    deck, word = built
    opened = Document(str(word))
    paragraph = next(p for p in opened.paragraphs if p.text.startswith("企业合作起步早于"))
    paragraph.runs[0].text = paragraph.runs[0].text.replace("企业合作", "企业间的合作", 1)
    opened.add_paragraph("（此件由王主任补充）")
    opened.save(str(word))
    told, _ways = stopped(deck)
    assert told == (
        f"{word.name}: was changed since it was built:"
        " body text, paragraph “企业合作起步早于《规划纲…”: “企业合作起步早于《规划纲要》（见图…” is now “企业间的合作起步早于《规划纲要》（…”;"
        " body text, paragraph “（此件由王主任补充）”: “（此件由王主任补充）” is new"
    )


def test_both_files_are_told_at_once(built: tuple[Path, Path]) -> None:
    deck, word = built
    for file in built:
        file.write_bytes(b"no package at all")
    *told, ways = stopped(deck)
    assert told == [f"{file.name}: was changed since it was built, and cannot be read back" for file in (deck, word)]
    assert ways.count("“") == 2


def test_many_changes_are_counted(built: tuple[Path, Path]) -> None:
    deck, _word = built
    opened = Presentation(str(deck))
    for slide in opened.slides:
        slide.shapes.title.text_frame.text = f"第{slide.slide_id}号"
    opened.save(str(deck))
    assert re.search(r"; and 20 more$", stopped(deck)[0])


@needs_libreoffice
@pytest.mark.parametrize("suffix", [".pptx", ".docx"])
def test_files_that_libreoffice_saved_anew_are_not_overwritten(
    suffix: str, built: tuple[Path, Path], tmp_path: Path
) -> None:
    """First as they are; then with a word of them changed, in the form that LibreOffice gave them."""
    file = next(each for each in built if each.suffix == suffix)
    again = convert(file, tmp_path / "again", suffix[1:])
    shutil.copy(again, file)
    told = stopped(built[0])[0]
    assert "no text differs" in told, told
    old, new = "深圳企业先行落户成都", "深圳的企业先行落户成都"
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = {name: data.replace(old.encode(), new.encode()) for name, data in parts.items()}
    assert changed != parts
    file.write_bytes(pack(changed, date(2026, 11, 22)))
    told = stopped(built[0])[0]
    assert f"is now “{new}" in told


def test_a_file_that_nothing_is_known_of_is_not_overwritten(shipped: Built, tmp_path: Path) -> None:
    file = tmp_path / shipped.files[0].name
    file.write_bytes(b"of somebody")
    told, _ways = stopped(file)
    assert told == f"{file.name}: nothing says that this file was built here, so it may be somebody's work"


def test_a_file_as_it_would_be_written_is_taken_for_built_here(shipped: Built, tmp_path: Path) -> None:
    """Such as one that was copied without what is remembered of it."""
    shutil.copy(shipped.files[0], tmp_path)
    build(SHIPPED, tmp_path)
    build(SHIPPED, tmp_path, notes=False)


def test_force_replaces_what_was_edited(built: tuple[Path, Path]) -> None:
    deck, _word = built
    deck.write_bytes(b"by hand")
    assert build(SHIPPED, deck.parent, on_edit=OnEdit.FORCE).kept == ()
    assert Presentation(str(deck)).slides
    assert len(standing(deck.parent)) == 2
    build(SHIPPED, deck.parent, notes=False)


def test_keep_keeps_what_was_edited_under_a_name_with_the_date(built: tuple[Path, Path]) -> None:
    deck, _word = built
    day = datetime.now().astimezone().date()
    for number, name in ((1, f"{deck.stem}-{day}.pptx"), (2, f"{deck.stem}-{day}-2.pptx")):
        deck.write_bytes(f"by hand {number}".encode())
        done = build(SHIPPED, deck.parent, on_edit=OnEdit.KEEP)
        assert done.kept == (deck.with_name(name),)
        assert done.kept[0].read_bytes() == f"by hand {number}".encode()
        assert Presentation(str(deck)).slides
    assert len(standing(deck.parent)) == 4


def test_a_kept_file_outlives_a_build_that_cannot_write(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    deck, _word = built
    deck.write_bytes(b"by hand")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if self.name.startswith("new-"):
            raise PermissionError(errno.EACCES, "locked")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SurroundingsError):
        build(SHIPPED, deck.parent, on_edit=OnEdit.KEEP)
    assert deck.read_bytes() == b"by hand"
    assert len(standing(deck.parent)) == 2


def test_the_command_names_the_ways_on(built: tuple[Path, Path]) -> None:
    deck, _word = built
    deck.write_bytes(b"by hand")
    command = [sys.executable, "-m", "briefing", "build", "-o", str(deck.parent)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert [line[:7] for line in done.stderr.splitlines()] == ["error: ", "error: "]
    both = subprocess.run([*command, "--keep", "--force"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert both.returncode == 2
    kept = subprocess.run([*command, "--keep"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert kept.returncode == 0
    assert f"kept, as it was edited: {deck.parent}{os.sep}{deck.stem}-" in kept.stdout


def test_watching_goes_on_beside_an_edited_file_and_writes_when_it_is_moved_away(built: tuple[Path, Path]) -> None:
    deck, _word = built
    shop = workshop.Workshop(SHIPPED, deck.parent, Output.DECK)
    deck.write_bytes(b"by hand")
    with pytest.raises(EditedError):
        shop.build()
    with pytest.raises(EditedError):
        shop.try_again()
    deck.rename(deck.with_name("mine.pptx"))
    assert shop.try_again() is not None
    assert Presentation(str(deck)).slides
