"""Files as nobody should hand them in: packages that hold more than they show, pictures that tell of their authors."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from briefing import assets
from briefing.package import pack
from briefing.pictures.png import chunk

GALLERY = Path(__file__).parent / "outlines"
SECRET = "机密作者张三 SECRET-AUTHOR"  # noqa: S105 - no password, but what nobody should read
"""What must not be found in anything that is built."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
ADDRESS = "http://tracker.example.com"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def outline_with(folder: Path, *, template: str = "", reference: str = "") -> Path:
    """Returns the gallery's outline in a folder, with the names of a template and a reference of one's own."""
    shutil.copytree(GALLERY / "data", folder / "data", dirs_exist_ok=True)
    text = (GALLERY / "minimal.yaml").read_text(encoding="utf-8")
    if template:
        text = text.replace("  unit: 示例单位\n", f"  unit: 示例单位\n  template: {template}\n")
    if reference:
        text = text.replace("word: {contents: yes}", f"word: {{contents: yes, reference: {reference}}}")
    file = folder / "outline.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# Pictures


def exif(orientation: int = 1) -> bytes:
    """Returns Exif with an author, a place and an orientation."""
    image = Image.new("RGB", (4, 4))
    found = image.getexif()
    found[0x0112] = orientation
    found[0x013B] = SECRET.encode().decode("latin-1")
    found[0x8825] = {1: "N", 2: (29.0, 33.0, 0.0), 3: "E", 4: (106.0, 34.0, 0.0)}
    return found.tobytes()


def photograph(width: int = 60, height: int = 40, orientation: int = 1) -> bytes:
    """Returns a JPEG as a telephone makes it, its upper left corner red, with all that can be hidden in one."""
    image = Image.new("RGB", (width, height), "navy")
    image.paste("red", (0, 0, width // 2, height // 2))
    target = io.BytesIO()
    profile = bytearray(200)
    profile[36:40] = b"acsp"
    image.save(
        target,
        "JPEG",
        quality=95,
        dpi=(144, 144),
        exif=exif(orientation),
        comment=SECRET.encode(),
        icc_profile=bytes(profile),
    )
    data = target.getvalue()
    app = b"".join(_segment(0xE0 + n, SECRET.encode()) for n in (1, 3, 13))
    xmp = _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET.encode())
    return data[:2] + app + xmp + data[2:] + SECRET.encode() + data


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def screenshot(width: int = 40, height: int = 30) -> bytes:
    """Returns a PNG with texts, a time, Exif, a second frame, a private chunk, and more behind its end."""
    image = Image.new("RGBA", (width, height), (0, 128, 0, 128))
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(144, 144))
    data = target.getvalue()
    secret = SECRET.encode()
    profile = bytearray(200)
    profile[36:40] = b"acsp"
    before = (
        chunk(b"iCCP", secret[:20] + b"\0\0" + zlib.compress(bytes(profile)))
        + chunk(b"tEXt", b"Author\0" + secret)
        + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(secret))
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + secret)
        + chunk(b"eXIf", exif()[6:])
        + chunk(b"tIME", struct.pack(">HBBBBB", 2024, 1, 1, 0, 0, 0))
        + chunk(b"acTL", struct.pack(">II", 2, 0))
        + chunk(b"prVt", secret)
    )
    frame = struct.pack(">IIIIIHHBB", 1, width, height, 0, 0, 1, 1, 0, 0)
    after = chunk(b"fcTL", frame) + chunk(b"fdAT", struct.pack(">I", 2) + secret)
    head, end = 33, len(data) - 12
    return data[:head] + before + data[head:end] + after + data[end:] + secret


# Templates


