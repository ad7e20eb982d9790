"""Lengths as a type, so that no bare number ever stands for EMU, points or millimetres."""

from __future__ import annotations

from dataclasses import dataclass

_EMU_PER_PT = 12_700
_EMU_PER_MM = 36_000
_EMU_PER_INCH = 914_400


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length, kept in whole English Metric Units (ECMA-376 part 1, 20.1.2.1)."""

    emu: int

    @property
    def pt(self) -> float:
        return self.emu / _EMU_PER_PT

    @property
    def mm(self) -> float:
        return self.emu / _EMU_PER_MM

    @property
    def inch(self) -> float:
        return self.emu / _EMU_PER_INCH

    @property
    def twips(self) -> int:
        """Twentieths of a point, Word's unit for the page."""
        return round(self.pt * 20)

    def __add__(self, other: Length) -> Length:
        return Length(self.emu + other.emu)

    def __sub__(self, other: Length) -> Length:
        return Length(self.emu - other.emu)

    def __mul__(self, factor: float) -> Length:
        return Length(round(self.emu * factor))

    __rmul__ = __mul__

    def __truediv__(self, other: Length) -> float:
        return self.emu / other.emu


def pt(value: float) -> Length:
    return Length(round(value * _EMU_PER_PT))


def mm(value: float) -> Length:
    return Length(round(value * _EMU_PER_MM))


def inch(value: float) -> Length:
    return Length(round(value * _EMU_PER_INCH))


@dataclass(frozen=True, slots=True)
class Size:
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a slide, from its top left corner."""

    left: Length
    top: Length
    width: Length
    height: Length

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def right(self) -> Length:
        return self.left + self.width

    @property
    def bottom(self) -> Length:
        return self.top + self.height
