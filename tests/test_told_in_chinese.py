"""What does not fit, and what a unit's own files lack, told in Chinese: messages of several parts are sentences there."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from briefing import assets
from briefing.errors import OutlineError
from briefing.pipeline import settle

OUTLINES = Path(__file__).parent / "outlines"
LONG = "一句放不下的话"
pytestmark = pytest.mark.usefixtures("chinese")


def told(folder: Path, old: str, new: str) -> list[str]:
    """Returns the messages for the gallery's outline with one change."""
    if not (folder / "data").exists():
        shutil.copytree(OUTLINES / "data", folder / "data")
    text = (OUTLINES / "minimal.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "outline.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        problems = settle(folder / "outline.yaml").warnings
    except OutlineError as error:
        problems = error.problems
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("reading: 越短越近。", f"reading: {LONG * 20}", "读图说明在页面上放不下，请至少删去98个字"),
        ("lines: [", f"lines: [{LONG * 8}, {LONG * 8}, ", "结束页的文字共4条，页面上放不下，最多放2条"),
        ("points: [短板在芯片]", f"points: [{LONG * 12}, {LONG * 13}]", "要点在页面上放不下，合计请至少删去7个字"),
        ("name: 示例汽车", f"name: {LONG * 5}", f"图表“who_chart”（谁与谁合作）：在Word页面上放不下（可用156×67毫米），“{LONG * 5}”太长"),
        ("title: 东圈产量高于西区", "title: 东圈𠀀", "图表“output_chart”（东圈𠀀）：有字体里没有的字：“𠀀”（U+20000）"),
        ("figure: plant_again", "figure: plant", "前面已有一页用了“plant”；图表、图片、表格都只能用一次"),
    ],
)  # fmt: skip
def test_what_does_not_fit(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert message in told(tmp_path, old, new)


def template() -> bytes:
    """Our template with one layout renamed, and a table's placeholder taken from another."""
    presentation = Presentation(assets.file("templates", "policy-blue", ".pptx"))
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    layouts["closing"].name = "closings"
    table = next(shape for shape in layouts["table"].placeholders if shape.name == "table")
    table._element.getparent().remove(table._element)
    data = io.BytesIO()
    presentation.save(data)
    return data.getvalue()


def reference() -> bytes:
    """Our reference with one style renamed."""
    data = io.BytesIO()
    ours = zipfile.ZipFile(assets.file("templates", "briefing", ".docx"))
    with ours, zipfile.ZipFile(data, "w") as file:
        for name in ours.namelist():
            content = ours.read(name)
            file.writestr(name, content.replace('w:val="图题"'.encode(), 'w:val="图题一"'.encode()))
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "old", "new", "messages"),
    [
        (
            "unit.pptx",
            template,
            "  unit: 示例单位\n",
            "  unit: 示例单位\n  template: unit.pptx\n",
            [
                "模板的版式“table”里没有表格占位符“table”",
                "模板里没有这份大纲要用的版式“closing”（其中的占位符：“title”（标题）、“lines”（文本）、“line”（文本））；其中相近的是“closings”",
            ],
        ),
        (
            "unit.docx",
            reference,
            "word: {contents: yes}",
            "word: {contents: yes, reference: unit.docx}",
            ["样式文件里没有段落样式“图题”；其中相近的是“图题一”"],
        ),
    ],
)
def test_what_a_file_of_ones_own_lacks(
    name: str, make: Callable[[], bytes], old: str, new: str, messages: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(make())
    assert told(tmp_path, old, new) == messages
