"""WordprocessingML, kept behind one door: the few elements that a nota is made of."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docx.oxml.ns import nsdecls, nsmap
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree

W = f"{{{nsmap['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any
"""An lxml element made by python-docx's parser; its classes are known only at run time."""

_VAL = f"{W}val"
_TEXT = re.compile(r"[\n\t]|[^\n\t]+")


def twips(mm: float) -> str:
    """Millimetres as Word counts them: twentieths of a point."""
    return str(round(mm * 1440 / 25.4))


def new(tag: str, val: object = None, **attributes: object) -> Element:
    """A new w:`tag` with w: attributes."""
    element = OxmlElement(f"w:{tag}")
    return _with_attributes(element, val, attributes)


def add(parent: Element, tag: str, val: object = None, **attributes: object) -> Element:
    """A new w:`tag` as the last child of `parent`."""
    return _with_attributes(etree.SubElement(parent, W + tag), val, attributes)


def _with_attributes(element: Element, val: object, attributes: dict[str, object]) -> Element:
    if val is not None:
        element.set(_VAL, str(val))
    for name, value in attributes.items():
        element.set(W + name, str(value))
    return element


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """A w:`name` as XML text, with w: attributes and what is `inside`, XML text too."""
    attribute_text = "".join(f' w:{key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{attribute_text}>{inside}</w:{name}>" if inside else f"<w:{name}{attribute_text}/>"


def text(words: str) -> str:
    """Words as XML text for a run, a newline as a line break and a tab as a tab."""
    escaped = f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>'
    for character, name in (("\n", "br"), ("\t", "tab")):
        if character in words:
            escaped = escaped.replace(character, f'</w:t><w:{name}/><w:t xml:space="preserve">')
    return escaped.replace('<w:t xml:space="preserve"></w:t>', "")


def parse(content: str) -> list[Element]:
    """The elements that XML text says, as python-docx knows them."""
    return list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>"))


def add_text(run: Element, text: str) -> None:
    """Text at the end of a run, a newline as a line break and a tab as a tab."""
    for part in _TEXT.findall(text):
        if part == "\n":
            add(run, "br")
        elif part == "\t":
            add(run, "tab")
        else:
            element = add(run, "t")
            element.text = part
            if part != part.strip():
                element.set(_SPACE, "preserve")


def add_field(paragraph: Element, code: str, shown: str) -> None:
    """A field that Word computes, with what it shows until then."""
    field = add(paragraph, "fldSimple", instr=f" {code} ")
    add_text(add(field, "r"), shown)
