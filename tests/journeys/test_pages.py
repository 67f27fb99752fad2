"""The pages of both formats, read back: nothing over anything else, no heading and no signature left alone."""

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import EXAMPLES, MINIMAL, needs
from memos import FOLDERS
from PIL import Image

from dmmdoc.commands.export import Job, Manner, export

MM = 72 / 25.4
SENTENCE = "De bondgenoten bespreken de voortgang van de regionale plannen en de gevolgen daarvan voor Nederland. "


class Word(NamedTuple):
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float


@cache
def words(pdf: Path) -> list[Word]:
    """Every word of a PDF with its place, in points from the top left of its page."""
    listing = subprocess.run([needs("pdftotext"), "-bbox", pdf, "-"], capture_output=True, check=True, text=True).stdout
    found, page = [], 0
    for line in listing.splitlines():
        page += "<page " in line
        if match := re.search(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', line):
            left, top, right, bottom = map(float, match.groups()[:4])
            found.append(Word(match[5], page, left, right, top, bottom))
    return found


def lines(pdf: Path) -> list[list[str]]:
    """The lines of text of each page, without the marking and the reference column."""
    pages: dict[int, dict[float, list[Word]]] = {}
    for word in words(pdf):
        if word.left < 440 and word.text not in ("DEPARTEMENTAAL", "VERTROUWELIJK"):
            pages.setdefault(word.page, {}).setdefault(round(word.bottom), []).append(word)
    return [[" ".join(word.text for word in page[line]) for line in sorted(page)] for page in pages.values()]


ENDS = {
    "regel": "Een korte regel.",
    "alinea": SENTENCE * 4,
    "alineas": "Een korte alinea:\n\nen nog een.",
    "punten": "- een punt\n- nog een punt\n  - een subpunt\n  - nog een subpunt\n",
    "lang punt": f"- een punt\n- {SENTENCE * 3}\n",
    "een punt": "Een korte alinea:\n\n1. met een punt\n",
}
"""Texts that a memo ends with, above its signature."""
GROWING = range(24, 34)
"""How many lines stand above them: from a signature on page 1 to one on page 2 with all that stays with it."""


def growing(length: int, end: str) -> str:
    """A memo of so many lines and a text above its signature."""
    lines = "\\\n".join(f"Regel {number}." for number in range(length))
    return MINIMAL.replace("Er is een bijeenkomst.", lines) + f"niet_openbaar = '''\n{end}\n'''\n"


def sources() -> dict[str, str]:
    """The examples, and memos of many lengths."""
    found = {path.stem: path.read_text("utf-8") for path in EXAMPLES.glob("*.toml")}
    for length in range(16, 34):
        found[f"lang{length}"] = MINIMAL.replace("Er is een bijeenkomst.", SENTENCE * length) + "".join(
            f"{key} = '{SENTENCE * 2}'\n" for key in ("geadviseerd_besluit", "financiele_overwegingen", "communicatie")
        )
    return found | {f"{end}{length}": growing(length, ENDS[end]) for end in ENDS for length in GROWING}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory) -> dict[str, Path]:
    """Two folders of the same memos: the .docx as LibreOffice's PDFs, and our own PDFs."""
    folder = tmp_path_factory.mktemp("pages")
    places = {"docx": folder / "docx", "pdf": folder / "pdf"}
    for suffix, place in places.items():
        place.mkdir()
        for name, text in sources().items():
            made(text, place / f"{name}.{suffix}")
        for name in ("agenda", "lang20"):
            made(sources()[name], place / f"{name} logo.{suffix}", with_logo(folder))
        made(sources()["agenda"], place / f"agenda marge.{suffix}", with_one_margin(folder))
    subprocess.run(
        [
            *(needs("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/office"),
            *("--convert-to", "pdf", "--outdir", places["docx"], *sorted(places["docx"].glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return places


def made(text: str, target: Path, places: tuple[Path, ...] = FOLDERS) -> None:
    source = target.with_suffix(".toml")
    source.write_text(text, "utf-8")
    assert export(Job(str(source), str(target)), Manner(places, None, True, target.suffix[1:])).error is None


def with_logo(folder: Path) -> tuple[Path, ...]:
    """The places to look for templates, the first of which has a logo of the usual size."""
    style = (FOLDERS[-1] / "huisstijl.toml").read_text("utf-8")
    (folder / "huisstijl.toml").write_text(f'logo = "logo.png"\n{style}', "utf-8")
    Image.new("RGB", (130, 371), (1, 104, 155)).save(folder / "logo.png")
    return (folder, *FOLDERS)


def with_one_margin(folder: Path) -> tuple[Path, ...]:
    """The places to look for templates, the first of which has one margin for all pages."""
    style = (FOLDERS[-1] / "huisstijl.toml").read_text("utf-8")
    (folder / "marge").mkdir(exist_ok=True)
    (folder / "marge" / "huisstijl.toml").write_text(style.replace("boven_vervolg = 25", ""), "utf-8")
    return (folder / "marge", *FOLDERS)


both = pytest.mark.parametrize("suffix", ["docx", "pdf"])
examples = pytest.mark.parametrize("name", ["agenda", "verslag"])


@both
@examples
def test_an_example_is_two_pages_with_the_marking_and_the_page_number_on_each(pdfs, suffix: str, name: str):
    found = words(pdfs[suffix] / f"{name}.pdf")
    for number in (1, 2):
        text = " ".join(word.text for word in found if word.page == number)
        assert f"Pagina {number} van 2" in text
        assert text.count("DEPARTEMENTAAL VERTROUWELIJK") == 2
    assert max(word.page for word in found) == 2


@both
@pytest.mark.parametrize(
    ("name", "day", "reference"),
    [("agenda", "30 januari 2031", "BS2031000117"), ("verslag", "21 februari 2031", "BS2031000231")],
)
def test_the_reference_column_stands_right_of_the_text(pdfs, suffix: str, name: str, day: str, reference: str):
    found = words(pdfs[suffix] / f"{name}.pdf")
    edge = 160 * MM
    right = [word for word in found if word.left > edge and word.top < 280 * MM]
    first, later = (" ".join(word.text for word in right if word.page == number) for number in (1, 2))
    column = ["Directoraat-Generaal Beleid", "TER BESLISSING", f"Datum {day}", f"Onze referentie {reference}"]
    column += ["Opgesteld door F. van der Zwaluw Beleidsmedewerker Bestuursstaf T 070 000 00 17", "Aantal bijlagen"]
    places = [first.find(words) for words in column]
    assert -1 not in places
    assert places == sorted(places)
    assert later == f"Datum {day} Onze referentie {reference}"
    assert max(word.right for word in right) < 201 * MM
    assert all(word.right < edge for word in found if word.left < edge)
    tops = [min(word.top for word in right if word.page == number) / MM for number in (1, 2)]
    assert tops == [pytest.approx(42, abs=1.5), pytest.approx(25 + 9 / MM, abs=1.5)]


@both
def test_text_begins_under_the_logo_on_page_1_and_at_the_top_margin_on_others(pdfs, suffix: str):
    seen = set()
    for pdf in pdfs[suffix].glob("*.pdf"):
        found = words(pdf)
        for number in range(1, max(word.page for word in found) + 1):
            text = [word for word in found if word.page == number and word.left < 440 and word.top > 20 * MM]
            first = min(text, key=lambda word: word.top)
            margin = 25 if number > 1 and "marge" not in pdf.name else 42
            edge = margin * MM + 12 * (first.text == "nota")  # which asks for space above it
            assert edge <= first.top < edge + 0.4 * (first.bottom - first.top), (pdf.name, first)
            seen.add((first.text == "nota", number, pdf.stem.partition(" ")[2]))
    assert seen >= {(of_kind, 1, look) for of_kind in (True, False) for look in ("", "logo")}
    assert seen >= {(False, 2, look) for look in ("", "logo", "marge")}


@both
def test_the_large_word_stands_above_the_subject(pdfs, suffix: str):
    found = words(pdfs[suffix] / "agenda.pdf")
    nota = next(word for word in found if word.text == "nota")
    subject = next(word for word in found if word.text == "Geannoteerde")
    assert nota.bottom - nota.top > 3 * (subject.bottom - subject.top)
    assert nota.bottom <= subject.top + 12


@both
def test_no_heading_is_the_last_on_its_page(pdfs, suffix: str):
    headings = {"Aanleiding", "Geadviseerd besluit", "Kernpunten", "Toelichting", "Communicatie"}
    headings |= {"Financiële overwegingen", "Juridische overwegingen", "Informatie die niet openbaar wordt gemaakt"}
    breaks = 0
    for pdf in pdfs[suffix].glob("*.pdf"):
        *pages, last = lines(pdf)
        breaks += len(pages)
        for page in pages:
            assert page[-1] not in headings, pdf.name
        assert "DE DIRECTEUR-GENERAAL BELEID" in last
    assert breaks > 15


@both
@pytest.mark.parametrize("end", ENDS)
def test_a_signature_is_never_alone_on_its_page(pdfs, suffix: str, end: str):
    above = []
    for length in GROWING:
        *pages, last = lines(pdfs[suffix] / f"{end}{length}.pdf")
        above.append(last.index("DE DIRECTEUR-GENERAAL BELEID") if pages else None)
    assert above[0] is None
    assert above[-1] is not None
    assert all(number is None or number >= 2 for number in above), above


@pytest.mark.parametrize("end", ENDS)
def test_both_formats_have_as_many_lines_on_each_page(pdfs, end: str):
    for length in GROWING:
        theirs, ours = ([len(page) for page in lines(place / f"{end}{length}.pdf")] for place in pdfs.values())
        assert theirs == ours


@both
def test_the_function_is_in_capitals_and_the_name_below_it(pdfs, suffix: str):
    text = [line for page in lines(pdfs[suffix] / "agenda.pdf") for line in page]
    assert text.index("DE DIRECTEUR-GENERAAL BELEID") < text.index("Mr. A.B. Pimpelmees")
