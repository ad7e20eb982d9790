"""DrawingML charts as text: what a native chart is made of, once everything about it is settled (ECMA-376 part 1, 21.2)."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from briefing.contrast import WHITE
from briefing.deck import markup
from briefing.deck.chart_form import (
    Bars,
    Combo,
    Curves,
    Label,
    Legend,
    Name,
    NativeChart,
    Place,
    Position,
    Ring,
    Scale,
    Series,
    Span,
    Stroke,
)
from briefing.deck.data_sheet import DataSheet, number
from briefing.theme import Palette

_NAMESPACES = (
    f'xmlns:c="{markup.CHARTS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPEFACES = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_BODY = '<a:bodyPr rot="0" vert="horz" wrap="none" anchor="ctr"/><a:lstStyle/>'
_EDGE = 9525
"""The line around a light shade, in EMU (0.75 pt)."""
_AXIS = 12700
_AXES = '<c:axId val="1001"/><c:axId val="1002"/>'
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""No lines from moved labels to their points."""
_SCALE = "General;−General"
"""The numbers of an axis, with a true minus sign."""


def chart_xml(chart: NativeChart, palette: Palette) -> bytes:
    """Returns the chart part's XML; its workbook is related by the part."""
    name = _paragraph(chart.title, chart.title_size, palette.ink, palette)
    title = (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz" wrap="square" anchor="t"/><a:lstStyle/>{name}</c:rich></c:tx>'
        f'{_layout(Place(0, 0, 0, 0), sized=False)}<c:overlay val="0"/></c:title>'
    )
    match chart.form:
        case Bars() as bars:
            plot = _bars(bars, chart, palette)
        case Curves() as curves:
            plot = _curves(curves, chart, palette)
        case Combo() as combo:
            plot = _combo(combo, chart, palette)
        case Ring() as ring:
            plot = _ring(ring, chart, palette)
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>'
        f'{title}<c:autoTitleDeleted val="0"/><c:plotArea>{_layout(chart.plot, inner=True)}{plot}'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr></c:plotArea>{_legend(chart.legend, palette)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>{_text(14, palette.ink, palette)}</c:chartSpace>"
    ).encode()


def _bars(form: Bars, chart: NativeChart, palette: Palette) -> str:
    series = "".join(_series(i, item, chart, palette, form.position) for i, item in enumerate(chart.series))
    upright = form.direction == "col"
    return (
        f'<c:barChart><c:barDir val="{form.direction}"/><c:grouping val="{form.grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{_percent(form.gap, 0, 500)}"/><c:overlap val="{_percent(form.overlap, -100, 100)}"/>'
        f"{_AXES}</c:barChart>"
        f"{_category_axis(form.label_size, palette, upright=upright)}"
        f"{_value_axis(Span(form.low, form.high), palette, upright=upright)}"
    )


def _curves(form: Curves, chart: NativeChart, palette: Palette) -> str:
    tag, grouping = ("areaChart", "stacked") if form.stroke is None else ("lineChart", "standard")
    series = "".join(
        _series(i, item, chart, palette, None, form.stroke, single_color=True) for i, item in enumerate(chart.series)
    )
    marker = '<c:marker val="1"/>' if form.stroke else ""
    return (
        f'<c:{tag}><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{marker}{_AXES}</c:{tag}>'
        f"{_category_axis(form.label_size, palette, every=form.every)}"
        f"{_value_axis(form.span, palette, form.scale, between=False)}"
    )


def _combo(form: Combo, chart: NativeChart, palette: Palette) -> str:
    columns, line = chart.series
    second = '<c:axId val="1003"/><c:axId val="1004"/>'
    titles = [_axis_title(chart.sheet, i, name, palette) for i, name in enumerate(form.names)]
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{_series(0, columns, chart, palette, "outEnd")}<c:gapWidth val="{_percent(form.gap, 0, 500)}"/>{_AXES}</c:barChart>'
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{_series(1, line, chart, palette, "t", form.stroke, single_color=True)}<c:marker val="1"/>{second}</c:lineChart>'
        f"{_category_axis(form.label_size, palette)}{_value_axis(form.spans[0], palette, title=titles[0])}"
        f"{_value_axis(form.spans[1], palette, title=titles[1], axes=(1004, 1003), far=True)}"
        f"{_category_axis(form.label_size, palette, axes=(1003, 1004), labels=False)}"
    )


