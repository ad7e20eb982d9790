"""What several test files share: the shipped outline built once, and the way to it."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

from official import bulletin

from briefing import assets, i18n
from briefing.pipeline import Output
from briefing.workshop import Built, build

os.environ["BRIEFING_LANG"] = "en"
"""Tests expect messages in English, whatever machine they run on, unless they ask for another language."""

if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["BRIEFING_CACHE"] = tempfile.mkdtemp(prefix="briefing-cache-")
    atexit.register(shutil.rmtree, os.environ["BRIEFING_CACHE"], ignore_errors=True)
"""A cache of this run's own, which its processes share."""

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the files in tests/golden anew")


@pytest.fixture
def chinese() -> Iterator[None]:
    """Has messages made in Chinese."""
    i18n.speak("zh", assets.folder() / "locale")
    yield
    i18n.speak("en", assets.folder() / "locale")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the two articles that the shipped outline is made from; they are not in this repository."""
    named = os.environ.get("BRIEFING_ARTICLES")
    folder = Path(named) if named else ROOT.parent / "shared" / "articles"
    if not (folder / "dual-circle.txt").is_file():
        pytest.skip(f"the articles are not in {folder}; BRIEFING_ARTICLES names their folder")
    return folder


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped outline's deck and briefing."""
    return build(SHIPPED, tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def deck_file(shipped: Built) -> Path:
    return shipped.files[0]


@pytest.fixture(scope="session")
def word_file(shipped: Built) -> Path:
    return shipped.files[1]


@pytest.fixture(scope="session")
def bulletin_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped outline as a 简报."""
    text, count = re.subn("^  kind: 汇报材料$", "  kind: 简报", SHIPPED.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    folder = tmp_path_factory.mktemp("bulletin")
    outline = folder / "outline.yaml"
    outline.write_text(f"{text}\n{yaml.safe_dump({'bulletin': bulletin.OUTLINE}, allow_unicode=True)}", "utf-8")
    (folder / "assets").mkdir()
    shutil.copy(SHIPPED.parent / "assets" / "facts.yaml", folder / "assets")
    return build(outline, folder / "out", Output.WORD).files[0]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many pages the Word files have: a number to look at, with no right or wrong."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "pages":
                terminalreporter.write_line(f"pages of the Word file, {value}")
