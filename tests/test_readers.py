"""What a receiver's machine does not have of what the files ask for: the table of readers, and the warnings from it."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from batches import office

from briefing import assets
from briefing.cli import app
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.pipeline import settle
from briefing.readers.asked import of_deck, of_word
from briefing.readers.check import warnings
from briefing.readers.names import Reader
from briefing.readers.table import Feature, Presence, Table, table
from briefing.workshop import build

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"
TABLE = assets.folder() / "readers.yaml"


def told(outline: Path, reader: Reader, **files: bool) -> list[LocatedProblem]:
    return list(warnings(settle(outline), reader, **files))


def about(found: list[LocatedProblem], words: str) -> LocatedProblem:
    """Returns the only warning with these words."""
    (only,) = (problem for problem in found if words in problem.message)
    return only


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    return office(tmp_path) / "outline.yaml"


def added(outline: Path, text: str) -> Path:
    outline.write_text(outline.read_text("utf-8") + text, "utf-8")
    return outline


def in_document(outline: Path, text: str) -> Path:
    """Adds a key to the document, which stands on one line."""
    outline.write_text(outline.read_text("utf-8").replace("date: 2026-11-22}", f"date: 2026-11-22, {text}}}"), "utf-8")
    return outline


# The table


def test_every_entry_of_the_table_has_a_source_with_an_address_and_what_it_says() -> None:
    found = table()
    for profile in found.readers.values():
        assert {entry.presence for entry in profile.fonts} <= set(Presence)
        for sources in [*(entry.sources for entry in profile.fonts), *(entry.sources for entry in profile.features)]:
            assert sources
            assert all(found.sources[source].says for source in sources)


def changed(old: str, new: str) -> object:
    text = TABLE.read_text("utf-8")
    assert text.count(old) >= 1, old
    return yaml.safe_load(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", sources: [windows-10-fonts]}", "}"),
        ("sources: [windows-10-fonts]}", "sources: []}"),
        ("sources: [windows-10-fonts]}", "sources: [hearsay]}"),
        ("presence: lacks", "presence: perhaps"),
        ("    url: https://dawenbi.com/94963.html\n", ""),
        ("https://dawenbi.com/94963.html", "ask a colleague"),
        ("sources: [svg-blip, svg-fallback]", "sources: [svg-blip]"),
        (", since: Office 2019", ""),
        ("feature: svg", "feature: sound"),
        ("  kylin:\n", "  windows:\n"),
    ],
)
def test_an_entry_without_its_source_or_with_unknown_words_is_refused(old: str, new: str) -> None:
    Table.model_validate(changed("readers:", "readers:"))
    with pytest.raises(ValidationError):
        Table.model_validate(changed(old, new))


# The shipped outline


def test_office_lacks_the_typeface_of_titles_and_shows_charts_as_png_before_2019() -> None:
    found = told(SHIPPED, Reader.OFFICE)
    assert len(found) == 2
    assert all(problem.severity is Severity.WARNING for problem in found)
    assert "“方正小标宋简体”, which the Word briefing asks for" in about(found, "does not bring").message
    chart = about(found, "Office 2019")
    assert chart.keys[0] == "charts"
    lines = SHIPPED.read_text("utf-8").splitlines()
    assert lines[chart.place.line - 1].strip() == f"{chart.keys[1]}:"


def test_wps_lacks_the_typeface_of_titles_and_does_not_renew_the_contents() -> None:
    found = told(SHIPPED, Reader.WPS)
    assert len(found) == 2
    assert "“方正小标宋简体”" in about(found, "does not bring").message
    assert "更新目录" in about(found, "does not renew").message


def test_kylin_lacks_what_windows_brings_and_says_so_once_for_each_file() -> None:
    deck, word = sorted(told(SHIPPED, Reader.KYLIN), key=lambda problem: "Word" in problem.message)
    assert "“微软雅黑”, which the deck asks for" in deck.message
    for font in ("仿宋", "黑体", "楷体", "宋体", "方正小标宋简体", "Times New Roman"):
        assert f"“{font}”" in word.message
    assert deck.keys == ("document", "theme")
    assert word.keys == ("document",)


def test_only_the_file_that_is_handed_over_counts() -> None:
    assert "Word" not in " ".join(problem.message for problem in told(SHIPPED, Reader.KYLIN, word=False))
    assert "deck" not in " ".join(problem.message for problem in told(SHIPPED, Reader.KYLIN, deck=False))


# What an outline asks for


def test_a_theme_of_one_s_own_with_a_typeface_that_nobody_knows(outline: Path) -> None:
    theme = (assets.folder() / "themes" / "policy-blue.yaml").read_text("utf-8")
    (outline.parent / "own.yaml").write_text(theme.replace("latin: 微软雅黑", "latin: 站酷小薇体"), "utf-8")
    found = told(in_document(outline, "theme: own.yaml"), Reader.OFFICE)
    planted = about(found, "站酷小薇体")
    assert "is not known" in planted.message
    assert planted.keys == ("document", "theme")
    assert "微软雅黑" not in planted.message


def test_a_shipped_theme_s_other_typeface(outline: Path) -> None:
    in_document(outline, "theme: party-red")
    assert "“华文中宋”" in about(told(outline, Reader.WPS, word=False), "does not bring").message
    assert told(outline, Reader.OFFICE, word=False)[0].keys[0] == "charts"


def test_a_template_of_one_s_own_brings_its_own_typefaces(outline: Path) -> None:
    source = io.BytesIO((assets.folder() / "templates" / "policy-blue.pptx").read_bytes())
    with zipfile.ZipFile(source) as ours, zipfile.ZipFile(outline.parent / "own.pptx", "w") as own:
        for name in ours.namelist():
            data = ours.read(name)
            own.writestr(name, data.replace("微软雅黑".encode(), "思源黑体".encode()) if "theme1" in name else data)
    settled = settle(in_document(outline, "template: own.pptx"))
    assert of_deck(settled).fonts == ("思源黑体",)
    assert about(list(warnings(settled, Reader.KYLIN)), "思源黑体").keys == ("document", "template")


def test_a_reference_of_one_s_own_brings_its_own_typefaces(outline: Path) -> None:
    source = io.BytesIO((assets.folder() / "templates" / "briefing.docx").read_bytes())
    with zipfile.ZipFile(source) as ours, zipfile.ZipFile(outline.parent / "own.docx", "w") as own:
        for name in ours.namelist():
            data = ours.read(name)
            own.writestr(
                name, data.replace("方正小标宋简体".encode(), "华文中宋".encode()) if "styles" in name else data
            )
    settled = settle(added(outline, "\nword: {reference: own.docx}\n"))
    assert "方正小标宋简体" not in of_word(settled).fonts
    found = list(warnings(settled, Reader.WPS))
    assert about(found, "does not bring").keys == ("word", "reference")
    assert "“华文中宋”" in about(found, "does not bring").message
    assert [problem for problem in warnings(settled, Reader.OFFICE) if "does not bring" in problem.message] == []


def test_a_watermark_is_told_at_its_own_line(outline: Path) -> None:
    assert not [problem for problem in told(outline, Reader.WPS) if "watermark" in problem.message]
    found = told(added(outline, "\nmarks:\n  watermark: 内部资料\n"), Reader.WPS)
    mark = about(found, "watermark")
    assert mark.keys == ("marks", "watermark")
    assert outline.read_text("utf-8").splitlines()[mark.place.line - 1] == "  watermark: 内部资料"


def test_contents_are_told_where_the_outline_asks_for_them(outline: Path) -> None:
    assert Feature.CONTENTS not in of_word(settle(outline)).features
    found = told(added(outline, "\nword: {contents: yes}\n"), Reader.WPS)
    assert about(found, "does not renew").keys == ("word", "contents")


def test_native_charts_are_no_pictures_in_the_deck(outline: Path) -> None:
    outline.write_text(outline.read_text("utf-8").replace("{kind: bar,", "{kind: bar, render: native,"), "utf-8")
    settled = settle(outline)
    assert Feature.SVG not in of_deck(settled).features
    assert Feature.SVG in of_word(settled).features


def test_an_english_outline_asks_for_the_typefaces_of_latin_text_only() -> None:
    assert of_word(settle(ROOT / "tests" / "outlines" / "english.yaml")).fonts == (
        "Times New Roman",
        "宋体",
    )  # page numbers


# The command line


def test_a_reader_that_nobody_knows_is_wrong_usage() -> None:
    for command in ("check", "build"):
        said = CliRunner().invoke(app, [command, str(SHIPPED), "--for", "word"])
        assert said.exit_code == 2
        assert "“word” is not possible; there are: kylin, office, wps" in said.stderr


def test_check_and_build_warn_for_the_reader_and_only_when_asked(outline: Path) -> None:
    folder = outline.parent / "out"
    for reader, count in ((None, 0), (Reader.KYLIN, 2)):
        built = build(outline, folder, reader=reader)
        found = [problem for problem in built.warnings if "Kylin" in problem.message]
        assert len(found) == count
    said = CliRunner().invoke(app, ["check", str(outline), "--for", "kylin"])
    assert said.exit_code == 0
    assert said.stderr.count("does not bring") == 2
    assert "does not bring" not in CliRunner().invoke(app, ["check", str(outline)]).stderr


def test_strict_lets_no_warning_of_a_reader_pass(outline: Path) -> None:
    with pytest.raises(OutlineError):
        build(outline, outline.parent / "strict", strict=True, reader=Reader.KYLIN)
    assert not (outline.parent / "strict").exists()
