"""The document that a nota is written into: an empty one in the house style, or a department's own template."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from dmmdoc import logo
from dmmdoc.config.house_style import Huisstijl, Pagina
from dmmdoc.docx.write import styles, xml
from dmmdoc.docx.write.furniture import REFERENCES, logo_part, numbered, styles_of_first_page
from dmmdoc.docx.write.xml import Element, W, tag, twips
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

_DOCUMENT, _NUMBERING = PackURI("/word/document.xml"), PackURI("/word/numbering.xml")
_DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_KEPT = frozenset({"styles", "numbering", "settings", "webSettings", "fontTable", "theme"})
"""The kinds of part that a document needs without naming them."""

_OF_ITS_MAKER = ("attachedTemplate", "mailMerge", "rsids", "docVars", "footnotePr", "endnotePr")
"""Settings that tell of the template's own text or of its maker, or that need a part which is dropped."""

_STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_SETTINGS = (
    '<w:defaultTabStop w:val="709"/><w:autoHyphenation/><w:doNotHyphenateCaps/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/>'
)


class Base(NamedTuple):
    """A document without a body, to write many memos into: what stays the same from memo to memo is shared.

    `ids` are the ids of the styles by name, as XML text, `free` the first list definition and list that it does not
    have. One that is `own` is no department's: each memo gives it headers and footers, with this logo where there is
    one.
    """

    document: bytes
    numbering: bytes
    shared: tuple[tuple[str, str, Part], ...]
    ids: dict[str, str]
    free: tuple[int, int]
    own: bool
    logo: tuple[Part, logo.Logo] | None

    def new_package(self) -> tuple[Package, DocumentPart, Element]:
        """A package of its own for one memo, its document, and the element that holds its lists."""
        package = Package()
        document = DocumentPart.load(_DOCUMENT, CT.WML_DOCUMENT_MAIN, self.document, package)
        numbering = NumberingPart.load(_NUMBERING, CT.WML_NUMBERING, self.numbering, package)
        package.relate_to(document, RT.OFFICE_DOCUMENT)
        for number, kind, part in self.shared:
            document.load_rel(kind, part, number)
        document.relate_to(numbering, RT.NUMBERING)
        return package, document, numbering.element


class Template(NamedTuple):
    """A department's own document: its bytes, what errors call it, and the marking to put on its pages."""

    content: bytes
    name: str
    marking: str | None


def make_base(style: Huisstijl, alike: Mapping[str, str], template: Template | None = None) -> Base:
    """A base in the house style, with styles that are `alike` another of it: for Woo grounds, for facts.

    What a department's own `template` has of page, styles, headers and footers comes first. Raises UserError when it
    is no .docx or .dotx.
    """
    document = _empty(style) if template is None else _emptied(template.content, template.name)
    extra = styles_of_first_page(style) if template is None else {}
    ids = styles.add_missing(document, style, extra, alike)
    _set_language(document, style.taal)
    if template:
        if not document.element.body.sectPr.xpath("./w:footerReference"):
            _number_pages(document, style, ids["Paginanummer"])
        if template.marking:
            _mark(document, template.marking, ids["Merking"])
    numbering = document.part.numbering_part
    free = (
        1 + max(map(int, numbering.element.xpath("./w:abstractNum/@w:abstractNumId")), default=-1),
        1 + max(map(int, numbering.element.xpath("./w:num/@w:numId")), default=0),
    )
    relationships = [each for each in document.part.rels.values() if each.target_part is not numbering]
    return Base(
        document.part.blob,
        numbering.blob,
        tuple((each.rId, each.reltype, _as_it_is(each.target_part)) for each in relationships),
        {name: xml.escape(style_id) for name, style_id in ids.items()},
        free,
        own=template is None,
        logo=logo_part(style, document.part.package) if template is None else None,
    )


def _as_it_is(part: Part) -> Part:
    """A part whose bytes are made once; what it relates to comes along."""
    fixed = Part(part.partname, part.content_type, _bare(part.blob), part.package)
    for each in part.rels.values():
        target = each.target_ref if each.is_external else _as_it_is(each.target_part)
        fixed.load_rel(each.reltype, target, each.rId, each.is_external)
    return fixed


_GFX_DATA = rb"""\so:gfxdata\s*=\s*(?:"[^"]*"|'[^']*')"""
"""What Word keeps beside an old shape: the same shape anew, as a file in Base64."""


