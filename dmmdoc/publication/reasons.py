"""Whether a text says on what ground of the Woo something is withheld."""

import re
from functools import cache, lru_cache

from dmmdoc.config.words import PERSOON


@lru_cache(64)
def says(text: str, grond: str, protects: str) -> bool:
    """Whether a text gives a ground: by its code, by what it protects, or that of people by what it is about."""
    is_about = grond == PERSOON and re.search(_ABOUT_PEOPLE, text)
    return bool(is_about or protects.casefold() in " ".join(text.casefold().split()) or _code(grond).search(text))


_ABOUT_PEOPLE = r"(?i)persoon|persoons|privacy|levenssfeer|\bna(?:am|men)\b|contactgegevens|\bAVG\b|medewerker|ambtena"
_UNDER = r"(?:(?:onder(?:de(?:el|len))?|sub|letters?)\s+)?"
_AND = rf"(?:\s*\([^()]*\))?(?:\s*[,/&]\s*|\s+)(?:(?:en|of|en/of|dan\s+wel)\s+)?{_UNDER}"
"""What stands between two letters of one paragraph: onder a, e en i; a/b; sub a en sub i."""
_OTHER_PARAGRAPH = r"(?:,?\s+\w+\s+lid\b[^;.]{0,80}?)?"
"""What may stand between an article and the paragraph: eerste lid, onder b, en tweede lid, onder a."""
_ORDINALS = {"1": "eerste", "2": "tweede", "5": "vijfde"}


@cache
def _code(ground: str) -> re.Pattern[str]:
    """How a text may write a ground: 5.1.2e, 5.1, lid 2, onder e, or artikel 5.1, tweede lid, onder a en e."""
    found = re.fullmatch(r"(\d+\.\d+)\.(\d+)([a-z]?)", ground)
    if not found:
        return re.compile(re.escape(ground))
    article, paragraph, letter = found.groups()
    nth = rf"(?:{_ORDINALS.get(paragraph, paragraph)}|{paragraph}e)"
    lid = rf"(?:\.\s?{paragraph}|,?\s+lid\s+{paragraph}|{_OTHER_PARAGRAPH},?\s+{nth}\s+lid)"
    under = rf"[,.]?\s*(?:aanhef\s*(?:,|en)\s*)?{_UNDER}(?:[a-z]\b{_AND})*?{letter}\b" if letter else r"(?!\w)"
    return re.compile(rf"(?i)(?<![\d.]){re.escape(article)}{lid}{under}")
