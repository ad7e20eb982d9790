"""Pictures go into the files without what tells of their authors, and stand upright; their pixels stay as they are."""

from __future__ import annotations

import io
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest
from PIL import Image, ImageChops, ImageOps

sys.path.insert(0, str(Path(__file__).parent))

import nasty
from packages import faults, parts

from briefing.errors import OutlineError
from briefing.pictures import Format, PictureError, as_png, cleaned, format_of, header, upright
from briefing.pictures.png import chunk
from briefing.pipeline import settle
from briefing.workshop import build

FORBIDDEN = (b"SECRET-AUTHOR", b"Exif", b"adobe.com", b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"acTL", b"fdAT")
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.tobytes()


def names_of(data: bytes) -> list[bytes]:
    """Returns the chunks of a PNG, in their order."""
    names, at = [], len(SIGNATURE)
    while at < len(data):
        names.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4])
    return names


@pytest.mark.parametrize("make", [nasty.photograph, nasty.screenshot])
def test_nothing_but_the_picture_is_left(make: Callable[[], bytes]) -> None:
    data = make()
    clean = cleaned(data)
    assert any(mark in data for mark in FORBIDDEN)
    assert [mark for mark in FORBIDDEN if mark in clean] == []
    assert pixels(clean) == pixels(data)
    assert cleaned(clean) == clean


@pytest.mark.parametrize("make", [nasty.photograph, nasty.screenshot])
def test_colour_profile_and_density_stay(make: Callable[[], bytes]) -> None:
    with Image.open(io.BytesIO(make())) as before, Image.open(io.BytesIO(cleaned(make()))) as after:
        assert before.info["icc_profile"] == after.info["icc_profile"]
        assert before.info["icc_profile"][36:40] == b"acsp"
        assert before.info.get("dpi") == after.info.get("dpi")


