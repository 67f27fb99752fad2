"""What publication goes by: the kind of memo, the facts there are, the grounds, what names are recognised by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.facts import Key, Velden, velden
from dmmdoc.config.kinds import Kind, kind, personal
from dmmdoc.config.words import Gronden, gronden, naamwoorden
from dmmdoc.dutch.names import Naamwoorden


class Rules(NamedTuple):
    """The kind of memo, and what the templates say of facts, grounds and names.

    The `printed` facts stand on the page, those that are `personal` are withheld without being marked.
    """

    kind: Kind
    velden: Velden
    gronden: Gronden
    woorden: Naamwoorden
    printed: frozenset[Key]
    personal: frozenset[Key]


@cache
def rules_for(soort: str, folders: tuple[Path, ...]) -> Rules:
    """What publication goes by for memos of a kind; raises UserError for a template that is at fault."""
    of_kind, known = kind(soort, folders), velden(folders)
    woorden = naamwoorden(folders)
    return Rules(of_kind, known, gronden(folders), woorden, of_kind.printed(), personal(of_kind, known))
