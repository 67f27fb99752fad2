"""The styles of the house style as Word's, added where a document lacks them."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.styles import BabelFish

from dmmdoc.house_style import Huisstijl, Stijl
from dmmdoc.writers.docx.xml import Element, W, add, new, twips

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of one ground is named after it: Lakken 5.1.2e."""

_WORDS_OWN = frozenset(
    {"Normal", "Body Text", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue"}
    | {"List Continue 2", "List Continue 3", "Closing", "Signature", "Header", "Footer", "Hyperlink"}
)
"""Styles that Word has by itself; the others are made known as custom."""


def add_missing(document: Document, style: Huisstijl, grounds: Iterable[str]) -> dict[str, str]:
    """Give `document` every style of the house style, and one for each Woo ground, that it does not have.

    The id of every style of the document by its name in Word.
    """
    ids = _ids(document)
    of_grounds = {f"{LAKKEN} {ground}": Stijl(soort="teken", basis=LAKKEN) for ground in grounds}
    missing = {name: stijl for name, stijl in {**style.stijlen, **of_grounds}.items() if name not in ids}
    for name in missing:
        ids[name] = _free_id(name, ids)
    for name, stijl in missing.items():
        document.styles.element.append(_style(name, stijl, ids))
    return ids


def _ids(document: Document) -> dict[str, str]:
    names = document.styles.element.iterfind(f"{W}style/{W}name")
    return {BabelFish.internal2ui(name.get(f"{W}val")): name.getparent().get(f"{W}styleId") for name in names}


def _free_id(name: str, ids: dict[str, str]) -> str:
    plain = "".join(character for character in name if character.isalnum())
    taken = {style_id.lower() for style_id in ids.values()}
    while plain.lower() in taken:
        plain += "0"
    return plain


def _style(name: str, stijl: Stijl, ids: dict[str, str]) -> Element:
    kind = "paragraph" if stijl.soort == "alinea" else "character"
    element = new("style", type=kind, styleId=ids[name])
    if name == "Normal":
        element.set(f"{W}default", "1")
    if name not in _WORDS_OWN:
        element.set(f"{W}customStyle", "1")
    add(element, "name", BabelFish.ui2internal(name))
    if stijl.basis and stijl.basis in ids:
        add(element, "basedOn", ids[stijl.basis])
    if stijl.volgende and stijl.volgende in ids:
        add(element, "next", ids[stijl.volgende])
    add(element, "qFormat")
    if stijl.soort == "alinea":
        _paragraph_look(add(element, "pPr"), stijl)
    _character_look(add(element, "rPr"), stijl)
    return element


def _paragraph_look(pPr: Element, stijl: Stijl) -> None:  # noqa: N803 - the element's own name
    if stijl.bij_volgende is not None:
        add(pPr, "keepNext", int(stijl.bij_volgende))
    if stijl.bijeen is not None:
        add(pPr, "keepLines", int(stijl.bijeen))
    spacing = {"before": stijl.voor, "after": stijl.na, "line": stijl.regelafstand}
    given = {key: round(points * 20) for key, points in spacing.items() if points is not None}
    if given:
        rule = {"lineRule": "atLeast"} if "line" in given else {}
        add(pPr, "spacing", **given, **rule)
    indents = {"left": stijl.inspringing, "right": stijl.rechts}
    if any(mm is not None for mm in indents.values()):
        add(pPr, "ind", **{side: twips(mm) for side, mm in indents.items() if mm is not None})
    if stijl.niveau is not None:
        add(pPr, "outlineLvl", stijl.niveau - 1)


def _character_look(rPr: Element, stijl: Stijl) -> None:  # noqa: N803 - the element's own name
    if stijl.lettertype:
        face = stijl.lettertype[0]
        add(rPr, "rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
    for on, tags in ((stijl.vet, ("b", "bCs")), (stijl.cursief, ("i", "iCs")), (stijl.kapitalen, ("caps",))):
        if on is not None:
            for tag in tags:
                add(rPr, tag, int(on))
    if stijl.kleur:
        add(rPr, "color", stijl.kleur)
    if stijl.grootte is not None:
        half_points = round(stijl.grootte * 2)
        add(rPr, "sz", half_points)
        add(rPr, "szCs", half_points)
    if stijl.onderstreept is not None:
        add(rPr, "u", "single" if stijl.onderstreept else "none")
    if stijl.achtergrond:
        add(rPr, "shd", "clear", color="auto", fill=stijl.achtergrond)
