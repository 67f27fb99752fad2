# ruff: noqa: E501
"""Documents from elsewhere, as people make them: labels, signatures, diagrams, black words."""

from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def nota(path: Path, *head: str, tail: tuple[str, ...] = ()) -> docx.document.Document:
    """A nota of another ministry."""
    document = docx.Document()
    for line in head:
        document.add_paragraph(line)
    for heading, text in (("1. AANLEIDING:", "Er is een bijeenkomst."), ("Geadviseerd besluit", "In te stemmen."), ("Kernpunten", "Geen."),
                          ("Informatie die niet openbaar wordt gemaakt", "De namen.")):  # fmt: skip
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    for line in tail:
        document.add_paragraph(line)
    document.save(path)
    return document


def taken(tmp_path: Path, run, *options: str) -> tuple[str, str]:
    done = run("import", "oud.docx", "--kind", "agenda", *options)
    made = tmp_path / "oud.toml"
    return done.stderr, made.read_text("utf-8") if made.exists() else ""


def test_labels_are_read_as_people_write_them(tmp_path, run):
    head = (
        "Ons kenmerk: BS2025000001",
        "Opsteller",
        "A. Voorbeeld",
        "Tel.\t070 000 00 00",
        "Datum |3 februari 2025",
        "Betreft: Een agenda",
    )
    nota(tmp_path / "oud.docx", *head)
    said, text = taken(tmp_path, run)
    for line in (
        'kenmerk = "BS2025000001"',
        'naam = "A. Voorbeeld"',
        'telefoon = "070 000 00 00"',
        "datum = 2025-02-03",
        'onderwerp = "Een agenda"',
    ):
        assert f"\n{line}\n" in text, (said, text)
    assert "aanleiding = 'Er is" in text or "Er is een bijeenkomst." in text


def test_a_table_of_labels_above_the_text_is_facts(tmp_path, run):
    document = nota(tmp_path / "oud.docx")
    rows = (
        ("Aan:", "de Minister van Defensie"),
        ("Datum", "3 februari 2025"),
        ("Onze referentie", ""),
        ("Onderwerp", "Een agenda"),
        ("Bijlagen", "Kamerbrief, Tijdlijn"),
    )
    table = document.add_table(len(rows), 2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.element.body.insert(0, table._tbl)
    document.save(tmp_path / "oud.docx")
    said, text = taken(tmp_path, run)
    for line in (
        'aan = "de Minister van Defensie"',
        "datum = 2025-02-03",
        'onderwerp = "Een agenda"',
        'bijlagen = ["Kamerbrief", "Tijdlijn"]',
    ):
        assert f"\n{line}\n" in text, (said, text)
    table.cell(2, 0).text, table.cell(2, 1).text = "Parafenroute", "via de balie"
    document.save(tmp_path / "oud.docx")
    (tmp_path / "oud.toml").unlink()
    refused, text = taken(tmp_path, run)
    assert "“Parafenroute | via de balie”" in refused and "a table" not in refused and not text


@pytest.mark.parametrize(
    "function", ["DE DIRECTEUR-GENERAAL BELEID", "De directeur-generaal Beleid,", "de plv. secretaris-generaal"]
)
def test_the_signatory_is_not_left_in_the_text(tmp_path, run, function):
    nota(
        tmp_path / "oud.docx",
        "Onderwerp: Een agenda",
        tail=(function, "mr. B.C. Voorbeeld" if "plv" in function else "B.C. Voorbeeld"),
    )
    _, text = taken(tmp_path, run)
    assert f'functie = "{function}"' in text
    assert f'naam = "{"mr. " * ("plv" in function)}B.C. Voorbeeld"' in text
    assert "Voorbeeld" not in text[text.index("[secties]") :]


def test_what_looks_withheld_and_is_not_is_told(tmp_path, run):
    document = nota(tmp_path / "oud.docx", "Onderwerp: Een agenda")
    runs = [document.paragraphs[2].add_run(" Een bondgenoot") for _ in range(2)]
    runs[0].font.highlight_color = 1  # black
    runs[1].font.color.rgb = RGBColor(255, 255, 255)
    document.save(tmp_path / "oud.docx")
    said, text = taken(tmp_path, run)
    assert said.count("“Een bondgenoot” looks withheld and is not") >= 1 and "Een bondgenoot" in text


def test_an_element_that_nobody_knows_is_named_with_its_words(tmp_path, run):
    document = nota(tmp_path / "oud.docx", "Onderwerp: Een agenda")
    strange = etree.SubElement(document.paragraphs[2]._p, "{urn:vreemd}raadsel")
    strange.text = "Een geheim"
    document.save(tmp_path / "oud.docx")
    said, text = taken(tmp_path, run)
    assert "raadsel (“Een geheim”)" in said and text == ""
    assert "Een geheim" in taken(tmp_path, run, "--force")[1]


def test_the_words_of_a_diagram_are_named(tmp_path, run):
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = nota(tmp_path / "oud.docx", "Onderwerp: Een agenda")
    words = '<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>Kamer</a:t><a:t>Minister</a:t></dgm:dataModel>'
    part = Part(PackURI("/word/diagrams/data1.xml"), "application/xml", words.encode(), document.part.package)
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.DIAGRAM_DATA)
    drawing = etree.SubElement(document.paragraphs[2].add_run()._r, f"{W}drawing")
    etree.SubElement(
        drawing, "{urn:d}relIds", {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm": key}
    )
    document.save(tmp_path / "oud.docx")
    said, _ = taken(tmp_path, run)
    assert "a diagram (“Kamer Minister”)" in said
    assert "Kamer Minister" in taken(tmp_path, run, "--force")[1]
