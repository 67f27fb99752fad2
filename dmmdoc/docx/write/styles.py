"""The styles of the house style as Word's, added where a document lacks them."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.styles import BabelFish

from dmmdoc.config.house_style import Huisstijl, Stijl
from dmmdoc.docx.write import xml
from dmmdoc.docx.write.xml import W, tag, twips

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of its grounds is named after it: Lakken 5.1.2e 5.1.2a."""

_WORDS_OWN = frozenset(
    {"Normal", "Body Text", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue"}
    | {"List Continue 2", "List Continue 3", "Closing", "Signature", "Header", "Footer", "Hyperlink"}
)
"""Styles that Word has by itself; the others are made known as custom."""


def lakken(lak: str) -> str:
    """The name of the style of a passage withheld on `lak`; a comma in it would begin another name in Word."""
    return f"{LAKKEN} {lak.replace(',', '')}"


def add_missing(document: Document, style: Huisstijl, laks: Iterable[str]) -> dict[str, str]:
    """Give `document` every style of the house style, and one for each of `laks`, that it does not have.

    The id of every style of the document by its name in Word.
    """
    ids = _ids(document)
    of_grounds = {lakken(lak): Stijl(soort="teken", basis=LAKKEN) for lak in laks}
    missing = {name: stijl for name, stijl in {**style.stijlen, **of_grounds}.items() if name not in ids}
    taken = {style_id.lower() for style_id in ids.values()}
    for name in missing:
        ids[name] = _free_id(name, taken)
        taken.add(ids[name].lower())
    new = "".join(_style(name, stijl, ids) for name, stijl in missing.items())
    document.styles.element.extend(xml.parse(new))
    return ids


def _ids(document: Document) -> dict[str, str]:
    names = document.styles.element.iterfind(f"{W}style/{W}name")
    return {BabelFish.internal2ui(name.get(f"{W}val")): name.getparent().get(f"{W}styleId") for name in names}


def _free_id(name: str, taken: set[str]) -> str:
    plain = "".join(filter(str.isalnum, name))
    while plain.lower() in taken:
        plain += "0"
    return plain


def _style(name: str, stijl: Stijl, ids: dict[str, str]) -> str:
    """A style as XML text; the order of what is in it is the schema's."""
    kind = "paragraph" if stijl.soort == "alinea" else "character"
    marks = {"default": 1} if name == "Normal" else {} if name in _WORDS_OWN else {"customStyle": 1}
    inside = tag("name", val=BabelFish.ui2internal(name))
    if stijl.basis in ids:
        inside += tag("basedOn", val=ids[stijl.basis])
    if stijl.volgende in ids:
        inside += tag("next", val=ids[stijl.volgende])
    inside += tag("qFormat")
    if stijl.soort == "alinea":
        inside += tag("pPr", _paragraph_look(stijl))
    inside += tag("rPr", _character_look(stijl))
    return tag("style", inside, type=kind, **marks, styleId=ids[name])


def _paragraph_look(stijl: Stijl) -> str:
    look = _switch("keepNext", stijl.bij_volgende) + _switch("keepLines", stijl.bijeen)
    spacing = {"before": stijl.voor, "after": stijl.na, "line": stijl.regelafstand}
    given = {key: round(points * 20) for key, points in spacing.items() if points is not None}
    if given:
        look += tag("spacing", **given, **({"lineRule": "atLeast"} if "line" in given else {}))
    indents = {"left": stijl.inspringing, "right": stijl.rechts}
    if any(mm is not None for mm in indents.values()):
        look += tag("ind", **{side: twips(mm) for side, mm in indents.items() if mm is not None})
    return look + (tag("outlineLvl", val=stijl.niveau - 1) if stijl.niveau is not None else "")


def _character_look(stijl: Stijl) -> str:
    look = ""
    if stijl.lettertype:
        face = stijl.lettertype[0]
        look += tag("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
    look += _switch("b", stijl.vet) + _switch("bCs", stijl.vet)
    look += _switch("i", stijl.cursief) + _switch("iCs", stijl.cursief) + _switch("caps", stijl.kapitalen)
    if stijl.kleur:
        look += tag("color", val=stijl.kleur)
    if stijl.grootte is not None:
        half_points = round(stijl.grootte * 2)
        look += tag("sz", val=half_points) + tag("szCs", val=half_points)
    if stijl.onderstreept is not None:
        look += tag("u", val="single" if stijl.onderstreept else "none")
    if stijl.achtergrond:
        look += tag("shd", val="clear", color="auto", fill=stijl.achtergrond)
    return look


def _switch(name: str, on: bool | None) -> str:
    """A property that is on or off, or left to the style that this one is based on."""
    return "" if on is None else tag(name, val=int(on))
