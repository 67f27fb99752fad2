"""Which words of a name tell who is meant, who is named in a text, and a text in plain letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.words import naamwoorden
from dmmdoc.dutch.letters import folded
from dmmdoc.dutch.names import is_function, name_words, people

WOORDEN = naamwoorden((BUILT_IN,))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("J. de Vries", "Vries"),
        ("mr. drs. J.P. (Jan) de Vries", "Jan Vries"),
        ("Jan Willem van den Berg-Jansen", "Jan Willem Berg Jansen"),
        ("DE VRIES", "VRIES"),
        ("VRIES, J. DE", "VRIES"),
        ("Vries, J. de", "Vries"),
        ("De vries", "vries"),
        ("anna de vries (geb. bakker)", "anna vries bakker"),
        ("Mevrouw anna bos", "anna bos"),
        ("G. van 't Hart", "Hart"),
        ("Émile d’Hondt", "Emile Hondt"),
        ("Aaron D'hondt", "Aaron Hondt"),
        ("J. Van MSc", "Van MSc"),
        ("J. DE MA", "DE MA"),
        ("mr. J. Over MSc", "Over MSc"),
        ("WEI MA", "WEI MA"),
        ("A. Jansen, MA", "Jansen"),
        ("Peter van der Meer en Kees Jansen", "Peter Meer Kees Jansen"),
        ("Bos, A. en Dam, B. van", "Bos Dam"),
        ("A. BOS, J. DAS", "BOS DAS"),
        ("A. BOS, J. OVER", "BOS OVER"),
        ("Jan Majoor Bos", "Jan Majoor Bos"),
        ("P. de Boer (geb. Kok)", "Boer Kok"),
        ("S. Smit-op den Akker", "Smit Akker"),
        ("A. Jansen MSc", "Jansen"),
        ("A. Jansen Jr.", "Jansen"),
        ("K. Ma", "Ma"),
        ("Th. de Vries", "Vries"),
        # what looks like a title and has no name behind it
        ("K. Majoor", "Majoor"),
        ("K. Majoor, kolonel", "Majoor"),
        ("de heer J. de Heer", "Heer"),
        ("J. Koning", "Koning"),
        ("J. Op", "Op"),
        ("generaal Kroon", "Kroon"),
        ("kapitein-ter-zee J. Kok", "Kok"),
        ("De Majoor is ziek", "Majoor"),
        ("majoor anna bos", "anna bos"),
        # a passage that says more
        ("Kolonel Terwindt van Defensie", "Terwindt Defensie"),
        ("ernstig ziek", "ernstig ziek"),
        ("Het gaat niet goed met haar.", ""),
        ("070-000 00 00", ""),
        ("J.P.", ""),
        ("", ""),
    ],
)
def test_the_words_that_tell(name: str, words: str) -> None:
    assert " ".join(name_words(name, WOORDEN)) == words


def test_a_function_is_nobody() -> None:
    assert is_function("de kolonel", WOORDEN) and is_function("de heer minister", WOORDEN)
    for text in ("koning", "De Koning", "anna", "de anna", "de", "de kolonel bos", "de vries", ""):
        assert not is_function(text, WOORDEN)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dat wil generaal Kroon, en J. Bos, en Anna Hof.", ["Kroon", "Bos", "Hof"]),
        ("De heer De Vries, de heer van Dam en mevr. d'Hondt.", ["Vries", "Dam", "Hondt"]),
        ("Bel J.P. (Jan) van der Meer of mr. A. Kok.", ["Meer", "Kok"]),
        ("Kolonel Thomas Bos en majoor J. Majoor.", ["Bos", "Majoor"]),
        ("Een kolonel van de Luchtmacht, generaal-majoor Van Uhm.", ["Uhm"]),
        ("N.B. Dit is zo. Het gaat om Groot onderhoud. De motie-Voorbeeld c.s. (Kamerstuk 1).", []),
        ("DE DIRECTEUR-GENERAAL BELEID. Een ton Staal. De secretaris-generaal NAVO.", []),
        ("Minister Jansen, de leden Bos en J. de Vries.", ["Jansen*", "Bos*", "Vries*"]),
        ("De secretaris-generaal van de NAVO, Mark Rutte.", ["Rutte*"]),
        ("Mark Rutte, secretaris-generaal van de NAVO.", ["Rutte*"]),
        ("Het lid sprak. Jan Jansen zweeg. De minister van Defensie ook.", ["Jansen"]),
        ("Een jaar geleden Nederland, en defensieminister Boris Kok.", ["Kok*"]),
    ],
)
def test_who_is_named(text: str, named: list[str]) -> None:
    found = people(folded(text)[0], WOORDEN)
    assert [" ".join(each.surnames) + "*" * each.has_ambt for each in found] == named


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Müller Žižek Łukasz Groß Jørgensen", "Muller Zizek Lukasz Gross Jorgensen"),
        ("Zwаluw Ζwaluw Ｚｗａｌｕｗ 𝐙𝐰𝐚𝐥𝐮𝐰", "Zwaluw Zwaluw Zwaluw Zwaluw"),
        ("Zw\u00ada\u034fl\ufe0fu\u200bw u\u0308", "Zwaluw u"),
        ("ﬁ ĳ \u0663\u0664 a–b d’H", "fi ij 34 a-b d'H"),
    ],
)
def test_plain_letters(text: str, plain: str) -> None:
    assert folded(text)[0] == plain


@given(st.text())
def test_every_plain_letter_knows_where_it_stood(text: str) -> None:
    plain, offsets = folded(text)
    assert len(plain) == len(plain.lower())
    assert all(folded(text[offset])[0].count(letter) for letter, offset in zip(plain, offsets, strict=False))
    assert list(offsets) == sorted(offsets) and len(offsets) >= len(plain)
