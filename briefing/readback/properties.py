"""The properties of a document: the ones of every file, a unit's own among them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.readback.package import Package, attribute, local
from briefing.readback.passages import Passage

_CORE = {"title", "subject", "description", "keywords", "category", "creator", "contentStatus"}
_EXTENDED = {"Company", "Manager"}
"""The rest of them is what the program that saved the file counted: pages, words, minutes."""
_OF_PROGRAMS = {
    "PresentationFormat",
    "AppVersion",
    "Application",
    "Template",
    "TotalTime",
    "Pages",
    "Words",
    "Characters",
}
_OF_PROGRAMS |= {
    "Lines",
    "Paragraphs",
    "Slides",
    "Notes",
    "HiddenSlides",
    "MMClips",
    "CharactersWithSpaces",
    "DocSecurity",
}
"""Names of those; LibreOffice writes them among the custom ones, too."""


def properties(package: Package) -> Iterator[Passage]:
    """Yields each property that a person wrote."""
    for relation in package.related(""):
        if relation.kind not in {"core-properties", "extended-properties", "custom-properties"}:
            continue
        for element in package.xml(relation.target):
            name = local(element)
            if relation.kind == "custom-properties":
                name = attribute(element, "name") or name
                if name in _OF_PROGRAMS:
                    continue
            elif name not in (_CORE if relation.kind == "core-properties" else _EXTENDED):
                continue
            text = "".join(element.itertext())
            if text.strip():
                yield Passage("document properties", name, f"document properties, {name}", text)
