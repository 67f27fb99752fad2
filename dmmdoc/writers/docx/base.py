"""The document that a nota is written into: an empty one in the house style, or a department's own template."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.oxml.ns import nsmap
from docx.shared import Mm

from dmmdoc import logo
from dmmdoc.errors import UserError
from dmmdoc.house_style import Huisstijl
from dmmdoc.writers.docx import styles
from dmmdoc.writers.docx.logo import hang
from dmmdoc.writers.docx.xml import W, add, add_field, add_text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_KEPT = frozenset(
    {"styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme"}
    | {"footnotes", "endnotes"}
)
"""The kinds of part that a document needs without naming them."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = f'xmlns:w="{nsmap["w"]}" xmlns:r="{nsmap["r"]}"'
_PARTS = {
    "document": (CT.WML_DOCUMENT_MAIN, "<w:body><w:sectPr/></w:body>"),
    "styles": (
        CT.WML_STYLES,
        "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ),
    "numbering": (CT.WML_NUMBERING, ""),
    "settings": (
        CT.WML_SETTINGS,
        '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/>',
    ),
}


def base(style: Huisstijl, grounds: Iterable[str], template: bytes | None = None, name: str = "") -> bytes:
    """A document without a body, with the styles of the house style, one for each of the Woo `grounds` among them.

    What a department's own `template`, called `name` in errors, has of page, styles, headers and footers comes
    first. Raises UserError when it is no .docx or .dotx.
    """
    document = docx.Document(BytesIO(_empty())) if template is None else _emptied(template, name)
    if template is None:
        _lay_out(document, style)
    styles.add_missing(document, style, grounds)
    if template is None and style.logo:
        hang(document, logo.read(Path(style.logo)), style.logotekst)
    _set_language(document, style.taal)
    if not document.element.body.sectPr.xpath("./w:footerReference"):
        _number_pages(document, style)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _empty() -> bytes:
    """The smallest package that python-docx opens as a document."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>' for part, (kind, _) in _PARTS.items())
        + "</Types>",
        "_rels/.rels": _relationships({"word/document": "officeDocument"}),
        "word/_rels/document.xml.rels": _relationships({part: part for part in _PARTS if part != "document"}),
    }
    files |= {f"word/{part}.xml": f"<w:{part} {_NS}>{xml}</w:{part}>" for part, (_, xml) in _PARTS.items()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in files.items():
            archive.writestr(name, _HEAD + xml)
    return buffer.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
            for number, (target, kind) in enumerate(targets.items(), 1)
        )
        + "</Relationships>"
    )


def _lay_out(document: Document, style: Huisstijl) -> None:
    page, section = style.pagina, document.sections[0]
    section.page_width, section.page_height = Mm(page.breedte), Mm(page.hoogte)
    section.top_margin, section.bottom_margin = Mm(page.boven), Mm(page.onder)
    section.left_margin, section.right_margin = Mm(page.links), Mm(page.rechts)
    section.header_distance, section.footer_distance = Mm(page.kop), Mm(page.voet)


def _number_pages(document: Document, style: Huisstijl) -> None:
    section = document.sections[0]
    footers = [section.footer, *[section.first_page_footer] * section.different_first_page_header_footer]
    shown = {"pagina": "PAGE", "paginas": "NUMPAGES"}
    for footer in footers:
        paragraph = footer.paragraphs[0]._p
        paragraph.style = styles.ids(document)["Paginanummer"]
        for part in re.split(r"(\{pagina\}|\{paginas\})", style.paginanummer):
            if part.strip("{}") in shown and part.startswith("{"):
                add_field(paragraph, shown[part.strip("{}")], "1")
            elif part:
                add_text(add(paragraph, "r"), part)


def _set_language(document: Document, language: str) -> None:
    at = document.styles.element
    for tag in ("docDefaults", "rPrDefault", "rPr", "lang"):
        found = at.find(W + tag)
        at = add(at, tag) if found is None else found
    for element in (document.styles.element, document.settings.element):
        for lang in element.xpath(".//w:lang | .//w:themeFontLang"):
            lang.set(f"{W}val", language)


def _emptied(template: bytes, name: str) -> Document:
    """A department's document with its page, styles, headers and footers, and nothing that it held."""
    try:
        document = docx.Document(BytesIO(_as_document(template)))
        section = document.sections[0]._sectPr
    except Exception:  # python-docx raises whatever the broken part makes it stumble over
        raise UserError("not a .docx or .dotx that can be read; name a Word document as the template", name) from None
    for leftover in section.xpath("./w:type"):
        section.remove(leftover)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.append(section)
    _forget(document)
    return document


def _as_document(template: bytes) -> bytes:
    """The package with its main part said to be a document: python-docx opens no .dotx."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(buffer, "w") as new_archive:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "[Content_Types].xml":
                content = content.replace(_DOTX.encode(), CT.WML_DOCUMENT_MAIN.encode())
            new_archive.writestr(info, content)
    return buffer.getvalue()


def _forget(document: Document) -> None:
    """Drop what belonged to the template's own text or to its maker: images, comments, paths, editing history."""
    used = set(document.element.xpath(".//@r:id"))
    for key, relationship in list(document.part.rels.items()):
        if key not in used and relationship.reltype.rpartition("/")[2] not in _KEPT:
            del document.part.rels[key]
    settings = document.settings
    for leftover in settings.element.xpath("./w:attachedTemplate | ./w:mailMerge | ./w:rsids | ./w:docVars"):
        settings.element.remove(leftover)
    for key in list(settings.part.rels):
        del settings.part.rels[key]
