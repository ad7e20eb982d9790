"""The parts of a template that are kept: by the kinds of the relationships that lead to them (ECMA-376 part 1, 13 to 15).

What is not named here is left out, so that what a later version of Office adds is left out, too, until somebody has
looked at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MICROSOFT = "application/vnd.ms-office."
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which parts of a package are kept, and what is left out of those."""

    types: Mapping[str, str]
    """The content types of XML parts that are kept, whatever the package calls them."""
    replaced: Mapping[str, bytes] = field(default_factory=dict)
    """What stands in the place of parts that only have to be there, or PowerPoint offers a repair."""
    dropped: frozenset[str] = frozenset()
    """Elements that are taken out wherever they stand, by their names without namespace."""


PRESENTATION = Kinds(
    types={
        "officeDocument": f"{_OFFICE}presentationml.presentation.main+xml",
        "slideMaster": f"{_OFFICE}presentationml.slideMaster+xml",
        "slideLayout": f"{_OFFICE}presentationml.slideLayout+xml",
        "notesMaster": f"{_OFFICE}presentationml.notesMaster+xml",
        "handoutMaster": f"{_OFFICE}presentationml.handoutMaster+xml",
        "presProps": f"{_OFFICE}presentationml.presProps+xml",
        "viewProps": f"{_OFFICE}presentationml.viewProps+xml",
        "tableStyles": f"{_OFFICE}presentationml.tableStyles+xml",
        "theme": f"{_OFFICE}theme+xml",
        "themeOverride": f"{_OFFICE}themeOverride+xml",
        "chart": f"{_OFFICE}drawingml.chart+xml",
        "chartUserShapes": f"{_OFFICE}drawingml.chartshapes+xml",
        "chartStyle": f"{_MICROSOFT}chartstyle+xml",
        "chartColorStyle": f"{_MICROSOFT}chartcolorstyle+xml",
        "diagramData": f"{_OFFICE}drawingml.diagramData+xml",
        "diagramLayout": f"{_OFFICE}drawingml.diagramLayout+xml",
        "diagramQuickStyle": f"{_OFFICE}drawingml.diagramStyle+xml",
        "diagramColors": f"{_OFFICE}drawingml.diagramColors+xml",
        "diagramDrawing": f"{_MICROSOFT}drawingml.diagramDrawing+xml",
    },
    replaced={
        "presProps": f'<p:presentationPr xmlns:p="{_PRESENTATION}"/>'.encode(),
        "viewProps": f'<p:viewPr xmlns:p="{_PRESENTATION}"/>'.encode(),
    },
)
"""Slides, comments, macros, controls, embedded objects, typefaces, tags and properties are not among them."""
WORKBOOK = Kinds(
    types={
        "officeDocument": f"{_OFFICE}spreadsheetml.sheet.main+xml",
        "worksheet": f"{_OFFICE}spreadsheetml.worksheet+xml",
        "sharedStrings": f"{_OFFICE}spreadsheetml.sharedStrings+xml",
        "styles": f"{_OFFICE}spreadsheetml.styles+xml",
        "theme": f"{_OFFICE}theme+xml",
        "table": f"{_OFFICE}spreadsheetml.table+xml",
    },
    dropped=frozenset(
        ("f", "definedNames", "dataValidations", "conditionalFormatting", "calculatedColumnFormula",
         "totalsRowFormula", "extLst", "webPublishing", "fileSharing", "fileRecoveryPr", "customWorkbookViews",
         "scenarios", "oleSize", "pageSetup"),
    ),
)  # fmt: skip
"""The data behind a chart: values and labels, without formulas, which could call programs (DDE) or lead outside."""
