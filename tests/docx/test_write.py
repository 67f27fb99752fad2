"""The .docx: the memo whole and in order, real structure, every look from a style, the same bytes every time."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, MINIMAL
from docx.oxml.ns import qn
from hypothesis import given
from memos import FOLDERS, memo_texts

from dmmdoc.commands.export import Manner, document
from dmmdoc.config.addresses import addresses
from dmmdoc.config.house_style import house_style
from dmmdoc.docx.seal import is_unedited
from dmmdoc.docx.write.furniture import styles_of_first_page
from dmmdoc.dutch.days import dag
from dmmdoc.memo.model import Memo, Paragraph
from dmmdoc.memo_file.read import read

MANNER = Manner(FOLDERS, None, False)
NAMES = ("agenda", "verslag", "dmm-oktober/agendabrief", "dmm-oktober/verslagbrief")


def example(name: str) -> Memo:
    path = EXAMPLES / f"{name}.toml"
    return read(path.read_text("utf-8"), str(path), FOLDERS)


def opened(content: bytes):
    return docx.Document(BytesIO(content))


def read_back(content: bytes) -> list[tuple[str, int | None, str]]:
    """The body as (style, list level, text), a line break as a newline."""
    lines = []
    for paragraph in opened(content).paragraphs:
        properties = paragraph._p.pPr.numPr
        level = None if properties is None else properties.ilvl.val
        lines.append((paragraph.style.name, level, paragraph.text))
    return lines


def expected(memo: Memo) -> list[tuple[str, int | None, str]]:
    """What the body must be, from the memo alone."""
    return expected_letter(memo) if memo.soort.endswith("brief") else expected_nota(memo)


def expected_letter(memo: Memo) -> list[tuple[str, int | None, str]]:
    """What the body of a letter must be."""

    def lines(style: str, key: str, words: str = "{}") -> list[tuple[str, int | None, str]]:
        table, _, name = key.partition(".")
        value = memo.feiten.get((table, name), ())
        texts = value if isinstance(value, tuple) else [dag(value)] if isinstance(value, date) else [str(value)]
        return [(f"{style} {key}", None, words.format(text)) for text in texts]

    def labelled(label: str, *said: tuple[str, int | None, str]) -> list[tuple[str, int | None, str]]:
        return [("Referentiekop", None, label), *said] if said else []

    def both(one: str, more: str, found: list[tuple[str, int | None, str]]) -> list[tuple[str, int | None, str]]:
        return labelled(one if len(found) == 1 else more, *found)

    found = [("Retouradres", None, "> Retouradres Postbus 20701 2500 ES Den Haag")]
    if aan := memo.feiten.get(("brief", "aan")):
        held = [each for each in addresses(FOLDERS)[aan] if not memo.datum or (each.vanaf or date.min) <= memo.datum]
        address = (held or addresses(FOLDERS)[aan][:1])[-1]
        found.append(("Geadresseerde brief.aan", None, "\n".join(address.regels)))
    found += lines("Briefregel", "brief.datum", "Datum\t{}")
    found += lines("Briefregel", "brief.betreft", "Betreft\t{}")
    found += [("Salutation", None, "Geachte voorzitter,")]
    found += lines("Referentienaam", "brief.afzender")
    found += [("Referentie", None, words) for words in ("Postbus 20701", "2500 ES Den Haag", "www.defensie.nl")]
    found += labelled("Onze referentie", *lines("Referentie", "brief.kenmerk"))
    found += labelled("Uw referentie", *lines("Referentie", "brief.uw_kenmerk"))
    found += both("Dossier", "Dossiers", lines("Referentie", "brief.dossiers"))
    found += both("Bijlage", "Bijlagen", lines("Referentiepunt", "brief.bijlagen"))
    found += [("Referentienoot", None, "Bij beantwoording, datum, onze referentie en onderwerp vermelden.")]
    for sectie in memo.secties:
        found += _expected_blocks(sectie.blocks, 0)
    found += [("Groet", None, "Hoogachtend,"), ("Closing", None, memo.feiten["ondertekenaar", "functie"])]
    if others := memo.feiten.get(("ondertekenaar", "mede_namens")):
        words = ", ".join(other.replace(", ", ",\u00a0") for other in others)
        found.append(("Medenamens ondertekenaar.mede_namens", None, f"mede namens {words}"))
    found += [("Signature", None, naam) for naam in [memo.feiten.get(("ondertekenaar", "naam"))] if naam]
    found += lines("Medefunctie", "medeondertekenaar.functie")
    return [*found, *lines("Medenaam", "medeondertekenaar.naam")]


def expected_nota(memo: Memo) -> list[tuple[str, int | None, str]]:
    """What the body of a nota must be."""

    def said(table: str, key: str) -> list[str]:
        value = memo.feiten.get((table, key), ())
        return [str(value)] if isinstance(value, str | int) else [*value]

    lines = []
    for label, key in (
        *(("Aan", "aan"), ("Van", "van")),
        *(("Afgestemd met", "afgestemd_met"), ("In afschrift aan", "afschrift_aan")),
    ):
        if value := said("nota", key):
            kept = ", " if key in ("aan", "van") else ",\u00a0"  # in a list, a comma that parts no items
            text = ", ".join(item.replace(", ", kept) for item in value)
            lines.append((f"Hoofdregel nota.{key}", None, f"{label}\t{text}"))
    lines += [("Documentsoort", None, "nota"), ("Title", None, memo.onderwerp)]
    lines += [("Referentie nota.afzender", None, line) for line in memo.afzender]
    lines += [("Label nota.label", None, line) for line in said("nota", "label")]
    months = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    day = memo.datum and f"{memo.datum.day} {months[memo.datum.month - 1]} {memo.datum.year}"
    bijlagen = said("nota", "bijlagen")
    steller = [
        (f"Referentie steller.{key}", None, f"{before}{words}")
        for key, before in (("naam", ""), ("functie", ""), ("onderdeel", ""), ("telefoon", "T "), ("email", ""))
        for words in said("steller", key)
    ]
    count = said("nota", "aantal_bijlagen") or [str(len(bijlagen))] * bool(bijlagen)
    for label, column in (
        ("Datum", [("Referentie nota.datum", None, day)] if day else []),
        ("Onze referentie", [("Referentie nota.kenmerk", None, words) for words in said("nota", "kenmerk")]),
        ("Opgesteld door", steller),
        ("Aantal bijlagen", [("Referentie nota.aantal_bijlagen", None, words) for words in count]),
        (
            "Bijlage" if len(bijlagen) == 1 else "Bijlagen",
            [("Referentiepunt nota.bijlagen", None, words) for words in bijlagen],
        ),
    ):
        if column:
            lines += [("Referentiekop", None, label), *column]
    for sectie in memo.secties:
        lines.append((f"Heading {sectie.niveau}", None, sectie.kop))
        lines += _expected_blocks(sectie.blocks, 0)
    lines.append(("Closing", None, memo.feiten["ondertekenaar", "functie"]))
    if naam := memo.feiten.get(("ondertekenaar", "naam")):
        lines.append(("Signature", None, naam))
    return lines


_CONTINUED = ("Body Text", "List Continue", "List Continue 2", "List Continue 3")


def _expected_blocks(blocks, depth):
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"Heading {block.niveau}" if block.niveau else _CONTINUED[depth], None, block.text
        else:
            style = "List Bullet" if block.start is None else "List Number"
            for first, *rest in block.items:
                yield style, depth, first.text
                yield from _expected_blocks(rest, depth + 1)


@given(memo_texts())
def test_any_memo_goes_through_whole(text):
    memo = read(text, "a", FOLDERS)
    assert read_back(document(memo, MANNER)) == expected(memo)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_go_through_whole(name):
    memo = example(name)
    assert read_back(document(memo, MANNER)) == expected(memo)


@given(memo_texts())
def test_the_same_memo_gives_the_same_bytes(text):
    memo = read(text, "a", FOLDERS)
    assert document(memo, MANNER) == document(read(text, "b", FOLDERS), MANNER)


@pytest.mark.parametrize("name", NAMES)
def test_every_look_comes_from_a_style(name):
    for run in opened(document(example(name), MANNER)).element.body.iter(qn("w:rPr")):
        assert {child.tag for child in run} <= {qn(f"w:{tag}") for tag in ("rStyle", "b", "bCs", "i", "iCs")}
    for properties in opened(document(example(name), MANNER)).element.body.iter(qn("w:pPr")):
        allowed = ("pStyle", "framePr", "numPr", "keepNext")  # the last, where pages may not break, is no look
        assert {child.tag for child in properties} <= {qn(f"w:{tag}") for tag in allowed}


SHORT, LONG = "Een korte regel.", "Een tekst van meer dan een regel, woord na woord. " * 4


@pytest.mark.parametrize(
    ("sections", "kept"),
    [
        ({"niet_openbaar": f"{LONG}\n\n{LONG}"}, [LONG]),
        ({"niet_openbaar": f"{LONG}\n\n{SHORT}"}, [LONG, SHORT]),
        ({"niet_openbaar": f"- {LONG}\n  - a\n- b\n"}, ["a", "b"]),
        ({"communicatie": LONG, "niet_openbaar": SHORT}, [LONG, SHORT]),
        ({"communicatie": LONG}, [LONG]),
        ({}, []),
    ],
)
def test_the_last_lines_of_text_stay_with_the_signature(sections: dict[str, str], kept: list[str]):
    text = MINIMAL + "".join(f"{key} = '''\n{words}\n'''\n" for key, words in sections.items())
    body = opened(document(read(text, "a", FOLDERS), MANNER)).paragraphs
    assert [p.text for p in body if p.paragraph_format.keep_with_next] == [words.strip() for words in kept]


def test_strong_emphasis_links_placeholders_and_withheld_passages():
    text = MINIMAL.replace(
        "Er is een bijeenkomst.",
        'Een **vet *beide*** *schuin* [hier](https://a.nl/?b=1&c=2), [J. de **Vries**]{lak="5.1.2e"} [invullen: wat].',
    )
    content = document(read(text, "a", FOLDERS), MANNER)
    paragraph = next(p for p in opened(content).paragraphs if p.text.startswith("Een"))
    runs = {run.text: run for run in (docx.text.run.Run(r, paragraph) for r in paragraph._p.iter(qn("w:r")))}
    assert (runs["vet "].bold, runs["vet "].italic) == (True, None)
    assert (runs["beide"].bold, runs["beide"].italic) == (True, True)
    assert runs["schuin"].italic
    assert runs["J. de "].style.name == runs["Vries"].style.name == "Lakken 5.1.2e"
    assert runs["Vries"].bold
    assert runs["[invullen: wat]"].style.name == "Invullen"
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("hier", "https://a.nl/?b=1&c=2")


def numbering(content: bytes, text: str) -> tuple[str, str, str]:
    """How the item with `text` is numbered: list, number format and level text."""
    opened_document = opened(content)
    paragraph = next(p for p in opened_document.paragraphs if p.text == text)
    number = paragraph._p.pPr.numPr
    definitions = opened_document.part.numbering_part.element
    (abstract,) = definitions.xpath(f'./w:num[@w:numId="{number.numId.val}"]/w:abstractNumId/@w:val')
    (level,) = definitions.xpath(f'./w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl[@w:ilvl="{number.ilvl.val}"]')
    return number.numId.val, level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val"))


def test_a_list_has_one_numbering_with_its_levels():
    text = MINIMAL + "kernpunten = '''\n- a\n  - b\n    - c\n- d\n\ntussen\n\n- e\n  1. f\n\n3. g\n   1. h\n'''\n"
    content = document(read(text, "a", FOLDERS), MANNER)
    looks = {item: numbering(content, item) for item in "abcdefgh"}
    assert len({looks[item][0] for item in "abcd"}) == 1
    assert looks["a"][0] != looks["e"][0] == looks["f"][0] != looks["g"][0] == looks["h"][0]
    assert [looks[item][1:] for item in "abc"] == [("bullet", "•"), ("bullet", "–"), ("bullet", "•")]
    assert [looks[item][1:] for item in "fgh"] == [("decimal", "%2."), ("decimal", "%1."), ("lowerLetter", "%2.")]
    (start,) = opened(content).part.numbering_part.element.xpath(
        f'./w:num[@w:numId="{looks["g"][0]}"]/w:lvlOverride[@w:ilvl="0"]/w:startOverride/@w:val'
    )
    assert start == "3"


def test_properties_say_what_the_memo_says_and_nothing_else():
    content = document(example("agenda"), MANNER)
    core = opened(content).core_properties
    assert core.title == "Geannoteerde agenda NAVO DMM 12 en 13 februari 2031"
    assert core.author == core.last_modified_by == "Directoraat-Generaal Beleid, Directie Internationale Veiligheid"
    assert (core.category, core.language) == ("agenda", "nl-NL")
    assert core.created.date() == core.modified.date() == date(2031, 1, 30)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert sorted(archive.namelist()) == [
            *("[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml"),
            *("customXml/itemProps1.xml", "docProps/core.xml", "word/_rels/document.xml.rels"),
            *("word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml"),
            *("word/header2.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"),
        ]


def test_a_typeface_that_is_not_there_has_a_second_one():
    with zipfile.ZipFile(BytesIO(document(example("agenda"), MANNER))) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert '<w:font w:name="RO Sans Heading"><w:altName w:val="Verdana"/></w:font>' in fonts


def test_words_are_hyphenated_but_for_capitals_and_an_address():
    made = opened(document(example("agenda"), MANNER))
    settings = made.settings.element
    assert settings.xpath("./w:autoHyphenation[not(@w:val)]")
    assert settings.xpath("./w:doNotHyphenateCaps[not(@w:val)]")
    whole = made.styles.element.xpath("./w:style[w:pPr/w:suppressAutoHyphens[@w:val='1']]/w:name/@w:val")
    headed = ["Documentsoort", "Title", "Hoofdregel", "Referentiekop", "Label"]
    headed += ["Retouradres", "Geadresseerde", "Briefregel"]
    assert sorted(whole) == sorted([*headed, "Referentie steller.email"])


def test_the_language_is_dutch():
    languages = opened(document(example("agenda"), MANNER)).styles.element.xpath("//w:lang/@w:val")
    assert set(languages) == {"nl-NL"}


def test_a_long_subject_is_the_title_whole():
    subject = "Geannoteerde agenda " * 30
    memo = read(MINIMAL.replace("Geannoteerde agenda", subject), "a", FOLDERS)
    assert opened(document(memo, MANNER)).core_properties.title == subject.strip()


def test_the_marking_stands_at_the_top_and_the_foot_and_the_page_number_is_a_field():
    section = opened(document(example("agenda"), MANNER)).sections[0]
    assert section.different_first_page_header_footer
    marked = [("Merking", "DEPARTEMENTAAL VERTROUWELIJK")]
    assert styled(section.first_page_header) == [("Merking pagina 1", "DEPARTEMENTAAL VERTROUWELIJK")]
    assert [(style, text) for style, text in styled(section.header) if not style.startswith("Referentie")] == marked
    for footer in (section.first_page_footer, section.footer):
        assert styled(footer) == [*marked, ("Paginanummer", "Pagina  van ")]
        numbers = footer.paragraphs[1]._p
        assert numbers.xpath(".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]
        assert "".join(numbers.xpath(".//w:t/text()")) == "Pagina 1 van 1"


def styled(part) -> list[tuple[str, str]]:
    """The paragraphs of a header or footer, each with its style."""
    return [(paragraph.style.name, paragraph.text) for paragraph in part.paragraphs]


def test_without_a_marking_there_is_none():
    section = opened(document(read(MINIMAL, "a", FOLDERS), MANNER)).sections[0]
    assert styled(section.first_page_header) == [("Header pagina 1", "")]
    assert styled(section.header) == [("Header", "")]
    assert styled(section.first_page_footer) == styled(section.footer) == [("Paginanummer", "Pagina  van ")]


def test_day_and_reference_are_in_the_column_of_the_later_pages_in_frames():
    section = opened(document(example("agenda"), MANNER)).sections[0]
    framed = [p for p in section.header.paragraphs if p._p.xpath("./w:pPr/w:framePr")]
    assert [(p.style.name, p.text) for p in framed] == [
        *(("Referentiekop", "Datum"), ("Referentie nota.datum", "30 januari 2031")),
        *(("Referentiekop", "Onze referentie"), ("Referentie nota.kenmerk", "BS2031000117")),
    ]
    assert styled(section.header)[len(framed) :] == [("Merking", "DEPARTEMENTAAL VERTROUWELIJK")]
    page = house_style(FOLDERS).pagina
    for paragraph in framed:
        assert place(paragraph) == (pytest.approx(163, abs=0.02), pytest.approx(page.top, abs=0.02))


def place(paragraph) -> tuple[float, float]:
    """How far the frame of a paragraph is from the left and the top edge of the page, in mm."""
    (frame,) = paragraph._p.xpath("./w:pPr/w:framePr")
    assert {frame.get(qn(f"w:{side}Anchor")) for side in "hv"} == {"page"}
    x, y = (int(frame.get(qn(f"w:{axis}"))) / 1440 * 25.4 for axis in "xy")
    return x, y


def test_the_reference_column_is_a_frame_beside_the_text():
    content = document(example("agenda"), MANNER)
    framed = [p for p in opened(content).paragraphs if p._p.xpath("./w:pPr/w:framePr")]
    styles = opened(content).styles
    assert {p.style.name.partition(" ")[0] for p in framed} == {
        "Referentie",
        "Referentiekop",
        "Referentiepunt",
        "Label",
    }
    assert {styles[p.style.name].base_style.name for p in framed if "." in p.style.name} == {
        *("Referentie", "Referentiepunt", "Label")
    }
    assert len(framed) == sum(name.startswith(("Referentie", "Label")) for name, _, _ in read_back(content))
    style = house_style(FOLDERS)
    assert style.referentiekolom.links > style.pagina.breedte - style.pagina.rechts
    for paragraph in framed:
        assert place(paragraph) == (pytest.approx(163, abs=0.02), pytest.approx(42, abs=0.02))


def test_a_change_by_anyone_is_seen():
    content = document(example("agenda"), MANNER)
    assert is_unedited(content)
    buffer = BytesIO()
    edited = opened(content)
    edited.paragraphs[5].add_run("!")
    edited.save(buffer)
    assert not is_unedited(buffer.getvalue())
    assert not is_unedited(content.replace(b"DEPARTEMENTAAL", b"departementaal"))
    assert not is_unedited(b"")
    assert not is_unedited(content[:-40])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A department's own document: its page, a style, a header, and text that must not come along."""
    template = docx.Document()
    template.core_properties.author = "Sjabloonmaker"
    template.add_paragraph("Voorbeeldtekst van het sjabloon")
    template.sections[0].left_margin = docx.shared.Mm(77)
    template.sections[0].header.paragraphs[0].text = "Ministerie van Voorbeelden"
    template.styles["Heading 1"].font.name = "Courier New"
    path = tmp_path / "huis é.docx"
    template.save(str(path))
    return path


