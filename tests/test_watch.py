"""Saves are noticed however an editor saves, rebuilt by the running command, and give what a build from nothing gives."""

from __future__ import annotations

import functools
import gc
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
import yaml
from PIL import Image

from briefing import watching
from briefing.charts.studio import Studio
from briefing.errors import SurroundingsError
from briefing.outline.named import NamedFiles
from briefing.pipeline import Output, make, settle
from briefing.remembering import remembered
from briefing.watching import saves
from briefing.workshop import Workshop

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds that the command may take on a machine with other work."""
QUIET = 1.5
"""Seconds in which it would have noticed a save: files are looked at once a second whatever is told."""

OUTLINE = """\
document: {title: 两地协作情况汇报, unit: 示例研究室, date: 2026-11-22}
circles:
  east: {name: 东部示例圈, short: 东圈}
  west: {name: 西部示例区, short: 西区}
sources:
  report: {publisher: 示例日报, title: 两地协作的一年, sections: {output: 产量}}
facts: facts.yaml
charts:
  compared:
    kind: bar
    title: 汽车产量
    unit: 万辆
    source: 示例日报
    csv: {file: data/output.csv, label: 地方, values: 产量}
pictures:
  plant: {file: plant.png, title: 示例工厂, alt: 一座工厂}
sections:
  - name: 现状
    claim: 东圈产量居多
    slides:
      - kind: figure
        claim: 东圈汽车产量领先
        from: report#output
        figure: compared
        reading: 东圈一地多于其余之和。
        prose: 东部示例圈（下称东圈）生产汽车{output}（见{compared}）。
      - kind: picture
        claim: 工厂已经投产
        from: report#output
        figure: plant
        points: [第一条生产线已经投产]
        prose: 工厂已经投产（见{plant}）。
"""
FACTS = """\
output: {label: 东圈汽车产量, value: "39.1", unit: 万辆, as_of: 2024年, scope: 东圈, source: report#output, evidence: 汽车产量39.1万辆}
"""
CSV = "地方,产量\n东圈,39.1\n西区,28\n"


def in_place(file: Path, data: bytes) -> None:
    """As Notepad does: the same file is emptied and written."""
    with file.open("wb") as opened:
        opened.flush()
        opened.write(data)


def renamed_over(file: Path, data: bytes) -> None:
    """As VS Code and most others do: another file is written and takes the name."""
    other = file.with_name(file.name + ".tmp")
    other.write_bytes(data)
    other.replace(file)


def created_anew(file: Path, data: bytes) -> None:
    """As some do: the file is gone for a moment."""
    file.unlink()
    time.sleep(0.1)
    file.write_bytes(data)


Save = Callable[[Path, bytes], None]
WAYS: tuple[Save, ...] = (in_place, renamed_over, created_anew)


def set_up(folder: Path) -> Path:
    """Returns an outline that names a ledger, a CSV file and a picture."""
    (folder / "data").mkdir(parents=True)
    (folder / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "data" / "output.csv").write_text(CSV, "utf-8")
    Image.new("RGB", (40, 30), "#D9DFE7").save(folder / "plant.png")
    outline = folder / "outline.yaml"
    outline.write_text(OUTLINE, "utf-8")
    return outline


class Watched:
    """A running `briefing watch` whose output is read line by line; the files stand beside the outline."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.outline = set_up(folder)
        command = [sys.executable, "-m", "briefing", "watch", "outline.yaml", "-o", ".", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))

    def next_line(self, timeout: float = PATIENCE) -> str | None:
        """Returns the next line that the command prints; None when it prints none for so long."""
        try:
            return self._lines.get(timeout=timeout)
        except queue.Empty:
            return None

    def until(self, words: str) -> str:
        """Returns the line that holds these words, and leaves those before it out."""
        seen = []
        while (line := self.next_line()) is not None:
            seen.append(line)
            if words in line:
                return line
        raise AssertionError(f"“{words}” was not printed, but:\n" + "\n".join(seen))

    def write(self, text: str) -> str:
        """Saves the outline as a good one, if it says something else; returns the line about it."""
        if self.outline.read_text("utf-8") == text:
            return ""
        self.outline.write_text(text, "utf-8")
        return self.until("up to date")

    def file(self, ending: str) -> Path:
        return self.folder / f"两地协作情况汇报{ending}"

    def end(self) -> int:
        """Ends it as Ctrl-C does; returns its status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def clear_away(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One warm command for all tests; each leaves it with a good outline and no line unread."""
    command = Watched(tmp_path_factory.mktemp("watched") / "work")
    try:
        assert "outline.yaml" in command.until("both files are up to date")
        command.until("Ctrl-C")
        yield command
        assert command.end() == 0
        assert command.until("stopped watching")
    finally:
        command.clear_away()


