"""Edits in Word come home: the law import(export(memo)) == memo, and what people do to a document meanwhile."""

import io
import re
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, IN_CI, needs
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from memos import FOLDERS, memo_texts

from dmmdoc.commands.export import Manner, document
from dmmdoc.config.facts import velden
from dmmdoc.config.kinds import kind
from dmmdoc.docx.read import contents as reader
from dmmdoc.importing.take_in import opened, take_in, take_in_new
from dmmdoc.markdown import read as markup
from dmmdoc.markdown.revise import revised
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import Paragraph, Publicatie, Span, join_spans
from dmmdoc.memo.tidy import tidied, tidied_spans
from dmmdoc.memo_file import read as memo_file
from dmmdoc.toml import text as toml_text

MANNER = Manner(FOLDERS, None, False)
ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
EDITED = b"PK\x05\x06"  # where a zip ends; a comment after it makes a document edited, and changes nothing else


def exported(text: str) -> bytes:
    return document(memo_file.read(text, "memo.toml", FOLDERS), MANNER)


def parts_of(content: bytes) -> dict[str, str]:
    """The parts of a document; as in Word, space is only said to be kept where there is some at an edge."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    pattern = r'<w:t xml:space="preserve">(?=[^\s<])([^<]*)(?<!\s)</w:t>'
    return {name: re.sub(pattern, r"<w:t>\1</w:t>", part) for name, part in parts.items()}


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
    look = look and f"<w:rPr>{look}</w:rPr>"
    return f'<w:r w:rsidR="00AB12CD">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


# --- the law


def taken(content: bytes, text: str | None = None, soort: str | None = None):
    """The import of a document in an empty folder, into the memo file `text` or to a new one."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "nota.docx"), Path(folder, "nota.toml")
        source.write_bytes(content)
        if text is None:
            return take_in_new(opened(source), target, soort, FOLDERS)
        return take_in(opened(source), target, text, FOLDERS, lambda clash: None, soort)


def without_meeting(memo):
    of_kind, known = kind(memo.soort, FOLDERS), velden(FOLDERS)
    printed = {*of_kind.printed(), known.rollen(of_kind.tabel).get("merking")}
    facts = {path: value for path, value in memo.feiten.items() if path in printed}
    return memo._replace(feiten=facts, publicatie=Publicatie())  # neither stands in a document


def without_what_follows(memo):
    """The memo without the number of annexes where it says what the list of them says already."""
    count, listed = ("nota", "aantal_bijlagen"), memo.feiten.get(("nota", "bijlagen"))
    follows = listed is not None and memo.feiten.get(count) == len(listed)
    return memo._replace(feiten={path: value for path, value in memo.feiten.items() if path != count or not follows})


@given(memo_texts())
@settings(max_examples=500 if IN_CI else 15, **ANY)
def test_what_was_exported_comes_back_as_it_was(text):
    memo = memo_file.read(text, "memo.toml", FOLDERS)
    new = taken(content := document(memo, MANNER))
    assert not new.messages
    assert memo_file.read(new.text, "new.toml", FOLDERS) == without_what_follows(without_meeting(memo))
    beside = taken(content, text)
    assert (beside.text, beside.changes, beside.messages) == (text, (), ())


@given(memo_texts())
@settings(max_examples=200 if IN_CI else 10, **ANY)
def test_a_document_that_was_only_saved_again_changes_nothing(text):
    content = packed(parts_of(exported(text)))
    assert taken(content, text)[1:4] == (text, (), ())


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
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run(
            [soffice, "--headless", profile, "--convert-to", "docx", "--outdir", "saved", *names],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=300,
        )
        return [Path(folder, "saved", name).read_bytes() for name in names]


def test_libreoffice_may_open_and_save_it():
    texts = [(EXAMPLES / f"{name}.toml").read_text("utf-8") for name in ("agenda", "verslag")]
    texts += [BEGIN, *map(_ordinary, _generated(40 if IN_CI else 8))]
    for text, content in zip(texts, saved_by_libreoffice([exported(text) for text in texts]), strict=True):
        beside = taken(content, text)
        assert (beside.changes, beside.messages) == ((), ()), text
        memo = memo_file.read(text, "memo.toml", FOLDERS)
        new = memo_file.read(taken(content).text, "new.toml", FOLDERS)
        assert _tidy(new) == _tidy(without_what_follows(without_meeting(memo))), text


def test_links_that_touch_come_back_from_libreoffice_whole():
    one, two = "mailto:a@example.nl", "https://example.nl"
    rows = (
        f"[eerst]({one})[**vet** gewoon *schuin*]({two})",
        f'[[*eerst*]({one})]{{lak="5.1.1b"}}[[**vet** gewoon]({two})]{{lak="5.1.2e"}}',
        f'[[b]({two})]{{lak="5.1.2e"}}[**c** d]({two})',
    )
    text = BEGIN.replace(
        "juridische_overwegingen = 'Geen.'", "juridische_overwegingen = '''\n" + "\n\n".join(rows) + "\n'''"
    )
    (content,) = saved_by_libreoffice([exported(text)])
    assert taken(content, text).changes == ()


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


# --- what people do in Word

FIRST = "Op 13 en 14 februari 2025 vindt in Brussel de bijeenkomst plaats."
POINT = (
    '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>{}</w:pPr>'
)


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def body(text: str, mark: str = "") -> str:
    """A paragraph of body text as the document has it."""
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/>{mark}</w:pPr>{text}</w:p>'


def section(folder: Folder, key: str) -> str:
    return toml_text.parse(folder.toml.read_text("utf-8"), "nota.toml")["secties"][key]


def test_an_unedited_document_changes_nothing(folder):
    before = folder.toml.read_bytes()
    done, _ = folder.take_in()
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "nota.toml: nothing changed; nobody has edited nota.docx\n"
    assert folder.toml.read_bytes() == before


def test_an_unedited_document_does_not_undo_what_was_written_since(folder):
    folder.toml.write_text(BEGIN.replace("Geen.", "Die zijn er niet."), "utf-8")
    before = folder.toml.read_bytes()
    assert folder.take_in()[0].returncode == 0
    assert folder.toml.read_bytes() == before


def test_one_changed_paragraph_leaves_all_other_lines(folder):
    folder.edit(("tweede alinea", "herziene alinea"))
    done, lines = folder.take_in()
    assert (done.returncode, done.stdout) == (0, "nota.toml\n")
    assert done.stderr == "nota.toml: aanleiding: 1 changed\n"
    assert lines == ["-Dit is de", "-tweede alinea, met *nadruk*.", "+Dit is de herziene alinea, met *nadruk*."]


def test_one_changed_bullet_leaves_the_others_as_they_were_written(folder):
    folder.edit(("een subpunt;", "een ander subpunt;"))
    _, lines = folder.take_in()
    assert [line for line in lines if line[0] == "-"] == ["-    -   een subpunt;"]
    assert [block.start for block in markup.parse(section(folder, "kernpunten"))] == [None]
    assert "ander subpunt" in section(folder, "kernpunten")


