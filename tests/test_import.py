"""Edits in Word come home: the law import(export(memo)) == memo, and what people do to a document meanwhile."""

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, IN_CI, needs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from memos import FOLDERS, memo_texts

from dmmdoc import toml_text
from dmmdoc.exporting import Manner, document
from dmmdoc.importing import take_in
from dmmdoc.memo import Bijeenkomst, ListBlock, Paragraph, Span, join_spans
from dmmdoc.readers import docx as reader
from dmmdoc.readers import markup, memo_file
from dmmdoc.readers.docx.tidy import tidied, tidied_spans
from dmmdoc.writers.markup import write
from dmmdoc.writers.section_text import revised

MANNER = Manner(FOLDERS, None, False)
ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
EDITED = b"PK\x05\x06"  # where a zip ends; a comment after it makes a document edited, and changes nothing else


def exported(text: str) -> bytes:
    return document(memo_file.read(text, "memo.toml", FOLDERS), MANNER)


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(content: bytes, name: str, kind: str, xml: str) -> bytes:
    """The document with one more part, as Word adds comments or footnotes."""
    parts = parts_of(content)
    parts[f"word/{name}.xml"] = xml
    rels = "word/_rels/document.xml.rels"
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = f'<Relationship Id="rIdNew{name}" Type="{base}/{kind}" Target="{name}.xml"/></Relationships>'
    parts[rels] = parts[rels].replace("</Relationships>", added)
    return packed(parts)


W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:id="90" w:author="C. Voorbeeld" w:date="2025-01-27T09:00:00Z"'

BEGIN = """\
# Mijn eigen opmerking blijft staan.
soort = "agenda"

[bijeenkomst]
plaats = "Brussel"      # staat niet in het document

[nota]
onderwerp = 'Geannoteerde agenda'
datum = 2025-02-03
kenmerk = "BS2025000000"
aan = "de Minister van Defensie"
afzender = ["Directoraat-Generaal Beleid", "Directie Internationale Veiligheid"]
merking = "DEPARTEMENTAAL VERTROUWELIJK"
bijlagen = ["Kamerbrief"]

[steller]
naam = "A. Voorbeeld"
telefoon = "070 000 00 00"

[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"
naam = "B. Voorbeeld"

[secties]
aanleiding = '''
Op 13 en 14 februari 2025 vindt in Brussel
de bijeenkomst plaats.

Dit is de
tweede alinea, met *nadruk*.
'''
# Nog een opmerking.
geadviseerd_besluit = "U wordt geadviseerd in te stemmen."
kernpunten = '''
*   Het eerste
    punt.
*   Het tweede punt:
    -   een subpunt;
    -   nog een subpunt.
*   Het derde punt.
'''
juridische_overwegingen = 'Geen.'
niet_openbaar = '''
De naam van [J. de Vries]{lak="5.1.2e"}.
'''
"""


class Folder:
    """A folder with nota.toml and nota.docx in it, the document as a person changed it."""

    def __init__(self, path: Path, run):
        self.path, self.run = path, run
        self.toml, self.docx = path / "nota.toml", path / "nota.docx"
        self.toml.write_text(BEGIN, "utf-8")
        self.docx.write_bytes(exported(BEGIN))

    def edit(self, *changes: tuple[str, str]) -> None:
        """Replace stretches of the XML of the document's body, each of which must be there."""
        parts = parts_of(self.docx.read_bytes())
        for old, new in changes:
            assert old in parts["word/document.xml"], old
            parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
        self.docx.write_bytes(packed(parts))

    def take_in(self, *options: str):
        """Import the document: the lines told, and what changed in the memo file, as `-` and `+` lines."""
        before = self.toml.read_text("utf-8").split("\n")
        done = self.run("import", "nota.docx", *options)
        after = self.toml.read_text("utf-8").split("\n")
        gone = [f"-{line}" for line in before if line not in after]
        return done, gone + [f"+{line}" for line in after if line not in before]


@pytest.fixture
def folder(tmp_path, run) -> Folder:
    return Folder(tmp_path, run)


