"""One outline in; a PowerPoint deck and a Word briefing for officials out."""

from __future__ import annotations

__version__ = "0.1.0"
