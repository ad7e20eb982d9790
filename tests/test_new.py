"""`briefing new` makes an outline that builds at once, marks what is left to decide, and overwrites nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.article.reading import read
from briefing.article.text import Article
from briefing.editor import schema
from briefing.errors import OutlineError, Severity
from briefing.extract import writing
from briefing.extract.drafting import draft
from briefing.extract.drafts import with_lists
from briefing.extract.new import new
from briefing.extract.structure import parse
from briefing.outline.quoting import scalar
from briefing.pipeline import settle
from briefing.verify import evidence
from briefing.workshop import build

HERE = Path(__file__).parent / "extraction"
SYNTHETIC = ("county.md", "energy.txt", "health.txt", "port.txt")
REAL = ("dual-circle.txt", "liangjiang-five-years.txt")
TODAY = date(2026, 11, 22)


def as_word(text: str, file: Path) -> Path:
    document = Document()
    for line in text.split("\n"):
        mark, _, words = line.partition(" ")
        if set(mark) == {"#"}:
            document.add_heading(words, level=len(mark) - 1)
        else:
            document.add_paragraph(line)
    document.save(str(file))
    return file


def article_in(kind: str, name: str, folder: Path, to: Path) -> Path:
    text = read(folder / name, name)
    file = to / f"{Path(name).stem}.{kind}"
    if kind == "docx":
        return as_word(text, file)
    file.write_text(text, "utf-8")
    return file


def check_is_clean(outline: Path, article: Path) -> None:
    settled = settle(outline)
    assert [each for each in settled.warnings if each.severity is Severity.ERROR] == []
    assert len(settled.warnings) <= 2, "few warnings"
    (source,) = settled.outline.model.sources
    entries = evidence.check(
        settled.outline, settled.document, {source: Article(article.name, read(article, article.name))}
    )
    assert [(entry.name, entry.message) for entry in entries if not entry.holds] == []


@pytest.mark.parametrize("kind", ["txt", "md", "docx"])
@pytest.mark.parametrize("name", SYNTHETIC)
def test_a_synthetic_article_makes_an_outline_without_errors(name: str, kind: str, tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    article = article_in(kind, name, HERE, tmp_path)
    found = new([article], outline, TODAY)
    assert found.statistics >= 30
    assert found.quotations >= 4
    assert found.marks == outline.read_text("utf-8").count("# 请定：")
    check_is_clean(outline, article)


@pytest.mark.parametrize("kind", ["txt", "md", "docx"])
@pytest.mark.parametrize("name", REAL)
def test_a_real_article_makes_an_outline_without_errors(name: str, kind: str, articles: Path, tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    article = article_in(kind, name, articles, tmp_path)
    new([article], outline, TODAY)
    check_is_clean(outline, article)


def test_two_articles_make_one_outline_that_builds(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    new([HERE / "port.txt", HERE / "county.md"], outline, TODAY)
    told = yaml.safe_load(outline.read_text("utf-8"))
    assert list(told["sources"]) == ["port", "county"]
    drawn_from = [part["slides"][0]["from"].split("#")[0] for part in told["sections"]]
    assert sorted(drawn_from, reverse=True) == drawn_from, "port before county"
    assert set(drawn_from) == {"port", "county"}
    assert len(build(outline, tmp_path / "out").files) == 2


def test_one_article_builds(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    new([HERE / "health.txt"], outline, TODAY)
    assert len(build(outline, tmp_path / "out").files) == 2


def test_a_figure_said_twice_is_one_fact(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("厂里有87个零件。\n另一处说，厂里有87个零件，重28吨。", "utf-8")
    made = draft([parse("a.txt", read(file, "a.txt"))], TODAY)
    assert made.statistics == 3
    assert [(fact.name, fact.value, fact.unit) for fact in made.facts] == [("f001", "87", "个"), ("f002", "28", "吨")]


def test_figures_too_wide_to_be_set_large_stand_in_points(tmp_path: Path) -> None:
    article, outline = tmp_path / "a.txt", tmp_path / "outline.yaml"
    article.write_text("能力达到1,200.5万至1,850.5万标准箱，投资38亿元，岸线长2.5公里。", "utf-8")
    new([article], outline, TODAY)
    (slide,) = yaml.safe_load(outline.read_text("utf-8"))["sections"][0]["slides"]
    assert slide["kind"] == "points"
    assert len(slide["points"]) == 3


def test_a_slide_that_does_not_fit_is_told_by_its_line() -> None:
    made = draft([parse("port.txt", read(HERE / "port.txt", "port.txt"))], TODAY)
    text = writing.outline(made)
    lines = text.split("\n")
    second = [i for i, line in enumerate(lines, 1) if line.startswith("      - kind: ")][1]
    assert [writing.slide_at(text, line) for line in (1, second - 1, second, second + 3)] == [-1, 0, 1, 1]
    listed = with_lists(made, {0}).parts[0].slides
    assert (listed[0].kind, listed[2].kind) == ("points", made.parts[0].slides[2].kind)


def test_articles_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报道.txt").write_text("产量39.1万辆。", "utf-8")
    files = [tmp_path / "a" / "报道.txt", tmp_path / "b" / "报道.txt"]
    new(files, tmp_path / "outline.yaml", TODAY)
    assert list(yaml.safe_load((tmp_path / "outline.yaml").read_text("utf-8"))["sources"]) == ["article1", "article2"]


ARTICLE = st.lists(
    st.text(alphabet="产量增长39.1万辆亿元%，。：；“”‘’\"'（）()《》#*-|{}[]\\&!@`~\t 　说市县年今abc问题：、一二百\u200b\U0001f600", max_size=50),
    min_size=1,
    max_size=12,
).map("\n".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ARTICLE.filter(lambda text: bool(text.replace("\u200b", "").strip())))
def test_any_text_makes_an_outline_that_loads(text: str, tmp_path: Path) -> None:
    article, outline = tmp_path / "any.txt", tmp_path / "outline.yaml"
    article.write_text(text, "utf-8", newline="")
    new([article], outline, TODAY, overwrite=True)
    settle(outline)


@given(st.text())
def test_a_scalar_reads_back_as_it_was(text: str) -> None:
    written = scalar(text.encode("utf-8", "replace").decode("utf-8"))
    back = yaml.load(f"key: {written}  # a comment\n", Loader=yaml.BaseLoader)  # noqa: S506 - text as text, as outlines are read
    assert back == {"key": text.encode("utf-8", "replace").decode("utf-8")}


@pytest.mark.parametrize(
    "text", ["是: 否", "a #b", "- 项", "39.1", "true", "“引”", "**重**", "{f001}", "", " 空 ", "*", "1:3", "汉字"]
)
def test_a_scalar_is_quoted_where_needed(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert scalar("汉字") == "汉字"


def test_an_outline_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_text("mine", "utf-8")
    with pytest.raises(OutlineError, match="exists and is not overwritten"):
        new([HERE / "port.txt"], outline, TODAY)
    assert outline.read_text("utf-8") == "mine"
    new([HERE / "port.txt"], outline, TODAY, overwrite=True)
    assert outline.read_text("utf-8") != "mine"


def test_the_schema_for_editors_stands_beside_the_outline_which_names_it(tmp_path: Path) -> None:
    outline = tmp_path / "drafts" / "outline.yaml"
    found = new([HERE / "port.txt"], outline, TODAY)
    assert sorted(outline.parent.iterdir()) == sorted([outline, found.schema])
    first, *_ = outline.read_text("utf-8").splitlines()
    assert first == f"# yaml-language-server: $schema={found.schema.name}"
    assert found.schema.read_text("utf-8") == schema.text()


def test_a_schema_of_another_version_is_replaced_and_a_file_of_the_users_is_not(tmp_path: Path) -> None:
    beside = tmp_path / schema.NAME
    beside.write_text(schema.text().replace("题目", "标题"), "utf-8")
    new([HERE / "port.txt"], tmp_path / "a.yaml", TODAY)
    assert beside.read_text("utf-8") == schema.text()
    for mine in ('{"mine": 1}', "mine", "[1]"):
        beside.write_text(mine, "utf-8")
        with pytest.raises(OutlineError, match="a file of yours stands where the one for editors goes"):
            new([HERE / "port.txt"], tmp_path / "b.yaml", TODAY)
        assert beside.read_text("utf-8") == mine
        assert not (tmp_path / "b.yaml").exists()
    new([HERE / "port.txt"], tmp_path / "b.yaml", TODAY, overwrite=True)
    assert beside.read_text("utf-8") == schema.text()


def test_an_outline_never_has_the_name_of_its_schema(tmp_path: Path) -> None:
    with pytest.raises(OutlineError, match="choose another one with -o"):
        new([HERE / "port.txt"], tmp_path / schema.NAME, TODAY, overwrite=True)
    assert list(tmp_path.iterdir()) == []


def test_an_article_is_never_its_own_outline(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("产量39.1万辆。", "utf-8")
    with pytest.raises(OutlineError, match="where the outline is to be written"):
        new([article], article, TODAY, overwrite=True)
    assert article.read_text("utf-8") == "产量39.1万辆。"


def test_every_wrong_article_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    files = [tmp_path / "a.txt", tmp_path / "b.pdf", HERE / "port.txt"]
    with pytest.raises(OutlineError) as found:
        new(files, tmp_path / "outline.yaml", TODAY)
    assert len(found.value.problems) == 2
    assert not (tmp_path / "outline.yaml").exists()


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, "-m", "briefing", "new", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_command_says_what_was_found_and_what_comes_next(tmp_path: Path) -> None:
    done = run(str(HERE / "port.txt"), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "34 statistics" in done.stdout
    assert "5 quotations" in done.stdout
    assert "outline.yaml\noutline.schema.json\n" in done.stdout
    assert "briefing check outline.yaml" in done.stdout


def test_the_command_fails_with_a_plain_line(tmp_path: Path) -> None:
    assert run("none.txt", folder=tmp_path).returncode == 1
    assert run("none.txt", folder=tmp_path).stderr == "none.txt:1:1: error: there is no such file\n"
    (tmp_path / "folder").write_text("a file", "utf-8")
    blocked = run(str(HERE / "port.txt"), "-o", "folder/outline.yaml", folder=tmp_path)
    assert blocked.returncode == 3
    assert "cannot be written" in blocked.stderr


def test_figures_that_the_same_words_precede_are_told_apart(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("平安市养老情况\n2024年，全市床位从100张增至240张。\n", "utf-8")
    outline = tmp_path / "outline.yaml"
    new([article], outline, TODAY)
    facts = yaml.safe_load(outline.read_text("utf-8"))["facts"].values()
    assert [(fact["label"][-3:], fact["value"]) for fact in facts] == [("（一）", "100"), ("（二）", "240")]
    assert "# 请定：指标名称" in outline.read_text("utf-8")


def test_a_heading_states_its_figures_as_the_ledger_does(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("平安市\n\n一座港：水深18.5米\n2024年，平安港水深18.5米，航线40条，货主300家。\n", "utf-8")
    outline = tmp_path / "outline.yaml"
    new([article], outline, TODAY)
    assert "claim: 一座港：水深{f001}" in outline.read_text("utf-8").replace('"', "")


def draft_of(text: str, folder: Path) -> dict[str, Any]:
    article = folder / "a.txt"
    article.write_text(text, "utf-8")
    new([article], folder / "outline.yaml", TODAY)
    found: dict[str, Any] = yaml.safe_load((folder / "outline.yaml").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("head", "publisher", "date"),
    [
        ("来源：示例日报　2025年6月1日", "示例日报", "2025年6月1日"),
        ("示例县融媒体中心 2025年3月12日", None, "2025年3月12日"),
        ("示例晚报记者 甲 2024年11月5日报道", "示例晚报", "2024年11月5日"),
        ("2025年6月1日，全县新增企业300家。", None, None),
    ],
)
def test_publisher_and_day_are_taken_over_where_they_are_stated(
    head: str, publisher: str | None, date: str | None, tmp_path: Path
) -> None:
    (source,) = draft_of(f"平安县的一年\n{head}\n\n全县企业共有5000家，就业8万人。\n", tmp_path)["sources"].values()
    assert (source.get("publisher"), source.get("date")) == (publisher, date)


def test_a_date_that_is_compared_with_is_not_the_figures_own(tmp_path: Path) -> None:
    text = "平安港\n2024年，货运量3.12亿吨，是2014年的2.3倍，其中集装箱450万标箱。\n"
    facts = draft_of(text, tmp_path)["facts"].values()
    assert {fact["as_of"] for fact in facts} == {"2024年"}


def test_what_figures_rise_to_is_no_rise(tmp_path: Path) -> None:
    text = "平安新城\n2024年，常住人口从不足5万人增加到38万人，过河时间由36小时缩短至8小时。\n"
    labels = [fact["label"] for fact in draft_of(text, tmp_path)["facts"].values()]
    assert not [label for label in labels if "增加" in label or "缩短" in label]


def test_an_article_given_twice_is_told(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("平安县\n企业共有5000家。\n", "utf-8")
    with pytest.raises(OutlineError, match="given twice"):
        new([article, article], tmp_path / "outline.yaml", TODAY)