def run_xml(text: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00AB12CD">{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


# --- the law


def taken(content: bytes, text: str | None = None, soort: str | None = None, all_of_it: bool = True):
    """The import of a document in an empty folder, beside the memo file `text` or to a new one."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "nota.docx"), Path(folder, "nota.toml")
        source.write_bytes(content)
        if text is not None:
            target.write_text(text, "utf-8", newline="")
        return take_in(source, target, soort, FOLDERS, anew=text is None, all_of_it=all_of_it)


def without_meeting(memo):
    return memo._replace(bijeenkomst=Bijeenkomst())


@given(memo_texts())
@settings(max_examples=500 if IN_CI else 40, **ANY)
def test_what_was_exported_comes_back_as_it_was(text):
    memo = memo_file.read(text, "memo.toml", FOLDERS)
    new = taken(content := document(memo, MANNER))
    assert not new.messages
    assert memo_file.read(new.text, "new.toml", FOLDERS) == without_meeting(memo)
    beside = taken(content, text)
    assert (beside.text, beside.changes, beside.messages) == (text, (), ())


@given(memo_texts())
@settings(max_examples=200 if IN_CI else 20, **ANY)
def test_a_document_that_was_only_saved_again_changes_nothing(text):
    content = packed(parts_of(exported(text)))
    assert taken(content, text, all_of_it=False)[1:4] == (text, (), ())


@pytest.mark.parametrize("name", ["agenda", "verslag"])
def test_the_examples_come_back(name):
    text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
    memo = memo_file.read(text, "memo.toml", FOLDERS)
    assert memo_file.read(taken(exported(text)).text, "new.toml", FOLDERS) == without_meeting(memo)


def test_a_department_template_makes_no_difference(tmp_path):
    import docx

    house = docx.Document()
    house.styles["List Bullet"].font.bold = True
    house.styles["Normal"].font.italic = True
    house.save(tmp_path / "huis.docx")
    text = BEGIN
    memo = memo_file.read(text, "memo.toml", FOLDERS)
    content = document(memo, MANNER._replace(template=tmp_path / "huis.docx"))
    assert taken(packed(parts_of(content)), text).changes == ()


# --- after LibreOffice


def saved_by_libreoffice(contents: list[bytes]) -> list[bytes]:
    soffice = needs("soffice")
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{number}.docx" for number in range(len(contents))]
        for name, content in zip(names, contents, strict=True):
            Path(folder, name).write_bytes(content)
        subprocess.run(
            [soffice, "--headless", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
            + ["--convert-to", "docx", "--outdir", "saved", *names],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=300,
        )
        return [Path(folder, "saved", name).read_bytes() for name in names]


def test_libreoffice_may_open_and_save_it():
    texts = [(EXAMPLES / f"{name}.toml").read_text("utf-8") for name in ("agenda", "verslag")]
    texts += [BEGIN, *map(_ordinary, _generated(40 if IN_CI else 20))]
    for text, content in zip(texts, saved_by_libreoffice([exported(text) for text in texts]), strict=True):
        beside = taken(content, text)
        assert (beside.changes, beside.messages) == ((), ()), text
        memo = memo_file.read(text, "memo.toml", FOLDERS)
        new = memo_file.read(taken(content).text, "new.toml", FOLDERS)
        assert _tidy(new) == _tidy(without_meeting(memo)), text


def _ordinary(text: str) -> str:
    """The memo in letters that a word processor leaves alone: it splits links where another script begins."""
    return re.sub(r"&#\d{4,};|[^\x00-\u024f\u2010-\u2027\u20ac]", "x", text)


def _tidy(memo):
    return memo._replace(secties=tuple(each._replace(blocks=tidied(each.blocks)) for each in memo.secties))


def _generated(count: int) -> list[str]:
    found: list[str] = []

    @given(memo_texts())
    @settings(max_examples=count, phases=[Phase.generate], database=None, derandomize=True, **ANY)
    def generate(text):
        found.append(text)

    generate()
    return found[:count]
