"""A .docx as a package of parts: to the same bytes every time, sealed."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from dmmdoc.docx.ancestor import PROPERTIES, written
from dmmdoc.docx.seal import CORE, sealed
from dmmdoc.docx.write.xml import escape
from dmmdoc.merging.ancestor import Ancestor

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def set_properties(package: Package, title: str, author: str, category: str, language: str, day: date) -> None:
    """Give `package`, which has none, its document properties: nothing in it tells who made it, or where."""
    moment = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    core = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:category>{escape(category)}</cp:category>"
        f"<dc:language>{escape(language)}</dc:language><dc:identifier></dc:identifier>"
        f"{moment.format('created')}{moment.format('modified')}</cp:coreProperties>"
    )
    part = Part(PackURI(f"/{CORE}"), CONTENT_TYPE.OPC_CORE_PROPERTIES, core.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def remember(document: Part, ancestor: Ancestor) -> None:
    """Give `document` the part by which an import knows what it was."""
    item = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, written(ancestor), document.package)
    properties = PackURI("/customXml/itemProps1.xml")
    item.relate_to(
        Part(properties, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, PROPERTIES, document.package),
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
    )
    document.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def to_bytes(package: Package) -> bytes:
    """`package`, which has its properties, as a file, sealed: the identifier is the digest of the rest.

    Nothing depends on the clock, and the parts are stored as they are: compressed bytes differ from one zlib to
    another.
    """
    parts = list(package.iter_parts())
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relationships(package, "/")}
    for part in parts:
        files[part.partname.membername] = part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = _relationships(part, part.partname.baseURI)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sealed(files).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _relationships(source: Package | Part, folder: str) -> bytes:
    """What a package, or a part that lies in `folder`, relates to, as XML."""
    rows = []
    for each in source.rels.values():
        target = each.target_ref if each.is_external else _from(folder, each.target_part.partname)
        mode = ' TargetMode="External"' if each.is_external else ""
        rows.append(
            f'<Relationship Id="{escape(each.rId)}" Type="{escape(each.reltype)}" Target="{escape(target)}"{mode}/>'
        )
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'
    ).encode()


@cache
def _from(folder: str, part: PackURI) -> str:
    """What a part in `folder` calls another: these are the same few in every document."""
    return str(part.relative_ref(folder))


def _content_types(parts: list[Part]) -> bytes:
    overrides = sorted((str(part.partname), part.content_type) for part in parts)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_CONTENT_TYPES}"><Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        + "".join(f'<Override PartName="{escape(name)}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    ).encode()
