from __future__ import annotations

from pathlib import Path

from briefing.verify.article import Article


def read(path: Path) -> Article:
    return Article(str(path), path.read_text(encoding="utf-8"))