def _category_axis(
    size: float,
    palette: Palette,
    *,
    upright: bool = True,
    every: int = 1,
    axes: tuple[int, int] = (1001, 1002),
    labels: bool = True,
) -> str:
    skip = f'<c:tickLblSkip val="{every}"/>' if every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{axes[0]}"/><c:scaling><c:orientation val="{"minMax" if upright else "maxMin"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if upright else "l"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{"low" if labels else "none"}"/>'
        f'<c:spPr><a:ln w="{_AXIS}">{markup.fill(palette.context, palette)}</a:ln></c:spPr>'
        f"{_text(size, palette.ink, palette)}"
        f'<c:crossAx val="{axes[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(
    span: Span,
    palette: Palette,
    scale: Scale | None = None,
    *,
    upright: bool = True,
    between: bool = True,
    title: str = "",
    axes: tuple[int, int] = (1002, 1001),
    far: bool = False,
) -> str:
    """Returns an axis of values; it is left out unless it has a scale, and empty where it only carries a title."""
    shown = f'<a:ln w="{_EDGE}">{markup.fill(palette.line, palette)}</a:ln>'
    grid = f"<c:majorGridlines><c:spPr>{shown}</c:spPr></c:majorGridlines>" if scale else ""
    look = f"<c:spPr>{_NO_LINE}</c:spPr>{_text(scale.size, palette.context_text, palette)}" if scale else ""
    empty = f"<c:spPr>{_NO_LINE}</c:spPr>" if title else ""
    step = f'<c:majorUnit val="{scale.step:.6g}"/>' if scale else ""
    side = ("r" if far else "l") if upright else "t"
    return (
        f'<c:valAx><c:axId val="{axes[0]}"/><c:scaling><c:orientation val="minMax"/><c:max val="{span.high:.6g}"/>'
        f'<c:min val="{span.low:.6g}"/></c:scaling><c:delete val="{int(not scale and not title)}"/><c:axPos val="{side}"/>'
        f'{grid}{title}<c:numFmt formatCode="{"General" if span.low >= 0 else _SCALE}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"none" if title else "nextTo" if not scale else "low"}"/>{look or empty}'
        f'<c:crossAx val="{axes[1]}"/><c:crosses val="{"max" if far else "autoZero"}"/>'
        f'<c:crossBetween val="{"between" if between else "midCat"}"/>'
        f"{step}</c:valAx>"
    )


def _axis_title(sheet: DataSheet, index: int, name: Name, palette: Palette) -> str:
    """Returns the name of a series as the title of its axis, which follows the data sheet."""
    return (
        f"<c:title><c:tx>{_strings(sheet.name_at(index), (sheet.columns[index].name,))}</c:tx>"
        f'{_layout(name.place, sized=False)}<c:overlay val="1"/><c:spPr><a:noFill/>{_NO_LINE}</c:spPr>'
        f"{_text(name.size, name.colour, palette)}</c:title>"
    )


def _ring(form: Ring, chart: NativeChart, palette: Palette) -> str:
    series = "".join(_series(i, item, chart, palette, None) for i, item in enumerate(chart.series))
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>'
        f'<c:holeSize val="{_percent(form.hole, 1, 90)}"/></c:doughnutChart>'
    )


def _series(
    index: int,
    item: Series,
    chart: NativeChart,
    palette: Palette,
    position: Position | None,
    stroke: Stroke | None = None,
    *,
    single_color: bool = False,
) -> str:
    sheet = chart.sheet
    column = sheet.columns[index]
    flip = '<c:invertIfNegative val="0"/>' if position in {"outEnd", "ctr"} else ""
    bubble = '<c:bubble3D val="0"/>'
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/>{flip}{bubble}{_shape(point.fill, point.edge, palette)}</c:dPt>'
        for i, point in enumerate(item.points)
        if not single_color
    )
    labels = "".join(_label(i, point.label, palette, position) for i, point in enumerate(item.points) if point.label)
    shown = any(point.label for point in item.points) and all(point.label for point in item.points)
    straight = '<c:smooth val="0"/>' if stroke else ""
    leaders = _NO_LEADERS if isinstance(chart.form, (Bars, Curves)) else ""
    look = _line(item.fill, stroke, palette) if stroke else _shape(item.fill, item.edge, palette)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx>{_strings(sheet.name_at(index), (column.name,))}</c:tx>'
        f"{look}{flip}{points}<c:dLbls>{labels}{_shows(value=shown)}{leaders}</c:dLbls>"
        f"<c:cat>{_strings(sheet.labels_at, sheet.labels)}</c:cat>"
        f"<c:val>{_numbers(sheet.values_at(index), column.values)}</c:val>{straight}</c:ser>"
    )


