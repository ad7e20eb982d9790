"""Outline → Document: fills defaults, resolves references, numbers figures and tables; pure."""

from __future__ import annotations

from briefing.plan.briefing import plan

__all__ = ["plan"]
