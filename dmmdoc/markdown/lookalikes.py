"""What looks like the mark of a passage to withhold and is none: its words would stand in the public version."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize
from urllib.parse import unquote

from dmmdoc.memo.model import INVULLEN

_GROUND = r"(?<![\d.])5\.\d\.\d(?!\d)"
"""A ground of the Woo, whatever its letter."""
_LAK = r"(?<![a-z\d])(?:ge)?lak(?:ken|t)?"
_SAYS_GROUND = r"(?:(?:wet|woo|artikel|art|op|grond|lak(?:ken)?)[\s,.:]{1,3}){0,3}"
_BRACED_LAK = r"\{[\s.#:\"]*(?:ge)?lak"
_LAK_IS = rf"{_LAK}\s*="

_LOOK_ALIKE = "|".join(
    (
        _BRACED_LAK,  # {lakken="5.1.2e"}
        rf"\{{[^{{}}]{{0,60}}?{_GROUND}",  # {5.1.2e}
        _LAK_IS,  # lak="5.1.2e"
        rf"\[\s*{_LAK}\s*:",  # [lak: words]
        rf"=[\s\"]*{_GROUND}",  # la="5.1.2e"
        rf"(?<![a-z\d])lak[\s:\"]*{_GROUND}",  # lak 5.1.2e
        rf"[\[(]\s*lakken[\s:\"]*{_GROUND}",  # (lakken 5.1.2e: words)
        rf"\[[\s\"]*(?:{_LAK}[\s:\"]*)?{_GROUND}",  # [5.1.2e: words]
        rf"\][^\w.;!?]{{0,8}}{_SAYS_GROUND}[\s\"]*{_GROUND}",  # [words] (Woo, artikel 5.1.2e)
    )
)
_IN_FACT = rf"{_LOOK_ALIKE}|\[[^\[\]]+\]\s*\{{\s*[\w.#\"]"
_IN_ADDRESS = rf"{_BRACED_LAK}|{_LAK_IS}|^[\W_]*{_GROUND}"

_ODD = r"[^\x00-\x7f]|['`]"
_PLAIN = {"Pi": '"', "Pf": '"', "Ps": "[", "Pe": "]", "Cf": " "}
"""What stands for a character that is on no keyboard, by its category: quotation marks, brackets, what is unseen."""


def _typed(text: str) -> str:
    """A text in small letters, each character as an ASCII keyboard has it: brackets and quotes of any shape."""
    return re.sub(_ODD, lambda match: _as_typed(match[0]), text).lower()


@cache
def _as_typed(character: str) -> str:
    plain = normalize("NFKC", character).lower()
    if len(plain) != 1:
        return "\0"
    if plain in "'`‚„":
        return '"'
    return plain if plain.isascii() else _PLAIN.get(category(plain), plain)


def look_alike(text: str) -> int | None:
    """Where `text`, in which no mark is left that reads as one, first holds what looks like one; None for nowhere.

    A ground in round brackets is none, as `(Woo, artikel 5.1.2e)`, unless other brackets stand right before it.
    """
    return _found(_LOOK_ALIKE, text)


def in_fact(text: str) -> bool:
    """Whether a fact holds a mark or what looks like one; no fact has marks."""
    return _found(_IN_FACT, unquote(text)) is not None


def in_address(address: str) -> bool:
    """Whether the address of a link is a mark that was typed in its place, as in `[words](5.1.2e)`."""
    return re.search(_IN_ADDRESS, _typed(unquote(address))) is not None


def _found(pattern: str, text: str) -> int | None:
    small = normalize("NFKC", text).lower()
    if not ("lak" in small or "5." in small or "{" in small):
        return None  # nearly every one
    # The brackets of a placeholder are its own, and it stops the publication itself.
    match = re.search(pattern, _typed(INVULLEN.sub(lambda match: "\0" * len(match[0]), text)))
    return match.start() if match else None