def _line(colour: str, stroke: Stroke, palette: Palette) -> str:
    """Returns the look of a line and of the dots at its points."""
    fill = markup.fill(colour, palette)
    dots = (
        f'<c:symbol val="circle"/><c:size val="{round(stroke.radius * 2)}"/><c:spPr>{fill}'
        f'<a:ln w="{_AXIS}">{markup.fill(WHITE, palette)}</a:ln></c:spPr>'
        if stroke.radius
        else '<c:symbol val="none"/>'
    )
    return (
        f'<c:spPr><a:ln w="{round(stroke.weight * 12700)}" cap="rnd">{fill}<a:round/></a:ln></c:spPr>'
        f"<c:marker>{dots}</c:marker>"
    )


def _label(index: int, label: Label, palette: Palette, position: Position | None) -> str:
    layout = (
        f'<c:layout><c:manualLayout><c:x val="{label.moved[0]:.6f}"/><c:y val="{label.moved[1]:.6f}"/></c:manualLayout></c:layout>'
        if label.moved
        else ""
    )
    said = (
        f'<c:numFmt formatCode={quoteattr(label.number_format)} sourceLinked="0"/><c:spPr><a:noFill/>{_NO_LINE}</c:spPr>'
        f"{_text(label.size, label.colour, palette, strong=True)}"
        if label.number_format
        else f"<c:tx><c:rich>{_BODY}{_paragraph(label.text, label.size, label.colour, palette)}</c:rich></c:tx>"
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>"
    )
    place = label.where or position
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    shows = _shows(value=True, name=label.with_name)
    return f'<c:dLbl><c:idx val="{index}"/>{layout}{said}{where}{shows}</c:dLbl>'


def _shows(*, value: bool, name: bool = False) -> str:
    separator = "<c:separator> </c:separator>" if name else ""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>{separator}'
    )


def _legend(legend: Legend | None, palette: Palette) -> str:
    if legend is None:
        return ""
    left_out = "".join(f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>' for i in legend.left_out)
    return (
        f'<c:legend><c:legendPos val="t"/>{left_out}{_layout(legend.place)}<c:overlay val="0"/>'
        f"{_text(legend.size, palette.ink, palette)}</c:legend>"
    )


def _shape(fill: str, edge: str | None, palette: Palette) -> str:
    line = f'<a:ln w="{_EDGE}">{markup.fill(edge, palette)}</a:ln>' if edge else _NO_LINE
    return f"<c:spPr>{markup.fill(fill, palette)}{line}</c:spPr>"


def _text(size: float, colour: str, palette: Palette, *, strong: bool = False) -> str:
    """Returns the style of text; a strong one is a value and stays in one line."""
    wrap = ' wrap="none" anchor="ctr"' if strong else ""
    properties = f'lang="zh-CN" altLang="en-US" sz="{round(size * 100)}" b="{int(strong)}"'
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"{wrap}/><a:lstStyle/><a:p><a:pPr><a:defRPr {properties}>'
        f'{markup.fill(colour, palette)}{_TYPEFACES}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _paragraph(text: str, size: float, colour: str, palette: Palette) -> str:
    properties = f'sz="{round(size * 100)}" b="1"'
    inside = f"{markup.fill(colour, palette)}{_TYPEFACES}"
    return (
        f'<a:p><a:pPr algn="l"><a:defRPr {properties}>{inside}</a:defRPr></a:pPr>'
        f"<a:r><a:rPr {markup.LANGUAGE} {properties}>{inside}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>"
    )


def _layout(place: Place, *, inner: bool = False, sized: bool = True) -> str:
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    extent = f'<c:w val="{place.w:.6f}"/><c:h val="{place.h:.6f}"/>' if sized else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{place.x:.6f}"/><c:y val="{place.y:.6f}"/>{extent}</c:manualLayout></c:layout>'
    )


def _strings(at: str, texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts) if text)
    return f'<c:strRef><c:f>{at}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


def _numbers(at: str, values: tuple[Decimal | None, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number(value)}</c:v></c:pt>' for i, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{at}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _percent(share: float, least: int, most: int) -> int:
    return min(max(round(share * 100), least), most)
