"""All documents of a meeting from one set of facts: from an empty folder to letters that can be sent."""

import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, Run

MEETING = EXAMPLES / "dmm-oktober"
SET = (
    *("--set", "bijeenkomst.begin=2031-02-12", "--set", "bijeenkomst.eind=2031-02-13"),
    *("--set", 'bijeenkomst.sessies=["Afschrikking", "Steun aan Oekraïne"]'),
    *("--set", "steller.naam=F. van der Zwaluw", "--set", "ondertekenaar.naam=Mr. A.B. Pimpelmees"),
    *("--set", "brief.datum=2031-01-30", "--set", "brief.kenmerk=MINDEF2031000044"),
)


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """The four documents of the example and their basis, alone in the folder."""
    for path in MEETING.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def words_in(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def body(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_the_documents_of_a_meeting_from_an_empty_folder(run: Run, tmp_path: Path):
    made = run("new", "agenda", "agendabrief", *SET)
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.split() == ["bijeenkomst.toml", "agenda.toml", "agendabrief.toml"]
    for name in ("agenda", "agendabrief"):
        text = (tmp_path / f"{name}.toml").read_text("utf-8")
        assert 'basis = "bijeenkomst.toml"\n' in text and "[bijeenkomst]" not in text and "Zwaluw" not in text
    assert "Pimpelmees" not in (tmp_path / "agendabrief.toml").read_text("utf-8")  # a letter signs for itself
    assert run("export").stdout.split() == ["agenda.docx", "agendabrief.docx"]
    for name in ("agenda", "agendabrief"):
        assert any("12 en 13 februari 2031" in line for line in body(tmp_path / f"{name}.docx"))
    before = (tmp_path / "bijeenkomst.toml").read_bytes()
    assert run("new", "verslag", "verslagbrief").returncode == 0
    assert (tmp_path / "bijeenkomst.toml").read_bytes() == before
    for name, words in (("verslag", "brief"), ("verslagbrief", "mijn brief")):
        text = " ".join((tmp_path / f"{name}.toml").read_text("utf-8").split())
        assert re.search(rf"{words} van 30 januari 2031,? \(?kenmerk MINDEF2031000044", text), name
        assert "12 en 13 februari 2031" in text
    assert len(run("export").stdout.split()) == 4


def test_one_change_is_in_all_and_check_names_what_still_says_the_old(run: Run, meeting: Path):
    assert run("check").stdout == ""
    change(meeting / "bijeenkomst.toml", '"Brussel"', '"Vilnius"')
    change(meeting / "bijeenkomst.toml", 'functie = "Beleidsmedewerker"', 'functie = "Adviseur"')
    found = run("check").stdout.splitlines()
    assert [line.split(":")[0] for line in found] == [
        *("agenda.toml", "agendabrief.toml", "verslag.toml", "verslagbrief.toml")
    ]
    assert all("Vilnius" in line and "Brussel" in line for line in found)
    run("export", "--force")
    for name in ("agenda", "verslag"):
        assert "Adviseur" in body(meeting / f"{name}.docx")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2031-10-17", "2031-10-18", "16 en 17 oktober 2031"),
        ('"Missies en operaties"', '"Ruimte"', "“Missies en operaties” is not on the programme"),
        ('"Luchtverdediging", ', "", "drie sessions"),
        ('"Luchtverdediging", ', "", "“Luchtverdediging” is no session"),
        (
            '"Defence Ministers Meeting"\nafkorting = "DMM"',
            '"Nuclear Planning Group"',
            "says Defence Ministers Meeting",
        ),
    ],
)
def test_every_place_that_still_says_the_old_is_named(run: Run, meeting: Path, old: str, new: str, words: str):
    change(meeting / "bijeenkomst.toml", old, new)
    found = [line for line in run("check").stdout.splitlines() if words in line]
    named = {line.split(":")[0] for line in found}
    assert named >= {"agenda.toml", "agendabrief.toml", "verslag.toml"}


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "words"),
    [
        ("agendabrief.toml", "EUR 4,2 miljoen", "EUR 5,2 miljoen", "agendabrief.toml", "EUR 5,2 miljoen does not"),
        ("agenda.toml", "voor\n    EUR 4,2", "voor\n    EUR 5,2", "agenda.toml", "EUR 5,2 miljoen does not stand in"),
        ("verslag.toml", "brief van 3 oktober", "brief van 4 oktober", "verslag.toml", "3 oktober 2031"),
        ("verslagbrief.toml", "MINDEF2031000852", "MINDEF2031000853", "verslagbrief.toml", "MINDEF2031000852"),
        ("agendabrief.toml", "Op 16 oktober komt ook", "Op 17 oktober komt ook", "verslagbrief.toml", "UDCG"),
        ("verslagbrief.toml", "C.D. Goudplevier", "E. Tapuit", "agendabrief.toml", "ondertekenaar.naam"),
    ],
)
def test_what_one_document_has_otherwise_than_its_sister_is_found(
    run: Run, meeting: Path, file: str, old: str, new: str, where: str, words: str
):
    change(meeting / file, old, new)
    assert any(line.startswith(where) and words in line for line in run("check", ".").stdout.splitlines())


