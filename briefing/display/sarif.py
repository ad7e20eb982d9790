"""Problems as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing import __version__, i18n
from briefing.display.paths import uri
from briefing.errors import LocatedProblem
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
OUTLINE = "outline"
"""The rule of a problem that names none."""
RULES: Mapping[str, str] = {
    OUTLINE: N_("The outline and the files it names are complete, right, and fit their places."),
    "figures": N_("Figures come from the ledger, and agree with their evidence; quotations are exact."),
    "punctuation": N_("Chinese text has full-width marks, each once (GB/T 15834)."),
    "spaces": N_("No space is typed between Chinese and Latin letters or digits."),
    "widths": N_("Digits, letters and % are half-width."),
    "dashes": N_("Dashes and ellipses are whole: —— and ……."),
    "ranges": N_("Ranges are written with ～ or —, units and orders of magnitude in full (GB/T 15835)."),
    "dates": N_("Dates are written 2024年4月8日 (GB/T 15835)."),
    "enumeration": N_("No mark follows an ordinal in parentheses; 、 does not stand before 等."),
    "pairs": N_("Quotation marks, parentheses and title marks have both halves."),
    "endings": N_("Paragraphs end with a mark, claims and titles without one."),
    "regions": N_("Hong Kong, Macao and Taiwan are not listed among countries."),
    "names": N_("A full name stands before its short one."),
    "terms": N_("Wordings of the list to avoid are not used."),
}
"""What each rule asks for."""

Node = dict[str, object]


def log(problems: Iterable[LocatedProblem]) -> Node:
    """Returns a log of one run with a result for each problem; columns count characters, files are relative URIs."""
    problems = list(problems)
    used = [rule for rule in RULES if any(_rule(problem) == rule for problem in problems)]
    driver = {"name": "briefing", "version": __version__, "rules": [*map(_described, used)]}
    run = {
        "tool": {"driver": driver},
        "language": i18n.spoken(),
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(_rule(problem))) for problem in problems],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(problem: LocatedProblem) -> str:
    return problem.rule or OUTLINE


def _described(rule: str) -> Node:
    return {"id": rule, "shortDescription": {"text": _(RULES[rule])}}


def _result(problem: LocatedProblem, index: int) -> Node:
    file = {"uri": uri(problem.place.file)}
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    result: Node = {
        "ruleId": _rule(problem),
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if problem.corrected is not None:
        whole_line = {"startLine": problem.place.line}
        replacement = {"deletedRegion": whole_line, "insertedContent": {"text": problem.corrected}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}]}]
    return result
