"""The facts of a memo: which there are, of what type, and the questions and comments about them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dmmdoc.config.folders import find, load
from dmmdoc.errors import UserError
from dmmdoc.memo.model import Bijeenkomst, Nota, Ondertekenaar, Steller

Data = dict[str, Any]
"""A memo file as TOML has it: {"soort": …, "nota": {…}, …, "secties": {key: text}}."""


class Veld(NamedTuple):
    """What helps to fill in a fact: question, guidance, an example in TOML, and what to call it while it is missing."""

    vraag: str
    uitleg: str
    voorbeeld: str
    invullen: str | None = None


class Velden(NamedTuple):
    """The contents of velden.toml: the facts of every memo."""

    inleiding: str
    groepen: dict[str, str]
    velden: dict[str, dict[str, Veld]]


TABLES: dict[str, type] = {
    "bijeenkomst": Bijeenkomst,
    "nota": Nota,
    "steller": Steller,
    "ondertekenaar": Ondertekenaar,
}
"""The tables of facts, in the order in which a memo file has them."""

SECTIES = "secties"

WITHHELD = (("steller", "naam"), ("steller", "telefoon"), ("steller", "email"), ("ondertekenaar", "naam"))
"""The facts that are personal data, by (table, key): withheld without being marked."""


def velden(folders: Sequence[Path]) -> Velden:
    """The questions and comments about the facts, of the first folder that has them; raises UserError for a gap."""
    path = find("velden.toml", folders)
    found = load(Velden, path)
    gaps = [f"groepen.{name}" for name in (*TABLES, SECTIES) if name not in found.groepen]
    gaps += [f"velden.{name}.{key}" for name, key in fact_types() if key not in found.velden.get(name, {})]
    if gaps:
        raise UserError(f"{gaps[0]} is missing; add it, as the built-in velden.toml has it", str(path))
    return found


@cache
def fact_types() -> dict[tuple[str, str], Any]:
    """Every fact, as (table, key), with its type: `str`, `date` or `tuple[str, ...]`, or one of them or None."""
    return {(name, key): hint for name, table in TABLES.items() for key, hint in table.__annotations__.items()}
