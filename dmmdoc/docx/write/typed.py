"""What a person typed into the document that a nota is written into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.part import Part
from lxml import etree

from dmmdoc import logo
from dmmdoc.docx.write.base import Base
from dmmdoc.docx.write.xml import Element, W

_TYPEFACES = frozenset({"font", "latin", "ea", "cs", "rFonts", "altName", "sym"})
_STYLE_REFERENCES = frozenset({"basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"})
_NOBODYS = frozenset({"lsdException", "compatSetting", *_TYPEFACES, *_STYLE_REFERENCES})
"""Elements whose attributes come from Word itself: typefaces, built-in styles, settings."""
_TYPED = frozenset({"name", "descr", "title", "author", "initials", "tooltip", "alias", "aliases", "tag", "lvlText"})
"""Attributes that a person types into, and elements that have such a w:val."""
_TERM = r"[a-z]\w*"
"""What a term of the format looks like, as `roman` and `nextPage`."""


def words(base: Base) -> dict[str, str]:
    """Every text that a document gets from its base, and that a person typed: a paragraph or a value a line.

    By the name of its part: runs joined, comments too, of a picture its name and what can be read in its file.
    """
    texts = {
        "word/document.xml": "\n".join(_in_xml(base.document)),
        "word/numbering.xml": "\n".join(_in_xml(base.numbering)),
    }
    for part in (part for _, _, first in base.shared for part in _with_related(first)):
        links = [each.target_ref for each in part.rels.values() if each.is_external]
        texts[part.partname.membername] = "\n".join([*links, *_in_part(part)])
    return texts


def _with_related(part: Part) -> list[Part]:
    inner = [each.target_part for each in part.rels.values() if not each.is_external]
    return [part, *(further for each in inner for further in _with_related(each))]


def _in_part(part: Part) -> Iterator[str]:
    if part.partname.ext == "xml":
        try:
            yield from _in_xml(part.blob)
            return
        except etree.XMLSyntaxError:
            pass
    yield part.partname
    yield logo.words(part.blob)


def _in_xml(content: bytes) -> Iterator[str]:
    """The lines of text, the comments and the typed attributes of a part."""
    root: Element = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    line: list[str] = []
    for event, node in etree.iterwalk(root.getroottree(), events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield f"{node.target if event == 'pi' else ''} {node.text}"
        elif event == "start":
            line.append(node.text or "")
            yield from _typed(node)
        if event != "start":
            line.append(node.tail or "")
        if event == "end" and (not node.tag.startswith(W) or etree.QName(node).localname in ("p", "br", "tab")):
            yield "".join(line)
            line.clear()
    yield "".join(line)


def _typed(node: Element) -> Iterator[str]:
    """The attributes of an element that are no term of the format."""
    name = etree.QName(node).localname
    of_style = node if name == "style" else node.getparent()
    is_built_in = of_style is not None and of_style.tag == f"{W}style" and of_style.get(f"{W}customStyle") is None
    if name in _NOBODYS or (is_built_in and name in ("style", "name")):
        return
    for key, value in node.attrib.items():
        if name in _TYPED or etree.QName(key).localname in _TYPED or not re.fullmatch(_TERM, value):
            yield value