def test_chunks_that_say_how_a_png_looks_stay_in_their_order() -> None:
    image = Image.new("P", (4, 4))
    target = io.BytesIO()
    image.save(target, "PNG", transparency=1, dpi=(72, 72))
    data = target.getvalue()
    data = data[:33] + chunk(b"gAMA", bytes(4)) + chunk(b"sRGB", b"\0") + chunk(b"cHRM", bytes(32)) + data[33:]
    kept = [b"IHDR", b"gAMA", b"sRGB", b"cHRM", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"]
    assert names_of(cleaned(data)) == kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_its_camera_marked_it(orientation: int) -> None:
    data = nasty.photograph(60, 40, orientation)
    turned = upright(data)
    assert [mark for mark in FORBIDDEN if mark in turned] == []
    found = header(data)
    with Image.open(io.BytesIO(data)) as image, Image.open(io.BytesIO(turned)) as after:
        expected = ImageOps.exif_transpose(image)
        assert after.size == expected.size == (found.width, found.height)
        assert found.format is Format.JPEG
        for x, y in ((5, 5), (after.width - 5, 5), (5, after.height - 5), (after.width - 5, after.height - 5)):
            difference = ImageChops.difference(*(each.crop((x, y, x + 1, y + 1)) for each in (after, expected)))
            assert max(difference.tobytes()) < 20
        assert after.info["icc_profile"] == image.info["icc_profile"]
        assert after.getexif().get(0x0112, 1) == 1


def test_only_a_photograph_that_lies_is_made_anew() -> None:
    data = nasty.photograph(orientation=1)
    assert upright(data) == cleaned(data)
    assert upright(nasty.photograph(orientation=6)) == upright(nasty.photograph(orientation=6))
    assert upright(nasty.photograph(orientation=6)) != cleaned(nasty.photograph(orientation=6))


def test_of_several_pictures_in_one_file_the_first_is_taken() -> None:
    first, second = Image.new("RGB", (20, 10), "red"), Image.new("RGB", (20, 10), "blue")
    target = io.BytesIO()
    first.save(target, "MPO", save_all=True, append_images=[second])
    data = target.getvalue()
    assert header(data).format is Format.JPEG
    with Image.open(io.BytesIO(cleaned(data))) as image:
        assert image.format == "JPEG"
        assert min(image.tobytes()[::3]) > 200  # red all over
    assert cleaned(data).count(b"\xff\xd8\xff") == 1


def test_pictures_of_templates_in_other_kinds_become_png() -> None:
    target = io.BytesIO()
    Image.new("RGB", (6, 5), "red").save(target, "BMP")
    for data, kind, size in ((nasty.gif(), Format.GIF, (8, 8)), (target.getvalue(), Format.BMP, (6, 5))):
        assert format_of(data) is kind
        made = as_png(data, kind)
        assert pixels(made)[0] == size
        assert cleaned(made) == made


# What is no sound picture


def png(width: int, height: int, idat: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return SIGNATURE + head + b"".join(more) + chunk(b"IDAT", idat) + chunk(b"IEND", b"")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped() -> bytes:
    data = bytearray(nasty.screenshot())
    data[-60] ^= 1
    data[50] ^= 1
    return bytes(data)


def scans(number: int) -> bytes:
    """Returns a JPEG of 49 million pixels that asks a decoder to go over them again and again."""
    target = io.BytesIO()
    Image.new("L", (16, 16)).save(target, "JPEG")
    data = target.getvalue().replace(pack(">HH", 16, 16), pack(">HH", 7000, 7000), 1)
    scan = data[data.index(b"\xff\xda") : -2]
    return data[:-2] + scan * number + data[-2:]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not a picture"),
        (b"a,b\n1,2\n", "is not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a picture"),
        (nasty.gif(), "the picture is GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "the picture is WEBP"),
        (SIGNATURE, "damaged"),
        (cut(nasty.screenshot()), "damaged"),
        (cut(nasty.photograph()), "damaged"),
        (flipped(), "damaged"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (b"\xff\xd8" + b"\xff" * 2_000_000, "damaged"),
        (b"\xff\xd8" + b"\xff\xe0\0\2" * 500_000, "damaged"),
        (SIGNATURE + chunk(b"tEXt", b"") * 500_000, "damaged"),
        (png(4, 4, zlib.compress(bytes(52)), chunk(b"CgBI", b"")), "damaged"),
        (png(10, 10, zlib.compress(bytes(400_000_000))), "damaged"),
        (png(30_000, 30_000, zlib.compress(b"")), "more than 50 million pixels"),
        (png(10_001, 10, zlib.compress(b"")), "at most 10000 on a side"),
        (png(0, 10, zlib.compress(b"")), "damaged"),
        (scans(30), "damaged"),
    ],
)
def test_what_is_no_picture(data: bytes, says: str) -> None:
    begun = time.monotonic()
    tracemalloc.start()
    with pytest.raises(PictureError, match=says):
        upright(data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * len(data) + 30_000_000
    assert time.monotonic() - begun < 5


def test_a_profile_that_unpacks_to_a_thousand_times_its_size_is_left_out() -> None:
    bomb = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(300_000_000)))
    tracemalloc.start()
    clean = cleaned(png(4, 4, zlib.compress(bytes(52)), bomb))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert b"iCCP" not in clean
    assert peak < 40_000_000


def test_a_long_picture_takes_no_time() -> None:
    image = Image.effect_noise((3000, 3000), 90)
    for kind in ("PNG", "JPEG"):
        target = io.BytesIO()
        image.save(target, kind)
        begun = time.perf_counter()
        cleaned(target.getvalue())
        assert time.perf_counter() - begun < 0.5


# Through a build


def with_photograph(folder: Path, data: bytes) -> Path:
    outline = nasty.outline_with(folder)
    (folder / "data" / "plant.png").write_bytes(data)
    return outline


def test_both_files_show_the_clean_picture_upright(tmp_path: Path) -> None:
    """The name of the file says PNG; what it is counts."""
    outline = with_photograph(tmp_path, nasty.photograph(400, 200, 6))
    settled = settle(outline)
    assert (settled.outline.pictures["plant"].width, settled.outline.pictures["plant"].height) == (200, 400)
    for file in build(outline, tmp_path / "out").files:
        content = parts(file)
        assert [name for name, data in content.items() if any(mark in data for mark in FORBIDDEN[:3])] == []
        (shown,) = {data for name, data in content.items() if name.endswith(".jpeg")}
        assert pixels(shown)[0] == (200, 400)
        assert faults(file) == []


def test_the_preview_shows_the_clean_picture(tmp_path: Path) -> None:
    from base64 import b64decode  # noqa: PLC0415 - here only
    from re import findall  # noqa: PLC0415 - the same

    from briefing.preview import page  # noqa: PLC0415 - the same
    from briefing.preview.state import settled_state  # noqa: PLC0415 - the same

    outline = with_photograph(tmp_path, nasty.photograph(400, 200, 6))
    shown = findall(rb"data:image/jpeg;base64,([^\"]+)", page.file(settled_state(outline, settle(outline))))
    assert shown
    assert {pixels(b64decode(data))[0] for data in shown} == {(200, 400)}
    assert not any(mark in b64decode(data) for data in shown for mark in FORBIDDEN[:3])


def test_a_picture_that_is_a_bomb_is_told_with_its_place(tmp_path: Path) -> None:
    outline = with_photograph(tmp_path, png(10, 10, zlib.compress(bytes(400_000_000))))
    with pytest.raises(
        OutlineError, match=r"outline.yaml:\d+:\d+: error: data/plant.png: the picture's file is damaged"
    ):
        settle(outline)
