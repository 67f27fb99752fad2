"""WordprocessingML, kept behind one door: the few elements that a nota is made of."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement
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
