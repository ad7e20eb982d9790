"""Outlines that are right, drawn with Hypothesis: each with the files beside it; nearly all of them can be built."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from bodies import Bodies
from graphs import Graphs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from ledger import Ledger, ledger
from PIL import Image
from words import Author, Tree

from briefing import assets
from briefing.outline.schema import DocumentModel, SectionModel, WordModel

NAME = "outline.yaml"
_THEMES = ("policy-blue", "party-red", "bay-teal")
_PICTURES = (("RGB", "PNG", (640, 480)), ("L", "PNG", (3, 2000)), ("P", "PNG", (1, 1)), ("RGB", "JPEG", (2000, 30)),
             ("CMYK", "JPEG", (64, 64)), ("RGBA", "PNG", (300, 300)))  # fmt: skip
_LIKE_A_KEY = re.compile(r"[A-Za-z][\w-]*[:：]")
_CLOSING = ("'", '"', "]", "}", ")")
PER_RUN = 20
"""Outlines that one run of Hypothesis draws: the first is the least that there can be, others vary one another."""


@dataclass(frozen=True, slots=True)
class Case:
    """An outline and the files beside it, by their names."""

    tree: Tree
    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, folder: Path) -> Path:
        """Writes everything into a folder and returns the outline's path."""
        for name, content in {**self.files, NAME: self.text.encode()}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder / NAME

    @property
    def text(self) -> str:
        return yaml.dump(self.tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)


