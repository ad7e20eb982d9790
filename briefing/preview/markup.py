"""HTML and SVG as text: elements whose content is escaped, whatever stands in the outline."""

from __future__ import annotations

from html import escape

Attribute = str | float | None
Attributes = dict[str, Attribute]


def element(name: str, *content: str, **attributes: Attribute) -> str:
    """Returns an element; `content` is markup already, attributes are escaped, None leaves one out.

    A trailing underscore of an attribute's name falls away (class_), others become hyphens (data_fact).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside or name not in _EMPTY else f"<{name}{written}/>"


_EMPTY = {"br", "circle", "col", "ellipse", "image", "line", "path", "polygon", "polyline", "rect"}


def text(words: str) -> str:
    """Returns text as markup."""
    return escape(words, quote=False)


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def figure(name: str, words: str, fact: str, **attributes: Attribute) -> str:
    """Returns a figure of the ledger within a text, which shows its evidence on hover; `name` is span or tspan."""
    return element(name, text(words), class_="figure", data_fact=fact, tabindex="0", **attributes)
