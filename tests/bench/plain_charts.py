"""The charts of the plain script: settled marks painted with matplotlib, one figure for each chart and medium."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from matplotlib import patches
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from pylopdf_fonts_zh_cn import sans_path

Plain = dict[str, Any]


def save_charts(charts: list[Plain], folder: Path, *, with_svg: bool) -> None:
    """Saves each chart as PNG, and as SVG if wanted, counted for each medium."""
    count: Counter[str] = Counter()
    for chart in charts:
        count[chart["medium"]] += 1
        figure = draw(chart)
        stem = folder / f"{chart['medium']}-{count[chart['medium']]}"
        figure.savefig(stem.with_suffix(".png"))
        if with_svg:
            figure.savefig(stem.with_suffix(".svg"))


def draw(chart: Plain) -> Figure:
    """Returns the figure; no axes, which would take longer and show nothing."""
    width, height = chart["size"]
    figure = Figure(figsize=(width, height), dpi=200)
    FigureCanvasAgg(figure)
    figure.patch.set_alpha(1 if chart["medium"] == "page" else 0)
    points = Affine2D().scale(1 / 72, -1 / 72).translate(0, height) + figure.dpi_scale_trans
    for layer, mark in enumerate(chart["marks"], 1):
        artist = make(mark)
        artist.set_transform(points)
        artist.set_zorder(layer)
        figure.add_artist(artist, clip=False)
        if mark["kind"] == "Lens":
            artist.set_clip_path(Outline([*mark["second"], mark["second"][0]], closed=True), points)
    return figure


def make(mark: Plain) -> Any:
    match mark["kind"]:
        case "Line":
            return text(mark)
        case "Stroke":
            ends = zip(mark["start"], mark["end"], strict=True)
            return Line2D(*ends, color=f"#{mark['color']}", linewidth=mark["weight"], solid_capstyle="butt")
        case _:
            return painted(closed(mark), mark["paint"])


def text(mark: Plain) -> Text:
    font = FontProperties(fname=str(sans_path()), size=mark["size"])
    x, y = mark["at"]
    made = Text(x, y, mark["text"], fontproperties=font, color=f"#{mark['color']}", parse_math=False)
    made.set_horizontalalignment(mark["across"])
    if mark["strong"]:  # the typeface has one weight
        made.set_path_effects([withStroke(linewidth=mark["size"] * 0.035, foreground=f"#{mark['color']}")])
    return made


def closed(mark: Plain) -> Any:
    match mark["kind"]:
        case "Rectangle":
            return patches.Rectangle(*corner(mark["box"]))
        case "Rounded":
            style = f"round,pad=0,rounding_size={mark['radius']}"
            return patches.FancyBboxPatch(*corner(mark["box"]), boxstyle=style)
        case "Dot":
            return patches.Circle(mark["center"], mark["radius"])
        case "Ring":
            end = -90 + 360 * mark["share"]
            return patches.Wedge(mark["center"], mark["radius"], -90, end, width=mark["thickness"])
        case "Polygon":
            return patches.Polygon(mark["points"], closed=True)
        case "Lens":
            return patches.Polygon(mark["first"], closed=True)
        case "Curve":
            return patches.PathPatch(Outline(mark["points"]))
        case kind:
            raise ValueError(kind)


def corner(box: Plain) -> tuple[tuple[float, float], float, float]:
    return (box["left"], box["top"]), box["right"] - box["left"], box["bottom"] - box["top"]


def painted(patch: Any, paint: Plain) -> Any:
    patch.set_facecolor(f"#{paint['fill']}" if paint["fill"] else "none")
    patch.set_edgecolor(f"#{paint['edge']}" if paint["edge"] else "none")
    patch.set_linewidth(paint["weight"] if paint["edge"] else 0)
    patch.set_hatch(paint["hatch"])
    return patch
