"""A table of recipients: what its columns are for, what its cells do to a pack, and what is said when one is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from batches import NAMES, OUTLINE, TABLE, office

from briefing.batch import folders, table
from briefing.batch.orders import Order
from briefing.batch.plan import Manner, of_table
from briefing.batch.worker import build
from briefing.errors import OutlineError
from briefing.outline.rows import Row
from briefing.pipeline import Output, settle
from briefing.workshop import build as build_files

WORD = Manner(Output.WORD)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office(tmp_path))


def orders(text: str = TABLE, manner: Manner = WORD) -> list[Order]:
    Path("recipients.csv").write_text(text, "utf-8")
    return of_table(Path("outline.yaml"), Path("recipients.csv"), manner)


def problems(text: str) -> list[str]:
    with pytest.raises(OutlineError) as raised:
        orders(text)
    return [str(problem) for problem in raised.value.problems]


def rows(text: str) -> tuple[Row, ...]:
    Path("recipients.csv").write_text(text, "utf-8")
    return table.read(Path("recipients.csv")).rows


def written(order: Order) -> Any:
    """Returns the Word briefing of a pack."""
    outcome = build(order)
    assert not outcome.problems, outcome.problems
    assert not outcome.message
    (data,) = outcome.files.values()
    Path("pack.docx").write_bytes(data)
    return docx.Document("pack.docx")


def styled(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def added(outline: str) -> None:
    Path("outline.yaml").write_text(OUTLINE + outline, "utf-8")


def built(only: Output) -> Path:
    return build_files("outline.yaml", "out", only).files[0]


# The recipient


def test_the_copy_number_stands_first_and_the_recipient_below_the_title() -> None:
    document = written(orders()[1])
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:6] == [
        "000002",
        "两地协作情况汇报",
        "示例研究室",
        "（2026年11月22日）",
        "东区统计局：",
        "尊敬的李局长：",
    ]
    number, unit = document.paragraphs[0].style, document.paragraphs[4].style
    assert (number.name, number.font.size.pt) == ("份号", 16)
    assert unit.name == "主送机关"
    for style in (number, unit):
        assert style.paragraph_format.alignment == 0, "at the left edge of the type area"
        assert style.element.xpath("w:pPr/w:ind") == []


def test_a_mark_of_the_author_s_own_ends_the_salutation() -> None:
    added("recipient: {unit: 示例市委办公室：, salutation: 各位领导！}\n")
    assert styled(docx.Document(str(built(Output.WORD))), "主送机关") == ["示例市委办公室：", "各位领导！"]


def test_on_a_cover_the_copy_number_stands_above_the_title() -> None:
    added('recipient: {unit: 示例市委办公室, copy: "000009"}\nword: {cover: yes}\n')
    document = docx.Document(str(built(Output.WORD)))
    assert [paragraph.style.name for paragraph in document.paragraphs][:2] == ["份号", "封面标题"]
    assert styled(document, "份号") == ["000009"]


def test_a_briefing_for_nobody_in_particular_has_nothing_of_it() -> None:
    document = docx.Document(str(built(Output.WORD)))
    names = {style.name for style in document.styles}
    assert not {"份号", "主送机关"} & names
    assert document.paragraphs[0].text == "两地协作情况汇报"


def cover(file: Path) -> str:
    shown = {shape.name: shape.text_frame.text for shape in pptx.Presentation(str(file)).slides[0].shapes}
    return str(shown["line"])


def test_the_deck_s_cover_names_recipient_and_copy() -> None:
    assert cover(built(Output.DECK)) == "示例研究室\n2026年11月22日"
    added('recipient: {unit: 示例市推动成渝地区双城经济圈建设联合办公室, copy: "000009"}\n')
    first, second = cover(built(Output.DECK)).split("\n")
    assert first == "呈送：示例市推动成渝地区双城经济圈建设联合办公室"
    assert second.split("　") == ["示例研究室", "2026年11月22日", "份号：000009"]


def test_a_copy_number_is_six_digits() -> None:
    added("recipient: {copy: 12}\n")
    with pytest.raises(OutlineError) as raised:
        settle(Path("outline.yaml"))
    (problem,) = raised.value.problems
    assert problem.message == "“12” is not the number of a copy; expected six digits, such as 000001"
    assert problem.corrected == "recipient: {copy: 000012}"


# Sections for some rows


def headings(document: Any) -> list[str]:
    return styled(document, "Heading 1")


def test_a_section_is_there_for_the_rows_that_its_when_names() -> None:
    city, east, _west = (written(order) for order in orders())
    assert headings(city) == ["成效", "现状"]
    assert headings(east) == ["现状"]


def test_a_plain_build_shows_every_section() -> None:
    assert headings(docx.Document(str(built(Output.WORD)))) == ["成效", "现状"]


def test_what_only_a_hidden_section_uses_is_not_told_as_unused() -> None:
    for order in orders():
        assert settle(order.outline, order.row).warnings == ()


def test_an_article_that_only_hidden_sections_draw_from_is_not_listed() -> None:
    names = [[source.id for source in settle(order.outline, order.row).document.sources] for order in orders()]
    assert names == [["report", "survey"], ["report"], ["report"]]


def test_a_sentence_that_points_at_a_hidden_chart_is_the_row_s_error() -> None:
    text = OUTLINE.replace("生产汽车{output}。", "生产汽车{output}（见{compared}）。")
    Path("outline.yaml").write_text(text, "utf-8")
    city, east, _west = orders()
    assert build(city).files
    (problem,) = build(east).problems
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "（见{compared}）" in each)
    assert (problem.place.file, problem.place.line) == ("outline.yaml", line), "though sections before it are hidden"
    assert problem.message == "“compared” is shown on no slide, so that it has no number to refer to"


def test_a_row_that_no_section_is_for_is_an_error_of_the_row() -> None:
    order = orders(TABLE.replace("西区商务局,,区级", "西区商务局,,乡镇"))[2]
    (problem,) = build(order).problems
    told = "no section is for this row; expected cells that the “when” of one section names at least"
    assert str(problem) == f"recipients.csv:4:1: error: {told}"


def test_a_row_with_an_empty_cell_has_none_of_the_sections_that_ask_for_one() -> None:
    order = orders(TABLE.replace("西区商务局,,区级", "西区商务局,,"))[2]
    assert build(order).problems


# A row's own figures


def test_a_row_s_figure_stands_in_its_pack_only() -> None:
    texts = ["\n".join(paragraph.text for paragraph in written(order).paragraphs) for order in orders()]
    assert ["40.5万辆" in text for text in texts] == [False, True, False]
    assert ["39.1万辆" in text for text in texts] == [True, False, True]


def test_what_rests_on_a_row_s_figure_follows_it() -> None:
    facts = [settle(order.outline, order.row).outline.facts["sum"].text for order in orders()]
    assert facts == ["67.1万辆", "68.5万辆", "67.1万辆"]


def test_evidence_that_does_not_state_a_row_s_figure_is_told_at_its_cell() -> None:
    order = orders(TABLE.replace("产量40.5万辆", ""))[1]
    (warning,) = build(order).problems
    told = "“output”: the evidence has “39.1万辆”, the ledger “40.5万辆”"
    assert str(warning) == f"recipients.csv:3:24: warning: {told}"


def test_a_row_s_own_evidence_is_told_at_its_own_cell() -> None:
    order = orders(TABLE.replace("产量40.5万辆", "产量41万辆"))[1]
    (warning,) = build(order).problems
    assert str(warning.place) == "recipients.csv:3:29"


@pytest.mark.parametrize(
    ("column", "cell", "place", "told"),
    [
        ("output.source", "report#outputs", "2:18", "“outputs” is not a section of “report”; did you mean “output”?"),
        ("output.value", "很多", "2:18", "“很多”"),
        ("output.label", "字" * 41, "2:18", "the text has 41 characters; expected at most 40"),
    ],
    ids=["source", "value", "label"],
)
def test_a_wrong_cell_breaks_the_rule_that_it_would_break_in_the_ledger(
    column: str, cell: str, place: str, told: str
) -> None:
    order = orders(f"份号,单位,类别,{column}\n000001,市发展改革委,市级,{cell}\n")[0]
    (problem,) = [each for each in build(order).problems if each.place.file == "recipients.csv"]
    assert str(problem.place) == f"recipients.csv:{place}"
    assert problem.message.startswith(told)


# The table itself


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    Path("recipients.csv").write_bytes(TABLE.replace("\n", "\r\n").encode(encoding))
    found = table.read(Path("recipients.csv"))
    assert list(found.columns) == ["份号", "单位", "称呼", "类别", "output", "output.evidence"]
    assert [row.by_column()["单位"] for row in found.rows] == ["市发展改革委", "东区统计局", "西区商务局"]


def test_blank_rows_and_columns_of_a_spreadsheet_are_passed_over() -> None:
    found = rows("单位,,\n甲局,,\n,,\n乙局,,\n")
    assert [(row.line, row.by_column()) for row in found] == [(2, {"单位": "甲局"}), (4, {"单位": "乙局"})]


def test_cells_in_quotes_and_in_several_lines_keep_their_places() -> None:
    first, second = rows('单位,output.evidence\n"甲局, 乙处","各位\n领导"\n 丙局 ,"某"\n')
    assert [str(span.place()) for span in first.spans().values()] == ["recipients.csv:2:1", "recipients.csv:2:10"]
    assert second.line == 4
    assert [str(span.place()) for span in second.spans().values()] == ["recipients.csv:4:2", "recipients.csv:4:6"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the table is empty; expected names of columns in its first line and a row for each pack below it"),
        ("单位\n", "the table has no rows under its header; expected one for each pack"),
        ("单位,单位\n甲,乙\n", "there is a column “单位” already; expected each name once"),
        ("单位,\n甲,乙\n", "this column has no name; expected one above its cells"),
        ("单位,称呼\n甲\n", "the row has 1 cells; expected 2, as in the header"),
        ('单位\n"甲\n', "the line cannot be read as CSV; check its quotation marks"),
    ],
)
def test_a_table_s_form_is_checked(text: str, told: str) -> None:
    assert problems(text)[0].endswith(told)


def test_all_problems_between_table_and_outline_are_told_at_once() -> None:
    text = (
        "份号,单位,unit,类型,outptu.value,output.unt,sum,folder\n000001,甲,,,,,,a/b\n000001,乙,,,,,,丙\n,丁,,,,,,丙\n"
    )
    assert problems(text) == [
        "outline.yaml:15:12: error: the table recipients.csv has no column “类别”; did you mean “类型”?",
        "outline.yaml:25:12: error: the table recipients.csv has no column “类别”; did you mean “类型”?",
        "recipients.csv:1:7: error: the columns “单位” and “unit” mean the same; expected one of them",
        "recipients.csv:1:12: error: nothing in the outline asks for a column “类型”; did you mean “类别”?",
        "recipients.csv:1:15: error: nothing in the outline asks for a column “outptu.value”; did you mean “output”?",
        "recipients.csv:1:28: error: “unt” is not a key of a fact; did you mean “unit”?",
        "recipients.csv:1:39: error: “sum” is worked out by a formula; expected columns of the figures that it rests on",
        "recipients.csv:2:15: error: “a/b” is no name for a folder; expected one such as “ab”",
        "recipients.csv:3:1: error: the row in line 2 has the copy number 000001 already; expected one for each row",
        "recipients.csv:4:9: error: the folder “丙” is named by the row in line 3 already; expected one for each row",
    ]


def test_a_row_for_nobody_is_an_error_where_the_table_names_units() -> None:
    text = "份号,单位,类别\n000001,甲,市级\n000002,,市级\n"
    assert problems(text) == [
        "recipients.csv:3:1: error: this row has nothing under “单位”; expected for whom its pack is"
    ]
    assert len(orders("份号,类别\n000001,市级\n000002,市级\n")) == 2
    added("recipient: {unit: 各有关单位}\n")
    assert len(orders(text)) == 2


def test_a_broken_outline_and_a_broken_table_are_told_together() -> None:
    Path("outline.yaml").write_text(OUTLINE.replace("title: 两地协作情况汇报", "tilte: 两地协作情况汇报"), "utf-8")
    told = problems("单位,称呼\n甲\n")
    assert {line.split(":")[0] for line in told} == {"outline.yaml", "recipients.csv"}


# Folders


def test_folders_are_named_by_copy_and_unit() -> None:
    assert [order.folder for order in orders()] == NAMES


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("市发改委/规划处", "市发改委规划处"),
        ("..", ""),
        ("con", "_con"),
        ("COM1.x", "_COM1.x"),
        ("a:b?", "ab"),
        (" 甲 . ", "甲"),
    ],
)
def test_a_folder_s_name_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert folders.safe(name) == safe


def test_folders_that_rows_do_not_name_themselves_are_made_distinct() -> None:
    names, wrong = folders.of_rows(rows("单位,类别,文件夹\n甲局,,\n甲局,,\n,市级,\n乙局,,甲局-2\n"))
    assert names == ["甲局", "甲局-3", "0003", "甲局-2"]
    assert wrong == []


def test_outlines_of_one_name_have_folders_by_their_own_folders() -> None:
    assert folders.of_outlines([Path("a/outline.yaml"), Path("b/outline.yaml"), Path("c.yaml")]) == [
        "a-outline",
        "b-outline",
        "c",
    ]


def test_files_that_are_no_csv_are_told_as_what_they_are() -> None:
    Path("book.csv").write_bytes(b"PK\3\4 and so on")
    with pytest.raises(OutlineError, match=r"book\.csv:1:1: error: this is a workbook of Excel"):
        table.read(Path("book.csv"))


@pytest.mark.parametrize(("mark", "told"), [(";", "“;”"), ("\t", "tabs"), ("，", "“，”")])
def test_another_separator_is_told_where_it_first_stands(mark: str, told: str) -> None:
    assert problems(TABLE.replace(",", mark)) == [
        f"recipients.csv:1:3: error: the columns stand apart by {told}; expected commas: save the table as “CSV UTF-8”"
    ]


def test_a_line_break_in_a_cell_is_told_at_the_cell() -> None:
    found = problems('单位,份号\n"甲局\n乙局",000001\n')
    assert found == ["recipients.csv:2:1: error: the cell under “单位” holds a line break; expected one line"]


def test_a_column_that_nothing_is_near_to_is_told_with_the_usual_ones() -> None:
    (found,) = (each for each in problems("单位,备注栏\n甲局,无\n") if "asks for a column" in each)
    assert found == (
        "recipients.csv:1:4: error: nothing in the outline asks for a column “备注栏”; expected “单位”, “称呼”, “份号”,"
        " “水印”, “页脚标记”, “文件夹”, a fact's id, or a column that the “when” of a section names"
    )
