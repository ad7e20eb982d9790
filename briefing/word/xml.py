"""Building the XML of an Office package: one function for elements, one for finished parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_XML = "http://www.w3.org/XML/1998/namespace"
_DEFAULTED = ("ct", "rel", "ep")
"""Packaging parts are written with a default namespace: some readers look for plain `<Types>`."""


@cache
def qualified(prefix: str, local: str) -> str:
    """Returns the name of an element or attribute as lxml writes it."""
    return f"{{{_XML if prefix == 'xml' else NAMESPACES[prefix]}}}{local}"


@cache
def _attribute(element_prefix: str, key: str) -> str:
    """Returns the qualified name of an attribute; WordprocessingML qualifies its own, DrawingML doesn't."""
    prefix, _, local = key.rpartition("_")
    if prefix:
        return qualified(prefix, local)
    return qualified("w", key) if element_prefix == "w" else key


def node(name: str, /, *content: Element | str | None, **attributes: str | int | None) -> Element:
    """Returns an element; `name` is `prefix:local`, an attribute of another namespace is written `r_id`.

    None stands for nothing, as content and as an attribute.
    """
    prefix, _, local = name.partition(":")
    given = {_attribute(prefix, key): str(value) for key, value in attributes.items() if value is not None}
    made = etree.Element(qualified(prefix, local), given, nsmap=_used(prefix, tuple(attributes)))
    for item in content:
        if isinstance(item, str):
            made.text = item
        elif item is not None:
            made.append(item)
    return made


@cache
def _used(prefix: str, attributes: tuple[str, ...]) -> dict[str, str]:
    """Returns the namespaces of an element and its attributes; to declare all on each of thousands takes long."""
    if prefix in _DEFAULTED:
        return _nsmap(prefix)
    others = {key.rpartition("_")[0] for key in attributes} - {"", "xml"}
    return {key: NAMESPACES[key] for key in (prefix, *sorted(others))}


@cache
def _nsmap(prefix: str) -> dict[str, str]:
    if prefix in _DEFAULTED:
        # The types published for lxml know no default namespace.
        return cast("dict[str, str]", {None: NAMESPACES[prefix]})
    return {key: uri for key, uri in NAMESPACES.items() if key not in _DEFAULTED}


def flag(name: str, *, on: bool) -> Element | None:
    """Returns an on/off property (ECMA-376 part 1, 17.17.4) if it is on."""
    return node(f"w:{name}") if on else None


def descendants(root: Element, name: str) -> Iterator[Element]:
    """Yields the elements of a name, `prefix:local`, in document order."""
    prefix, local = name.split(":")
    yield from root.iter(qualified(prefix, local))


def declare_once(root: Element) -> None:
    """Declares every namespace used below an element at that element; what it declares already, it keeps.

    What is declared and not used may be named in an attribute (`mc:Ignorable="w14"`).
    """
    kept = [prefix for prefix in root.nsmap if prefix]
    etree.cleanup_namespaces(root, top_nsmap=_nsmap("w"), keep_ns_prefixes=kept)


def part(root: Element) -> bytes:
    """Returns a part of a package as bytes; namespaces are declared once, at its root."""
    etree.cleanup_namespaces(root, top_nsmap=cast("dict[str, str]", {**_nsmap("w"), **root.nsmap}))
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
