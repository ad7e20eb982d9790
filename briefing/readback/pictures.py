"""Whether the pictures of charts are those that the outline gives, as far as bytes and pixels tell."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO

from PIL import Image

from briefing.readback.numerals import masked
from briefing.readback.passages import Shown

_MOST_PIXELS = 50_000_000
"""Of a picture that is decoded; our own have less than three million."""


def others(
    stated: Iterable[Shown], expected: Iterable[Shown], homes: Mapping[str, str]
) -> Iterator[tuple[Shown, Shown]]:
    """Yields the pictures of charts that look otherwise than the outline gives them, with the expected ones."""
    by_home: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    anywhere: dict[str, list[Shown]] = defaultdict(list)
    for picture in expected:
        if picture.vector is not None:  # a photograph has no numbers of the ledger
            by_home[picture.home, _name(picture)].append(picture)
            anywhere[_name(picture)].append(picture)
    for picture in stated:
        name = _name(picture)
        same = by_home.get((homes.get(picture.home, picture.home), name)) or anywhere.get(name)
        if same and not any(_is_same(picture, other) for other in same):
            yield picture, same[0]


def _name(picture: Shown) -> str:
    return masked(picture.alt).mask


def _is_same(picture: Shown, other: Shown) -> bool:
    """Whether each form that the file has of a picture is the expected one; programs that save anew drop the SVG."""
    if picture.vector is not None and picture.vector != other.vector:
        return False
    if picture.raster == other.raster:
        return True
    return picture.raster is not None and other.raster is not None and _pixels(picture.raster) == _pixels(other.raster)


def _pixels(data: bytes) -> str | None:
    """Returns a digest of what a picture shows, the same however it is packed; None where it cannot be decoded."""
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data)) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > _MOST_PIXELS:
                return None
            pixels = image.convert("RGBA")
            ground = Image.new("RGBA", pixels.size, "white")
            ground.alpha_composite(pixels)
            return f"{pixels.size} {sha256(ground.tobytes()).hexdigest()}"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
