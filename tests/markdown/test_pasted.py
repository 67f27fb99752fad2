"""What was copied from Word or a PDF becomes what it was."""

import re
import textwrap
from collections.abc import Callable
from tomllib import loads

import pytest
from conftest import EXAMPLES, ROOT
from copied import from_flat_pdf, from_pdf, from_word
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.markdown.pasted import as_items, as_line, cleaned
from dmmdoc.markdown.read import parse

LONG = (
    "Nederland steunt de versterking van de afschrikking en de verdediging aan de oostflank van het bondgenootschap, "
    "en draagt daar met een gemechaniseerde brigade en met luchtverdediging aan bij."
)
CUT = textwrap.wrap(LONG, 70)


@pytest.mark.parametrize(
    ("copied", "text"),
    [
        ("•\tEerste punt\n•\tTweede punt", "- Eerste punt\n- Tweede punt"),
        ("•\tEerste\no\tOnder\n▪\tDieper\n•\tTweede", "- Eerste\n  - Onder\n    - Dieper\n- Tweede"),
        ("\uf0b7 Eerste\n\uf0b7 Tweede", "- Eerste\n- Tweede"),
        ("\uf0b7\tEerste\n\uf0a7\tOnder", "- Eerste\n  - Onder"),
        ("– Eerste\n– Tweede", "- Eerste\n- Tweede"),
        ("* Eerste\n* Tweede", "- Eerste\n- Tweede"),
        ("§\tEerste\n§\tTweede", "- Eerste\n- Tweede"),
        ("•Eerste\n•Tweede", "- Eerste\n- Tweede"),
        ("- Eerste\n    - Onder\n- Tweede", "- Eerste\n  - Onder\n- Tweede"),
        ("1. Eerste\n2. Tweede", "1. Eerste\n2. Tweede"),
        ("1)\tEerste\n2)\tTweede", "1. Eerste\n2. Tweede"),
        ("a) Eerste\nb) Tweede", "1. Eerste\n2. Tweede"),
        ("1. Eerste\n• Onder\n2. Tweede", "1. Eerste\n   - Onder\n2. Tweede"),
        ("1. Eerste\n• Onder\n• Ook\n2. Tweede", "1. Eerste\n   - Onder\n   - Ook\n2. Tweede"),
        ("•\tEen\n1.\tA\n▪\tx\n▪\ty\n2.\tB\n•\tTwee", "- Een\n  1. A\n     - x\n     - y\n  2. B\n- Twee"),
        ("• Eerste\n\n• Tweede", "- Eerste\n- Tweede"),
        ("•\nEerste\n•\nTweede", "- Eerste\n- Tweede"),
        ("Een.\r\n\r\nTwee.", "Een.\n\nTwee."),
        ("Een zin.\nNog een zin.", "Een zin.\n\nNog een zin."),
        (f"{LONG}\n{LONG}", f"{LONG}\n\n{LONG}"),
        ("\n".join(CUT), LONG),
        ("• " + "\n  ".join(CUT) + "\n• Kort", f"- {LONG}\n- Kort"),
        ("\n".join(CUT) + "\n\n" + "\n".join(CUT), f"{LONG}\n\n{LONG}"),
        ("in\u00a0Brussel, met\u202fEUR\u00a04\u200b miljoen", "in Brussel, met EUR 4 miljoen"),
        ("de so\u00adlida\u00ad\nriteit, e\u0301e\u0301n", "de solidariteit, één"),
        ("de o\ufb03ciële \ufb01naliteit van “ons”", "de officiële finaliteit van “ons”"),
        (
            "Dit is zo bepaald in het verdrag van Washington, en wel in artikel\n5. Daarna is het zo gedaan.",
            "Dit is zo bepaald in het verdrag van Washington, en wel in artikel 5. Daarna is het zo gedaan.",
        ),
        ("Het kost 4. Dat is veel.", "Het kost 4. Dat is veel."),
        ("2026. Een jaar.", r"2026\. Een jaar."),
        ("Zie o. a. het vorige verslag", "Zie o. a. het vorige verslag"),
        ("• Punt\na) eerste\nb) tweede", "- Punt\n  1. eerste\n  2. tweede"),
        ("• a) eerste\nb) tweede", "1. eerste\n2. tweede"),
        ("• a) eerste\n• b) tweede", "1. eerste\n2. tweede"),
        ("Nederland steunt de\n\nPagina 2 van 3\n\nbrede inzet.", "Nederland steunt de brede inzet."),
        ("Een.\nPagina 2 van 3\nTwee.", "Een.\n\nTwee."),
        ("Zie pagina 2 van 3 daarvan.", "Zie pagina 2 van 3 daarvan."),
        ("", ""),
    ],
)
def test_what_was_copied_becomes_what_it_was(copied: str, text: str):
    assert cleaned(copied) == text


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("de bondgenoot-\nschappelijke inzet", "de bondgenootschappelijke inzet"),
        ("het NAVO-\nlidmaatschap", "het NAVO-lidmaatschap"),
        ("in Oost-\nEuropa", "in Oost-Europa"),
        ("de F-35-\ntoestellen", "de F-35-toestellen"),
        ("de land-\nen zeemacht", "de land- en zeemacht"),
        ("de industrie even-\nals de inzet", "de industrie evenals de inzet"),
        ("de NAVO-lidmaatschaps-\naanvraag", "de NAVO-lidmaatschapsaanvraag"),
        ("een niet-\nbindend besluit", "een niet-bindend besluit"),
        ("de EU-\nVS-relatie", "de EU-VS-relatie"),
    ],
)
def test_a_word_that_was_broken_is_whole_and_a_hyphen_of_its_own_stays(cut: str, whole: str):
    before = "Nederland spreekt daar in het verband van de vergadering over "
    assert cleaned(before + cut) == before + whole


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=11).filter(lambda word: word not in ("en", "of"))
SENTENCE = st.lists(WORDS, min_size=25, max_size=60).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(SENTENCE, min_size=1, max_size=4), st.integers(60, 110))
def test_paragraphs_that_a_pdf_cut_are_whole_again(paragraphs: list[str], width: int):
    copied = "\n\n".join("\n".join(textwrap.wrap(each, width)) for each in paragraphs)
    assert cleaned(copied) == "\n\n".join(paragraphs)


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.integers(60, 110), st.sampled_from("•▪–\uf0b7*"))
def test_bullets_that_a_pdf_cut_are_whole_again(items: list[str], width: int, sign: str):
    copied = "\n".join(f"{sign} " + "\n  ".join(textwrap.wrap(each, width)) for each in items)
    assert cleaned(copied) == "\n".join(f"- {each}" for each in items)


