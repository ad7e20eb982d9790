"""Kinds of cases in which a file is wrong: what is changed, and what the tool is then asked to do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import mutations
import samples
import trees
import yaml
from checks import misplaced, studio
from commands import ran
from samples import Files
from worker import Act, Try

from briefing.batch import table
from briefing.errors import OutlineError
from briefing.extract.new import new
from briefing.pipeline import Settled, make, settle
from briefing.readback import built as readback
from briefing.readback.reading import Kind


def tries(kind: str, seed: int, count: int, folder: Path) -> Iterator[Try]:
    """Yields cases of a kind; each has the number of its own seed."""
    if kind in _CHARTED:
        _paint_charts()
    for number in range(seed, seed + count):
        random = Random(f"{kind} {number}")  # noqa: S311 - nothing secret hangs on it
        yield Try(f"{kind} {number}", _MAKERS[kind](random, folder))


@cache
def _paint_charts() -> None:
    """Has the charts of the outlines painted that are changed: twenty of them would be counted as one case's time."""
    for files in (samples.every_kind(), samples.shipped()):
        with TemporaryDirectory() as folder:
            _building(_put(files, Path(folder)))()


def kinds() -> tuple[str, ...]:
    return tuple(_MAKERS)


def _put(files: Files, folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "outline.yaml"


def _building(outline: Path) -> Act:
    """Returns what settles and makes an outline; what is reported has to have its place in a file."""

    def act() -> str:
        try:
            make(settle(outline), None, None, studio())
        except OutlineError as error:
            misplaced(error, outline.parent)
            raise
        return "built"

    return act


def _tree(random: Random, folder: Path) -> Act:
    files = random.choice((samples.every_kind, samples.small, samples.shipped))()
    loaded = yaml.load(files["outline.yaml"], Loader=yaml.CBaseLoader)  # noqa: S506 - makes texts only
    tree = trees.of_tree(random, loaded)
    text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100_000)
    return _building(_put(files | {"outline.yaml": text.encode("utf-8", "surrogatepass")}, folder))


def _outline(random: Random, folder: Path) -> Act:
    files = random.choice((samples.shipped, samples.shipped, samples.every_kind))()
    changed = random.choice((mutations.of_text, mutations.of_text, mutations.of_bytes))(random, files["outline.yaml"])
    return _building(_put(files | {"outline.yaml": changed}, folder))


def _ledger(random: Random, folder: Path) -> Act:
    files, name = random.choice(
        ((samples.shipped(), "assets/facts.yaml"), (samples.every_kind(), "data/minimal-facts.yaml"))
    )
    changed = random.choice((mutations.of_text, mutations.of_text, mutations.of_bytes))(random, files[name])
    return _building(_put(files | {name: changed}, folder))


def _csv(random: Random, folder: Path) -> Act:
    files = samples.every_kind()
    changed = random.choice((mutations.of_text, mutations.of_bytes))(random, files["data/times.csv"])
    return _building(_put(files | {"data/times.csv": changed}, folder))


def _theme(random: Random, folder: Path) -> Act:
    theme = (samples.ROOT / "assets/themes/policy-blue.yaml").read_bytes()
    files = samples.with_setting(samples.small(), "document", theme="own.yaml")
    return _building(_put(files | {"own.yaml": mutations.of_text(random, theme)}, folder))


def _terms(random: Random, folder: Path) -> Act:
    terms = (samples.ROOT / "assets/terms/zh-CN.yaml").read_bytes()
    outline = samples.small()["outline.yaml"] + b"\nterms: own.yaml\n"
    return _building(_put({"outline.yaml": outline, "own.yaml": mutations.of_text(random, terms)}, folder))


def _template(random: Random, folder: Path) -> Act:
    theme = random.choice(("policy-blue", "party-red", "bay-teal"))
    changed = mutations.of_package(random, samples.template(theme))
    files = samples.with_setting(samples.small(), "document", template="own.pptx")
    return _building(_put(files | {"own.pptx": changed}, folder))


def _reference(random: Random, folder: Path) -> Act:
    changed = mutations.of_package(random, random.choice((samples.reference(), samples.built()[1])))
    files = samples.with_setting(samples.small(), "word", reference="own.docx")
    return _building(_put(files | {"own.docx": changed}, folder))