def _bare(content: bytes) -> bytes:
    """The bytes of a part without what nobody sees: what a picture tells of itself, what Word keeps beside a shape."""
    try:
        return logo.picture(content).content
    except logo.PictureError:
        return re.sub(_GFX_DATA, b"", content)


def _fonts(style: Huisstijl) -> str:
    """What to use for a typeface that is not there, as XML text: the second one that a style names."""
    stijlen = [stijl for stijl in style.stijlen.values() if stijl.lettertype]
    faces = {first: others[0] for first, *others in (stijl.lettertype for stijl in stijlen) if others}
    return "".join(tag("font", tag("altName", val=other), name=face) for face, other in faces.items())


def _empty(style: Huisstijl) -> Document:
    """A document with nothing in it but the page and the fonts of the house style."""
    package = Package()
    body = tag("body", tag("sectPr", REFERENCES + _page(style.pagina) + tag("titlePg")))
    document = DocumentPart.load(_DOCUMENT, CT.WML_DOCUMENT_MAIN, xml.root("document", body), package)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    for kind, uri, content_type, relationship, content in (
        (StylesPart, "/word/styles.xml", CT.WML_STYLES, RT.STYLES, xml.root("styles", _STYLES)),
        (NumberingPart, _NUMBERING, CT.WML_NUMBERING, RT.NUMBERING, xml.root("numbering")),
        (SettingsPart, "/word/settings.xml", CT.WML_SETTINGS, RT.SETTINGS, xml.root("settings", _SETTINGS)),
        (Part, "/word/fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, xml.root("fonts", _fonts(style))),
    ):
        document.relate_to(kind.load(PackURI(uri), content_type, content, package), relationship)
    return Document(document.element, document)


def _page(page: Pagina) -> str:
    """The size and the margins of a page after the first, as XML text; that one has a higher header."""
    margins = {"top": page.top, "right": page.rechts, "bottom": page.onder, "left": page.links}
    margins |= {"header": page.kop, "footer": page.voet, "gutter": 0}
    return tag("pgSz", w=twips(page.breedte), h=twips(page.hoogte)) + tag(
        "pgMar", **{side: twips(mm) for side, mm in margins.items()}
    )


def _number_pages(document: Document, style: Huisstijl, style_id: str) -> None:
    section = document.sections[0]
    footers = [section.footer, *[section.first_page_footer] * section.different_first_page_header_footer]
    for paragraph in (footer.paragraphs[0]._p for footer in footers):
        paragraph.style = style_id
        for part in numbered(style.paginanummer):
            paragraph.extend(xml.parse(part))


def _set_language(document: Document, language: str) -> None:
    at = document.styles.element
    for step in ("docDefaults", "rPrDefault", "rPr", "lang"):
        found = at.find(W + step)
        if found is None:
            (found,) = xml.parse(tag(step))
            at.insert(len(at) if step == "lang" else 0, found)  # the order is the schema's
        at = found
    for element in (document.styles.element, document.settings.element):
        for lang in element.xpath(".//w:lang | .//w:themeFontLang"):
            lang.set(f"{W}val", language)


def _emptied(template: bytes, name: str) -> Document:
    """A department's document with its page, styles, headers and footers, and nothing that it held."""
    try:
        document = docx.Document(BytesIO(_as_document(template)))
        section = document.sections[0]._sectPr
    except Exception:  # python-docx raises whatever the broken part makes it stumble over
        raise UserError(say("export.template-unreadable"), name) from None
    for leftover in section.xpath("./w:type"):
        section.remove(leftover)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.append(section)
    _forget(document)
    if not any(relationship.reltype == RT.NUMBERING for relationship in document.part.rels.values()):
        numbering = NumberingPart.load(_NUMBERING, CT.WML_NUMBERING, xml.root("numbering"), document.part.package)
        document.part.relate_to(numbering, RT.NUMBERING)
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
    settings = document.settings.element
    for leftover in settings.xpath(" | ".join(f"./w:{name}" for name in _OF_ITS_MAKER)):
        settings.remove(leftover)
    document.part.part_related_by(RT.SETTINGS).rels.clear()


def _mark(document: Document, marking: str, style_id: str) -> None:
    """Put the marking at the top and the foot of every page, before what stands there."""
    section = document.sections[0]
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    for block in (block for pair in pairs for block in pair):
        is_new = block.is_linked_to_previous
        first = block.paragraphs[0]._p
        paragraph = first if is_new else xml.parse(tag("p"))[0]
        if not is_new:
            first.addprevious(paragraph)
        paragraph.style = style_id
        paragraph.extend(xml.parse(xml.run(marking)))