def test_what_a_document_says_itself_wins_and_errors_name_the_file_that_says_it(run: Run, meeting: Path):
    change(meeting / "agenda.toml", "[nota]", '[steller]\nnaam = "K. Merel"\n\n[nota]')
    run("export", "agenda.toml", "verslag.toml")
    assert "K. Merel" in body(meeting / "agenda.docx") and "F. van der Zwaluw" in body(meeting / "verslag.docx")
    for old, new, what in (
        ('plaats = "Brussel"', "plaats = 3", "plaats is a whole number"),
        ("plaats = 3", 'plaatz = "Brussel"', "unknown key plaatz"),
        ('plaatz = "Brussel"', "eind = 2031-10-01", "TOML"),
        (
            "eind = 2031-10-01",
            'plaats = "Brussel"\n[publicatie]\nvrij = ["Zwaluw"]',
            "publicatie belongs to one document",
        ),
    ):
        change(meeting / "bijeenkomst.toml", old, new)
        done = run("export", "verslag.toml", "--force")
        assert done.returncode == 1 and done.stderr.startswith("bijeenkomst.toml:"), what
        assert what == "TOML" or what in done.stderr


@pytest.mark.parametrize(
    "name", ["../bijeenkomst.toml", "/etc/hostname", "C:x.toml", "sub\\\\x.toml", "", "weg.toml", ".."]
)
def test_a_basis_is_a_file_beside_the_memo(run: Run, meeting: Path, name: str):
    change(meeting / "agenda.toml", '"bijeenkomst.toml"', f'"{name}"')
    done = run("export", "agenda.toml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("agenda.toml:3: ") and "Traceback" not in done.stderr


def test_on_standard_input_a_basis_is_looked_for_in_the_current_folder(run: Run, meeting: Path):
    assert "F. van der Zwaluw" in run("show", "-", input=(meeting / "agenda.toml").read_text("utf-8")).stdout
    (meeting / "elders").mkdir()
    assert "F. van der Zwaluw" in run("show", "../agenda.toml", cwd=meeting / "elders").stdout


def test_an_import_changes_a_shared_fact_in_the_basis(run: Run, meeting: Path):
    run("export", "agenda.toml")
    document = docx.Document(str(meeting / "agenda.docx"))
    next(each for each in document.paragraphs if each.text == "Beleidsmedewerker").runs[0].text = "Adviseur"
    document.save(str(meeting / "agenda.docx"))
    before = (meeting / "agenda.toml").read_bytes()
    done = run("import", "agenda.docx")
    assert done.returncode == 0 and "bijeenkomst.toml" in done.stdout.split()
    assert (meeting / "agenda.toml").read_bytes() == before
    assert 'functie = "Adviseur"' in (meeting / "bijeenkomst.toml").read_text("utf-8")


def test_a_letter_is_public_with_the_name_under_it_and_nobody_else(run: Run, meeting: Path):
    done = run("export", "--public")
    assert done.returncode == 0 and len(done.stdout.split()) == 4
    letter = words_in(meeting / "verslagbrief-openbaar.docx")
    assert "C.D. Goudplevier" in letter and "gelakt" not in letter and "Zwaluw" not in letter
    assert "<dc:creator>Ministerie van Defensie</dc:creator>" in letter
    assert "Pimpelmees" not in words_in(meeting / "agenda-openbaar.docx")
    change(meeting / "verslagbrief.toml", "Vijf landen", "Bel F. van der Zwaluw. Vijf landen")
    assert "steller" in run("export", "--public", "verslagbrief.toml").stderr


def test_an_address_is_that_of_the_day_of_the_letter(run: Run, meeting: Path):
    def address() -> str:
        return run("show", "agendabrief.toml").stdout

    assert "Bezuidenhoutseweg 67" in address()
    change(meeting / "agendabrief.toml", "datum = 2031-10-03", "datum = 2023-10-03")
    assert "Prinses Irenestraat 6" in address()
    change(meeting / "agendabrief.toml", 'aan = "tk"', 'aan = "ek"')
    assert "Eerste Kamer" in address()
    change(meeting / "agendabrief.toml", 'aan = "ek"', 'aan = "de Kamer"')
    assert run("show", "agendabrief.toml").stderr.startswith("agendabrief.toml:6: aan is de Kamer")


def test_headings_are_headings_in_word_and_come_back(run: Run, meeting: Path):
    run("export", "verslagbrief.toml")
    document = docx.Document(str(meeting / "verslagbrief.docx"))
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "Defence Ministers Meeting"), ("Heading 2", "Luchtverdediging")]
    run("import", "verslagbrief.docx", "-o", "terug.toml", "--force")
    text = (meeting / "terug.toml").read_text("utf-8")
    assert "\n# Defence Ministers Meeting\n\n## Luchtverdediging\n" in text and 'aan = "tk"' in text
    change(meeting / "agenda.toml", "Er zijn geen juridische overwegingen.", "# Kop\n\nGeen.")
    assert "holds a heading" in run("export", "agenda.toml").stderr


