"""The properties of a document: the ones of every file, a unit's own among them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.readback.package import Package, attribute, local
from briefing.readback.passages import Passage, inside

_CORE = {
    "title": N_("title"),
    "subject": N_("subject"),
    "description": N_("description"),
    "keywords": N_("keywords"),
    "category": N_("category"),
    "creator": N_("creator"),
    "contentStatus": N_("contentStatus"),
}
"""What people write of a file, in words."""
_EXTENDED = {"Company": N_("Company"), "Manager": N_("Manager")}
"""The same; the rest of the extended properties is what the program that saved the file counted: pages, words, minutes."""
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
                name = words = attribute(element, "name") or name
                if name in _OF_PROGRAMS:
                    continue
            else:
                known = _CORE if relation.kind == "core-properties" else _EXTENDED
                if name not in known:
                    continue
                words = _(known[name])
            text = "".join(element.itertext())
            if text.strip():
                yield Passage("properties", name, inside(_("document properties"), words), text)
