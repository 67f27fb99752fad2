"""The ancestor of a document, in a part of its own: a custom XML part, which Word and LibreOffice keep to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from dmmdoc.config.facts import Key
from dmmdoc.merging.ancestor import Ancestor, Former
from dmmdoc.merging.pieces import Place

NAMESPACE = "urn:dmmdoc:ancestor"
_TAG = f"{{{NAMESPACE}}}"
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    ' ds:itemID="{6F1A3C52-90B4-4D57-8E21-0D3B7A64C9E5}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
"""What says which custom XML it is (ECMA-376 part 1, 22.5); the id is always the same."""
_ONE = re.compile(r"(?:(\d{0,9})\*)?([A-Za-z0-9_-]{2})")
"""A paragraph: an asterisk where a list begins with it, behind its number where it has one, and the digest."""
_MOST = 100_000

_OF_A_FACT = re.compile(rb'w:name w:val="[^"]+ [a-z_]+\.[a-z_]+"')
"""The name of the style of a fact, which documents have since 0.2, as they have an ancestor."""


def is_internal(content: bytes) -> bool:
    """Whether a .docx that dmmdoc wrote is no public version: it remembers its memo, or is of before it could.

    Our parts are stored as they are, so that what they say is seen in the whole.
    """
    return NAMESPACE.encode() in content or _OF_A_FACT.search(content) is None


def written(ancestor: Ancestor) -> bytes:
    """The part that holds an ancestor."""
    root: Any = etree.Element(f"{_TAG}ancestor", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    rows = [("fact", ".".join(path), row) for path, row in ancestor.facts.items()]
    for name, key, row in (*rows, *(("section", key, row) for key, row in ancestor.secties.items())):
        etree.SubElement(root, f"{_TAG}{name}", key=key).text = _row(row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _row(row: Iterable[Former]) -> str:
    return " ".join([_place(former.place) + former.digest for former in row])


def _place(place: Place) -> str:
    if not place.opens:
        return ""
    return "*" if place.start is None else f"{place.start}*"


def read(part: bytes) -> Ancestor | None:
    """The ancestor in a part; None where it is no whole one, or more than a document has."""
    if NAMESPACE.encode() not in part or b"<!DOCTYPE" in part:
        return None
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{_TAG}ancestor" or sum((each.text or "").count(" ") + 1 for each in root) > _MOST:
        return None
    facts: dict[Key, tuple[Former, ...]] = {}
    secties: dict[str, tuple[Former, ...]] = {}
    for each in root:
        row, key = _read_row(each.text or ""), str(each.get("key", ""))
        table, _, name = key.partition(".")
        if row is None or not key:
            return None
        if each.tag == f"{_TAG}section":
            secties[key] = row
        else:
            facts[table, name] = row
    return Ancestor(facts, secties)


def _read_row(text: str) -> tuple[Former, ...] | None:
    found = [_ONE.fullmatch(word) for word in text.split()]
    row = [
        Former(one[2], Place() if one[1] is None else Place(True, int(one[1]) if one[1] else None))
        for one in found
        if one is not None
    ]
    return tuple(row) if len(row) == len(found) else None