def _picture(random: Random, folder: Path) -> Act:
    files = dict(samples.every_kind())
    files["data/plant.png"] = mutations.of_picture(
        random, random.choice((*samples.pictures(), files["data/plant.png"]))
    )
    return _building(_put(files, folder))


@cache
def _expected(kind: Kind) -> Any:
    return _EXPECTATIONS(_settled(), kind)[kind]


_EXPECTATIONS = readback.expectations


def _verify(random: Random, folder: Path) -> Act:
    """The outline is always the same, so that what it gives is worked out once a process."""
    deck, word = samples.built()
    is_deck = random.randrange(2) == 0
    changed = mutations.of_package(random, deck if is_deck else word)
    _put({"built.pptx" if is_deck else "built.docx": changed}, folder)
    settled = _settled()

    _expected(Kind.DECK if is_deck else Kind.WORD)  # before the clock runs

    def known(_settled: Settled, *kinds: Kind) -> dict[Kind, Any]:
        return {kind: _expected(kind) for kind in kinds}

    def act() -> str:
        with patch.object(readback, "expectations", known):
            readback.check_files(settled, changed if is_deck else None, None if is_deck else changed)
        return "read"

    return act


@cache
def _settled() -> Any:
    with TemporaryDirectory() as folder:
        return settle(_put(samples.small(), Path(folder)))


def _article(random: Random, folder: Path) -> Act:
    ending, content = random.choice(samples.articles())
    changer: Callable[[Random, bytes], bytes] = mutations.of_package
    if ending != ".docx":
        changer = random.choice((mutations.of_text, mutations.of_bytes))
    article = folder / f"article{ending}"
    article.write_bytes(changer(random, content))

    def act() -> str:
        try:
            new([article], folder / "new.yaml", date(2026, 11, 22))
        except OutlineError as error:
            misplaced(error, folder)
            raise
        return "drafted"

    return act


def _table(random: Random, folder: Path) -> Act:
    changed = random.choice((mutations.of_text, mutations.of_bytes))(random, samples.TABLE)
    files = samples.every_kind() | {"table.csv": changed}
    outline = _put(files, folder)

    def act() -> str:
        try:
            rows = table.read(folder / "table.csv").rows
            for row in rows[:2]:
                settle(outline, row)
        except OutlineError as error:
            misplaced(error, folder)
            raise
        return "settled"

    return act


def _command(random: Random, folder: Path) -> Act:
    """Runs the command line itself on a changed file: no traceback, no “the tool itself failed”, a known status."""
    makers = (_tree, _outline, _ledger, _csv, _template, _reference, _picture)
    random.choice(makers)(random, folder)
    outline, out = str(folder / "outline.yaml"), str(folder / "out")
    commands = (
        ["check", outline],
        ["check", outline, "--format", "json"],
        ["build", outline, "-o", out, "--only", "deck"],
        ["build", outline, "-o", out, "--only", "word"],
        ["facts", outline],
        ["preview", outline, "-o", f"{out}/page.html"],
        ["new", outline, "-o", f"{out}/new.yaml"],
        ["--lang", "zh", "check", outline],
    )
    words = random.choice(commands)
    return lambda: ran(words)


_MAKERS: Mapping[str, Callable[[Random, Path], Act]] = {
    "tree": _tree,
    "outline": _outline,
    "ledger": _ledger,
    "csv": _csv,
    "theme": _theme,
    "terms": _terms,
    "template": _template,
    "reference": _reference,
    "picture": _picture,
    "verify": _verify,
    "article": _article,
    "table": _table,
    "command": _command,
}
_CHARTED = {"tree", "outline", "ledger", "csv", "picture", "table", "command"}
SHARES: Mapping[str, int] = {
    "tree": 20, "outline": 16, "ledger": 12, "csv": 5, "theme": 3, "terms": 2, "template": 8, "reference": 6, "picture": 6,
    "verify": 7, "article": 6, "table": 4, "command": 5,
}  # fmt: skip
"""Per cent of the mutated cases."""
