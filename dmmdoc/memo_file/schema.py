"""What a memo file may hold, as a JSON Schema (2020-12) for editors: made from the facts and the kinds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Veld, Velden, velden
from dmmdoc.config.kinds import Kind, kind, kinds, required, withholdable
from dmmdoc.config.words import gronden
from dmmdoc.memo_file.basis import BASIS
from dmmdoc.memo_file.read import known_paths

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LINE = {"type": "string", "pattern": r"^\s*[^\r\n]*\s*$", "not": {"pattern": r"\{ *lak"}}
"""A fact: one line, without a mark."""
_TYPES: dict[str, Schema] = {
    "tekst": _LINE,
    "dag": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "lijst": {"type": "array", "items": _LINE},
    "getal": {"type": "integer"},
}


def schema(name: str | None, folders: tuple[Path, ...]) -> Schema:
    """The schema of memos of the kind called `name`, or of every kind; raises UserError where there is no such one."""
    if name is not None:
        return {"$schema": _DRAFT, **_of_kind(name, folders)}
    names = list(kinds(folders))
    return {
        "$schema": _DRAFT,
        "type": "object",
        "required": ["soort"],
        "properties": {"soort": {"enum": names}},
        "allOf": [
            {"if": {"properties": {"soort": {"const": each}}, "required": ["soort"]}, "then": _of_kind(each, folders)}
            for each in names
        ],
    }


def _of_kind(name: str, folders: tuple[Path, ...]) -> Schema:
    of_kind, known = kind(name, folders), velden(folders)
    properties: Schema = {"soort": {"const": name}, BASIS: {"type": "string"}}
    for path in known_paths(of_kind, known):
        if path[0] in known.tables and len(path) == 2:
            table = properties.setdefault(path[0], _table(known.groepen.get(path[0], "")))
            table["properties"][path[1]] = _fact(known, known.velden[path[0], path[1]])
    properties[PUBLICATIE] = _publication(of_kind, known, folders)
    properties[SECTIES] = _table(known.groepen.get(SECTIES, "")) | {
        "properties": {
            key: {"type": "string", "title": sectie.kop, "description": str(sectie.uitleg)}
            for key, sectie in of_kind.secties.items()
        }
    }
    whole: Schema = {
        "title": of_kind.omschrijving,
        "type": "object",
        "additionalProperties": False,
        "required": ["soort"],
        "properties": properties,
    }
    if needed := _needed(of_kind, known):
        whole["anyOf"] = [{"required": [BASIS]}, needed]
    return whole


def _table(comment: str) -> Schema:
    return {"type": "object", "description": str(comment), "additionalProperties": False, "properties": {}}


def _fact(known: Velden, veld: Veld) -> Schema:
    if veld.adres:
        return {"enum": list(known.adressen), "description": str(veld.uitleg)}
    return _TYPES[veld.type] | {"title": str(veld.vraag), "description": str(veld.uitleg)}


def _publication(of_kind: Kind, known: Velden, folders: tuple[Path, ...]) -> Schema:
    names = [".".join(path) for path in withholdable(of_kind, known)]
    codes = "|".join(code.replace(".", r"\.") for code in gronden(folders).gronden)
    ground = {"type": "string", "pattern": rf"^\s*(?:{codes})(?:[\s,]+(?:{codes}))*\s*$"}
    table = _table("")
    table["properties"] = {
        "vrij": {"type": "array", "items": {"type": "string"}},
        "merking_vervalt": {"type": "boolean"},
        "lak": {"type": "object", "propertyNames": {"enum": names}, "additionalProperties": ground},
    }
    return table


def _needed(of_kind: Kind, known: Velden) -> Schema:
    """That the facts are there which a memo without a basis must state."""
    tables: dict[str, list[str]] = {}
    for table, key in required(of_kind, known):
        tables.setdefault(table, []).append(key)
    rows = {table: {"type": "object", "required": keys} for table, keys in tables.items()}
    return {"required": list(tables), "properties": rows} if tables else {}
