"""Files made wrong at random: bytes and text of any file, parts of packages and pictures."""

from __future__ import annotations

import copy
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from random import Random

from lxml import etree

TOKENS = (
    *"：:，,、;；\"'“”‘’[]{}［］｛｝()（）#＃-－—*&!|>｜%@`?\\/=＝~ \t　\n.。<>",
    "\xa0", "\u200b", "\ufeff", "\u2028", "\r", "\r\n", "\x00", "\x07", "\x1b[2J", "\U0001f600", "\U000e0041", "e\u0301",
    "- ", ": ", " #", "{x}", "**", "<<<<<<< a\n", "```\n", "---\n", "...\n", "\n\n", "标题：", "|\n", "|2-\n", ">\n", '""',
    "<<: *a\n", "&a ", "*a", "!!python/object:os.system ", "!!binary ", "? ", "0x1F", "1e999", "9" * 40, "NaN", "-0",
    "10**10**10", "{{{{", "}}", "${x}", "%s%n", "../" * 6, "~/x", "C:\\x", "=1+1", "{a.b.c}", "二〇二四年", "1:3", "5～14",
    "null", "yes", "2024-13-45", "[[[[[[[[", "{a: {a: {a: {a: ", "千万亿" * 9, "第", "\ud7ff", "a" * 300, "字" * 300,
)  # fmt: skip
ENCODINGS = ("gbk", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "shift_jis", "big5", "gb18030", "utf-7")
_XML_VALUES = (
    "", "0", "-1", "1", "99999999999999999999", "-99999999999999999999", "1.5", "NaN", "rId1", "rId999", "../../x", "true",
    "字", "a" * 3000, "0x10", " ", "\t", "{00000000-0000-0000-0000-000000000000}", "http://127.0.0.1:9/x", "file:///etc/passwd",
)  # fmt: skip
_NAMES = (
    "../out.xml",
    "/etc/x",
    "a\\b.xml",
    "[Content_Types].xml",
    "word/document.xml",
    "ppt/presentation.xml",
    "x" * 300,
    "",
)