def test_facts_come_back_and_other_keys_stay_to_the_byte(folder):
    folder.edit(
        ("3 februari 2025", "4 februari 2025"),
        ("A. Voorbeeld", "C. Proef"),
        (">Kamerbrief<", ">Kamerbrief</w:t><w:br/><w:t>Tijdlijn<"),
        ("Geannoteerde agenda<", "Geannoteerde agenda’s<"),
        (">de Minister van Defensie<", ">de Staatssecretaris<"),
        (">B. Voorbeeld<", ">D. Proef<"),
    )
    done, lines = folder.take_in()
    assert sorted(lines) == sorted(
        [
            "-onderwerp = 'Geannoteerde agenda'",
            "+onderwerp = 'Geannoteerde agenda’s'",
            "-datum = 2025-02-03",
            "+datum = 2025-02-04",
            '-aan = "de Minister van Defensie"',
            '+aan = "de Staatssecretaris"',
            '-bijlagen = ["Kamerbrief"]',
            '+bijlagen = ["Kamerbrief", "Tijdlijn"]',
            '-naam = "A. Voorbeeld"',
            '+naam = "C. Proef"',
            '-naam = "B. Voorbeeld"',
            '+naam = "D. Proef"',
        ]
    )
    assert "nota.toml: nota.datum: 3 februari 2025 → 4 februari 2025\n" in done.stderr


def test_a_fact_that_was_taken_out_says_nothing_any_more(folder):
    parts = parts_of(folder.docx.read_bytes())
    paragraphs = re.findall(r"<w:p>.*?</w:p>", parts["word/document.xml"])
    (gone,) = (paragraph for paragraph in paragraphs if "070 000 00 00" in paragraph)
    parts["word/document.xml"] = parts["word/document.xml"].replace(gone, "")
    folder.docx.write_bytes(packed(parts))
    _, lines = folder.take_in()
    assert lines == ['-telefoon = "070 000 00 00"', '+telefoon = ""']
    memo = memo_file.read(folder.toml.read_text("utf-8"), "nota.toml", FOLDERS)
    assert ("steller", "telefoon") not in memo.feiten


def test_a_marking_changes_and_a_date_that_is_none_is_named(folder):
    parts = parts_of(folder.docx.read_bytes())
    for name in parts:
        parts[name] = parts[name].replace("DEPARTEMENTAAL VERTROUWELIJK", "STG. CONFIDENTIEEL")
    parts["word/document.xml"] = parts["word/document.xml"].replace("3 februari 2025", "begin februari")
    folder.docx.write_bytes(packed(parts))
    done, lines = folder.take_in()
    assert done.returncode == 1 and "“begin februari” is no day" in done.stderr and lines == []
    assert folder.take_in("--force")[1][:1] == ["-datum = 2025-02-03"]
    assert section(folder, "aanleiding").startswith("Datum: begin februari\n")
    assert 'merking = "STG. CONFIDENTIEEL"' in folder.toml.read_text("utf-8")


@pytest.mark.parametrize("typed", ["4 feb 2025", "4 feb 25", "4-2-25", "di 4 februari 2025"])
def test_a_date_in_the_column_is_read_as_people_type_one_and_its_copy_in_the_header_is_no_news(folder, typed):
    folder.edit(("3 februari 2025", typed))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, ["-datum = 2025-02-03", "+datum = 2025-02-04"])
    assert "headers and footers" not in done.stderr


def test_what_somebody_types_over_the_copy_of_the_date_in_the_header_is_named(folder):
    parts = parts_of(folder.docx.read_bytes())
    header = next(name for name in parts if "header" in name and "3 februari 2025" in parts[name])
    folder.docx.write_bytes(packed({**parts, header: parts[header].replace("3 februari 2025", "4 februari 2025")}))
    assert "headers and footers: “4 februari 2025”" in folder.take_in()[0].stderr


def test_a_table_below_the_signature_is_named_once_and_counted_as_it_is_told(folder):
    folder.edit(("<w:sectPr", f"{TABLE}{TABLE}<w:sectPr"), ("3 februari 2025", "begin februari"))
    done, _ = folder.take_in()
    told = done.stderr.splitlines()
    assert [line for line in told if "after the signature" in line] == []
    assert len([line for line in told if "a table of" in line]) == 2
    assert len(told) == 4 and told[-1].startswith("nota.docx: 3 things that a memo cannot hold")


def test_a_label_that_the_column_does_not_have_is_kept_with_its_words(folder):
    folder.edit((">Onze referentie<", ">Dossier<"), ('"Referentienotakenmerk"', '"Referentie"'))
    assert "the label “Dossier” in the reference column" in folder.take_in()[0].stderr
    folder.take_in("--force")
    assert section(folder, "aanleiding").startswith("Dossier\n\nBS2025000000\n")
    memo = memo_file.read(folder.toml.read_text("utf-8"), "nota.toml", FOLDERS)
    assert ("nota", "kenmerk") not in memo.feiten
    assert memo.afzender == ("Directoraat-Generaal Beleid", "Directie Internationale Veiligheid")


def test_a_fact_is_known_by_its_style_and_by_the_labels_that_people_give_it(folder):
    folder.edit((">Onze referentie<", ">Ons kenmerk<"), ('"Referentienotakenmerk"', '"Referentie"'))
    done, lines = folder.take_in()
    assert (done.returncode, done.stderr, lines) == (0, "nota.toml: nothing changed\n", [])
    folder.edit(('"Referentie"', '"Referentienotakenmerk"'), (">Ons kenmerk<", ">Dossier<"))
    assert "the label “Dossier” in the reference column" in folder.take_in()[0].stderr
    folder.take_in("--force")
    assert section(folder, "aanleiding").startswith("Dossier\n\nOp 13")
    memo = memo_file.read(folder.toml.read_text("utf-8"), "nota.toml", FOLDERS)
    assert memo.feiten["nota", "kenmerk"] == "BS2025000000"


def test_none_is_a_number_too(folder):
    text = BEGIN.replace("kenmerk =", "aantal_bijlagen = 0\nkenmerk =")
    assert "aantal_bijlagen = 0" in taken(exported(text)).text


def test_rows_and_counts_come_back(folder):
    more = 'van = "DGB"\nafgestemd_met = ["CDS", "HDFC, na overleg"]\naantal_bijlagen = 3\nkenmerk ='
    folder.toml.write_text(BEGIN.replace("kenmerk =", more), "utf-8")
    folder.docx.write_bytes(exported(folder.toml.read_text("utf-8")))
    folder.edit((">DGB<", ">HDBV<"), (">CDS, HDFC,\u00a0na overleg<", ">CDS, HDFC,\u00a0na overleg, DJZ<"))
    folder.edit(("<w:t>3</w:t>", "<w:t>4</w:t>"))
    assert sorted(folder.take_in()[1]) == sorted(
        [
            *('-van = "DGB"', '+van = "HDBV"', "-aantal_bijlagen = 3", "+aantal_bijlagen = 4"),
            '-afgestemd_met = ["CDS", "HDFC, na overleg"]',
            '+afgestemd_met = ["CDS", "HDFC, na overleg", "DJZ"]',
        ]
    )


