"""XML that somebody hands in, read without what it may ask a parser to do: no document type, no entities, no network."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

Element = Any
"""An element of lxml, which comes without types."""

MOST_MEMORY = 250_000_000
"""Bytes that a tree may take."""
_PER_TAG, _PER_ATTRIBUTE = 120, 200
"""Bytes that libxml2 takes for an element, and for an attribute with its value."""
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""Begin UTF-16, which parts may be in, besides UTF-8 (ECMA-376 part 2, 6.2.5)."""


class DocumentTypeError(ValueError):
    """A part declares a document type, which none may (ECMA-376 part 2, 6.2.5); entities would come with it."""


class NoXmlError(ValueError):
    """What should be XML is none, is in another encoding, nests too deep, or would take too much memory."""


def plain(data: bytes) -> bytes:
    """Returns XML as UTF-8; raises DocumentTypeError or NoXmlError before any parser sees what they are about."""
    if data.startswith(_MARKS):
        try:
            text = data.decode("utf-16" if data[:1] in {b"\xff", b"\xfe"} else _utf_16_without_mark(data))
        except UnicodeDecodeError:
            raise NoXmlError from None
        data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise NoXmlError
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DocumentTypeError
    if data.count(b"<") * _PER_TAG + data.count(b"=") * _PER_ATTRIBUTE > MOST_MEMORY:
        raise NoXmlError
    return data


def _utf_16_without_mark(data: bytes) -> str:
    return "utf-16-le" if data[:1] == b"<" else "utf-16-be"


def parsed(data: bytes) -> Element:
    """Returns the root of an XML document as lxml has it; raises DocumentTypeError or NoXmlError."""
    from lxml import etree  # noqa: PLC0415 - for outlines with files of Office only

    # libxml2 itself ends at 256 elements within each other and at texts of 10 MB, unless told to read huge trees.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(plain(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise error if isinstance(error, DocumentTypeError) else NoXmlError from None


def tree(data: bytes) -> ET.Element:
    """Returns the same as the standard library has it; raises the same."""
    try:
        return ET.fromstring(plain(data))  # noqa: S314 - there are no entities in what `plain` returns
    except ET.ParseError:
        raise NoXmlError from None


def local(element: Element) -> str:
    """Returns an element's name without its namespace: transitional and strict files (ECMA-376 part 4) differ in it."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Returns an attribute by its name without namespace; the same name within a namespace wins (r:id before id)."""
    qualified = next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), None)
    plain_: str | None = element.get(name)
    return plain_ if qualified is None else str(qualified)
