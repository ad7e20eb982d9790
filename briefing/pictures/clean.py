"""What a picture is and how large, and its bytes without anything that is not picture.

Nothing is unpacked unless it has to be turned or is of another kind than PNG and JPEG; then the number of pixels is
known to be bearable.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from briefing.i18n import gettext as _
from briefing.pictures import jpeg, png
from briefing.pictures.formats import Format, format_of

MAX_SIDE = 10_000
"""Pixels; A3 at 600 dots per inch needs fewer."""
MAX_PIXELS = 50_000_000
_QUALITY = 95
"""Of a photograph that had to be turned: JPEG cannot be, without being made anew."""
_TURNED = {5, 6, 7, 8}
"""Orientations at which width and height change places."""
_WAYS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270",
         7: "TRANSVERSE", 8: "ROTATE_90"}  # fmt: skip
"""Exif 2.32, 4.6.4 A, in Pillow's words."""
_REMEMBERED = 16
"""Pictures that were turned: both files show the same ones."""
_HALVED = 2
"""Pillow's number for colours of half the width and height, as cameras keep them."""


class PictureError(ValueError):
    """Why a picture cannot be used, as a sentence."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture says of itself."""

    format: Format
    """PNG or JPEG."""
    width: int
    height: int
    """Pixels, as the other, when it stands upright."""


def header(data: bytes) -> Header:
    """Returns what a PNG or JPEG is; raises PictureError for all else, and for one that is damaged or too large."""
    kind, picture = _read(data)
    turned = isinstance(picture, jpeg.Jpeg) and picture.orientation in _TURNED
    width, height = (picture.height, picture.width) if turned else (picture.width, picture.height)
    return Header(kind, width, height)


def cleaned(data: bytes) -> bytes:
    """Returns a PNG or JPEG without anything that does not say how it looks, its pixels bit for bit; raises the same."""
    return _read(data)[1].data


def upright(data: bytes) -> bytes:
    """Returns the same; a photograph that its camera marked to be turned is turned. Raises PictureError."""
    _kind, picture = _read(data)
    if isinstance(picture, jpeg.Jpeg) and picture.orientation != 1:
        return _turned(picture.data, picture.orientation)
    return picture.data


def as_png(data: bytes, kind: Format | None) -> bytes:
    """Returns the first frame of a GIF, BMP or TIFF as PNG; raises PictureError."""
    if kind not in {Format.GIF, Format.BMP, Format.TIFF}:
        raise _unknown(kind)

    def converted(image: Any) -> bytes:  # noqa: ANN401 - Pillow is imported late
        _check_size(*image.size)
        plain = image.convert("RGBA" if image.mode in {"P", "PA", "LA", "RGBA"} else "RGB")
        plain.info.clear()
        target = BytesIO()
        plain.save(target, "PNG")
        return target.getvalue()

    return _through_pillow(data, kind, converted)


def _read(data: bytes) -> tuple[Format, png.Png | jpeg.Jpeg]:
    kind = format_of(data)
    try:
        match kind:
            case Format.PNG:
                _check_size(*png.size(data))
                picture: png.Png | jpeg.Jpeg = png.read(data)
            case Format.JPEG:
                picture = jpeg.read(data)
            case _:
                raise _unknown(kind)
    except (png.DamagedPngError, jpeg.DamagedJpegError):
        raise _damaged() from None
    _check_size(picture.width, picture.height)
    return kind, picture


def _unknown(kind: Format | None) -> PictureError:
    if kind is None or kind is Format.SVG:
        return PictureError(_("the file is not a picture; expected PNG or JPEG"))
    return PictureError(_("the picture is {format}; expected PNG or JPEG").format(format=kind.name))


def _damaged() -> PictureError:
    return PictureError(_("the picture's file is damaged or cannot be read"))


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        message = _("the picture has more than {most} million pixels; make it smaller")
        raise PictureError(message.format(most=MAX_PIXELS // 1_000_000))
    if max(width, height) > MAX_SIDE:
        message = _("the picture is {width} × {height} pixels; expected at most {most} on a side")
        raise PictureError(message.format(width=width, height=height, most=MAX_SIDE))


@lru_cache(maxsize=_REMEMBERED)
def _turned(data: bytes, orientation: int) -> bytes:
    """Returns a cleaned JPEG turned upright, with its colour profile and its density of pixels."""

    def saved(image: Any) -> bytes:  # noqa: ANN401 - as above
        from PIL.Image import Transpose  # noqa: PLC0415 - as below
        from PIL.JpegImagePlugin import get_sampling  # noqa: PLC0415 - as below

        kept = {name: image.info[name] for name in ("icc_profile", "dpi") if name in image.info}
        sampling = _HALVED if get_sampling(image) == _HALVED else 0
        target = BytesIO()
        turned = image.transpose(Transpose[_WAYS[orientation]])
        turned.save(target, "JPEG", quality=_QUALITY, subsampling=sampling, **kept)
        return cleaned(target.getvalue())

    return _through_pillow(data, Format.JPEG, saved)


def _through_pillow(data: bytes, kind: Format, use: Callable[[Any], bytes]) -> bytes:
    """Returns what is made of a picture that Pillow opens as this kind alone; raises PictureError."""
    from PIL import Image  # noqa: PLC0415 - takes a tenth of a second, needed for few pictures

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[kind.name]) as image:
                return use(image)
    except PictureError:
        raise
    except Exception:  # noqa: BLE001 - Pillow's readers let any error of a broken file through
        raise _damaged() from None