@given(st.text(st.sampled_from("ab.- \n\t•o1)–AB*\u00a0\uf0b7"), max_size=60))
def test_no_word_is_lost(copied: str):
    once = cleaned(copied)
    assert re.findall("[aA]", once) == re.findall("[aA]", copied) or re.search(r"(?m)^\s*a[.)]", copied)


@given(st.lists(SENTENCE, min_size=1, max_size=3), st.booleans())
def test_what_is_clean_stays_as_it_is(sentences: list[str], is_list: bool):
    text = "\n".join(f"- {each}" for each in sentences) if is_list else "\n\n".join(sentences)
    assert cleaned(text) == text


def test_a_fact_is_one_line_and_a_list_an_item_a_line():
    assert as_line(" De\u00a0Directeur-\nGeneraal\tBeleid \n") == "De Directeur-Generaal Beleid"
    assert as_items("•\tEerste\n\n1. Tweede\nDerde\n") == ["Eerste", "Tweede", "Derde"]
    assert as_items("• Afschrikking en ver-\ndediging\n• Steun aan\nde oostflank") == [
        "Afschrikking en verdediging",
        "Steun aan de oostflank",
    ]
    assert as_items("Afschrikking en ver-\ndediging\nsteun") == ["Afschrikking en verdediging", "steun"]


SECTIONS = [
    text
    for path in (*EXAMPLES.glob("*.toml"), *(ROOT / "tests/good").glob("*.toml"))
    for text in loads(path.read_text("utf-8"))["secties"].values()
    if text.strip()
]


@pytest.mark.parametrize("copy", [from_word, from_pdf, from_flat_pdf])
def test_every_section_of_whole_memos_comes_back_to_the_letter(copy: Callable[[str], str]):
    assert len(SECTIONS) > 60
    for text in SECTIONS:
        assert parse(cleaned(copy(text))) == parse(text)