class _Dumper(yaml.SafeDumper):
    """Writes as people do: no aliases, and paragraphs under a “|”, for quotation marks have to end in their line."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    is_open = (
        text[-1:] in _CLOSING or not text[:1].isalnum()
    )  # a bare text must not begin or end like half of something
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else '"' if is_open else None)


_Dumper.add_representer(str, _text)


@st.composite
def outlines(draw: Any, least_sections: int = 1) -> Case:
    """Returns an outline of one to four sections, now and then of ten."""
    language = draw(st.sampled_from(("zh-CN", "zh-CN", "en")))
    author = Author(draw, language)
    files: dict[str, bytes] = {}
    sources, sections = _sources(author)
    made = ledger(author, sections)
    circles = [author.new_id("circle") for _ in range(2)]
    graphs = Graphs(author, made, circles, files)
    charts = {author.new_id("chart"): graphs.chart() for _ in range(author.one_of((0, 0, 1, 1, 2, 3)))}
    pictures = {author.new_id("picture"): _picture(author, files) for _ in range(author.one_of((0, 0, 0, 1, 2)))}
    tables = {author.new_id("table"): _table(author, made) for _ in range(author.one_of((0, 0, 1, 2)))}
    bodies = Bodies(graphs, sections, [*charts, *pictures], list(tables))
    count = 10 if author.flag(40) else author.whole(least_sections, 3)
    tree: Tree = {"document": _document(author, language, files)}
    tree |= {"circles": {name: {"name": author.line(9, 2), "short": author.line(3, 2)} for name in circles}}
    tree |= {"sources": sources, "facts": _facts(author, made, files)}
    tree |= {key: value for key, value in (("charts", charts), ("pictures", pictures), ("tables", tables)) if value}
    tree["sections"] = [_section(author, bodies, 1 if count > 3 else 3) for _ in range(count)]
    return Case(tree | _rest(author, bodies, made, tree["document"]["kind"], files), files)


def drawn(seed_of_run: int, count: int = PER_RUN) -> Iterator[Case]:
    """Yields so many outlines of a run, all of them at the most; the same seed gives the same ones."""
    found: list[Case] = []

    @seed(seed_of_run)
    @settings(max_examples=PER_RUN, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(outlines())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    yield from found[:count]


def _sources(author: Author) -> tuple[Tree, list[str]]:
    sources: Tree = {}
    for _number in range(author.whole(1, 3)):
        sections: Tree = {author.new_id("part"): author.line(12, 2) for _ in range(author.whole(1, 3))}
        source: Tree = {"sections": sections}
        source[author.one_of(("publisher", "title", "description"))] = author.line(16, 2)
        source |= {key: author.line(16, 2) for key in ("publisher", "title", "description") if author.flag()}
        if author.flag():
            source["date"] = author.one_of(("2024年5月", "March 2026", "2024年"))
        sources[author.new_id("source")] = source
    return sources, [f"{name}#{section}" for name, source in sources.items() for section in source["sections"]]


def _document(author: Author, language: str, files: dict[str, bytes]) -> Tree:
    is_bulletin = author.flag(4)
    kinds = ("bulletin", "report") if language == "en" else ("简报", "汇报材料")
    document: Tree = {
        "title": author.line(18, 2),
        "unit": author.line(14, 2),
        "date": f"{author.one_of((1980, 2024, 2026, 2107))}-{author.whole(1, 12):02}-{author.whole(1, 28):02}",
        "language": language,
        "kind": kinds[0] if is_bulletin else kinds[1],
    }
    if author.flag():
        document["subtitle"] = author.line(20, 2)
    if author.flag():
        document["keywords"] = author.many(0, 4, lambda: author.line(8, 2))
    if author.flag(4):
        document["max_age_months"] = author.one_of((1, 36, 1200))
    if author.flag(8):
        theme = author.one_of(_THEMES)
        files["own.yaml"] = assets.file("themes", theme, ".yaml").read_bytes()
        document["theme"] = "own.yaml"
    elif author.flag():
        document["theme"] = author.one_of(_THEMES)
    if author.flag(8):
        files["own.pptx"] = assets.file("templates", author.one_of(_THEMES), ".pptx").read_bytes()
        document["template"] = "own.pptx"
    return author.options(DocumentModel, document | {"theme": document.get("theme", _THEMES[0])})


def _facts(author: Author, made: Ledger, files: dict[str, bytes]) -> Any:
    if not author.flag(3):
        return made.entries
    files["data/facts.yaml"] = yaml.dump(made.entries, Dumper=_Dumper, allow_unicode=True, width=100_000).encode()
    return "data/facts.yaml"


@cache
def _pixels(mode: str, kind: str, size: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, 1 if mode in "LP" else None).save(stream, kind)
    return stream.getvalue()


def _picture(author: Author, files: dict[str, bytes]) -> Tree:
    mode, kind, size = author.one_of(_PICTURES)
    name = f"pictures/{author.new_id('image')}.{kind.lower()}"
    files[name] = _pixels(mode, kind, size)
    picture: Tree = {"file": name, "title": author.line(14, 2), "alt": author.line(40, 2)}
    return picture | ({"credit": author.line(10, 2)} if author.flag() else {})


def _table(author: Author, made: Ledger) -> Tree:
    columns = author.whole(2, 6)
    longest = {2: 30, 3: 20, 4: 12}.get(columns, 7)

    def cell() -> str:
        return (
            f"{{{author.one_of(made.ids)}}}" if author.flag(6) and columns < 5 else author.strong(author.line(longest))
        )

    table: Tree = {
        "title": author.line(14, 2),
        "header": [author.line(5, 1) for _ in range(columns)],
        "rows": [[cell() for _ in range(columns)] for _ in range(author.one_of((1, 2, 5, 12, 40)))],
    }
    if author.flag(3):
        table["widths"] = [author.one_of((2, 2.5, 3)) for _ in range(columns)]
    return table | ({"note": author.line(30, 2)} if author.flag(3) else {})


def _section(author: Author, bodies: Bodies, most: int) -> Tree:
    claim = bodies.claim(20 if most > 1 else 8)
    section: Tree = {"name": f"{author.line(8, 2)}{claim[-1]}", "claim": claim}
    return author.options(SectionModel, section) | {"slides": [bodies.slide() for _ in range(author.whole(1, most))]}


def _rest(author: Author, bodies: Bodies, made: Ledger, kind: str, files: dict[str, bytes]) -> Tree:
    rest: Tree = {}
    if kind in {"简报", "bulletin"}:
        rest["bulletin"] = _bulletin(author)
    if author.flag():
        rest["summary"] = bodies.prose()
    word = author.options(WordModel, {}, 3)
    word |= {"header": author.line(10, 2)} if author.flag(6) else {}
    if author.flag(8):
        files["own.docx"] = assets.file("templates", "briefing", ".docx").read_bytes()
        word["reference"] = "own.docx"
    rest |= {"word": word} if word else {}
    marks = {"watermark": author.line(6, 2)} if author.flag(6) else {}
    marks |= {"footer": author.line(10, 2)} if author.flag(6) else {}
    rest |= {"marks": marks} if marks else {}
    if author.flag(4):
        rest["recipient"] = {"unit": author.line(10, 2), "salutation": author.line(8, 2), "copy": "000001"}
    if author.flag():
        rest["closing"] = {"claim": bodies.claim(12), "lines": bodies.points(1, 3), "prose": bodies.prose()}
    unused = [name for name in bodies.sections if name not in bodies.used]
    if unused and author.flag():
        rest["left_out"] = [{"section": name, "reason": author.line(20, 2)} for name in unused]
    if author.flag(8):
        rest["allow"] = [{"words": author.line(10, 2), "reason": author.line(20, 2)}]
    facts = [author.one_of(made.ids) for _ in range(author.whole(1, 6))]
    appendix = [
        {"kind": "sources", "claim": bodies.claim()},
        {"kind": "facts", "claim": bodies.claim(), "facts": facts},
    ]
    return rest | {"appendix": appendix[: author.whole(0, 2)]}


def _bulletin(author: Author) -> Tree:
    bulletin: Tree = {"name": author.line(8, 4), "issue": author.one_of((1, 12, 9999)), "publisher": author.line(12, 2)}
    for key in ("report_to", "send_to", "distribute_to"):
        if author.flag():
            bulletin[key] = author.many(1, 4, lambda: author.line(8, 2))
    return bulletin | ({"total": 99_999, "copies": author.whole(1, 99_999)} if author.flag() else {})
