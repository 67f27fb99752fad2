"""The headers and footers of a document in the house style: marking, logo, column of the later pages, page number."""

from __future__ import annotations

import re
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart

from dmmdoc import logo
from dmmdoc.config.house_style import Huisstijl, Referentiekolom, Stijl, resolved
from dmmdoc.docx.names import fact_style
from dmmdoc.docx.write import xml
from dmmdoc.docx.write.logo import drawing
from dmmdoc.docx.write.xml import escape, tag, twips
from dmmdoc.memo.page import Page

_PARTS = (
    ("kop1", "header", "first", "/word/header1.xml", CT.WML_HEADER, RT.HEADER),
    ("kop2", "header", "default", "/word/header2.xml", CT.WML_HEADER, RT.HEADER),
    ("voet1", "footer", "first", "/word/footer1.xml", CT.WML_FOOTER, RT.FOOTER),
    ("voet2", "footer", "default", "/word/footer2.xml", CT.WML_FOOTER, RT.FOOTER),
)
REFERENCES = "".join(f'<w:{what}Reference w:type="{where}" r:id="{key}"/>' for key, what, where, *_ in _PARTS)
"""What the section says of its headers and footers, as XML text."""
_FIRST = "{} pagina 1"
"""The style of the header of page 1: what it is based on, with the room for the logo under it."""


def styles_of_first_page(style: Huisstijl) -> dict[str, Stijl]:
    """The styles of the header of page 1, whose height brings the text of that page down to where it begins."""
    page = style.pagina
    height = (page.boven - page.kop) / 25.4 * 72

    def of(name: str) -> Stijl:
        own = resolved(style, name)
        return Stijl(basis=name, na=max(0.0, height - (own.regelafstand or 12) - (own.voor or 0)))

    return {_FIRST.format(name): of(name) for name in ("Header", "Merking")}


def logo_part(style: Huisstijl, package: Package) -> tuple[Part, logo.Logo] | None:
    """The picture of the logo as a part, where the house style has one."""
    if not style.logo:
        return None
    picture = logo.read(Path(style.logo))
    # Not by python-docx: it knows no JPEG that begins with a segment of Adobe's.
    name = PackURI(f"/word/media/image1.{picture.kind}")
    return Part(name, f"image/{picture.kind}", picture.content, package), picture


def furnish(
    package: Package,
    document: DocumentPart,
    page: Page,
    style: Huisstijl,
    ids: dict[str, str],
    picture: tuple[Part, logo.Logo] | None,
) -> None:
    """Give a document, whose section refers to them, its headers and footers."""
    marking = xml.run(page.merking.text) if page.merking else ""
    name = "Merking" if page.merking else "Header"
    hung = drawing("logo1", picture[1], escape(style.logotekst)) if picture else ""
    contents = {
        "kop1": _paragraph(ids[_FIRST.format(name)], f"<w:r>{hung}</w:r>{marking}" if hung else marking),
        "kop2": _column(page, style, ids) + _paragraph(ids[name], marking),  # a frame hangs on what comes after it
        "voet1": _foot(marking, style, ids),
        "voet2": _foot(marking, style, ids),
    }
    for key, what, _, uri, content_type, relationship in _PARTS:
        content = xml.root("hdr" if what == "header" else "ftr", contents[key])
        part = Part(PackURI(uri), content_type, content, package)
        if picture and key == "kop1":
            part.load_rel(RT.IMAGE, picture[0], "logo1")
        document.load_rel(relationship, part, key)


def _paragraph(style_id: str, inside: str, place: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{place}</w:pPr>{inside}</w:p>'


def _foot(marking: str, style: Huisstijl, ids: dict[str, str]) -> str:
    number = "".join(numbered(style.paginanummer))
    return (_paragraph(ids["Merking"], marking) if marking else "") + _paragraph(ids["Paginanummer"], number)


def numbered(text: str) -> list[str]:
    """The words around the numbers of the page and of all pages, which Word computes."""
    shown = {"{pagina}": "PAGE", "{paginas}": "NUMPAGES"}
    parts = re.split(r"(\{pagina\}|\{paginas\})", text)
    return [xml.field(shown[part], "1") if part in shown else xml.run(part) for part in parts if part]


def _column(page: Page, style: Huisstijl, ids: dict[str, str]) -> str:
    """What stands in the column of the pages after the first."""
    place = frame(style.referentiekolom, style.pagina.top)
    return "".join(
        _paragraph(ids[fact_style(line.stijl, line.path)], "".join(xml.run(span.text) for span in line.spans), place)
        for line in page.vervolg
    )


def frame(column: Referentiekolom, top: float) -> str:
    """The frame of the reference column, said of each paragraph: LibreOffice 7.4 reads none from a style."""
    place = {"x": twips(column.links), "y": twips(top)}
    return tag("framePr", w=twips(column.breedte), wrap="around", vAnchor="page", hAnchor="page", **place)
