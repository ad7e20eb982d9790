"""Where it is measured: a folder with the shipped outline, what was decided of it, and the commands that write it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

import yaml
from contents import Contents, deck_contents, word_contents
from described import describe
from pandoc_peer import commands, pandoc, sources
from timing import HERE, ROOT, Ran, clocked, environment

BRIEFING = (sys.executable, "-m", "briefing")


class SkippedError(Exception):
    """Something cannot be measured here; the message says why."""


class UnlikeError(Exception):
    """What stands beside ours does not write the same, so that comparing the two would say nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    rounds: int | None = None
    slides: int = 2000
    """Of the long deck."""
    most: int = 5000
    """Slides of the one whose slides are held against those of a short one."""
    packs: int = 200

    def of(self, usual: int) -> int:
        """Returns how many rounds to run, where nothing is said `usual`."""
        return self.rounds or usual


class Desk:
    """What several measures need is made once, when it is first asked for, and not timed."""

    def __init__(self, folder: Path, options: Options) -> None:
        self.folder, self.options = folder, options
        self.outline = _copied(folder / "outline")
        self.text = self.outline.read_text("utf-8")

    # Ours

    def build(self, *more: str) -> Ran:
        """Returns what a build in a new process takes."""
        return clocked(*BRIEFING, "build", self.outline, "-o", self.folder / "ours", *more)

    def build_from_nothing(self) -> Ran:
        """Returns what a build takes that may use nothing that one before it kept."""
        return self.build(*self.nothing_kept)

    @cached_property
    def nothing_kept(self) -> list[str]:
        """The option that keeps a build from using what one before it kept, where there is one."""
        return ["--no-cache"] if accepts("--no-cache", "build") else []

    def edits(self) -> Iterator[str]:
        """Yields the outline with a sentence of one slide after the other changed, in other words on each turn."""
        slides = [slide for section in yaml.safe_load(self.text)["sections"] for slide in section["slides"]]
        for turn in count(1):
            for slide in slides:
                paragraph = slide["prose"].strip().splitlines()[0]
                yield self.text.replace(paragraph, f"{paragraph[:-1]}，{'更' * turn}值得关注。")

    # What stands beside it

    @cached_property
    def description(self) -> Path:
        """The folder of what a build decides, as plain data."""
        return describe(self.outline, self.folder / "description")

    def plain(self, *more: str) -> Ran:
        """Returns what the plain script takes."""
        return clocked(sys.executable, HERE / "plain.py", self.description, self.folder / "plain", *more)

    @cached_property
    def _pandoc_commands(self) -> list[list[str]]:
        program = pandoc()
        if program is None:
            raise SkippedError("pypandoc with its pandoc is not installed: pip install pypandoc_binary")
        if not (self.folder / "plain").exists():
            self.plain()  # the charts as PNG
        made = sources(self.description, self.folder / "plain", self.folder / "markdown")
        return commands(program, made, self.folder / "pandoc")

    def pandoc(self) -> Ran:
        """Returns what pandoc takes for both files, in two processes one after the other."""
        deck, word = self._pandoc_commands
        return clocked(*deck) + clocked(*word)

    # Whether they are alike

    @cached_property
    def same_as_plain(self) -> None:
        """Raises UnlikeError where the plain script leaves anything out."""
        self.build()
        self.plain()
        require_alike(self.folder / "ours", self.folder / "plain")

    @cached_property
    def same_as_pandoc(self) -> None:
        """Raises UnlikeError where pandoc leaves anything out, SkippedError where there is no pandoc."""
        self.pandoc()
        self.build()
        require_alike(self.folder / "ours", self.folder / "pandoc")


def require_alike(ours: Path, other: Path) -> None:
    """Raises UnlikeError unless the files of two folders hold the same."""
    for ending, read in ((".pptx", deck_contents), (".docx", word_contents)):
        mine, others = (read(next(folder.glob(f"*{ending}"))) for folder in (ours, other))
        if lack := lacking(mine, others):
            raise UnlikeError(f"{other.name}{ending} is not the same: {lack}")


_ALIKE = 0.98
"""The share of our characters that the other has; it lacks, say, the numbers that Word sets before headings."""


def lacking(ours: Contents, other: Contents) -> str:
    """Returns what another file has less of than ours; nothing where it holds the same."""
    for what in ("pages", "pictures", "tables"):
        mine, others = getattr(ours, what), getattr(other, what)
        if mine != others:
            return f"{others} {what}, not {mine}"
    wanted = Counter(ours.texts + ours.notes)
    share = (wanted & Counter(other.texts + other.notes)).total() / wanted.total()
    return f"{share:.1%} of the characters" if share < _ALIKE else ""


def accepts(option: str, *command: str) -> bool:
    """Returns whether a command of ours knows an option, or a command where none is named."""
    done = subprocess.run(
        [*BRIEFING, *command, "--help"], capture_output=True, text=True, env=environment(), check=False
    )
    return done.returncode == 0 and option in done.stdout


def _copied(folder: Path) -> Path:
    """Returns a copy of the shipped outline with its ledger."""
    (folder / "assets").mkdir(parents=True)
    shutil.copy(ROOT / "assets" / "facts.yaml", folder / "assets")
    return Path(shutil.copy(ROOT / "outline.yaml", folder))