@pytest.mark.parametrize("words", ["enkele", "9" * 5000])
def test_a_number_that_is_none_is_named(folder, words):
    folder.edit(("<w:t>1</w:t>", f"<w:t>{words}</w:t>"))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (1, [])
    assert re.search(r"the aantal bijlagen “.*” is no whole number\n", done.stderr)


def test_sections_in_another_order_are_told_and_not_put_back_without_a_word(folder):
    parts = parts_of(folder.docx.read_bytes())
    xml = parts["word/document.xml"]
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>'
    first, second, third = (xml.index(heading + kop) for kop in ("Aanleiding", "Geadviseerd", "Kernpunten"))
    moved = xml[:first] + xml[second:third] + xml[first:second] + xml[third:]
    folder.docx.write_bytes(packed({**parts, "word/document.xml": moved}))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, [])
    assert "nota.docx: Aanleiding: stands elsewhere than in this kind of memo; export puts it back\n" in done.stderr
    assert folder.run("export", "nota.toml").returncode == 1


def test_what_word_adds_around_words_changes_nothing(folder):
    folder.edit(
        (
            f"<w:r>{t(FIRST)}</w:r>",
            '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>'
            + run_xml("Op 13 en ", '<w:lang w:val="nl-NL"/><w:b w:val="0"/>')
            + '<w:smartTag w:uri="urn:x" w:element="date">'
            + run_xml("14 februari", '<w:rFonts w:ascii="Arial"/><w:sz w:val="18"/>')
            + '</w:smartTag><w:proofErr w:type="spellEnd"/><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>'
            + run_xml(" 2025 vindt in ")
            + "</w:sdtContent></w:sdt><w:r><w:lastRenderedPageBreak/><w:t>Brussel de</w:t></w:r>"
            + '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:bookmarkEnd w:id="3"/>'
            + run_xml("bijeenkomst plaats.")
            + run_xml("  ", "<w:b/>"),
        ),
        (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Kern',
            body("") + body(run_xml(" ")) + "<w:sdt><w:sdtContent>"
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Kern',
        ),
        ("Kernpunten</w:t></w:r></w:p>", "Kernpunten</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    done, lines = folder.take_in()
    assert (lines, done.stdout, done.stderr) == ([], "", "nota.toml: nothing changed\n")


def test_words_with_characters_of_word(folder):
    folder.edit(
        (
            t(FIRST),
            '<w:t xml:space="preserve">“Ja”\u00a0zei hij, co</w:t><w:softHyphen/><w:t>alitie</w:t><w:noBreakHyphen/>'
            '<w:t>partij</w:t><w:tab/><w:t>A</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t>B</w:t><w:cr/>'
            "<w:t>C</w:t>",
        )
    )
    folder.take_in()
    (paragraph, *_) = markup.parse(section(folder, "aanleiding"))
    assert paragraph.text == "“Ja”\u00a0zei hij, co\u00adalitie\u2011partij\tA→B\nC"


MC_NS = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
EMOJI = (
    f'<w:r><mc:AlternateContent {MC_NS}><mc:Choice Requires="w16se"><w16se:symEx '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" w16se:font="Segoe UI Emoji" '
    'w16se:char="1F44D"/></mc:Choice><mc:Fallback><w:t>👍</w:t></mc:Fallback></mc:AlternateContent></w:r>'
)
FORM = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="ja"/>'
    '<w:listEntry w:val="nee"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def field_xml(code: str) -> str:
    """A field that shows what its instruction says, without a result."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{end}"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (EMOJI, "👍"),
        (FORM, "nee"),
        (field_xml("MACROBUTTON NoMacro [naam]"), "[naam]"),
        (f'<w14:conflictIns xmlns:w14="x">{run_xml("wel")}</w14:conflictIns>', "wel"),
        (f'<w14:conflictDel xmlns:w14="x">{run_xml("niet")}</w14:conflictDel>{run_xml("a")}', "a"),
        ('<w:r><w:t>links</w:t><w:br w:type="column"/><w:t>rechts</w:t></w:r>', "links\nrechts"),
        (run_xml("10") + run_xml("-6", '<w:vertAlign w:val="superscript"/>'), "10⁻⁶"),
        (run_xml("1") + run_xml("e", '<w:vertAlign w:val="superscript"/>'), "1e"),
    ],
)
def test_what_is_seen_in_word_is_text_however_it_is_written(folder, xml, text):
    folder.edit((f"<w:r>{t(FIRST)}</w:r>", xml))
    done, _ = folder.take_in()
    assert done.returncode == 0, done.stderr
    assert markup.parse(section(folder, "aanleiding"))[0].text == text


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "””"])
def test_a_mark_typed_in_word_is_one(folder, quotes):
    folder.edit((t(FIRST), t(f"Aldus [J. de Vries]{{lak={quotes[0]}5.1.2e{quotes[1]}}}.")))
    assert folder.take_in()[1][-1] == '+Aldus [J. de Vries]{lak="5.1.2e"}.'


def test_what_only_looks_like_a_mark_is_refused_and_nothing_is_written(folder):
    folder.edit((t(FIRST), t('Aldus [J. de Vries]{lak="persoon"}.')))
    done, lines = folder.take_in()
    assert (lines, done.stdout, done.returncode) == ([], "", 1)
    assert done.stderr.startswith("nota.docx: aanleiding holds a passage to withhold")


def test_tracked_changes_in_runs_are_accepted(folder):
    folder.edit(
        (
            f"<w:r>{t(FIRST)}</w:r>",
            run_xml("Op 13 ")
            + f'<w:del {WHO}><w:r w:rsidDel="00C1"><w:delText xml:space="preserve">en 14 </w:delText></w:r></w:del>'
            + f"<w:ins {WHO}><w:r><w:t>tot en met 15</w:t></w:r></w:ins>"
            + run_xml(" februari", f"<w:b/><w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>")
            + f'<w:moveFromRangeStart {WHO} w:name="move1"/><w:moveFrom {WHO}>{run_xml(" in Brussel")}</w:moveFrom>'
            + '<w:moveFromRangeEnd w:id="90"/>'
            + f"<w:moveTo {WHO}>{run_xml(' te Brussel')}</w:moveTo>"
            + f"<w:ins {WHO}><w:del {WHO}><w:r><w:delText>weg</w:delText></w:r></w:del></w:ins>"
            + run_xml("."),
        )
    )
    done, _ = folder.take_in()
    assert done.returncode == 0
    assert section(folder, "aanleiding").startswith("Op 13 tot en met 15 **februari** te Brussel.\n")


def test_tracked_paragraphs_are_accepted(folder):
    deleted = f"<w:rPr><w:del {WHO}/></w:rPr>"
    inserted = f"<w:rPr><w:ins {WHO}/></w:rPr>"
    folder.edit(
        # the first paragraph is deleted whole, and two are put in for it
        (
            body(f"<w:r>{t(FIRST)}</w:r>"),
            body(f"<w:del {WHO}><w:r><w:delText>{FIRST}</w:delText></w:r></w:del>", deleted)
            + body(f"<w:ins {WHO}>{run_xml('Nieuw een.')}</w:ins>", inserted)
            + body(f"<w:ins {WHO}>{run_xml('Nieuw twee.')}</w:ins>", inserted),
        ),
        # a bullet loses its paragraph mark: the next one goes on with it
        (POINT.format(1, 1, ""), POINT.format(1, 1, deleted)),
        # a bullet moves away
        (
            POINT.format(0, 1, "") + "<w:r><w:t>Het derde punt.",
            POINT.format(0, 1, f"<w:rPr><w:moveFrom {WHO}/></w:rPr>") + f"<w:moveFrom {WHO}><w:r><w:t>Het derde punt.",
        ),
        ("Het derde punt.</w:t></w:r></w:p>", "Het derde punt.</w:t></w:r></w:moveFrom></w:p>"),
    )
    done, _ = folder.take_in()
    assert done.returncode == 0, done.stderr
    assert section(folder, "aanleiding").startswith("Nieuw een.\n\nNieuw twee.\n\nDit is de\ntweede alinea")
    assert markup.parse(section(folder, "kernpunten")) == markup.parse(
        "- Het eerste punt.\n- Het tweede punt:\n  - een subpunt;nog een subpunt.\n"
    )


def test_paragraph_properties_that_were_changed_are_accepted(folder):
    folder.edit(
        (
            POINT.format(0, 1, "") + "<w:r><w:t>Het derde punt.",
            '<w:p><w:pPr><w:pStyle w:val="BodyText"/>'
            f'<w:pPrChange {WHO}><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
            "</w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>Het derde punt.",
        )
    )
    folder.take_in()
    assert section(folder, "kernpunten").endswith("nog een subpunt.\n\nHet derde punt.\n")


def test_a_deleted_table_row_and_a_deleted_field_are_gone(folder):
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>"
    folder.edit(
        (
            body(f"<w:r>{t(FIRST)}</w:r>"),
            "<w:tbl>"
            + row.format(f"<w:trPr><w:del {WHO}/></w:trPr>", run_xml("weg"))
            + "</w:tbl>"
            + body(
                run_xml("Zo. ") + f'<w:del {WHO}><w:r><w:fldChar w:fldCharType="begin"/><w:delInstrText> HYPERLINK "x" '
                '</w:delInstrText><w:fldChar w:fldCharType="separate"/><w:delText>weg</w:delText>'
                '<w:fldChar w:fldCharType="end"/></w:r></w:del>' + run_xml("Ja.")
            ),
        )
    )
    done, _ = folder.take_in()
    assert done.returncode == 0, done.stderr
    assert section(folder, "aanleiding").startswith("Zo. Ja.\n")


@pytest.mark.parametrize("abstract", ["same", "other"])
@pytest.mark.parametrize("at", ["Het tweede punt:", "Het derde punt.", "een subpunt;"])
def test_bullets_that_word_counts_to_another_list_stay_in_their_list(folder, abstract, at):
    parts = parts_of(folder.docx.read_bytes())
    xml, numbering = parts["word/document.xml"], parts["word/numbering.xml"]
    if abstract == "other":
        level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
        new = f'<w:abstractNum w:abstractNumId="77">{"".join(map(level.format, range(9)))}</w:abstractNum>'
        numbering = numbering.replace("<w:num ", f"{new}<w:num ", 1)
    which = "77" if abstract == "other" else "0"
    num = f'<w:num w:numId="55"><w:abstractNumId w:val="{which}"/></w:num></w:numbering>'
    parts["word/numbering.xml"] = numbering.replace("</w:numbering>", num)
    before, _, after = xml.partition(f"<w:r><w:t>{at}")
    head, _, tail = before.rpartition('<w:numId w:val="1"/>')
    parts["word/document.xml"] = f'{head}<w:numId w:val="55"/>{tail}<w:r><w:t>{at}{after}'
    folder.docx.write_bytes(packed(parts))
    assert folder.take_in()[1] == []


def test_a_list_style_says_what_the_numbers_look_like(folder):
    parts = parts_of(folder.docx.read_bytes())
    level = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    abstract = (
        '<w:abstractNum w:abstractNumId="77"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="78"><w:styleLink w:val="Lijst"/>{level}</w:abstractNum><w:num '
    )
    num = '<w:num w:numId="55"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    numbering = parts["word/numbering.xml"].replace("<w:num ", abstract, 1)
    parts["word/numbering.xml"] = numbering.replace("</w:numbering>", num)
    folder.docx.write_bytes(packed(parts))
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="55"/></w:numPr>'
    folder.edit((body(f"<w:r>{t(FIRST)}</w:r>"), body(run_xml("vier"), numbered) + body(run_xml("vijf"), numbered)))
    folder.take_in()
    assert section(folder, "aanleiding").startswith("4. vier\n5. vijf\n")


def test_a_heading_in_another_style_is_still_a_heading(folder):
    folder.edit(
        (
            '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Juridische',
            "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Juridische",
        ),
        (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Kernpunten',
            '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>KERNPUNTEN:',
        ),
    )
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, [])


def test_styles_are_known_by_name_and_by_what_they_are_based_on(folder):
    parts = parts_of(folder.docx.read_bytes())
    for name in ("word/document.xml", "word/styles.xml"):
        parts[name] = parts[name].replace('"Heading1"', '"Kop1"').replace('"BodyText"', '"Plattetekst"')
    own = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Eigen"><w:name w:val="Eigen kop"/>'
        '<w:basedOn w:val="Kop1"/></w:style>'
    )
    bold = '<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", f"{own}{bold}</w:styles>")
    xml = parts["word/document.xml"].replace(
        '"Kop1"/></w:pPr><w:r><w:t>Aanleiding', '"Eigen"/></w:pPr><w:r><w:t>Aanleiding'
    )
    parts["word/document.xml"] = xml.replace(
        f"<w:r>{t(FIRST)}", f'<w:r><w:rPr><w:rStyle w:val="Zwaar"/></w:rPr>{t(FIRST)}'
    )
    folder.docx.write_bytes(packed(parts))
    _, lines = folder.take_in()
    assert [line for line in lines if line[0] == "+"] == [f"+**{FIRST}**"]


def test_an_optional_section_comes_and_goes(folder):
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    folder.edit(
        (
            heading.format("Financiële overwegingen"),
            heading.format("Krachtenveld")
            + body(run_xml("Iedereen is voor."))
            + heading.format("Financiële overwegingen"),
        )
    )
    assert folder.take_in()[1] == ["+krachtenveld = '''", "+Iedereen is voor."]
    assert folder.run("export", "nota.toml").returncode == 0  # what was edited stands in the memo
    folder.edit((heading.format("Krachtenveld"), ""), (body("<w:r><w:t>Iedereen is voor.</w:t></w:r>"), ""))
    folder.take_in()
    assert section(folder, "krachtenveld") == ""


COMMENTS = (
    f'<w:comments {W_NS}><w:comment w:id="1" w:author="E. Proef"><w:p>{run_xml("Klopt de ")}{run_xml("datum?")}</w:p>'
    f'</w:comment><w:comment w:id="2" w:author="E. Proef"><w:p>{run_xml("Mooi.")}</w:p></w:comment></w:comments>'
)


def test_comments_are_listed_with_their_words_and_kept_from_being_replaced(folder):
    folder.edit(
        (
            f"<w:r>{t(FIRST)}</w:r>",
            '<w:r><w:t xml:space="preserve">Op </w:t></w:r><w:commentRangeStart w:id="1"/>'
            + run_xml("13 en ")
            + run_xml("14 februari 2025")
            + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
            + run_xml(" vindt in Brussel de bijeenkomst plaats.")
            + '<w:r><w:commentReference w:id="2"/></w:r>',
        ),
    )
    folder.docx.write_bytes(with_part(folder.docx.read_bytes(), "comments", "comments", COMMENTS))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, [])
    assert done.stderr.splitlines() == [
        "nota.docx: comment by E. Proef on “13 en 14 februari 2025”: Klopt de datum?",
        "nota.docx: comment by E. Proef: Mooi.",
        "nota.toml: nothing changed",
    ]
    refused = folder.run("export", "nota.toml")
    assert refused.returncode == 1 and "commented on since" in refused.stderr


def test_the_words_of_a_comment_end_where_its_range_does_also_among_deleted_words(folder):
    end = '<w:commentRangeEnd w:id="1"/>'
    gone = f"<w:del {WHO}><w:r><w:delText>weg</w:delText></w:r>{end}</w:del>"
    folder.edit((f"<w:r>{t(FIRST)}</w:r>", f'<w:commentRangeStart w:id="1"/>{run_xml("Op")}{gone}{run_xml(FIRST[2:])}'))
    folder.docx.write_bytes(with_part(folder.docx.read_bytes(), "comments", "comments", COMMENTS))
    assert "comment by E. Proef on “Op”: Klopt" in folder.take_in()[0].stderr


def test_a_second_heading_of_one_name_and_a_ground_that_is_none_are_named_and_nothing_is_written(folder):
    twice = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + run_xml("Aanleiding") + "</w:p>"
    folder.edit(("<w:sectPr", f"{twice}<w:sectPr"), (t("Geen."), t('[Geen]{lak="5.1.9z"}.')))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (1, [])
    assert "the heading “Aanleiding” for the second time" in done.stderr and "withheld on 5.1.9z, which" in done.stderr
    assert "2 things that a memo cannot hold" in done.stderr


def test_a_whole_paragraph_in_black_is_told(folder):
    black = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    folder.edit((body(f"<w:r>{t(FIRST)}</w:r>"), body(f"<w:r>{t(FIRST)}</w:r>", black)))
    assert "looks withheld and is not" in folder.take_in()[0].stderr


def test_a_row_with_a_label_that_nobody_knows_is_no_part_of_the_fact_above_it(folder):
    xml = folder_xml(folder)
    row = next(p for p in re.findall(r"<w:p>.*?</w:p>", xml) if "<w:tab/>" in p and "framePr" not in p)
    other = re.sub(r"(?s)(</w:pPr>).*", r"\1<w:r><w:t>Via</w:t><w:tab/><w:t>de SG</w:t></w:r></w:p>", row)
    folder.edit((row, row + other))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (1, []) and "the label “Via”" in done.stderr
    folder.edit((">Via</w:t><w:tab/>", "></w:t><w:tab/>"))
    folder.take_in("--force")
    assert "\\t" not in folder.toml.read_text("utf-8") and "\t" not in folder.toml.read_text("utf-8")


def folder_xml(folder) -> str:
    return parts_of(folder.docx.read_bytes())["word/document.xml"]


def test_a_bullet_changed_in_the_memo_comes_up_where_the_one_above_it_was_taken_out(folder):
    xml = folder_xml(folder)
    (parent,) = (p for p in re.findall(r"<w:p>.*?</w:p>", xml) if "Het tweede punt:" in p)
    (first,) = (p for p in re.findall(r"<w:p>.*?</w:p>", xml) if "Het eerste" in p)
    folder.edit((parent, ""), (first, ""))
    folder.toml.write_text(BEGIN.replace("nog een subpunt", "nog een ander subpunt"), "utf-8")
    done, _ = folder.take_in()
    assert done.returncode == 0, done.stderr
    assert "nog een ander subpunt" in section(folder, "kernpunten") and "tweede" not in section(folder, "kernpunten")


def test_no_comment_is_cut_or_left_out_without_a_word(folder):
    remark = '<w:comment w:id="{}" w:author="E. Proef"><w:p>{}</w:p></w:comment>'
    remarks = [remark.format(number, run_xml("woord " * 90 + "einde")) for number in range(1002)]
    comments = f"<w:comments {W_NS}>{''.join(remarks)}</w:comments>"
    folder.docx.write_bytes(with_part(folder.docx.read_bytes(), "comments", "comments", comments))
    told = folder.take_in()[0].stderr.splitlines()
    assert told[0].endswith("woord einde")
    assert told[1000] == "nota.docx: comment: and 2 more, which stand in the document"


def test_links_of_every_make(folder):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK </w:instrText>'
        '</w:r><w:r><w:instrText>"https://example.nl/a" \\l "b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>een</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = (
        '<w:fldSimple w:instr=" HYPERLINK &quot;mailto:a@example.nl&quot; "><w:r><w:t>twee</w:t></w:r></w:fldSimple>'
    )
    inside = f'<w:hyperlink w:anchor="Kern">{run_xml("drie")}</w:hyperlink>'
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>4</w:t></w:r></w:fldSimple>'
    folder.edit(
        (f"<w:r>{t(FIRST)}</w:r>", f"{field}{run_xml(', ')}{simple}{run_xml(', ')}{inside}{run_xml(', ')}{page}")
    )
    folder.take_in()
    assert section(folder, "aanleiding").startswith(
        "[een](https://example.nl/a#b), [twee](mailto:a@example.nl), drie, 4\n"
    )


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/x.docx",
        r"..\map\Kamerbrief concept.docx",
        r"\\server\map",
        "../map/Kamerbrief.docx",
        "Programma.pdf#pagina",
    ],
)
def test_a_link_to_a_file_is_no_link_of_a_memo(folder, target):
    folder.edit((f"<w:r>{t(FIRST)}</w:r>", f'<w:hyperlink r:id="nieuw"><w:r>{t("stuk")}</w:r></w:hyperlink>'))
    parts = parts_of(folder.docx.read_bytes())
    rels = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="nieuw" Type="x/hyperlink" Target="{target}" TargetMode="External"/></Relationships>'
    parts[rels] = parts[rels].replace("</Relationships>", link)
    folder.docx.write_bytes(packed(parts))
    done, lines = folder.take_in()
    assert done.returncode == 1 and f"Aanleiding: a link to {target}" in done.stderr and lines == []


def test_a_withheld_passage_is_marked_and_unmarked_by_its_style(folder):
    style = '<w:rPr><w:rStyle w:val="Lakken512e"/></w:rPr>'
    folder.edit(
        (f"<w:r>{style}<w:t>J. de Vries", "<w:r><w:t>J. de Vries"),
        (f"<w:r>{t(FIRST)}", f"<w:r>{style.replace('512e', '511b')}{t(FIRST)}"),
    )
    for options in ((), ("--force",)):
        done, lines = folder.take_in(*options)
        assert (done.returncode, done.stdout, lines) == (1, "", [])
        assert "nota.docx: no longer withheld on 5.1.2e: “J. de Vries”\n" in done.stderr
    folder.take_in("--drop-marks")
    assert section(folder, "aanleiding").startswith(f'[{FIRST}]{{lak="5.1.1b"}}\n')
    assert section(folder, "niet_openbaar") == "De naam van J. de Vries.\n"


def test_the_style_without_a_ground_is_no_mark(folder):
    folder.edit((f"<w:r>{t(FIRST)}", f'<w:r><w:rPr><w:rStyle w:val="Lakken"/></w:rPr>{t(FIRST)}'))
    done, lines = folder.take_in()
    assert done.returncode == 1 and lines == []
    assert "Aanleiding: words withheld without a ground (“Op 13 en 14 februari 2025" in done.stderr


LAK = '<w:rStyle w:val="Lakken512e"/>'


@pytest.mark.parametrize(
    ("words", "withheld"),
    [
        ("de Minister van Defensie", "Minister"),
        ("Geannoteerde agenda", "agenda"),
        ("BS2025000000", "2025"),
        ("Kernpunten", "Kern"),
        ("DE DIRECTEUR-GENERAAL BELEID", "BELEID"),
    ],
)
def test_a_mark_where_a_memo_has_none_is_named_and_not_lost_without_a_word(folder, words, withheld):
    before, _, after = words.partition(withheld)
    folder.edit((f"<w:r>{t(words)}</w:r>", run_xml(before) + run_xml(withheld, LAK) + run_xml(after)))
    done, lines = folder.take_in()
    assert done.returncode == 1 and lines == []
    assert f"“{withheld}” withheld on 5.1.2e, which a memo marks in the text of a section only" in done.stderr
    assert "edited since" in folder.run("export", "nota.toml").stderr


def test_people_who_are_withheld_anyway_may_be_marked(folder):
    folder.edit(
        *((f"<w:r>{t(name)}", f"<w:r><w:rPr>{LAK}</w:rPr>{t(name)}") for name in ("A. Voorbeeld", "B. Voorbeeld"))
    )
    done, lines = folder.take_in()
    assert (done.returncode, done.stderr, lines) == (0, "nota.toml: nothing changed\n", [])


# --- what a memo cannot hold

DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1" descr="Kaart van Brussel"/></wp:inline></w:drawing></w:r>'
)
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps">'
    "<w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    "<w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
WATERMARK = '<w:r><w:pict><v:shape xmlns:v="x"><v:textpath string="CONCEPT"/></v:shape></w:pict></w:r>'
CELLS = "".join(f"<w:tc>{body(run_xml(cell))}</w:tc>" for cell in ("Jaar", "Bedrag"))
TABLE = f"<w:tbl><w:tr>{CELLS}</w:tr></w:tbl>"
UNKNOWN = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Achtergrond</w:t></w:r></w:p>' + body(
    run_xml("Lang verhaal.")
)


@pytest.mark.parametrize(
    ("put", "told", "kept"),
    [
        (body(run_xml("Zie") + DRAWING), "an image (“Kaart van Brussel”)", "Zie\\[Kaart van Brussel\\]"),
        (
            body(run_xml("Zie.") + BOX.format(run_xml("In een kader."))),
            "a text box (“In een kader.”)",
            "In een kader.\n\nZie.",
        ),
        (TABLE, "a table of 1 row (“Jaar Bedrag”)", "Jaar | Bedrag"),
        (
            body(run_xml("Zie:"), f"<w:rPr><w:del {WHO}/></w:rPr>") + TABLE,
            "a table of 1 row (“Jaar Bedrag”)",
            "Zie:\n\nJaar | Bedrag\n\nDit is",
        ),
        (
            TABLE.replace(run_xml("Bedrag"), run_xml("J. de Vries", LAK)),
            "a table of 1 row (“Jaar J. de Vries”)",
            'Jaar | [J. de Vries]{lak="5.1.2e"}',
        ),
        (
            UNKNOWN,
            "the heading “Achtergrond”, which this kind of memo does not have",
            "**Achtergrond**\n\nLang verhaal.",
        ),
        (body(run_xml("Oud", "<w:strike/>")), "struck-out text (“Oud”)", "Oud"),
        (body(run_xml("Oud")).replace("BodyText", "Vervallen"), "struck-out text (“Oud”)", "Oud"),
        (body(run_xml("Geheim", "<w:vanish/>")), "hidden text (“Geheim”)", "Geheim"),
        (
            body(
                '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
            ),
            "a formula (“a+b”)",
            "a+b",
        ),
        (
            body(
                '<m:oMath xmlns:m="http://purl.oclc.org/ooxml/officeDocument/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
            ),
            "a formula (“a+b”)",
            "a+b",
        ),
        (body(field_xml("EQ a+b")), "a formula (“EQ a+b”)", "EQ a+b"),
        (
            body(
                f"<w:r><w:ruby><w:rt>{run_xml('boven')}</w:rt><w:rubyBase>{run_xml('onder')}</w:rubyBase></w:ruby></w:r>"
            ),
            "words over others (“bovenonder”)",
            "boven onder",
        ),
        (body(run_xml("Zie.") + '<w:subDoc r:id="x"/>'), "an inserted document", "Zie."),
    ],
)
def test_what_a_memo_cannot_hold_is_named_and_kept_as_text_when_told_to(folder, put, told, kept):
    first = body(f"<w:r>{t(FIRST)}</w:r>")
    folder.edit((first, first + put))
    struck = '<w:style w:type="paragraph" w:styleId="Vervallen"><w:name w:val="x"/><w:rPr><w:strike/></w:rPr></w:style>'
    parts = parts_of(folder.docx.read_bytes())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", f"{struck}</w:styles>")
    folder.docx.write_bytes(packed(parts))
    before = folder.toml.read_bytes()
    done, _ = folder.take_in()
    assert (done.returncode, done.stdout) == (1, "")
    assert f"nota.docx: Aanleiding: {told}" in done.stderr
    assert done.stderr.endswith("nothing was written; mend it in Word, or keep the text with --force\n")
    assert folder.toml.read_bytes() == before
    assert folder.take_in("--force")[0].stdout == "nota.toml\n"
    assert kept in section(folder, "aanleiding")


def test_a_footnote_is_named_and_kept_where_it_stood(folder):
    note = f'<w:footnote w:id="2">{body(run_xml("Zie de brief."))}</w:footnote>'
    notes = f"<w:footnotes {W_NS}>{note}</w:footnotes>"
    folder.edit((t(FIRST), t("Op 13 februari") + '<w:footnoteReference w:id="2"/>' + t(".")))
    folder.docx.write_bytes(with_part(folder.docx.read_bytes(), "footnotes", "footnotes", notes))
    done, _ = folder.take_in()
    assert done.returncode == 1 and "Aanleiding: a footnote (“Zie de brief.”)" in done.stderr
    folder.take_in("--force")
    assert section(folder, "aanleiding").startswith("Op 13 februari (Zie de brief.).\n")
    parts = parts_of(folder.docx.read_bytes())
    parts["word/footnotes.xml"] = notes.replace(run_xml("Zie de brief."), run_xml("J. de Vries", LAK))
    folder.docx.write_bytes(packed(parts))
    folder.take_in("--force", "--theirs")  # the memo has what was taken in before
    assert section(folder, "aanleiding").startswith('Op 13 februari ([J. de Vries]{lak="5.1.2e"}).\n')


def test_a_reference_column_in_a_text_box_is_still_one(folder):
    parts = parts_of(folder.docx.read_bytes())
    xml = parts["word/document.xml"]
    column = "".join(re.findall(r'<w:p><w:pPr><w:pStyle w:val="Referentie[^"]*"/>.*?</w:p>', xml))
    assert column in xml
    box = BOX.replace("<w:p>{0}</w:p>", re.sub("<w:framePr[^>]*>", "", column))
    parts["word/document.xml"] = xml.replace(column, body(box))
    folder.docx.write_bytes(packed(parts))
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, [])


def test_bullets_deeper_than_three_levels_come_up(folder):
    deep = "".join(POINT.format(level, 1, "") + run_xml(f"diep {level}") + "</w:p>" for level in range(5))
    folder.edit(
        (POINT.format(0, 1, "") + "<w:r><w:t>Het eerste", deep + POINT.format(0, 1, "") + "<w:r><w:t>Het eerste")
    )
    done, _ = folder.take_in()
    assert done.returncode == 0 and "more than three levels" in done.stderr
    assert "    - diep 2\n    - diep 3\n    - diep 4\n" in section(folder, "kernpunten")
    assert folder.run("export", "nota.toml").returncode == 0


# --- the loop


def test_export_replaces_a_document_once_its_edits_stand_in_the_memo(folder):
    folder.edit(("tweede alinea", "herziene alinea"))
    refused = folder.run("export", "nota.toml")
    assert refused.returncode == 1 and "dmmdoc import nota.docx" in refused.stderr
    assert folder.take_in()[0].returncode == 0
    assert folder.run("export", "nota.toml").stdout == "nota.docx\n"
    folder.toml.write_text(folder.toml.read_text("utf-8").replace("herziene", "laatste"), "utf-8")
    assert folder.run("export", "nota.toml").stdout == "nota.docx\n"
    folder.edit(("laatste alinea", "allerlaatste alinea"))
    folder.toml.write_text(folder.toml.read_text("utf-8").replace("Geen.", "Niets."), "utf-8")
    assert folder.run("export", "nota.toml").returncode == 1


def test_export_does_not_replace_what_no_memo_holds(folder):
    parts = parts_of(folder.docx.read_bytes())
    footer = next(name for name in parts if "PAGE" in parts[name])
    folder.docx.write_bytes(packed({**parts, footer: parts[footer].replace("<w:t>1</w:t>", "<w:t>12</w:t>")}))
    assert folder.run("export", "nota.toml").returncode == 0  # Word counts pages by itself
    folder.docx.write_bytes(packed({**parts, footer: parts[footer].replace("Pagina", "Concept, pagina")}))
    assert folder.run("export", "nota.toml").returncode == 1
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (0, [])
    assert "headers and footers: “Concept, pagina 1 van 1”; of these a memo holds the marking only" in done.stderr
    folder.docx.write_bytes(packed({**parts, footer: parts[footer].replace("</w:ftr>", f"{body(WATERMARK)}</w:ftr>")}))
    assert folder.run("export", "nota.toml").returncode == 1
    assert "headers and footers: an image (“CONCEPT”); of" in folder.take_in()[0].stderr
    folder.docx.write_bytes(packed(parts))
    folder.edit((">nota<", ">beslisnota<"))
    assert folder.run("export", "nota.toml").returncode == 1
    assert "not “beslisnota”" in folder.take_in()[0].stderr


def test_diff_only_shows(folder):
    folder.edit(("tweede alinea", "herziene alinea"), ("3 februari 2025", "4 februari 2025"))
    before = folder.toml.read_bytes()
    done, _ = folder.take_in("--diff")
    assert folder.toml.read_bytes() == before
    assert done.stdout == (
        "nota.datum\n- 3 februari 2025\n+ 4 februari 2025\n\nAanleiding\n"
        "- Dit is de tweede alinea, met *nadruk*.\n+ Dit is de herziene alinea, met *nadruk*.\n"
    )


def test_a_new_memo_file_is_whole_and_refuses_to_replace(folder):
    done = folder.run("import", "nota.docx", "-o", "nieuw.toml")
    assert (done.returncode, done.stdout) == (0, "nieuw.toml\n")
    text = (folder.path / "nieuw.toml").read_text("utf-8")
    assert "# Our own reference.\n" in text and "# plaats = " in text
    old, new = (memo_file.read(each, "x", FOLDERS) for each in (BEGIN, text))
    assert new == without_meeting(old)
    again = folder.run("import", "nota.docx", "-o", "nieuw.toml")
    assert again.returncode == 1 and again.stderr.startswith("nieuw.toml: exists already;")
    assert folder.run("import", "nota.docx", "-o", "nieuw.toml", "--force").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["."], ".: a folder; name the file in it"),
        (["/"], "/: a folder; name the file in it"),
        ([""], ".: a folder; name the file in it"),
        (["nota.docx", "-o", "nota.docx", "--force"], "nota.docx: the document itself; name a memo file with -o"),
        (["nota.docx", "-o", "-"], "nota.docx: import writes a file, not standard output; name one with -o"),
    ],
)
def test_a_name_that_no_memo_file_can_have_is_refused(folder, arguments, told):
    before = folder.docx.read_bytes()
    done = folder.run("import", *arguments)
    assert (done.returncode, done.stderr) == (1, f"{told}\n")
    assert folder.docx.read_bytes() == before and not (folder.path / "-").exists()


def test_nothing_in_a_document_steers_the_terminal(folder):
    folder.edit(("Geannoteerde agenda<", "Geannoteerde \u009b2Jagenda<"))
    assert "\u009b" not in folder.take_in("--diff")[0].stdout
    done, _ = folder.take_in()
    assert "\u009b" not in done.stderr and "\ufffd2J" in done.stderr


def test_the_kind_must_agree(folder):
    done = folder.run("import", "nota.docx", "--kind", "verslag")
    assert done.returncode == 1 and "nota.toml: of the kind agenda, not verslag" in done.stderr
    done = folder.run("import", "nota.docx", "--kind", "brief", "-o", "x.toml")
    assert done.returncode == 1 and "unknown kind 'brief'" in done.stderr
    folder.toml.write_text(BEGIN.replace('"agenda"', '"verslag"', 1), "utf-8")
    folder.docx.write_bytes(packed(parts_of(folder.docx.read_bytes())))
    done = folder.run("import", "nota.docx")
    assert done.returncode == 1 and "of the kind agenda, where nota.toml is verslag" in done.stderr


# --- documents from elsewhere

ELSEWHERE = """\
---
title: Verslag van de bijeenkomst
---

Datum: 3 maart 2025

Kenmerk: BS2025000001

# 1. AANLEIDING:

De bijeenkomst was *goed*.

# Kernpunten

- een
    - twee

  nog bij een
- drie

3. drie
4. vier

# Toelichting

## Financiele overwegingen

Geen, zie [de site](https://example.nl/x).
"""


def _check_elsewhere(memo) -> None:
    texts = {sectie.sleutel: sectie.blocks for sectie in memo.secties}
    assert memo.onderwerp == "Verslag van de bijeenkomst"
    assert (memo.datum, memo.feiten["nota", "kenmerk"]) == (date(2025, 3, 3), "BS2025000001")
    assert memo.feiten["steller", "naam"] == "[invullen: naam steller]"
    assert texts["aanleiding"] == markup.parse("De bijeenkomst was *goed*.")
    assert texts["kernpunten"] == markup.parse("- een\n  - twee\n\n  nog bij een\n- drie\n\n3. drie\n4. vier\n")
    assert texts["financiele_overwegingen"] == markup.parse("Geen, zie [de site](https://example.nl/x).")
    assert texts["juridische_overwegingen"] == ()


def test_a_document_of_pandoc_comes_in_by_its_headings(tmp_path, run):
    pandoc = needs("pandoc")
    subprocess.run([pandoc, "-f", "markdown", "-o", tmp_path / "oud.docx"], input=ELSEWHERE.encode(), check=True)
    done = run("import", "oud.docx")
    assert done.returncode == 1 and "say it with --kind (agenda, agendabrief, verslag, verslagbrief)" in done.stderr
    done = run("import", "oud.docx", "--kind", "verslag")
    assert (done.returncode, done.stdout) == (0, "oud.toml\n"), done.stderr
    _check_elsewhere(memo_file.read((tmp_path / "oud.toml").read_text("utf-8"), "x", FOLDERS))


@pytest.mark.parametrize("headings", ["built in", "bold", "capitals", "numbered"])
def test_a_document_of_word_comes_in_by_its_headings(tmp_path, run, headings):
    import docx

    document = docx.Document()
    document.add_paragraph("Beslisnota over iets", "Title")
    for kop, text in (("Aanleiding", "Er is iets."), ("Kernpunten", ""), ("Communicatie", "Geen.")):
        if headings == "built in":
            document.add_heading(kop, 2)
        elif headings == "bold":
            document.add_paragraph().add_run(f"{kop}: ").bold = True
        else:
            document.add_paragraph(kop.upper() if headings == "capitals" else f"2.1 {kop}")
        if text:
            document.add_paragraph(text)
        else:
            document.add_paragraph("een", "List Bullet")
            document.add_paragraph("twee", "List Bullet 2")
            document.add_paragraph("drie", "List Bullet")
    document.add_paragraph("DE NAVO-TOP IN VILNIUS")
    document.add_paragraph("Zo.")
    document.add_paragraph("DE DIRECTEUR-GENERAAL BELEID")
    document.save(tmp_path / "oud.docx")
    done = run("import", "oud.docx", "--kind", "agenda")
    assert done.returncode == 0, done.stderr
    memo = memo_file.read((tmp_path / "oud.toml").read_text("utf-8"), "x", FOLDERS)
    texts = {sectie.sleutel: sectie.blocks for sectie in memo.secties}
    assert texts["aanleiding"] == markup.parse("Er is iets.")
    assert texts["kernpunten"] == markup.parse("- een\n  - twee\n- drie\n")
    assert texts["communicatie"] == markup.parse("Geen.\n\nDE NAVO-TOP IN VILNIUS\n\nZo.")
    assert memo.feiten["ondertekenaar", "functie"] == "DE DIRECTEUR-GENERAAL BELEID"
    assert run("export", "oud.toml", "-o", "nieuw.docx").returncode == 0


def test_text_before_the_first_heading_is_named(tmp_path, run):
    import docx

    document = docx.Document()
    document.add_paragraph("Zomaar een\nbegin.")
    document.add_heading("Aanleiding", 1)
    document.add_heading("Een vreemde\nkop", 1)
    document.save(tmp_path / "oud.docx")
    done = run("import", "oud.docx", "--kind", "agenda")
    assert done.returncode == 1
    assert "oud.docx: before the first heading: “Zomaar een begin.”\n" in done.stderr
    assert "the heading “Een vreemde kop”, which" in done.stderr
    assert not (tmp_path / "oud.toml").exists()
    assert run("import", "oud.docx", "--kind", "agenda", "--force").returncode == 0
    memo = memo_file.read((tmp_path / "oud.toml").read_text("utf-8"), "x", FOLDERS)
    assert memo.secties[0].blocks == markup.parse("Zomaar een\\\nbegin.\n\n**Een vreemde\\\nkop**")


def test_a_document_from_elsewhere_takes_nothing_away(folder):
    import docx

    document = docx.Document()
    document.add_heading("Communicatie", 1)
    document.add_paragraph("De DCo doet het.")
    document.save(folder.docx)
    done, lines = folder.take_in()
    assert (done.returncode, lines) == (1, [])  # it does not tell what it was
    assert "    document: De DCo doet het.\n" in done.stderr
    assert folder.take_in("--theirs")[1] == ["+communicatie = '''", "+De DCo doet het."]


# --- the parts


_spans = st.builds(
    Span,
    st.text(st.sampled_from("ab1 .,:;*_[](){}<>&#`~|!-+=\\/\"'“\n\t\u00a0é²"), min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, None, "5.1.2e", "5.1.5"]),
    st.sampled_from([None, None, "https://example.nl/a(b)", "mailto:a@example.nl"]),
)


@given(st.lists(_spans, min_size=1, max_size=6))
@example([Span("\u00a0")])
@settings(max_examples=1000 if IN_CI else 40, **ANY)
def test_whatever_word_can_make_is_markdown_once_it_is_tidied(spans):
    tidy = tidied_spans(join_spans(spans))
    assert tidied_spans(tidy) == tidy
    assert "".join(span.text for span in tidy).split() == "".join(span.text for span in spans).split()
    if tidy:
        assert markup.parse(write((Paragraph(tidy),))) == (Paragraph(tidy),)


@given(memo_texts(), memo_texts())
@settings(max_examples=200 if IN_CI else 10, **ANY)
def test_a_revised_text_reads_as_the_new_one_and_an_unchanged_one_stays(old, new):
    olds, news = (memo_file.read(text, "x", FOLDERS).secties for text in (old, new))
    for one, other in zip(olds, news, strict=False):
        source = write(one.blocks, width=40)
        assert markup.parse(revised(source, other.blocks)) == other.blocks
        if one.blocks:
            assert revised(source, one.blocks) == source


def test_twenty_times_the_bullets_take_twenty_times_as_long():
    from time import process_time

    def seconds(count: int) -> float:
        text = BEGIN.replace(
            "*   Het eerste\n", "".join(f"*   Punt {number}.\n" for number in range(count)) + "*   Het eerste\n"
        )
        content = packed(parts_of(exported(text)))
        start = process_time()
        opened = reader.open_document(content, "x")
        assert len(opened.lines.body) > count
        return process_time() - start

    seconds(100)
    assert seconds(10_000) < 60 * max(seconds(500), 0.01)
