"""Clauses on what only a 简报 has: masthead and red rule above its text, whom it goes to below (conventions 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wordfile import DOCUMENT, Paragraph, WordFile

from official.clause import Clause, restyled, rewritten
from official.page import TITLE

NAME, ISSUE, PUBLISHER, COPIES = "区域合作简报", 12, "区域合作研究室", 50
REPORT_TO, SEND_TO, DISTRIBUTE_TO = ("市委办公厅", "市政府办公厅"), ("市发展改革委",), ("各区县发展改革委",)
OUTLINE = {
    "name": NAME,
    "issue": ISSUE,
    "publisher": PUBLISHER,
    "report_to": list(REPORT_TO),
    "send_to": list(SEND_TO),
    "distribute_to": list(DISTRIBUTE_TO),
    "copies": COPIES,
}
"""The outline's `bulletin:` that these clauses are about."""
_RED = re.compile("[C-F][0-9A-F]([0-2][0-9A-F]){2}", re.IGNORECASE)
_ONLY = ("简报",)


def head(file: WordFile) -> list[Paragraph]:
    """Returns what stands above the title."""
    place = next((index for index, item in enumerate(file.paragraphs) if item.style == TITLE), 0)
    return [item for item in file.paragraphs[:place] if item.text]


def masthead(file: WordFile) -> Iterator[str]:
    """The name above all else, red, centred, larger than the title; its issue beneath it."""
    above = head(file)
    if [item.text for item in above[:2]] != [NAME, f"第{ISSUE}期"]:
        yield f"{[item.text for item in above[:2]]}"
        return
    for item in above[:2]:
        if item.properties.get("jc", {}).get("val") != "center":
            yield f"{item.text}: not centred"
    for run in above[0].runs:
        if run.text and (not _RED.fullmatch(run.properties.get("color", {}).get("val", "")) or run.size <= 22):
            yield f"{run.text}: {run.properties.get('color')} of {run.size:g} pt"


def publisher(file: WordFile) -> Iterator[str]:
    """The unit from the left and the date from the right, one character in, above a red rule."""
    found = [item for item in head(file) if PUBLISHER in item.text]
    if len(found) != 1 or not re.fullmatch(rf"{PUBLISHER}编?\t\d{{4}}年[1-9]\d?月[1-9]\d?日", found[0].text):
        yield f"{[item.text for item in found]}"
        return
    (line,) = found
    if line is not head(file)[-1] or not _RED.fullmatch(line.properties.get("pBdr", {}).get("bottom.color", "")):
        yield "no red rule between it and the title"
    if line.properties.get("tabs", {}).get("tab") != "right":
        yield "the date does not end at the right"


def imprint(file: WordFile) -> Iterator[str]:
    """报, 送, 发 in this order and the number of copies, the last that is said."""
    expected = [
        *(
            f"{lead}：{'、'.join(units)}。"
            for lead, units in (("报", REPORT_TO), ("送", SEND_TO), ("发", DISTRIBUTE_TO))
        ),
        f"共印{COPIES}份",
    ]
    found = [item.text for item in file.paragraphs if item.text][-len(expected) :]
    if found != expected:
        yield f"{found}"


CLAUSES = (
    Clause(
        "practice_bulletin_masthead",
        masthead,
        (
            rewritten(DOCUMENT, f"<w:t>{NAME}</w:t>", "<w:t>简报</w:t>"),
            rewritten(DOCUMENT, f"第{ISSUE}期", f"（{ISSUE}）"),
            restyled("Masthead", '<w:color w:val="FF0000"/>', ""),
            restyled("Issue", 'w:jc w:val="center"', 'w:jc w:val="left"'),
        ),
        kinds=_ONLY,
    ),
    Clause(
        "practice_bulletin_publisher_and_red_rule",
        publisher,
        (
            restyled("Publisher", 'w:color="FF0000"', 'w:color="000000"'),
            restyled("Publisher", '<w:tab w:val="right"', '<w:tab w:val="left"'),
            rewritten(DOCUMENT, r"(研究室编</w:t><w:tab/><w:t>\d{4}年)\d+月", r"\g<1>07月"),
        ),
        kinds=_ONLY,
        also=("gbt15835_dates", "gbt9704_7_3_5_4_date"),
    ),
    Clause(
        "practice_bulletin_ends_with_whom_it_goes_to",
        imprint,
        (
            rewritten(DOCUMENT, f"共印{COPIES}份", ""),
            rewritten(DOCUMENT, "<w:t>报：", "<w:t>送："),
        ),
        kinds=_ONLY,
        also=("practice_no_empty_paragraphs",),
    ),
)
