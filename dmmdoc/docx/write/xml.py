"""WordprocessingML, kept behind one door: the few elements that a nota is made of."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import nsdecls, nsmap
from docx.oxml.parser import parse_xml

W = f"{{{nsmap['w']}}}"

Element = Any
"""An lxml element made by python-docx's parser; its classes are known only at run time."""


def twips(mm: float) -> str:
    """Millimetres as Word counts them: twentieths of a point."""
    return str(round(mm * 1440 / 25.4))


def escape(words: str) -> str:
    """Words as XML text, between tags or quotation marks; html.escape does so too, and loads every entity of HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """A w:`name` as XML text, with w: attributes and what is `inside`, XML text too."""
    attribute_text = "".join(f' w:{key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{attribute_text}>{inside}</w:{name}>" if inside else f"<w:{name}{attribute_text}/>"


_AS_IT_IS = '<w:t xml:space="preserve">'
"""What words begin with, so that spaces around them count."""


def text(words: str) -> str:
    """Words as XML text for a run, a newline as a line break and a tab as a tab."""
    escaped = f"{_AS_IT_IS}{escape(words)}</w:t>"
    for character, name in (("\n", "br"), ("\t", "tab")):
        if character in words:
            escaped = escaped.replace(character, f"</w:t><w:{name}/>{_AS_IT_IS}")
    return escaped.replace(f"{_AS_IT_IS}</w:t>", "")


def parse(content: str) -> list[Element]:
    """The elements that XML text says, as python-docx knows them."""
    return list(_parsed(content))


def put_before(place: Element, content: str) -> None:
    """Put the elements that XML text says before `place`, in time that follows their number.

    On the way from one document to another, lxml looks for a namespace that is declared outside of what moves, as
    that of xml:space always is, among all that it found before. So the elements go with the one around them, and
    get that attribute when they are there.
    """
    whole = _parsed(content.replace(_AS_IT_IS, "<w:t>"))
    place.addprevious(whole)
    for element in list(whole):
        place.addprevious(element)
    body = place.getparent()
    body.remove(whole)
    for words in body.iter(f"{W}t"):
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _parsed(content: str) -> Element:
    return parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>")


def root(name: str, inside: str = "") -> bytes:
    """The XML of a part whose root is a w:`name`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} {nsdecls("w", "r")}>{inside}</w:{name}>'
    ).encode()


def run(words: str) -> str:
    """Words as a run, as XML text."""
    return f"<w:r>{text(words)}</w:r>"


def field(code: str, shown: str) -> str:
    """A field that Word computes, with what it shows until then, as XML text."""
    return tag("fldSimple", run(shown), instr=f" {code} ")
