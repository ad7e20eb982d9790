"""The same deck and pages by pandoc, from Markdown that is made of what a build decided; pandoc is pypandoc's binary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Plain = dict[str, Any]

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Sources:
    """What pandoc is given: two Markdown files, and the folder where it finds the charts as PNG."""

    deck: Path
    word: Path


def pandoc() -> str | None:
    """Returns the path of pypandoc's pandoc, or None where pypandoc is not installed or has none."""
    try:
        import pypandoc  # noqa: PLC0415 - an extra that may be missing
    except ImportError:
        return None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        return None


def sources(description: Path, pictures: Path, folder: Path) -> Sources:
    """Writes the Markdown of a description; `pictures` is where the plain script left the charts."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Sources(folder / "deck.md", folder / "word.md")
    slides = map(json.loads, (description / "slides.jsonl").read_text("utf-8").splitlines())
    word = json.loads((description / "word.json").read_text("utf-8"))
    made.deck.write_text("\n\n".join(_deck(slides, pictures)) + "\n", "utf-8")
    made.word.write_text("\n\n".join(_word(word, pictures)) + "\n", "utf-8")
    return made


def commands(program: str, made: Sources, out: Path) -> list[list[str]]:
    """Returns the two commands, one for each file."""
    out.mkdir(parents=True, exist_ok=True)
    pairs = ((made.deck, out / "pandoc.pptx"), (made.word, out / "pandoc.docx"))
    return [[program, "--from=markdown", "--slide-level=2", str(source), "-o", str(file)] for source, file in pairs]


# Deck


def _deck(slides: Iterable[Plain], pictures: Path) -> Iterator[str]:
    for slide in slides:
        yield f"## {_escaped(slide['title'])}"
        texts = [shape for shape in slide["shapes"] if shape["kind"] == "text"]
        shown = [_shown(shape, pictures) for shape in slide["shapes"] if shape["kind"] not in {"text", "title"}]
        written = [line for shape in texts for line in _lines(shape["paragraphs"])]
        if shown and written:  # beside each other, or pandoc begins another slide
            yield "\n\n".join((":::: columns", _column(written), _column(shown), "::::"))
        else:
            yield "\n\n".join((*written, *shown))
        if slide["notes"]:
            yield "\n\n".join(("::: notes", *map(_escaped, slide["notes"].splitlines()), ":::"))


def _column(parts: Sequence[str]) -> str:
    return "\n\n".join(("::: {.column width=50%}", *parts, ":::"))


def _shown(shape: Plain, pictures: Path) -> str:
    if shape["kind"] == "table":
        rows = [[_spans(cell["spans"]) for cell in row] for row in shape["rows"]]
        return _table(rows, shape["widths"])
    file = pictures / f"{shape['chart']}.png" if shape["kind"] == "chart" else shape["file"]
    return f"![{_escaped(shape['alt'])}]({file})"


def _lines(paragraphs: Sequence[Plain]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield ("- " if paragraph["bullet"] else "") + _spans(paragraph["spans"])


def _spans(spans: Sequence[Plain]) -> str:
    return _runs([(span["text"], span["strong"]) for span in spans])


# Word


def _word(word: Plain, pictures: Path) -> Iterator[str]:
    for block in word["blocks"]:
        match block["kind"]:
            case "table":
                rows = [[_runs(cell["runs"]) for cell in row] for row in block["rows"]]
                yield _table(rows, block["widths"])
            case "picture":
                file = block["file"] or pictures / f"{block['chart']}.png"
                width, height = block["size"]
                yield f"![{_escaped(block['alt'])}]({file}){{width={width}pt height={height}pt}}\\"
            case _:
                note = f"[^{block['note']}]" if block["note"] else ""
                yield _heading(block["style"]) + (_runs(block["runs"]) or "\\ ") + note
    for number, note in enumerate(word["notes"], 1):
        yield f"[^{number}]: {_runs(note['runs']).removeprefix(_escaped(f'[{number}] '))}"


def _heading(style: str) -> str:
    found = re.fullmatch(r"heading (\d)", style)
    return f"{'#' * int(found[1])} " if found else ""


# Both


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> str:
    """Returns a pipe table; its rule divides the width as ours is."""
    rule = "|".join("-" * max(3, round(60 * width / sum(widths))) for width in widths)
    lines = ["|".join(cell.replace("\n", " ") for cell in row) for row in rows]
    return "\n".join(f"|{line}|" for line in (lines[0], rule, *lines[1:]))


def _runs(runs: Sequence[Sequence[Any]]) -> str:
    return "".join(_run(text, strong=strong) for text, strong in runs)


def _run(text: str, *, strong: bool) -> str:
    bare = text.strip()
    if not strong or not bare:
        return _escaped(text)
    before, _, after = text.partition(bare)
    return f"{_escaped(before)}**{_escaped(bare)}**{_escaped(after)}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "\\\n").replace("\t", " ")