def test_a_new_memo_takes_what_another_has_from_its_basis(run: Run, meeting: Path):
    (meeting / "nieuw").mkdir()
    done = run("new", "verslag", "--from", "../agenda.toml", cwd=meeting / "nieuw")
    assert done.returncode == 0
    text = (meeting / "nieuw" / "verslag.toml").read_text("utf-8")
    assert 'plaats = "Brussel"' in text and "F. van der Zwaluw" in text and "basis" not in text


def test_show_prints_all_the_documents_of_a_folder(run: Run, meeting: Path):
    shown = run("show").stdout
    assert shown.count("=== ") == 4 and "Geachte voorzitter," in shown and "C.D. Goudplevier" in shown
    assert run("show", str(meeting)).stdout.count("=== ") == 4


def test_a_letter_from_elsewhere_comes_in_by_its_salutation_its_address_and_its_headings(run: Run, tmp_path: Path):
    document = docx.Document()
    for text in (
        "> Retouradres Postbus 20701 2500 ES Den Haag",
        "de Voorzitter van",
        "de Tweede Kamer der Staten-Generaal",
    ):
        document.add_paragraph(text)
    for text in ("Bezuidenhoutseweg 67", "2594 AC Den Haag", "Datum\t3 februari 2026", "Betreft\tGeannoteerde agenda"):
        document.add_paragraph(text)
    for text in ("Geachte voorzitter,", "Op 12 februari vindt de DMM plaats."):
        document.add_paragraph(text)
    document.add_heading("Luchtverdediging", 1)
    document.add_heading("Onderdeel", 2)
    for text in ("De ministers spreken.", "Hoogachtend,", "DE MINISTER VAN DEFENSIE", "C.D. Goudplevier"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "brief.docx"))
    done = run("import", "brief.docx", "--kind", "agendabrief")
    assert (done.returncode, done.stderr) == (0, "")
    text = (tmp_path / "brief.toml").read_text("utf-8")
    for words in (
        'aan = "tk"',
        "datum = 2026-02-03",
        'naam = "C.D. Goudplevier"',
        "\n# Luchtverdediging\n\n## Onderdeel\n",
    ):
        assert words in text
    assert run("export", "brief.toml", "-o", "nieuw.docx").returncode == 0


def test_a_nota_from_elsewhere_has_no_address_to_look_for(run: Run, tmp_path: Path):
    document = docx.Document()
    document.add_heading("Aanleiding", 1)
    document.add_paragraph("Er is een bijeenkomst.")
    document.save(str(tmp_path / "nota.docx"))
    assert run("import", "nota.docx", "--kind", "agenda").returncode == 0
