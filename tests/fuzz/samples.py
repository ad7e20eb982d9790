"""The files that are made wrong: outlines with all that is beside them, built files, pictures, articles; made once a process."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from checks import studio
from PIL import Image

from briefing import assets
from briefing.pipeline import make, settle

ROOT = Path(__file__).resolve().parents[2]
OUTLINES = ROOT / "tests" / "outlines"
_ARTICLES = ROOT / "tests" / "extraction"

Files = dict[str, bytes]
"""What stands in a folder; the outline is `outline.yaml`."""

TABLE = """单位,称呼,份号,文件夹,east_output,kind
示例市,各位代表：,000001,甲,40,city
示例县,各位委员：,000002,乙,41.5,county
""".encode()


@cache
def every_kind() -> Files:
    """Returns the outline with every kind of slide and chart."""
    names = ("data/minimal-facts.yaml", "data/plant.png", "data/times.csv")
    outline = (OUTLINES / "minimal.yaml").read_bytes()
    return {"outline.yaml": outline} | {name: (OUTLINES / name).read_bytes() for name in names}


@cache
def shipped() -> Files:
    """Returns the outline that comes with the project, and its ledger."""
    return {name: (ROOT / name).read_bytes() for name in ("outline.yaml", "assets/facts.yaml")}


@cache
def small() -> Files:
    """Returns the example that `briefing new` writes, without its comments, so that settings can be added to it."""
    tree = yaml.safe_load(assets.folder().joinpath("starter", "zh-CN.yaml").read_text("utf-8"))
    return {
        "outline.yaml": yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=False).encode()
    }


def with_setting(files: Files, group: str, **settings: str) -> Files:
    """Returns files whose outline has other settings in a group."""
    tree: dict[str, Any] = yaml.load(files["outline.yaml"], Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    tree[group] = dict(tree.get(group) or {}) | settings
    return files | {"outline.yaml": yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000).encode()}


@cache
def template(theme: str) -> bytes:
    return assets.file("templates", theme, ".pptx").read_bytes()


@cache
def reference() -> bytes:
    return assets.file("templates", "briefing", ".docx").read_bytes()


@cache
def pictures() -> tuple[bytes, ...]:
    """Returns a PNG, a PNG with a palette, a JPEG, and one with a turned picture's EXIF data."""
    found = []
    turned = Image.Exif()
    turned[0x0112] = 6
    for mode, kind, more in (
        ("RGBA", "PNG", {}),
        ("P", "PNG", {}),
        ("RGB", "JPEG", {}),
        ("CMYK", "JPEG", {"exif": turned}),
    ):
        stream = io.BytesIO()
        Image.linear_gradient("L").resize((160, 90)).convert("RGB").convert(mode).save(stream, kind, **more)
        found.append(stream.getvalue())
    return tuple(found)


@cache
def built() -> tuple[bytes, bytes]:
    """Returns the deck and the briefing of the small outline."""
    with TemporaryDirectory() as folder:
        outline = Path(folder) / "outline.yaml"
        outline.write_bytes(small()["outline.yaml"])
        made = make(settle(outline), None, None, studio())
    assert made.deck is not None
    assert made.word is not None
    return made.deck, made.word.data


@cache
def articles() -> tuple[tuple[str, bytes], ...]:
    """Returns articles by their endings: text, Markdown, Word."""
    texts = [
        (path.suffix, path.read_bytes()) for path in sorted(_ARTICLES.glob("*.*")) if path.suffix in {".txt", ".md"}
    ]
    return (*texts, (".docx", built()[1]), (".docx", _of_word(texts[0][1].decode())))


def _of_word(text: str) -> bytes:
    from docx import Document  # noqa: PLC0415 - half a second

    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
