"""A text in plain letters: one form for all that reads the same, with the way back to where it stood."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

BLANK = "\ue000"
"""Stands for a withheld character: no word and no space, and in no text that a memo can print."""
LETTER = r"[^\W\d_]"
"""A letter of any script."""

_LOOKS_LIKE = {
    **{"a": "аαɑ", "b": "Ьƅ", "c": "сϲⲥ", "e": "еҽꬲ", "f": "քẝ", "g": "ɡցƍ", "h": "һհ", "i": "ıіιɩ"},
    **{"j": "јϳȷ", "k": "кκ", "l": "ӏǀ", "m": "м", "n": "ոռпη", "o": "оοσօⲟჿ", "p": "рρϱⲣ", "q": "ԛզգ"},
    **{"r": "гᴦⲅ", "s": "ѕƽ", "t": "тτ", "u": "υսцꞟ", "v": "νѵ", "w": "ѡԝաωɯ", "x": "хχ", "y": "уγүყɣ"},
    **{"A": "АΑᎪꓮ", "B": "ВΒᏴꓐвβ", "C": "СϹᏟꓚⲤ", "E": "ЕΕᎬꓰⴹ", "F": "Ϝꓝ", "G": "ԌᏀꓖ", "H": "НΗᎻꓧⲎн"},
    **{"I": "ІΙӀꓲⲒ", "J": "ЈͿᎫꓙ", "K": "КΚᏦꓗⲔ", "L": "Ꮮꓡ", "M": "МΜϺᎷꓟⲘ", "N": "ΝꓠⲚИи", "O": "ОΟՕꓳⲞ", "P": "РΡᏢꓑⲢ"},
    **{"Q": "Ԛⵕ", "R": "ᎡᏒꓣЯя", "S": "ЅՏᏚꓢ", "T": "ТΤᎢꓔⲦ", "U": "Սꓴ", "V": "ѴᏙꓦ", "W": "ԜᎳꓪ", "X": "ХΧꓫⲬ"},
    **{"Y": "ΥϒҮУꓬⲨ", "Z": "ΖᏃꓜ", "'": "’‘‛ʼʹ′´", ".": "·•∙‧", "th": "þ", "Th": "Þ", "ss": "ßẞ", "ae": "æ", "Ae": "Æ"},
    **{"oe": "œ", "Oe": "Œ", "d": "đðԁꓒ", "D": "ÐĐᎠꓓ"},
}
"""The characters that pass for a Latin one, and those that Unicode does not take apart."""
_LATIN = r"LATIN (?:(?P<small>SMALL)|CAPITAL)? ?LETTER (?:SMALL CAPITAL )?(?:DOTLESS )?(?P<letter>[A-Z])\b"
"""How Unicode names what is a letter with a stroke, a hook, or small like a capital."""
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters that show nothing, though Unicode calls them letters or signs."""


class _Plain(dict[int, str]):
    """What each character is in plain letters, known from the first time that it is asked for."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        self[code] = plain = _plain(parts) if parts == chr(code) else "".join(self[ord(part)] for part in parts)
        return plain


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") or character in _FILLERS:
        return ""
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] == "L" and (match := re.match(_LATIN, unicodedata.name(character, ""))):
        return match["letter"].lower() if match["small"] else match["letter"]
    return character


_PLAIN = _Plain({ord(odd): plain for plain, alike in _LOOKS_LIKE.items() for odd in alike} | {ord(BLANK): BLANK})


@lru_cache(16)  # what is searched is searched for one thing after the other
def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents, look-alike letters and invisible characters, and where each character was in `text`."""
    if text.isascii():
        return text, range(len(text) + 1)
    odd = {character: _PLAIN[ord(character)] for character in set(re.findall(r"[^\x00-\x7f]", text))}
    if len("".join(odd.values())) == len(odd) and "" not in odd.values():  # one for one, as nearly everywhere
        plain = text
        for character, alike in odd.items():
            plain = plain.replace(character, alike)
        return plain, range(len(text) + 1)
    plain = text.translate(_PLAIN)
    return plain, [offset for offset, character in enumerate(text) for _ in _PLAIN[ord(character)]]