def text_of(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("save", WAYS)
def test_a_broken_save_keeps_the_last_good_files_and_a_good_one_rebuilds_them(watched: Watched, save: Save) -> None:
    before = watched.file(".pptx").read_bytes(), watched.file(".docx").read_bytes()
    broken = OUTLINE.replace("  - name: 现状", "  - nmae: 现状").replace("kind: picture", "kind: pictrue")
    save(watched.outline, broken.encode())
    assert "2 errors; the last good files are kept" in watched.until("outline.yaml")
    assert watched.until("did you mean “name”?").startswith("outline.yaml:")
    assert watched.until("did you mean “picture”?")
    assert (watched.file(".pptx").read_bytes(), watched.file(".docx").read_bytes()) == before
    claim = f"工厂已经{save.__name__}"
    save(watched.outline, OUTLINE.replace("工厂已经投产", claim).encode())
    assert "both files are up to date" in watched.until("outline.yaml")
    assert claim in text_of(watched.file(".pptx"))
    assert claim in text_of(watched.file(".docx"))


@pytest.mark.parametrize("save", WAYS)
def test_a_save_of_the_ledger_is_built(watched: Watched, save: Save) -> None:
    value = f"4{WAYS.index(save)}.7"
    save(watched.folder / "facts.yaml", FACTS.replace("39.1", value).encode())
    assert "facts.yaml" in watched.until("up to date")
    assert f"{value}万辆" in text_of(watched.file(".docx"))


def test_saves_of_a_csv_file_and_of_a_picture_are_built(watched: Watched) -> None:
    (watched.folder / "data" / "output.csv").write_text(CSV.replace("28", "27"), "utf-8")
    assert str(Path("data", "output.csv")) in watched.until("up to date")
    Image.new("RGB", (40, 30), "#A02020").save(watched.folder / "plant.png")
    assert "plant.png" in watched.until("up to date")
    with zipfile.ZipFile(watched.file(".pptx")) as package:
        assert (watched.folder / "plant.png").read_bytes() in map(package.read, package.namelist())


def test_a_file_that_is_named_newly_is_watched_and_one_that_is_named_no_more_is_not(watched: Watched) -> None:
    watched.write(OUTLINE)
    second = watched.folder / "later" / "output.csv"
    watched.outline.write_text(OUTLINE.replace("data/output.csv", "later/output.csv"), "utf-8")
    assert "1 error" in watched.until("outline.yaml")
    assert "later" in (watched.next_line() or "")
    second.parent.mkdir()
    second.write_text(CSV.replace("28", "26"), "utf-8")
    assert str(Path("later", "output.csv")) in watched.until("up to date")
    (watched.folder / "data" / "output.csv").write_text(CSV, "utf-8")
    assert watched.next_line(QUIET) is None
    watched.write(OUTLINE)


def test_nothing_is_built_without_a_change(watched: Watched) -> None:
    watched.write(OUTLINE + "\n")
    for save in WAYS:
        save(watched.outline, (OUTLINE + "\n").encode())
    watched.outline.touch()
    for name in ("4913", ".outline.yaml.swp", "outline.yaml~", "outline.yaml.tmp", "~$outline.yaml", "new.docx"):
        (watched.folder / name).write_text("editors leave such files", "utf-8")
    assert watched.next_line(QUIET) is None, "the files that it makes itself stand in this folder too"


def test_a_file_that_comes_out_as_it_was_is_not_touched(watched: Watched) -> None:
    watched.write(OUTLINE)
    before = [(file.stat().st_ino, file.stat().st_mtime_ns) for file in map(watched.file, (".pptx", ".docx"))]
    assert "outline.yaml" in watched.write(OUTLINE + "# 一句注释\n")
    assert [(file.stat().st_ino, file.stat().st_mtime_ns) for file in map(watched.file, (".pptx", ".docx"))] == before


def test_a_new_title_gives_new_files_and_the_former_ones_stay(watched: Watched) -> None:
    watched.write(OUTLINE)
    before = watched.file(".docx").read_bytes()
    watched.write(OUTLINE.replace("两地协作情况汇报", "新的题目"))
    assert watched.next_line() == "新的题目.pptx"
    assert watched.next_line() == "新的题目.docx"
    assert "两地协作情况汇报.docx" in (watched.next_line() or "")
    assert watched.file(".docx").read_bytes() == before
    assert "新的题目" in text_of(watched.folder / "新的题目.docx")
    watched.write(OUTLINE)
    watched.until("the former ones stay")


def test_what_cannot_be_written_is_put_in_place_as_soon_as_it_can_be(watched: Watched) -> None:
    obstacle = watched.folder / "题目三.docx"
    obstacle.mkdir()
    watched.outline.write_text(OUTLINE.replace("两地协作情况汇报", "题目三"), "utf-8")
    assert "not written" in watched.until("outline.yaml")
    assert watched.until("error: ").endswith("a folder of that name stands there")
    assert not (watched.folder / "题目三.pptx").exists(), "both files or neither"
    assert watched.next_line(QUIET) is None, "it is tried again in silence"
    obstacle.rmdir()
    watched.until("up to date")
    assert "题目三" in text_of(obstacle)
    watched.until("the former ones stay")
    watched.write(OUTLINE)
    watched.until("the former ones stay")


def test_a_warning_is_told_once(watched: Watched) -> None:
    watched.write(OUTLINE)
    doubtful = OUTLINE.replace("一地多于", "一地,多于")
    assert watched.write(doubtful).endswith("both files are up to date; 1 warning")
    assert "half-width “,”" in (watched.next_line() or "")
    assert watched.write("# 上移一行\n" + doubtful).endswith("both files are up to date; 1 warning")
    assert watched.next_line(QUIET) is None
    watched.write(OUTLINE)


def test_an_outline_that_begins_broken_is_built_once_it_is_mended_and_quiet_tells_errors_only(tmp_path: Path) -> None:
    command = Watched(tmp_path / "quiet", "--quiet", "--only", "word")
    try:
        command.outline.write_text("document: [\n", "utf-8")  # long before the libraries are imported
        command.until("1 error; nothing was written")
        command.until("outline.yaml:1:11")
        command.until("^")  # the last line: a save before it would be shown in it
        command.outline.write_text(OUTLINE, "utf-8")
        deadline = time.monotonic() + PATIENCE
        while not command.file(".docx").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert command.file(".docx").exists()
        assert not command.file(".pptx").exists()
        assert command.next_line(0.5) is None
        assert command.end() == 0
    finally:
        command.clear_away()


def test_an_outline_that_is_not_there_ends_it_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing", "watch", "missing.yaml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "error: missing.yaml: there is no such file\n"


# The watching alone


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    """Ends the watching when a test does, or when nothing comes for too long."""
    event = threading.Event()
    timer = threading.Timer(PATIENCE, event.set)
    timer.start()
    yield event
    timer.cancel()
    event.set()


def test_a_slow_write_in_place_is_one_save(tmp_path: Path, stop: threading.Event) -> None:
    outline = set_up(tmp_path / "work")
    saved = saves(NamedFiles(outline), stop)

    def write() -> None:
        time.sleep(0.3)  # until it is watched
        with outline.open("w", encoding="utf-8") as file:
            file.flush()
            time.sleep(0.2)  # nothing stands in the file meanwhile
            file.write(OUTLINE + "# 写完\n")
        time.sleep(0.3)
        (outline.parent / "facts.yaml").write_text(FACTS + "# 下一次\n", "utf-8")

    threading.Thread(target=write).start()
    assert list(islice(saved, 2)) == [{outline}, {outline.parent / "facts.yaml"}]


def test_a_file_that_stays_away_is_a_save_and_so_is_its_return(tmp_path: Path, stop: threading.Event) -> None:
    outline = set_up(tmp_path / "work")
    csv = outline.parent / "data" / "output.csv"
    saved = saves(NamedFiles(outline), stop)
    shutil.rmtree(csv.parent)
    assert next(saved) == {csv}
    csv.parent.mkdir()
    csv.write_text(CSV, "utf-8")
    assert next(saved) == {csv}


def test_saves_during_a_build_are_noticed_after_it(tmp_path: Path, stop: threading.Event) -> None:
    outline = set_up(tmp_path / "work")
    later = outline.parent / "later.csv"
    saved = saves(NamedFiles(outline), stop)
    text = OUTLINE.replace("data/output.csv", "later.csv")
    renamed_over(outline, text.encode())
    assert next(saved) == {outline}
    later.write_text(CSV, "utf-8")  # named already, but not known before the build is done
    assert next(saved) == {later}
    renamed_over(outline, f"{text}# 再存一次\n".encode())
    later.write_text(CSV + "两地,67.1\n", "utf-8")
    assert next(saved) == {outline, later}


def test_what_a_symbolic_link_leads_to_is_watched(tmp_path: Path, stop: threading.Event) -> None:
    real = set_up(tmp_path / "real")
    outline = tmp_path / "outline.yaml"
    outline.symlink_to(real)
    saved = saves(NamedFiles(outline), stop)
    renamed_over(real, (OUTLINE + "# 另一处\n").encode())
    assert next(saved) == {outline}


@pytest.mark.parametrize("failure", [OSError("no watch left"), None], ids=["refused", "silent"])
def test_a_folder_that_tells_nothing_is_looked_at(
    tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch, failure: OSError | None
) -> None:
    """As on network drives, which tell nothing, and where the system has no watches left."""

    def deaf(*_folders: Path, stop_event: threading.Event, **_options: object) -> Iterator[set[object]]:
        if failure:
            raise failure
        while not stop_event.wait(0.1):
            yield set()

    monkeypatch.setattr(watching, "watch", deaf)
    outline = set_up(tmp_path / "work")
    saved = saves(NamedFiles(outline), stop)
    outline.write_text(OUTLINE + "\n", "utf-8")
    assert next(saved) == {outline}


def test_waiting_is_no_work(tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    look = watching._look

    def counted(file: Path, before: watching._Look = watching._GONE) -> watching._Look:
        nonlocal looks
        looks += 1
        return look(file, before)

    monkeypatch.setattr(watching, "_look", counted)
    outline = set_up(tmp_path / "work")
    files = len(NamedFiles(outline)())
    threading.Timer(3, stop.set).start()
    assert not list(saves(NamedFiles(outline), stop))
    assert looks <= files * 8, "once at the start, and once a second"


def test_the_named_files_are_known_while_the_outline_is_broken(tmp_path: Path) -> None:
    outline = set_up(tmp_path / "work")
    named = NamedFiles(outline)
    names = {"outline.yaml", "facts.yaml", "plant.png", "output.csv"}
    assert {file.name for file in named()} == names
    outline.write_text("document: [\n", "utf-8")
    assert {file.name for file in named()} == names, "the last ones known"
    outline.unlink()
    assert {file.name for file in named()} == names
    wrong = OUTLINE.replace("kind: bar", "kind: bra").replace("facts.yaml", "more.yaml") + "terms: words.yaml\n"
    outline.write_text(wrong, "utf-8")
    assert {file.name for file in named()} == {"outline.yaml", "more.yaml", "plant.png", "output.csv", "words.yaml"}
    files = "template: own.pptx, theme: looks/own.yaml, date"
    outline.write_text(OUTLINE.replace("date", files, 1) + "word: {reference: own.docx}\n", "utf-8")
    assert {file.name for file in named()} == names | {"own.pptx", "own.yaml", "own.docx"}
    outline.write_text(OUTLINE.replace("facts.yaml", "../facts.yaml").replace("plant.png", "/plant.png"), "utf-8")
    assert {file.name for file in named()} == {"outline.yaml", "output.csv"}, "what lies outside is never read"


# What a warm process makes


def forget() -> None:
    """Empties every memory of this project, as a process that begins."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith("briefing."):
            found.cache_clear()


def edits(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yields lines to edit in a slide of each kind: its title, its prose and its points, where they stand once."""
    seen = set()
    for section in yaml.safe_load(text)["sections"]:
        for slide in section["slides"]:
            lines = [slide["claim"], slide["prose"].strip().splitlines()[0], *slide.get("points", [])[-1:]]
            if slide["kind"] not in seen and all(text.count(line) == 1 for line in lines):
                seen.add(slide["kind"])
                yield slide["kind"], lines


def edited(text: str, lines: list[str]) -> str:
    """Returns the outline with a character more in each line, and a clause more in prose, which shifts lines and pages."""
    for line in lines:
        more = "新而又新的情况正在出现，各方面都有了新的打算，" if "。" in line else "新"
        text = text.replace(line, re.sub("(?<=[一-鿿])(?=[一-鿿])", more, line, count=1))
    return text


def copied(outline: Path, folder: Path) -> Path:
    """Returns a copy of an outline with what it names beside it."""
    for beside in ("assets", "data"):
        if (outline.parent / beside).is_dir():
            shutil.copytree(outline.parent / beside, folder / beside)
    return Path(shutil.copy(outline, folder))


def built(outline: Path, studio: Studio) -> tuple[bytes, bytes]:
    made = make(settle(outline), studio=studio)
    assert made.deck is not None
    assert made.word is not None
    return made.deck, made.word.data


def test_a_warm_build_gives_what_a_cold_one_gives_after_an_edit_of_each_kind_of_slide(tmp_path: Path) -> None:
    outline = copied(ROOT / "outline.yaml", tmp_path)
    text = outline.read_text("utf-8")
    texts = {kind: edited(text, lines) for kind, lines in edits(text)}
    assert len(texts) >= 8
    studio = Studio()
    built(outline, studio)
    warm = {}
    for kind, new in texts.items():
        outline.write_text(new, "utf-8")
        warm[kind] = built(outline, studio)
    for kind, new in texts.items():
        outline.write_text(new, "utf-8")
        forget()
        assert built(outline, studio) == warm[kind], kind
    forget()
    assert built(outline, Studio()) == warm[kind], "with every chart drawn anew"


def test_edits_of_every_kind_one_after_the_other_give_what_a_cold_build_gives(tmp_path: Path) -> None:
    outline = copied(ROOT / "tests" / "outlines" / "minimal.yaml", tmp_path)
    text = outline.read_text("utf-8")
    kinds = dict(edits(text))
    assert len(kinds) >= 13
    studio = Studio()
    for lines in kinds.values():
        text = edited(text, lines)
        outline.write_text(text, "utf-8")
        warm = built(outline, studio)
    forget()
    assert built(outline, studio) == warm


def test_equal_numbers_that_are_printed_differently_are_told_apart() -> None:
    calls = []

    @remembered(2)
    def called(*values: object) -> int:
        calls.append(values)
        return len(calls)

    assert [called(1), called(1.0), called(1)] == [1, 2, 1]
    called(2)
    assert called(1.0) == 4, "only the last two are remembered"


def test_a_workshop_keeps_what_it_could_not_put_in_place(tmp_path: Path) -> None:
    outline = set_up(tmp_path / "work")
    workshop = Workshop(outline, tmp_path / "out", Output.WORD)
    obstacle = tmp_path / "out" / "两地协作情况汇报.docx"
    obstacle.mkdir(parents=True)
    with pytest.raises(SurroundingsError):
        workshop.build()
    assert not workshop.has_built
    obstacle.rmdir()
    placed = workshop.try_again()
    assert placed is not None
    assert placed.built.files == (obstacle,)
    assert workshop.has_built
    assert workshop.try_again() is None