def of_bytes(random: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Returns a file with one to six changes: flipped, inserted, deleted, repeated, spliced, cut off, filled."""
    found = bytearray(data)
    for _time in range(random.choice((1, 1, 1, 2, 3, 6))):
        at = random.randrange(len(found) + 1)
        length = random.choice((1, 1, 2, 4, 16, 64, 1000))
        match random.randrange(9):
            case 0 if found:
                place = min(at, len(found) - 1)
                found[place] ^= 1 << random.randrange(8)
            case 1:
                found[at : at + length] = random.randbytes(length)
            case 2:
                found[at:at] = random.randbytes(random.choice((1, 2, 4)))
            case 3:
                del found[at : at + length]
            case 4:
                found[at:at] = found[at : at + length] * random.choice((1, 2, 50))
            case 5:
                source = random.choice((bytes(found), *others))
                start = random.randrange(len(source) + 1)
                found[at : at + random.choice((0, length))] = source[start : start + length]
            case 6 if random.randrange(4) == 0:
                del found[at:]
            case 7:
                found[at : at + length] = bytes([random.choice((0, 0xFF, 0x20))]) * min(length, len(found) - at)
            case _:
                found[at : at + 4] = random.choice(
                    (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\x80\0\0\0")
                )
    return bytes(found)


def of_text(random: Random, data: bytes, tokens: Sequence[str] = TOKENS) -> bytes:
    """Returns a text file with slips: signs inserted or replaced, lines moved, indented, repeated; or in another encoding."""
    text = data.decode("utf-8")
    for _time in range(random.choice((1, 1, 1, 2, 3, 6, 20))):
        at = random.randrange(len(text) + 1)
        match random.randrange(8):
            case 0 | 1:
                text = text[:at] + random.choice(tokens) + text[at:]
            case 2:
                text = text[:at] + random.choice(tokens) + text[at + 1 :]
            case 3:
                text = text[:at] + text[at + random.choice((1, 1, 2, 5, 30, 400)) :]
            case 4:
                start = random.randrange(len(text) + 1)
                text = text[:at] + text[start : start + random.choice((1, 3, 20, 200))] + text[at:]
            case 5 if random.randrange(6) == 0:
                text = text[:at]
            case _:
                text = _lines_changed(random, text)
    if random.randrange(12) == 0:
        return text.encode(random.choice(ENCODINGS), "replace")
    return text.encode("utf-8", "surrogatepass")


def _lines_changed(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            lines.insert(at, random.choice(lines))
        case 1:
            lines[at] = random.choice((" ", "  ", "\t", "　")) * random.randrange(5) + lines[at].lstrip()
        case 2:
            del lines[at : at + random.choice((1, 2, 10))]
        case 3:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at:at] = lines[at : at + random.choice((1, 5, 60))]
    return "\n".join(lines)


def of_package(random: Random, data: bytes) -> bytes:
    """Returns a package with other parts, or a zip that is itself damaged."""
    if random.randrange(3) == 0:
        return of_bytes(random, data)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = [(name, opened.read(name)) for name in opened.namelist()]
    for _time in range(random.choice((1, 1, 1, 2, 4))):
        at = random.randrange(len(parts))
        name, content = parts[at]
        match random.randrange(12):
            case 0:
                del parts[at]
            case 1:
                parts[at] = (name, random.choice(parts)[1])
            case 2:
                parts[at] = (random.choice((*_NAMES, name.upper(), f"/{name}", f"{name}/")), content)
            case 3:
                parts.append((name, content))
            case 4:
                parts[at] = (name, b"" if random.randrange(2) else random.randbytes(random.choice((1, 100))))
            case 5:
                parts[at] = (name, of_bytes(random, content))
            case _:
                parts[at] = (
                    name,
                    of_xml(random, content) if name.endswith((".xml", ".rels")) else of_picture(random, content),
                )
        if not parts:
            break
    return zipped(
        parts, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    )


def zipped(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Returns a zip package of parts; two may have one name."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", method) as package:
        warnings.simplefilter("ignore")
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name or "?"), content, method)
    return stream.getvalue()


def of_xml(random: Random, data: bytes) -> bytes:
    """Returns an XML part with elements removed, repeated, moved or renamed, attributes changed, or a document type."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return of_bytes(random, data)
    for _time in range(random.choice((1, 1, 2, 5))):
        elements = list(root.iter(etree.Element))
        each = random.choice(elements)
        parent = each.getparent()
        match random.randrange(9):
            case 0 if parent is not None:
                parent.remove(each)
            case 1 if parent is not None:
                for _copy in range(random.choice((1, 2, 200))):
                    parent.insert(random.randrange(len(parent) + 1), copy.deepcopy(each))
            case 2 if parent is not None:
                random.choice(elements).append(copy.deepcopy(each))
            case 3:
                each.tag = random.choice(elements).tag if random.randrange(2) else "{urn:x}y"
            case 4 | 5 if each.attrib:
                each.set(random.choice(list(each.attrib)), random.choice(_XML_VALUES))
            case 6 if each.attrib:
                del each.attrib[random.choice(list(each.attrib))]
            case 7:
                each.text = random.choice((*_XML_VALUES, None))
            case _:
                inner = each
                for _level in range(random.choice((3, 300))):
                    inner = etree.SubElement(inner, each.tag)
    written: bytes = etree.tostring(root)
    if random.randrange(30) == 0:
        written = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + written
    return of_bytes(random, written) if random.randrange(8) == 0 else written


def of_picture(random: Random, data: bytes) -> bytes:
    """Returns a PNG with other chunks whose checksums are right, or any picture with other bytes."""
    if not data.startswith(b"\x89PNG") or random.randrange(2):
        return of_bytes(random, data)
    chunks, at = [], 8
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    place = random.randrange(len(chunks))
    kind, content = chunks[place]
    match random.randrange(6):
        case 0:
            del chunks[place]
        case 1:
            chunks.insert(place, random.choice(chunks))
        case 2:
            chunks.insert(
                place,
                (
                    random.choice((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"acTL", b"IDAT", b"iCCP", b"xxXx")),
                    random.randbytes(90),
                ),
            )
        case 3 if kind == b"IHDR":
            sides = struct.pack(
                ">II", *random.choice(((0, 0), (1, 2**31 - 1), (2**31 - 1, 2**31 - 1), (9999, 9999), (1, 1)))
            )
            chunks[place] = kind, sides + content[8:]
        case 4:
            chunks[place] = b"IDAT", zlib.compress(b"\0" * random.choice((10, 10**6)))
        case _:
            chunks[place] = kind, of_bytes(random, content)
    pieces = (
        struct.pack(">I", len(inner)) + name + inner + struct.pack(">I", zlib.crc32(name + inner))
        for name, inner in chunks
    )
    return data[:8] + b"".join(pieces)
