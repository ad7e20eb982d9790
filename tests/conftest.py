"""What several test files share: the shipped outline built once, and the way to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.pipeline import Built, build

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the files in tests/golden anew")


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