def relation(identity: str, kind: str, target: str, *, outside: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{mode}/>'.encode()


def related(parts: dict[str, bytes], source: str, *relations: bytes) -> None:
    folder, _slash, base = source.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    parts[name] = parts[name].replace(b"</Relationships>", b"".join(relations) + b"</Relationships>")


def _shape(number: int, inner: str) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="p{number}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip {inner}/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


LAYOUT = "ppt/slideLayouts/slideLayout1.xml"
_OLE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'xmlns:v="urn:schemas-microsoft-com:vml" Requires="v">{frame}</mc:Choice><mc:Fallback>{frame}</mc:Fallback></mc:AlternateContent>'
).format(
    frame=(
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="901" name="ole"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj name="x" r:id="ole1" progId="Package">'
        "<p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
    )
)
_LINKED_TEXT = (
    '<p:sp><p:nvSpPr><p:cNvPr id="905" name="t"><a:hlinkClick r:id="" action="ppaction://macro?name=Run"/></p:cNvPr><p:cNvSpPr/>'
    '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect">'
    '<a:avLst/></a:prstGeom><a:blipFill><a:blip r:link="out2"/></a:blipFill></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN">'
    '<a:hlinkClick r:id="out3"/></a:rPr><a:t>官网</a:t></a:r></a:p></p:txBody></p:sp>'
)