def test_a_template_gives_its_page_styles_and_header_but_not_its_text(house: Path):
    memo = example("agenda")
    content = document(memo, Manner(FOLDERS, house, False))
    assert read_back(content) == expected(memo)
    result = opened(content)
    assert round(result.sections[0].left_margin.mm) == 77
    assert result.styles["Heading 1"].font.name == "Courier New"
    assert [p.text for p in result.sections[0].header.paragraphs] == [
        "DEPARTEMENTAAL VERTROUWELIJK",
        "Ministerie van Voorbeelden",
    ]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Voorbeeldtekst" not in everything
    assert b"Sjabloonmaker" not in everything
    assert set(result.styles.element.xpath("//w:lang/@w:val")) == {"nl-NL"}


def test_a_dotx_is_a_template_too(house: Path, tmp_path: Path):
    dotx = tmp_path / "huis.dotx"
    with zipfile.ZipFile(house) as old, zipfile.ZipFile(dotx, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = re.sub(rb"document\.main\+xml", b"template.main+xml", content)
            new.writestr(name, content)
    memo = example("agenda")
    assert document(memo, Manner(FOLDERS, dotx, False)) == document(memo, Manner(FOLDERS, house, False))


@pytest.mark.parametrize("above", [None, 10])
def test_the_header_of_page_1_is_as_high_as_the_room_for_the_logo(above: float | None):
    style = house_style(FOLDERS)
    style = style._replace(stijlen={**style.stijlen, "Merking": style.stijlen["Merking"]._replace(voor=above)})
    marking = styles_of_first_page(style)["Merking pagina 1"]
    assert (above or 0) + 9 + (marking.na or 0) == pytest.approx((42 - 12) / 25.4 * 72)
