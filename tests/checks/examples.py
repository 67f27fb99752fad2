"""The memo that an example of a rule is a part of."""

from collections.abc import Mapping
from typing import Any

from dmmdoc.memo_file.concept import unconfirmed, unsure
from dmmdoc.toml.text import parse, rewritten

BASE = """soort = "agenda"

[nota]
onderwerp = "Geannoteerde agenda"

[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"

[secties]
"""
LETTER = """soort = "agendabrief"

[brief]
betreft = "Geannoteerde agenda"

[ondertekenaar]
functie = "DE MINISTER VAN DEFENSIE"

[secties]
"""
SECTIONS = {
    "aanleiding": "De geannoteerde agenda ligt voor.",
    "geadviseerd_besluit": "U stemt in met de brief.",
    "kernpunten": "- Nederland steunt Oekraïne.",
    "financiele_overwegingen": "Er zijn geen financiële gevolgen.",
    "juridische_overwegingen": "Er zijn geen juridische overwegingen.",
    "communicatie": "Er is geen communicatie voorzien.",
    "niet_openbaar": "De persoonsgegevens.",
}
OF_VERSLAG = {"overwegingen_beleid_uitvoering": "Er zijn geen gevolgen voor de uitvoering."}
MEETING = {"naam": "Defence Ministers Meeting", "afkorting": "DMM"}


def memo_of(example: str) -> str:
    """A whole memo with an example in it: keys as TOML, or else the text of the aanleiding."""
    first = next(line for line in example.split("\n") if not line.startswith("# "))
    said = parse(example, "example") if " = " in first and first.split(" = ")[0].islower() else {}
    said = said or {"secties": {"aanleiding": example}}
    is_letter = said.get("soort") == "agendabrief"
    others = OF_VERSLAG if said.get("soort") == "verslag" else {}
    whole = {"bijeenkomst": MEETING, "secties": {"tekst": "De brief."} if is_letter else SECTIONS | others}
    memo = rewritten(LETTER if is_letter else BASE, {**dict(_keys(whole)), **dict(_keys(said))})
    for key in unconfirmed(example):
        memo = unsure(memo, key)
    return memo


def _keys(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    return [
        found
        for key, value in table.items()
        for found in (_keys(value, (*path, key)) if isinstance(value, dict) else [((*path, key), value)])
    ]