def template() -> bytes:
    """Returns our template as an enemy would send it back: everything in it that PowerPoint can be made to run or fetch."""
    parts = parts_of(assets.file("templates", "policy-blue", ".pptx").read_bytes())
    secret = SECRET.encode()
    parts["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 vba " + secret
    parts["ppt/activeX/activeX1.xml"] = b"<ax:ocx xmlns:ax='urn:x'/>" + secret
    parts["ppt/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0 ole " + secret
    parts["ppt/fonts/font1.fntdata"] = b"font " + secret
    parts["ppt/tags/tag1.xml"] = b"<p:tagLst xmlns:p='urn:x'/>"
    parts["ppt/commentAuthors.xml"] = secret
    parts["ppt/media/image1.png"] = screenshot()
    parts["ppt/media/image2.jpg"] = photograph()
    parts["ppt/media/image3.gif"] = gif()
    parts["ppt/media/image4.emf"] = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(100)
    parts["ppt/media/image5.svg"] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    parts["ppt/media/clip.mp4"] = secret
    parts["customXml/item1.xml"] = f"<x>{SECRET}</x>".encode()
    parts["docProps/custom.xml"] = f"<x>{SECRET}</x>".encode()
    parts["docProps/thumbnail.jpeg"] = photograph()
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        b"</cp:coreProperties>", f"<cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy></cp:coreProperties>".encode()
    )
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Properties>", f"<Company>{SECRET}</Company></Properties>".encode()
    )
    parts["ppt/printerSettings/printerSettings1.bin"] = secret
    related(
        parts,
        "ppt/presentation.xml",
        relation("v1", f"{MICROSOFT}/vbaProject", "vbaProject.bin"),
        relation("f1", f"{OFFICE}/font", "fonts/font1.fntdata"),
        relation("c1", f"{OFFICE}/commentAuthors", "commentAuthors.xml"),
        relation("x1", f"{OFFICE}/customXml", "../customXml/item1.xml"),
        relation("p1", f"{OFFICE}/printerSettings", "printerSettings/printerSettings1.bin"),
        relation("t1", f"{OFFICE}/tags", "tags/tag1.xml"),
    )
    related(
        parts,
        "",
        relation(
            "th",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
            "docProps/thumbnail.jpeg",
        ),
        relation("cu", f"{OFFICE}/custom-properties", "docProps/custom.xml"),
    )
    related(
        parts,
        LAYOUT,
        relation("ole1", f"{OFFICE}/oleObject", "../embeddings/oleObject1.bin"),
        relation("ctl1", f"{OFFICE}/control", "../activeX/activeX1.xml"),
        relation("tag1", f"{OFFICE}/tags", "../tags/tag1.xml"),
        relation("out1", f"{OFFICE}/image", f"{ADDRESS}/1.png", outside=True),
        relation("out2", f"{OFFICE}/image", f"file://///{ADDRESS[7:]}/share/2.png", outside=True),
        relation("out3", f"{OFFICE}/hyperlink", "javascript:alert(1)", outside=True),
        relation("png1", f"{OFFICE}/image", "../media/image1.png"),
        relation("jpg1", f"{OFFICE}/image", "../media/image2.jpg"),
        relation("gif1", f"{OFFICE}/image", "../media/image3.gif"),
        relation("emf1", f"{OFFICE}/image", "../media/image4.emf"),
        relation("svg1", f"{OFFICE}/image", "../media/image5.svg"),
        relation("mov1", f"{OFFICE}/video", "../media/clip.mp4"),
    )
    svg = (
        'r:embed="png1"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="svg1"/></a:ext></a:extLst></a:blip><a:blip'
    )
    drawn = "".join(
        (
            _OLE,
            _shape(902, 'r:link="out1"'),
            _shape(903, svg).replace("<a:blip/>", ""),
            _shape(904, 'r:embed="jpg1"')
            .replace("<p:nvPr/>", '<p:nvPr><a:videoFile r:link="mov1"/></p:nvPr>')
            .replace('name="p904"', 'name="p904" descr="C:\\Users\\zhangsan\\logo.png"'),
            _LINKED_TEXT,
            _shape(906, 'r:embed="gif1"'),
            _shape(907, 'r:embed="emf1"'),
        )
    )
    control = f'<p:custDataLst xmlns:p="{P}" xmlns:r="{OFFICE}"><p:tags r:id="tag1"/></p:custDataLst><p:controls xmlns:p="{P}" xmlns:r="{OFFICE}"><p:control name="c" r:id="ctl1"/></p:controls>'
    xml = parts[LAYOUT].decode()
    xml = xml.replace(
        "<p:sldLayout ",
        f'<!-- {SECRET} --><?note {SECRET}?><p:sldLayout xmlns:r="{OFFICE}" '
        if "xmlns:r=" not in xml
        else f"<!-- {SECRET} --><p:sldLayout ",
        1,
    )
    parts[LAYOUT] = xml.replace("</p:spTree>", f"{drawn}</p:spTree>{control}").encode()
    fonts = '<p:embeddedFontLst><p:embeddedFont><p:font typeface="X"/><p:regular r:id="f1"/></p:embeddedFont></p:embeddedFontLst>'
    modify = f'<p:modifyVerifier algorithmName="SHA-512" hashData="{zlib.crc32(b"x")}" saltData="AA==" spinValue="1"/>'
    presentation = parts["ppt/presentation.xml"].decode()
    after = presentation.index("/>", presentation.index("<p:notesSz")) + 2
    custom = '<p:custDataLst><p:tags r:id="t1"/></p:custDataLst>'
    presentation = presentation[:after] + fonts + custom + presentation[after:]
    presentation = presentation.replace("</p:presentation>", f"{modify}</p:presentation>")
    parts["ppt/presentation.xml"] = presentation.encode()
    types = parts["[Content_Types].xml"].decode()
    types = types.replace("presentationml.presentation.main+xml", "X").replace(
        "application/vnd.openxmlformats-officedocument.X",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("bin", "application/vnd.ms-office.vbaProject"),
            ("png", "image/png"),
            ("jpg", "image/jpeg"),
            ("jpeg", "image/jpeg"),
            ("gif", "image/gif"),
            ("emf", "image/x-emf"),
            ("svg", "image/svg+xml"),
            ("fntdata", "application/x-fontdata"),
            ("mp4", "video/mp4"),
        )
        if f'Extension="{ending}"' not in types
    )
    parts["[Content_Types].xml"] = types.replace("<Override", f"{defaults}<Override", 1).encode()
    return zipped(parts)


def gif() -> bytes:
    target = io.BytesIO()
    frames = [Image.new("P", (8, 8), n) for n in range(3)]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], comment=SECRET.encode())
    return target.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    from datetime import date  # noqa: PLC0415 - here only

    return pack(parts, date(2024, 1, 1))
