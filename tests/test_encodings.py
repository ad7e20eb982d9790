"""Articles in every encoding that Chinese offices use are read alike; what is no text is named for what it is."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from briefing.article.encoding import UnreadableError, decode
from briefing.article.reading import read
from briefing.errors import OutlineError

SIMPLIFIED = (
    "云雀县2024年工作情况报告\r\n\r\n全年实现地区生产总值186.4亿元，增长6.2%。\r\n　　“日子越过越好。”村民说。\r\n"
)
TRADITIONAL = "雲雀縣2024年工作情況報告\n\n全年實現地區生產總值186.4億元，增長6.2%。這個縣的農業發展很快。\n"
WITHOUT_ASCII = "云雀县的工作情况报告，今年的经济发展是好的，人民生活得到改善。"


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("gbk", b""),
        ("gb18030", b""),
        ("hz", b""),
    ],
)
@pytest.mark.parametrize("text", [SIMPLIFIED, WITHOUT_ASCII])
def test_simplified_text_is_read_in_any_encoding(text: str, name: str, mark: bytes) -> None:
    assert decode(mark + text.encode(name)) == text


@pytest.mark.parametrize("name", ["big5", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_text_is_read_in_any_encoding(name: str) -> None:
    assert decode(TRADITIONAL.encode(name)) == TRADITIONAL


def test_rare_characters_of_gb18030_are_read() -> None:
    text = "本县的㐂村和𠮷镇，是在山的南面。"
    assert decode(text.encode("gb18030")) == text


@given(st.text(alphabet=SIMPLIFIED, min_size=1))
def test_utf8_comes_back_whatever_it_says(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decode(data)
    except UnreadableError as error:
        assert str(error).startswith("the file is ")  # noqa: PT017 - either is right


def problem(path: Path) -> str:
    with pytest.raises(OutlineError) as found:
        read(path, path.name)
    assert len(found.value.problems) == 1
    return str(found.value.problems[0])


def archive(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (" \n　\n".encode(), "the file holds no text"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file (.doc)"),
        (b"{\\rtf1\\ansi", "is an RTF file"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"<!DOCTYPE html><html><body>", "is a web page"),
        (bytes(range(128, 256)) * 4, "is not text in any usual encoding"),
        (archive(readme="x"), "is an archive but no Word file"),
        (archive(word__document="<w"), "the Word file is damaged"),
        (b"PK\x03\x04 cut off", "the Word file is damaged"),
    ],
)
def test_what_is_no_article_is_named(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(data)
    assert problem(file).startswith("article.txt:1:1: error: ")
    assert message in problem(file)


def test_a_word_file_is_read_although_a_relationship_leads_nowhere(tmp_path: Path) -> None:
    whole = io.BytesIO()
    document = Document()
    document.add_paragraph("全年产量39.1万辆。")
    document.save(whole)
    file, links = tmp_path / "article.docx", "word/_rels/document.xml.rels"
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(file, "w") as changed:
        assert b" Target=" in package.read(links)
        for name in package.namelist():
            data = package.read(name)
            changed.writestr(name, re.sub(rb' Target="[^"]*"', b"", data, count=1) if name == links else data)
    assert "全年产量39.1万辆。" in str(read(file, file.name))


def test_damage_is_reported_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes("第一行没有问题。\n第二行".encode() + b"\xff\xfe" + "到此为止。".encode())
    assert problem(file).startswith("article.txt:2:4: error: the file is damaged here")


def test_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    assert "this is a folder" in problem(tmp_path)
    assert "there is no such file" in problem(tmp_path / "none.txt")


def test_line_ends_and_invisible_characters_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes("一行\r\n二\u200b行\r三行\u2028四行\ufeff".encode())
    assert read(file, "article.txt") == "一行\n二行\n三行\n四行"


def test_a_word_file_becomes_headings_paragraphs_and_rows(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("县里的工作", level=0)
    document.add_heading("农业", level=1)
    document.add_paragraph("播种32.6万亩。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["项目", "投资（万元）", "农田", "12600"], strict=True
    ):
        cell.text = text
    file = tmp_path / "article.docx"
    document.save(str(file))
    lines = [line for line in read(file, "article.docx").split("\n") if line]
    assert lines == [
        "# 县里的工作",
        "## 农业",
        "播种32.6万亩。",
        "| 项目 | 投资（万元） |",
        "| --- | --- |",
        "| 农田 | 12600 |",
    ]
