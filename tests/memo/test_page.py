"""The page of a memo: its order, and that no writer prints what is not in it."""

import re
import subprocess
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from conftest import EXAMPLES, IN_CI, needs
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from memos import FOLDERS, memo_texts
from rich.console import Console

from dmmdoc import terminal
from dmmdoc.commands.export import Manner, document
from dmmdoc.config.facts import velden
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import kind
from dmmdoc.memo.model import Memo
from dmmdoc.memo.page import Line, Page, joined, page, parted
from dmmdoc.memo_file.read import read
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for

KNOWN = velden(FOLDERS)
STYLE = house_style(FOLDERS)
NUMBER = STYLE.paginanummer.format(pagina=1, paginas=1)
"""What a writer adds to the page: its number, in the words of the house style."""


def page_of(memo: Memo) -> Page:
    return page(memo, kind(memo.soort, FOLDERS), KNOWN)


def example(name: str = "agenda") -> Memo:
    path = EXAMPLES / f"{name}.toml"
    return read(path.read_text("utf-8"), str(path), FOLDERS)


def said(memo: Memo) -> set[str]:
    """Every text and address that the search before publication reads."""
    texts = set[str]()
    for printed in page_of(memo).printed():
        texts.add("".join(span.text for span in printed.spans))
        texts |= {span.link for span in printed.spans if span.link}
    return texts


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = ("title", "creator", "lastModifiedBy")


def words_of(paragraph: etree._Element) -> str:
    nodes = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    return "".join(node.text or "" if node.tag == f"{W}t" else "\t" for node in nodes)


def texts_of(content: bytes) -> list[str]:
    """Every paragraph of every part of a .docx, every property, and where its links go."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            found += [words_of(paragraph) for paragraph in root.iter(f"{W}p")]
            found += [node.get("Target", "") for node in root if node.get("TargetMode") == "External"]
            if name == "docProps/core.xml":
                found += [node.text or "" for node in root if etree.QName(node).localname in PROPERTIES]
    return found


def escapes(memo: Memo, texts: list[str]) -> list[str]:
    """The parts of what a writer printed that were not searched: a label, what stands behind it, an item."""
    known = "\n".join(map(plain, said(memo)))
    parts = (part for text in texts if text != NUMBER for part in re.split(r"\t|, ", text))
    return [part for part in parts if plain(part) not in known]


@given(memo_texts(), st.booleans())
@settings(max_examples=200 if IN_CI else 15)
def test_nothing_that_the_docx_prints_escapes_the_search(text: str, is_public: bool):
    memo = read(text, "x", FOLDERS)
    if is_public:
        memo = public(memo, rules_for(memo.soort, FOLDERS))
    assert escapes(memo, texts_of(document(memo, Manner(FOLDERS, None, False)))) == []


def test_what_is_no_part_of_the_page_would_be_seen_to_escape():
    memo = example()
    content = document(memo, Manner(FOLDERS, None, False))
    assert escapes(memo._replace(secties=memo.secties[1:]), texts_of(content)) != []
    without = {path: value for path, value in memo.feiten.items() if path != ("nota", "kenmerk")}
    assert escapes(memo._replace(feiten=without), texts_of(content)) == ["Onze referentie", "BS2031000117"] * 2


@pytest.mark.parametrize("name", ["agenda", "verslag", "dmm-oktober/verslagbrief"])
def test_nothing_that_the_pdf_prints_escapes_the_search(name: str, tmp_path: Path):
    memo = example(name)
    path = tmp_path / "x.pdf"
    path.write_bytes(document(memo, Manner(FOLDERS, None, False, "pdf")))
    words = subprocess.run([needs("pdftotext"), path, "-"], check=True, capture_output=True, text=True).stdout
    known = plain("".join(sorted(said(memo), key=len)))
    parts = [part for part in re.split(r"[\s\u00ad]+", re.sub(r"[-\u2010\u00ad]\n", "", words)) if plain(part)]
    around = {"pagina", "van", "1", "2", "3", "a", "b", "i"}
    assert [part for part in parts if plain(part) not in known and plain(part) not in around] == []


@pytest.mark.parametrize("name", ["agenda", "verslag", "dmm-oktober/verslagbrief"])
@pytest.mark.parametrize("width", [80, 120])
def test_nothing_that_the_terminal_prints_escapes_the_search(name: str, width: int):
    memo = example(name)
    shown = terminal.write(page_of(memo), STYLE, [], Console(file=StringIO(), width=width, color_system=None))
    known = plain("".join(sorted(said(memo))))
    words = [word for word in re.sub(r"\]\{[\d.a-z]+\}", " ", shown).split() if plain(word)]
    assert [word for word in words if plain(word) not in known] == []


def test_the_head_stands_in_the_order_of_the_ministry():
    lines = [element for element in page_of(example()).elements if isinstance(element, Line)]
    assert [(line.label, line.text) for line in lines if line.label] == [
        ("Aan", "MINDEF"),
        ("Van", "DGB"),
        ("Afgestemd met", "CDS, HDFC, DJZ, DCo"),
        ("In afschrift aan", "STASDEF"),
    ]
    column = [line.text for line in lines if line.place == "kolom"]
    assert column == [
        *("Directoraat-Generaal Beleid", "Directie Internationale Veiligheid", "TER BESLISSING"),
        *("Datum", "30 januari 2031", "Onze referentie", "BS2031000117"),
        *("Opgesteld door", "F. van der Zwaluw", "Beleidsmedewerker", "Bestuursstaf", "T 070 000 00 17"),
        *("f.vanderzwaluw@example.nl", "Aantal bijlagen", "2"),
        *("Bijlagen", "Geannoteerde agenda NAVO DMM", "Programma van de bijeenkomst"),
    ]
    assert [line.text for line in page_of(example()).vervolg] == column[3:7]


def test_only_what_is_filled_stands_in_the_head():
    facts = {("nota", "onderwerp"): "x", ("ondertekenaar", "functie"): "DE DG", ("nota", "bijlagen"): ("Brief",)}
    lines = [element.text for element in page_of(Memo("agenda", facts)).elements if isinstance(element, Line)]
    assert lines == ["nota", "x", "Aantal bijlagen", "1", "Bijlage", "Brief", "DE DG"]
    several = {**facts, ("nota", "aantal_bijlagen"): 3}
    lines = [element.text for element in page_of(Memo("agenda", several)).elements if isinstance(element, Line)]
    assert lines[2:4] == ["Aantal bijlagen", "3"]


_items = st.lists(
    st.text(st.sampled_from("a,b; 1"), min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=4
)


@given(_items)
def test_a_list_on_one_line_is_read_back_item_by_item(texts: list[str]):
    clean = tuple(re.sub(r" +", " ", text) for text in texts)
    if not any(text.endswith(",") or text.startswith(",") for text in clean):
        assert parted(joined(clean)) == clean
