"""Numbers for figures and tables, in the order in which the sections show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.errors import Keys, Problem
from briefing.i18n import gettext as _
from briefing.outline.schema import FigureSlide, OutlineModel, PictureSlide, PointsSlide, TableSlide


@dataclass(frozen=True, slots=True)
class Numbering:
    """Figure and table numbers by id; what no slide shows has none."""

    figures: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)


def number(outline: OutlineModel) -> tuple[Numbering, list[Problem]]:
    """Returns the numbers, and a problem for each figure or table that a second slide shows."""
    numbering, problems = Numbering(), []
    for keys, name, is_table in _shown(outline):
        numbers = numbering.tables if is_table else numbering.figures
        if name in numbers:
            message = _("“{name}” is shown on an earlier slide already; a figure has one place")
            problems.append(Problem(keys, message.format(name=name)))
        numbers.setdefault(name, len(numbers) + 1)
    return numbering, problems


def _shown(outline: OutlineModel) -> Iterator[tuple[Keys, str, bool]]:
    for section_index, section in enumerate(outline.sections):
        for slide_index, slide in enumerate(section.slides):
            keys: Keys = ("sections", section_index, "slides", slide_index)
            match slide:
                case PointsSlide(figure=str(figure)) | FigureSlide(figure=figure) | PictureSlide(figure=figure):
                    yield (*keys, "figure"), figure, False
                case TableSlide(table=table):
                    yield (*keys, "table"), table, True
                case _:
                    pass
