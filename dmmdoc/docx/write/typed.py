"""What the parts of a document say that come from its base, a department's template or the house style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

import docx
from docx.opc.part import Part
from lxml import etree

from dmmdoc import logo
from dmmdoc.docx.write.base import Base
from dmmdoc.docx.write.xml import Element, W
from dmmdoc.messages.catalogue import say

_ENCODED = r"(?i)\bdata:[\w/+.;=-]*,|(?:[A-Za-z\d+/]{60,}\s*){3}"
"""A file inside a text: in a data URL, or in Base64."""
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_BETWEEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "bdo": "\u202e"}
"""What elements of a run stand for."""
_FORMATS = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:")
"""How the namespaces begin whose names nobody made up for this document."""
_NEWER_STYLE = (
    r"(?:Plain|Grid|List) Table [1-7](?: Light| Dark| Colorful)?(?: Accent [1-6])?|Grid Table Light|Mention|Hashtag"
    r"|Smart Hyperlink|Smart Link|Unresolved Mention"
)
"""The styles that Word has had since its empty document was taken into python-docx."""


def words(base: Base) -> dict[str, str]:
    """Every text of the parts that a document gets from its base, by the name of the part.

    Of XML all that is text, an attribute or a name, each paragraph also with nothing between its pieces; but for
    what Word's own empty document has too. Of a part that cannot be searched, only its name and links.
    """
    return {part.name: "\n".join(dict.fromkeys(_lines(part))) for part in _parts(base)}


def unsearchable(base: Base) -> dict[str, str]:
    """What a part is that a document gets from its base and that cannot be searched, by the name of the part."""
    why = {part.name: _why(part.content) for part in _parts(base)}
    return {name: reason for name, reason in why.items() if reason}


class _Part(NamedTuple):
    """A part: its name, its bytes, and where it leads to outside the file."""

    name: str
    content: bytes
    links: tuple[str, ...] = ()


def _parts(base: Base) -> Iterator[_Part]:
    yield _Part("word/document.xml", base.document)
    yield _Part("word/numbering.xml", base.numbering)
    for _, _, part in base.shared:
        yield from _with_related(part)


def _with_related(part: Part) -> Iterator[_Part]:
    links = tuple([each.target_ref for each in part.rels.values() if each.is_external])
    yield _Part(part.partname.membername, part.blob, links)
    for each in part.rels.values():
        if not each.is_external:
            yield from _with_related(each.target_part)


def _why(content: bytes) -> str | None:
    """What the bytes of a part are that cannot be searched; None where they can, or are a picture."""
    root = _root(content)
    if root is None:
        try:
            logo.picture(content)
        except logo.PictureError as error:
            return say("typed.picture", why=error)
        return None
    if root.getroottree().docinfo.doctype:
        return say("typed.doctype")
    if any(re.search(_ENCODED, text) for text in (*_texts(root), *_attributes(root))):
        return say("typed.embedded")
    return None


def _root(content: bytes) -> Element | None:
    """The root of a part that is XML; comments and instructions, which cut a text in two, are left out."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError:
        return None


def _lines(part: _Part) -> Iterator[str]:
    """What a part says, a line each, control characters as spaces."""
    said = [part.name, *part.links]
    if (root := _root(part.content)) is not None:
        said += (*_attributes(root), *_texts(root), *_names(root), *_remarks(part.content))
    for text in said:
        if text not in _words_own() and not re.fullmatch(_NEWER_STYLE, text):
            yield from (re.sub(_CONTROL, " ", form) for form in (text, unquote(text)))


def _texts(root: Element) -> Iterator[str]:
    """The texts in XML: piece by piece, and of each paragraph and each file that is not Word's own as they are read.

    Whatever a text is cut up by, one of these has it whole: as it stands, or the pieces of one kind right behind
    one another.
    """
    yield from (text for text in root.itertext() if text.strip())
    for block in root.iter():
        if _local(block) in ("p", "text") or (block is root and not block.tag.startswith(W)):
            yield "".join(_as_it_reads(block))
            kinds: dict[str, list[str]] = {}
            for node in block.iter():
                kinds.setdefault(node.tag, []).append(node.text or "")
            yield from ("".join(pieces) for pieces in kinds.values())


def _as_it_reads(block: Element) -> Iterator[str]:
    """The pieces of text in a block in their order, with what stands between them; a paragraph in it is apart."""
    for event, node in etree.iterwalk(block, events=("start", "end")):
        if node is not block and _local(node) == "p":
            yield "\n"
        if event == "start":
            yield node.text or _BETWEEN.get(_local(node)) or _symbol(node)
        elif node is not block:
            yield node.tail or ""


def _symbol(node: Element) -> str:
    """The character that Word shows for a symbol (w:sym, ECMA-376 17.3.3.30), as a letter where it is one."""
    code = node.get(f"{W}char", "") if _local(node) == "sym" else ""
    point = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
    point = point & 0xFF if 0xF000 <= point <= 0xF0FF else point
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _attributes(root: Element) -> Iterator[str]:
    return (value for node in root.iter() for value in node.attrib.values())


def _names(root: Element) -> Iterator[str]:
    """The names of elements and attributes that somebody made up, and their namespaces."""
    for node in root.iter():
        for name in (node.tag, *node.attrib):
            if not name.startswith(tuple(f"{{{start}" for start in _FORMATS)):
                yield name
        yield from (uri for uri in node.nsmap.values() if not uri.startswith(_FORMATS))


def _remarks(content: bytes) -> Iterator[str]:
    """The comments and the processing instructions in XML."""
    root: Element = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    for _, node in etree.iterwalk(root.getroottree(), events=("comment", "pi")):
        yield f"{getattr(node, 'target', '')} {node.text}"


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


@cache
def _words_own() -> frozenset[str]:
    """The names of parts and the values of attributes in an empty document: styles, typefaces, terms of nobody's."""
    parts = {part.partname.membername: _root(part.blob) for part in docx.Document().part.package.iter_parts()}
    values = (value for root in parts.values() if root is not None for value in _attributes(root))
    return frozenset((*parts, *values))
