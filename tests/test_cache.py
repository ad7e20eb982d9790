"""The cache: what is in it is right or not there, whoever else uses it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from briefing import cache, patterns
from briefing.cache import Store, store
from briefing.evidence import mentions, not_figures, numbers, phrases
from briefing.patterns import KeptPattern


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", 10_000)


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache that only this test uses."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "own"))
    return tmp_path / "own"


def entries(kept: Store) -> list[Path]:
    return sorted(kept.folder.iterdir())


def test_what_is_kept_is_found_again_under_its_key_only(kept: Store) -> None:
    assert kept.get("a") is None
    assert kept.is_empty
    kept.put("a", b"one")
    kept.put("b", b"")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (b"one", b"", None)
    assert not kept.is_empty
    kept.put("a", b"two")
    assert kept.get("a") == b"two"


def test_a_damaged_entry_counts_as_missing(kept: Store) -> None:
    kept.put("a", b"x" * 200)
    whole = entries(kept)[0].read_bytes()
    for damaged in (whole[:-1], whole + b"x", whole[:100] + b"y" + whole[101:], b"y" + whole[1:], b"", whole[:10]):
        entries(kept)[0].write_bytes(damaged)
        assert kept.get("a") is None
    entries(kept)[0].write_bytes(whole)
    assert kept.get("a") == b"x" * 200


def test_an_entry_under_the_name_of_another_counts_as_missing(kept: Store) -> None:
    kept.put("a", b"one")
    mine = entries(kept)[0]
    kept.put("b", b"two")
    other = next(path for path in entries(kept) if path != mine)
    mine.replace(other)
    assert kept.get("b") is None


def test_the_least_lately_used_go_when_room_is_short(kept: Store) -> None:
    for number in range(9):
        kept.put(str(number), bytes(1000))
        os.utime(newest(kept), (number + 1, number + 1))
    assert kept.get("0") is not None  # it is used, and so the newest now
    kept.put("9", bytes(1000))
    assert kept.get("1") is None
    assert kept.get("0") is not None
    assert kept.get("9") is not None
    assert sum(path.stat().st_size for path in entries(kept)) <= kept.most


def newest(kept: Store) -> Path:
    return max(entries(kept), key=lambda path: path.stat().st_mtime)


def test_what_a_killed_process_left_is_cleared_after_an_hour(kept: Store) -> None:
    kept.put("a", b"one")
    old, young = kept.folder / "old.new", kept.folder / "young.new"
    old.write_bytes(b"torn")
    young.write_bytes(b"being written")
    os.utime(old, (time.time() - 7200,) * 2)
    kept.put("b", b"two")
    assert not old.exists()
    assert young.exists()
    assert kept.get("a") == b"one"


def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    kept = Store(tmp_path / "file", 100)
    kept.put("a", b"one")
    assert kept.get("a") is None
    assert kept.is_empty


_MANY = """
import sys
from pathlib import Path
from briefing.cache import Store
kept = Store(Path(sys.argv[1]), 60_000)
wrong = 0
for turn in range(300):
    key = str((turn * int(sys.argv[2])) % 40)
    found = kept.get(key)
    wrong += found is not None and found != key.encode() * 1000
    if found is None:
        kept.put(key, key.encode() * 1000)
sys.exit(wrong)
"""


def test_several_processes_share_one(tmp_path: Path) -> None:
    """Three processes read, write and make room at once, with room for three quarters of the entries."""
    running = [
        subprocess.Popen([sys.executable, "-c", _MANY, str(tmp_path / "cache"), str(step)], cwd=ROOT)
        for step in (7, 11, 13)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 60_000
    assert not list((tmp_path / "cache").glob("*.new"))


def test_it_stands_where_the_environment_says_and_can_be_switched_off(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = store("charts", 100)
    assert found is not None
    assert found.folder == own_folder / "charts"
    monkeypatch.setenv(cache.VARIABLE, "")
    assert store("charts", 100) is None
    monkeypatch.delenv(cache.VARIABLE)
    assert store("charts", 100) is not None
    cache.switch_off()
    assert store("charts", 100) is None


# Patterns

LONG = [mentions._FIGURE, phrases.PHRASE, numbers._WHOLE, *(pattern for _sort, pattern in not_figures._PATTERNS)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    files = [ROOT / "outline.yaml", ROOT / "README.md", *sorted((ROOT / "tests" / "extraction").rglob("*.txt"))]
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("pattern", LONG)
def test_a_long_pattern_matches_what_re_alone_would(pattern: KeptPattern, texts: list[str]) -> None:
    plain = re.compile(pattern.source, pattern.flags)
    found = 0
    for text in texts[:1500]:
        expected = [(match.span(), match.groups()) for match in plain.finditer(text)]
        assert [(match.span(), match.groups()) for match in pattern.compiled.finditer(text)] == expected, text
        found += len(expected)
    assert found > 10
    assert pattern.compiled.groupindex == plain.groupindex


_PIECES = [
    "a",
    "b+",
    "[cd]",
    "[^e]",
    "(?:f|gh)",
    "(?P<x>i?)j",
    "(?<=k)l",
    "(?!m)[m-p]",
    "^",
    r"\d",
    "q*",
    ".",
    r"\bs",
    "t{2}",
]


@given(
    st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4, unique=True), min_size=1, max_size=3),
    st.text("abcdefghijklmnopqrstu1 ", max_size=30),
)
def test_whatever_a_pattern_can_begin_with_is_tried(ways: list[list[str]], text: str) -> None:
    source = "|".join("".join(way) for way in ways)
    source = source.replace("(?P<x>", "(", source.count("(?P<x>") - 1)
    expected = [match.span() for match in re.finditer(source, text)]
    assert [match.span() for match in KeptPattern(source).compiled.finditer(text)] == expected


def test_a_pattern_is_compiled_once_on_a_machine(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "(?P<word>[甲乙])丙"
    assert KeptPattern(source).compiled.search("甲丙")
    assert len(list((own_folder / "patterns").iterdir())) == 1
    monkeypatch.setattr(patterns, "_dumped", not_again)
    again = KeptPattern(source).compiled
    match = again.search("丁乙丙")
    assert match is not None
    assert match["word"] == "乙"
    assert again.pattern == source


def not_again(*_: object) -> bytes:
    raise AssertionError("it was compiled again")


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize("error", [ImportError, AttributeError])
def test_a_python_without_those_parts_compiles_as_usual(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(patterns, "_dumped", fail)
    assert KeptPattern("甲+").compiled is re.compile("甲+")
