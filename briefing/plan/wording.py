"""Authors' text with its references resolved: figures put into words, charts and tables by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.document import Fact, Run, Text, Words
from briefing.errors import Keys, Problem
from briefing.evidence.wording import bound_together
from briefing.i18n import gettext as _
from briefing.plan.numbering import Numbering
from briefing.text import marks


@dataclass(slots=True)
class Wording:
    """Resolves references; notes the facts that are stated and what cannot be resolved."""

    facts: Mapping[str, Fact]
    words: Words
    numbering: Numbering
    problems: list[Problem] = field(default_factory=list)

    def text(self, typed: str, keys: Keys) -> Text:
        """Returns an author's text as runs."""
        return tuple(self._run(part, keys) for part in marks.parse(typed))

    def texts(self, typed: Iterable[str], keys: Keys) -> tuple[Text, ...]:
        return tuple(self.text(item, (*keys, index)) for index, item in enumerate(typed))

    def paragraphs(self, typed: str, keys: Keys) -> tuple[Text, ...]:
        """Returns the paragraphs of prose; blank lines separate them, line ends within one are no spaces."""
        blocks = ("".join(line.strip() for line in block.splitlines()) for block in _blocks(typed))
        return tuple(self.text(block, keys) for block in blocks if block)

    def figure_name(self, name: str) -> str:
        """Returns 图3 or 表1."""
        if name in self.numbering.figures:
            return f"{self.words.figure}{self.numbering.figures[name]}"
        return f"{self.words.table}{self.numbering.tables[name]}"

    def _run(self, part: marks.Words | marks.Reference, keys: Keys) -> Run:
        if isinstance(part, marks.Words):
            return Run(part.text, part.strong)
        if part.id in self.facts:
            return self._stated(self.facts[part.id], part)
        if part.id in self.numbering.figures or part.id in self.numbering.tables:
            return Run(self.figure_name(part.id), part.strong, refers_to=part.id)
        message = _("“{name}” is shown on no slide, so that it has no number to refer to").format(name=part.id)
        self.problems.append(Problem(keys, message, near=f"{{{part.id}"))
        return Run("")

    def _stated(self, fact: Fact, part: marks.Reference) -> Run:
        match part.attribute:
            case None:
                return Run(bound_together(fact.quantity.text, fact.counted), part.strong, fact=fact.id)
            case "value":
                return Run(bound_together(fact.quantity.text, ""), part.strong, fact=fact.id)
            case "unit":
                return Run(fact.counted.strip(), part.strong)
            case attribute:
                return Run(getattr(fact, attribute), part.strong)


def _blocks(typed: str) -> list[str]:
    blocks, lines = [], []
    for line in [*typed.splitlines(), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            blocks.append("\n".join(lines))
            lines = []
    return blocks


def stated(texts: Iterable[Text]) -> list[str]:
    """Returns the ids of the facts that texts state, in the order of first use."""
    return list(dict.fromkeys(run.fact for text in texts for run in text if run.fact))


def with_pointer(prose: tuple[Text, ...], name: str, pointer: str, see: str) -> tuple[Text, ...]:
    """Returns the prose with （见图3） before its last full stop, unless it points at the figure already.

    Every figure and table is cited in the text (GB/T 7713.2-2022, 6.4.2).
    """
    if not prose or any(run.refers_to == name for text in prose for run in text):
        return prose
    last = prose[-1]
    tail = last[-1].text
    ending = tail[-1] if tail and tail[-1] in "。！？；.!?;" else ""
    before, after = see.split("{}")
    runs = (
        *last[:-1],
        replace(last[-1], text=tail.removesuffix(ending) + before),
        Run(pointer, refers_to=name),
        Run(after + ending),
    )
    return (*prose[:-1], runs)
