"""The pages as LibreOffice lays them out, read back: nothing over anything else, no heading left alone."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import EXAMPLES, MINIMAL, needs
from memos import FOLDERS

from dmmdoc.commands.export import Job, Manner, export

SENTENCE = "De bondgenoten bespreken de voortgang van de regionale plannen en de gevolgen daarvan voor Nederland. "


class Word(NamedTuple):
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float


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
    """The lines of text of each page, the reference column left out."""
    pages: dict[int, dict[float, list[Word]]] = {}
    for word in words(pdf):
        if word.left < 440:
            pages.setdefault(word.page, {}).setdefault(round(word.bottom), []).append(word)
    return [[" ".join(word.text for word in page[line]) for line in sorted(page)] for page in pages.values()]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory) -> Path:
    """A folder with the examples and memos of many lengths as LibreOffice's PDFs."""
    folder = tmp_path_factory.mktemp("pages")
    sources = {path.stem: path.read_text("utf-8") for path in EXAMPLES.glob("*.toml")}
    for length in range(16, 34):
        sources[f"lang{length}"] = MINIMAL.replace("Er is een bijeenkomst.", SENTENCE * length) + "".join(
            f"{key} = '{SENTENCE * 2}'\n" for key in ("geadviseerd_besluit", "financiele_overwegingen", "communicatie")
        )
    for name, text in sources.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
        outcome = export(Job(str(folder / f"{name}.toml"), str(folder / f"{name}.docx")), Manner(FOLDERS, None, False))
        assert outcome.error is None
    subprocess.run(
        [
            *(needs("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/office"),
            *("--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder


@pytest.mark.parametrize("name", ["agenda", "verslag"])
def test_an_example_is_two_pages_with_the_marking_and_the_page_number_on_each(pdfs: Path, name: str):
    for number in (1, 2):
        page = [word for word in words(pdfs / f"{name}.pdf") if word.page == number]
        text = " ".join(word.text for word in page)
        assert f"Pagina {number} van 2" in text
        assert text.count("DEPARTEMENTAAL VERTROUWELIJK") == 2
    assert max(word.page for word in words(pdfs / f"{name}.pdf")) == 2


@pytest.mark.parametrize("name", ["agenda", "verslag"])
def test_the_reference_column_stands_right_of_the_text_on_page_1_only(pdfs: Path, name: str):
    found = words(pdfs / f"{name}.pdf")
    column = {"Directoraat-Generaal", "Steller", "Telefoon", "E-mail", "Datum", "referentie", "Bijlagen"}
    edge = 160 / 25.4 * 72
    right = [word for word in found if word.left > edge and word.text not in {"Pagina", "van", "1", "2"}]
    assert {word.page for word in right} == {1}
    assert column <= {word.text for word in right}
    assert max(word.right for word in right) < 205 / 25.4 * 72
    assert all(word.right < edge for word in found if word.left < edge)


def test_the_large_word_stands_above_the_subject(pdfs: Path):
    found = words(pdfs / "agenda.pdf")
    nota = next(word for word in found if word.text == "nota")
    subject = next(word for word in found if word.text == "Geannoteerde")
    assert nota.bottom - nota.top > 3 * (subject.bottom - subject.top)
    assert nota.bottom <= subject.top + 12


def test_no_heading_is_the_last_on_its_page(pdfs: Path):
    headings = {"Aanleiding", "Geadviseerd besluit", "Kernpunten", "Toelichting", "Communicatie"}
    headings |= {"Financiële overwegingen", "Juridische overwegingen", "Informatie die niet openbaar wordt gemaakt"}
    breaks = 0
    for pdf in pdfs.glob("*.pdf"):
        *pages, last = lines(pdf)
        breaks += len(pages)
        for page in pages:
            text = [line for line in page if line != "DEPARTEMENTAAL VERTROUWELIJK"]
            assert text[-1] not in headings, pdf.name
        assert "DE DIRECTEUR-GENERAAL BELEID" in last
    assert breaks > 15


def test_the_function_is_in_capitals_and_the_name_below_it(pdfs: Path):
    text = [line for page in lines(pdfs / "agenda.pdf") for line in page]
    assert text.index("DE DIRECTEUR-GENERAAL BELEID") < text.index("Mr. A.B. Pimpelmees")
