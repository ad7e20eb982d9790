"""Texts for generated outlines: words, numbers and every sign that the typeface has, of drawn lengths, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any, TypeVar, get_args, get_origin

from generated import Generator
from hypothesis import strategies as st

from briefing.outline.reading import UNWANTED
from briefing.outline.schema import Flag, Model
from briefing.text import coverage

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]
"""What Hypothesis hands to a composite strategy."""
Tree = dict[str, Any]

ENGLISH = [
    "the",
    "port",
    "of",
    "Eastbank",
    "has",
    "handled",
    "more",
    "containers",
    "than",
    "before",
    "and",
    "its",
    "berth",
    "was",
    "opened",
    "in",
    "spring",
    "when",
    "both",
    "shores",
    "agreed",
    "on",
    "a",
    "common",
    "timetable",
    "for",
    "trains",
    "ferries",
    "customs",
    "officers",
    "who",
    "inspect",
    "goods",
    "within",
    "hours",
    "of",
    "their",
    "arrival",
    "companies",
    "invest",
    "research",
    "parks",
    "train",
    "welders",
    "engineers",
    "between",
    "regions",
    "infrastructure",
    "internationalisation",
    "a",
    "to",
    "telecommunications",
    "joint",
    "fund",
    "of",
    "which",
    "cooperation",
    "is",
    "an",
    "example",
    "although",
    "counterproductive",
    "regulations",
    "remain",
]
_HAS_A_MEANING = frozenset("{}｛｝*＊")
"""In texts of an outline: references and strong words."""
_RARE_EVERY = 12
"""One text of so many has a sign that few texts have."""


class Author:
    """Draws what an outline says; structure and lengths are Hypothesis's, the words come from a seed that it draws."""

    def __init__(self, draw: Draw, language: str) -> None:
        self.draw = draw
        self.is_english = language == "en"
        self.generator = _generator()
        self.random = Random(draw(st.integers(0, 2**32 - 1)))  # noqa: S311 - nothing secret hangs on it
        self.generator.random = self.random
        self.names = 0

    def whole(self, least: int, most: int) -> int:
        return int(self.draw(st.integers(least, most)))

    def flag(self, one_in: int = 2) -> bool:
        """Returns True in one of so many cases."""
        return self.whole(0, one_in - 1) == 2 * one_in // 3  # not at an end: Hypothesis likes the ends

    def one_of(self, choices: Sequence[T]) -> T:
        chosen: T = self.draw(st.sampled_from(choices))
        return chosen

    def many(self, least: int, most: int, make: Callable[[], T]) -> list[T]:
        return [make() for _ in range(self.whole(least, most))]

    def new_id(self, kind: str) -> str:
        """Returns an id that no other thing has; some are long, some have every sign that ids may have."""
        self.names += 1
        return f"{kind}{self.one_of(('_', '-', '-_', '_A_very_long_name_', ''))}{self.names}"

    def line(self, most: int, least: int = 1) -> str:
        """Returns words as wide as so many Chinese characters, about; no text is longer than fits at `most`."""
        length = self.one_of((least, most, self.whole(least, most), self.whole(least, most)))
        text = self._english(2 * length) if self.is_english else self._chinese(length)
        if self.random.randrange(_RARE_EVERY) == 0:
            at = self.random.randrange(len(text) + 1)
            text = (text[:at] + self.random.choice(_signs()) + text[at:])[: max(len(text), 1)]
        return text.strip() or "示"

    def _chinese(self, length: int) -> str:
        return self.generator._line(length, length)[:length].strip("，、；： ") or "圈"

    def _english(self, length: int) -> str:
        text = ""
        while len(text) < length:
            word = self.random.choice(ENGLISH) if self.random.random() < 0.9 else self.generator._word()
            text += word + self.random.choice((" ", " ", " ", " ", ", ", "; ", " – ", ": ", "—", "/"))
        wide = 0
        for at, char in enumerate(text):
            wide += 2 if unicodedata.east_asian_width(char) in "WF" else 1
            if wide > length:
                return text[:at].strip(" ,;:–—/") or "port"
        return text

    def strong(self, text: str) -> str:
        """Returns a text that begins with strong words, one time in three."""
        if len(text) < 6 or not self.flag(3):
            return text
        end = self.random.randrange(2, len(text) - 2)
        head, rest = text[:end].strip(), text[end:]
        return f"**{head}**{rest}" if head and not head.endswith("\\") else text

    def options(self, model: type[Model], given: Tree, one_in: int = 5) -> Tree:
        """Returns what is given with some of the model's other keys that have a few values each: words of a list, flags.

        Keys that the schema gets one day are drawn, too, as far as they are of this sort; others are left out.
        """
        for name, field in model.model_fields.items():
            key = field.alias or name
            if key in given or field.is_required():
                continue
            values = _choices(field.annotation, [*field.metadata])
            if values and self.flag(one_in):
                given[key] = self.one_of(values)
        return given


def _choices(annotation: Any, metadata: Sequence[Any]) -> tuple[Any, ...]:
    """Returns the values of a field of few: of Literal, of a flag."""
    if get_origin(annotation) is not None and str(get_origin(annotation)) == "typing.Literal":
        return get_args(annotation)
    is_flag = annotation is bool or annotation == (Flag | None)
    return ("yes", "no", True, False) if is_flag or (annotation is bool and metadata) else ()


@cache
def _generator() -> Generator:
    return Generator(0)


@cache
def _signs() -> tuple[str, ...]:
    """Returns what the typeface has a sign for, a group of each block alike: no controls, blanks or marks of outlines."""
    blocks: dict[tuple[int, str], list[str]] = {}
    for start, end in zip(*coverage._groups(), strict=True):
        for code in range(start, end + 1):
            char = chr(code)
            kind = unicodedata.category(char)
            if kind[0] not in "CZM" and not UNWANTED.match(char) and char not in _HAS_A_MEANING and char.isprintable():
                blocks.setdefault((code >> 8, kind), []).append(char)
    return tuple(char for block in blocks.values() for char in block[:: max(1, len(block) // 12)])
