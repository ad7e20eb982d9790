"""Generated outlines of any length: every slide has a picture of its own, points, prose and notes.

Run: python tests/bench/long.py FOLDER SLIDES, to have one to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PIL import Image

_SECTIONS = 10
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_SMALL, _WHOLE = (40, 30), (240, 180)
"""The pixels of noise, and those that they are stretched to: a photograph of some ten kilobytes."""

_HEAD = """\
document: {title: 长文档, unit: 示例研究室, date: 2026-11-22}
circles:
  east: {name: 东部示例圈, short: 东圈}
  west: {name: 西部示例区, short: 西区}
sources:
  report: {publisher: 示例日报, title: 两地协作的一年, date: 2025年, sections: {output: 产量}}
"""

_SLIDE = """\
      - kind: picture
        claim: {name}的设备已经联网
        from: report#output
        figure: p{number}
        points:
          - {name}的设备全部联网
          - 数据实时可查
          - 一线用工减少
        prose: |
          {name}的设备已经全部联网，数据实时可查，一线用工随之减少（见{{p{number}}}）。各车间之间互通有无。
        notes: 这一页请看{name}的照片，再说设备联网以后的变化。"""


def write_outline(folder: Path, slides: int) -> Path:
    """Writes an outline with so many slides besides the cover and the sections' own, and its pictures."""
    folder.mkdir(parents=True)
    for number in range(slides):
        _picture(number).save(folder / _file(number), quality=85)
    outline = folder / "outline.yaml"
    outline.write_text("\n".join(_lines(slides)) + "\n", "utf-8")
    return outline


def _lines(slides: int) -> Iterator[str]:
    yield _HEAD + "pictures:"
    for number in range(slides):
        name = _name(number)
        yield f"  p{number}: {{file: {_file(number)}, title: {name}, alt: {name}的照片}}"
    yield "sections:"
    sections = min(_SECTIONS, slides)
    for section in range(sections):
        mark = _STEMS[section]
        yield f"  - name: {mark}部各车间\n    claim: {mark}部各车间的情况\n    slides:"
        for number in range(section * slides // sections, (section + 1) * slides // sections):
            yield _SLIDE.format(name=_name(number), number=number)


def _name(number: int) -> str:
    """Returns a name of its own without a digit, which the check of figures would take for one that is not proved."""
    return f"{''.join(_STEMS[int(digit)] for digit in str(number))}号车间"


def _picture(number: int) -> Image.Image:
    width, height = _SMALL
    noise = Random(number).randbytes(width * height * 3)  # noqa: S311 - pictures, no secrets
    return Image.frombytes("RGB", _SMALL, noise).resize(_WHOLE, Image.Resampling.BICUBIC)


def _file(number: int) -> str:
    return f"p{number}.jpg"


if __name__ == "__main__":
    print(write_outline(Path(sys.argv[1]), int(sys.argv[2])))
