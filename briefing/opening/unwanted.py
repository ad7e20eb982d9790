"""What a unit's file may hold that could harm its readers or tell of its authors, and is left out of what is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefing.errors import Keys, Problem, Severity, listed
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.opening.package import Package, Relation

_SHOWN = 3
_LONGEST = 60
"""Characters of a name or an address."""


class Sort(StrEnum):
    """What it is, in words that complete “the file holds …”."""

    MACROS = N_("macros")
    CONTROLS = N_("controls and add-ins that run programs")
    OBJECTS = N_("embedded objects and files")
    LINKS = N_("links to what is outside of it")
    TYPEFACES = N_("embedded typefaces, which are not ours to hand on")
    MEDIA = N_("sound and video")
    PICTURES = N_("damaged pictures, or of an unknown kind")
    COMMENTS = N_("comments")
    DATA = N_("data of other programs (tags, custom XML, printer settings)")
    PASSWORDS = N_("a password against changes")
    METAFILES = N_("metafiles")


_SORTS = {
    Sort.MACROS: ("vbaProject", "wordVbaData", "vbaProjectSignature", "extensibility", "keyMapCustomizations",
                  "attachedToolbars", "xlMacrosheet", "xlIntlMacrosheet"),
    Sort.CONTROLS: ("control", "ctrlProp", "activeXControlBinary", "webextension", "webextensiontaskpanes"),
    Sort.OBJECTS: ("oleObject", "package", "aFChunk", "subDocument", "chartEx", "contentPart"),
    Sort.TYPEFACES: ("font",),
    Sort.MEDIA: ("audio", "video", "media"),
    Sort.COMMENTS: ("comments", "commentAuthors", "authors", "people", "person", "threadedComment"),
    Sort.DATA: ("customXml", "customXmlProps", "tags", "customData", "custom-properties", "printerSettings",
                "changesInfo", "revisionInfo", "userCustomization"),
}  # fmt: skip
_SORT_OF = {kind: sort for sort, kinds in _SORTS.items() for kind in kinds}
"""By the last words of relationships' types (ECMA-376 part 1, 15; [MS-OFFMACRO2] 2.2; [MS-OWEXML] 2.1)."""
OF_REFERENCES = {Sort.MACROS, Sort.CONTROLS, Sort.OBJECTS, Sort.LINKS, Sort.TYPEFACES}
"""What is told of a file of which styles alone are taken: that its text and comments stay behind is its purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Unwanted:
    """Something that a file holds."""

    sort: Sort
    name: str
    """Of its part, or the address that it leads to."""


def sort_of(relation: Relation) -> Sort | None:
    """Returns what a relationship leads to; None for what belongs to the text and the looks of a file."""
    sort = _SORT_OF.get(relation.kind)
    if relation.is_outside and sort is not Sort.MEDIA:
        return Sort.LINKS
    return sort


def macros_by_type(package: Package) -> Iterator[Unwanted]:
    """Yields the main part where the package says that it is one with macros: .pptm, .potm, .docm, .dotm."""
    if "macroenabled" in package.content_type(package.main).lower():
        yield Unwanted(Sort.MACROS, package.main)


def left_out(package: Package) -> list[Unwanted]:
    """Returns what a package holds, of which nothing is taken but styles; raises UnsafeFileError."""
    found = set(macros_by_type(package))
    for rels in package.parts:
        folder, mark, base = rels.rpartition("_rels/")
        if not mark or not base.endswith(".rels"):
            continue
        for relation in package.all_related(folder + base.removesuffix(".rels")):
            sort = sort_of(relation)
            if sort in OF_REFERENCES and not (relation.kind == "package" and "/charts/" in rels):
                found.add(Unwanted(sort, relation.target))
    return sorted(found)


def told(keys: Keys, found: Iterable[Unwanted]) -> Iterator[Problem]:
    """Yields a warning for each sort of what was found."""
    names: dict[Sort, list[str]] = {}
    for each in found:
        names.setdefault(each.sort, []).append(each.name)
    for sort, of_sort in sorted(names.items()):
        some = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in of_sort[:_SHOWN]]
        shown = listed(some) + (" …" if len(of_sort) > _SHOWN else "")
        if sort is Sort.METAFILES:
            message = _(
                "the file holds metafiles ({names}), which cannot be cleaned; save them as PNG and put them in anew"
            )
        elif not shown:
            message = _("the file holds {things}; left out of what is built")
        else:
            message = _("the file holds {things} ({names}); left out of what is built")
        yield Problem(keys, message.format(things=_(sort), names=shown), Severity.WARNING)
