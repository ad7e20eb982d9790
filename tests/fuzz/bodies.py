"""Slides for generated outlines: every kind, with texts of lengths that fit and at their limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from graphs import Graphs
from words import Tree

from briefing.outline import schema

_COLUMNS: Mapping[str, tuple[list[int], ...]] = {
    "points": ([4, 8], [5, 7], [6, 6], [7, 5]),
    "compare": ([5, 7], [6, 6], [7, 5]),
    "picture": ([5, 7], [6, 6], [7, 5], [8, 4]),
}
_POINTS_OF_FEW = {1: 40, 2: 34, 3: 26, 4: 20, 5: 16, 6: 14}
"""Characters of a point, by how many stand beside one another on a slide."""


class Bodies:
    """Makes slides; each gets a claim that no other has."""

    def __init__(
        self, graphs: Graphs, sections: Sequence[str], figures: Sequence[str] = (), tables: Sequence[str] = ()
    ) -> None:
        """Takes the sections of sources, and the ids of charts and pictures, and of tables."""
        self.graphs, self.author, self.ledger, self.sections = graphs, graphs.author, graphs.ledger, sections
        self.claims = 0
        self.figures = list(figures)
        self.tables = list(tables)
        self.shown: list[str] = []
        self.used: set[str] = set()
        """Sections of sources that a slide draws from."""

    def slide(self) -> Tree:
        """Returns a slide; each figure and table is shown once."""
        kinds: dict[str, Callable[[], Tree]] = {
            "points": self._points,
            "compare": self._compare,
            "key-figures": self._key_figures,
            "cards": self._cards,
            "quotes": self._quotes,
            "recommendations": self._recommendations,
            "before-after": self._before_after,
            "timeline": self._timeline,
            "chain": self._chain,
            "case": self._case,
            "relation": self._relation,
        }
        if self.figures:
            kinds["figure"] = self._figure
            kinds["picture"] = self._picture
        if self.tables:
            kinds["table"] = self._table
        known = _kinds()
        kind = self.author.one_of([each for each in kinds if each in known])
        if self.figures and self.author.flag():
            kind = self.author.one_of(("figure", "points", "picture"))
        body = kinds[kind]()
        slide = {"kind": kind, "claim": self.claim(), "from": self._from(), "prose": self.prose()} | body
        if self.author.flag(3):
            slide["notes"] = self.prose()
        return self.author.options(known[kind], slide)

    def claim(self, longest: int = 20) -> str:
        self.claims += 1
        number = chr(0x2460 + self.claims % 20) * (1 + self.claims // 20)  # titles are unique, also without digits
        end = f" {self.claims}" if self.author.is_english else number
        return self.author.line(longest, 2) + (self._fact(8) if longest > 12 else "") + end

    def prose(self) -> str:
        return "\n\n".join(self.author.many(1, 2, self._paragraph))

    def _paragraph(self) -> str:
        longest = 400 if self.author.flag(60) else 60
        sentences = [self.author.line(longest, 4) + self._fact(2) for _ in range(self.author.whole(1, 3))]
        seen = f"（见{{{self.author.one_of(self.shown)}}}）" if self.shown and self.author.flag(4) else ""
        return (". " if self.author.is_english else "。").join(sentences) + seen

    def _fact(self, one_in: int) -> str:
        """Returns a reference to a fact, in one of so many cases."""
        if not self.author.flag(one_in):
            return ""
        attribute = self.author.one_of(("", "", "", ".value", ".unit", ".label", ".as_of", ".scope"))
        return f"{{{self.author.one_of(self.ledger.ids)}{attribute}}}"

    def _short(self) -> str:
        """Returns a fact whose figure is set large; one of few characters, nearly always."""
        return self.author.one_of(self.ledger.ids if self.author.flag(60) else self.ledger.short)

    def _from(self) -> Any:
        sections = self.author.many(1, 2, lambda: self.author.one_of(self.sections))
        self.used.update(sections)
        return sections[0] if len(sections) == 1 else list(dict.fromkeys(sections))

    def points(self, least: int, most: int, limits: Mapping[int, int] = _POINTS_OF_FEW) -> list[str]:
        """Returns points that are the shorter the more there are."""
        count = self.author.whole(least, most)
        longest = limits.get(count, min(limits.values()))
        return [self.author.strong(self.author.line(longest)) for _ in range(count)]

    def _take(self, left: list[str]) -> str:
        self.shown.append(left.pop())
        return self.shown[-1]

    def _columns(self, kind: str) -> Tree:
        return {"columns": self.author.one_of(_COLUMNS[kind])} if self.author.flag(3) else {}

    def _points(self) -> Tree:
        if self.figures and self.author.flag():
            beside = {1: 40, 2: 28, 3: 18, 4: 13}
            return {"points": self.points(1, 4, beside), "figure": self._take(self.figures)}
        return {"points": self.points(1, schema.MAX_POINTS, {1: 90, 2: 70, 3: 60, 4: 50, 5: 44, 6: 40, 12: 40})}

    def _figure(self) -> Tree:
        return {"figure": self._take(self.figures), "reading": self.author.line(34, 2)}

    def _picture(self) -> Tree:
        return {
            "figure": self._take(self.figures),
            "points": self.points(1, 4, {1: 30, 2: 20, 3: 14, 4: 10}),
        } | self._columns("picture")

    def _compare(self) -> Tree:
        panels = (
            self.graphs.circled(
                {"heading": self.author.line(8, 2), "points": self.points(1, 4, {1: 60, 2: 34, 3: 24, 4: 18})}
            )
            for _ in range(2)
        )
        return dict(zip(("left", "right"), panels, strict=True)) | self._columns("compare")

    def _key_figures(self) -> Tree:
        cells = self.author.many(3, 6, lambda: self.graphs.circled({"fact": self._short()}))
        return {
            "figures": [cell | ({"label": self.author.line(10, 2)} if self.author.flag() else {}) for cell in cells]
        }

    def _table(self) -> Tree:
        return {"table": self._take(self.tables)}

    def _cards(self) -> Tree:
        count = self.author.whole(2, 6)
        longest = {2: 50, 3: 30}.get(count, 16)

        def card() -> Tree:
            facts = self.author.many(0, 2 if count < 4 else 1, self._short)
            text = self.author.line(longest - (10 if count < 4 else 5) * len(facts), 2)
            return self.graphs.circled({"name": self.author.line(7, 2), "text": text, "facts": facts})

        return {"cards": [card() for _ in range(count)]}

    def _quotes(self) -> Tree:
        quotes = self.author.many(
            1,
            2,
            lambda: {
                "words": self.author.line(34, 4),
                "speaker": self.author.line(10, 2),
                "occasion": self.author.line(20, 2),
                "source": self.author.one_of(self.sections),
            },
        )
        return {"quotes": quotes} | ({"points": self.points(1, 3, {1: 40, 2: 30, 3: 24})} if self.author.flag() else {})

    def _recommendations(self) -> Tree:
        count = self.author.whole(2, 8)
        longest = 40 if count < 4 else 28
        rows = [
            {
                "who": self.author.line(10, 2),
                "what": self.author.line(longest, 2),
                "means": self.author.line(longest, 2),
            }
            for _ in range(count)
        ]
        return {"rows": rows}

    def _before_after(self) -> Tree:
        changes = self.author.many(
            1,
            4,
            lambda: self.graphs.circled(
                {"label": self.author.line(8, 2), "before": self._short(), "after": self._short()}
            ),
        )
        return {"changes": changes}

    def _timeline(self) -> Tree:
        years = sorted(self.author.many(3, 7, lambda: self.author.whole(2001, 2030)))
        longest = 18 if len(years) < 5 else 12
        return {
            "events": [
                self.graphs.circled({"when": self.graphs.when(year), "text": self.author.line(longest, 2)})
                for year in years
            ]
        }

    def _chain(self) -> Tree:
        count = self.author.whole(3, 6)
        longest = {3: 34, 4: 26, 5: 20, 6: 16}[count]
        steps = [
            self.graphs.circled({"name": self.author.line(5, 2), "text": self.author.line(longest, 2)})
            for _ in range(count)
        ]
        return {"steps": steps}

    def _case(self) -> Tree:
        facts = self.author.many(1, 3, self._short)
        points = self.points(1, 4, {1: 60, 2: 40, 3: 30, 4: 24})
        return self.graphs.circled({"name": self.author.line(8, 2), "facts": facts, "points": points})

    def _relation(self) -> Tree:
        def side() -> list[str]:
            return [self.author.line(10, 2) for _ in range(self.author.whole(1, 4))]

        return {
            "first": side(),
            "both": [self.author.line(7, 2) for _ in range(self.author.whole(1, 3))],
            "second": side(),
        }


def _kinds() -> dict[str, type[schema.SlideBase]]:
    """Returns the models of slides by their kinds."""
    models = get_args(get_args(schema.SlideModel)[0])
    return {get_args(model.model_fields["kind"].annotation)[0]: model for model in models}
