"""One nota from nothing to public, by a person who reads Dutch: not a word of English on the way."""

from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, Run
from spoken import english_in

from dmmdoc.cli import COMMANDS


@pytest.fixture
def dutch(run: Run):
    """Run dmmdoc for a person who reads Dutch; what it says must be Dutch, and the code as foreseen."""

    def dmmdoc(code: int, *arguments: object, **more: str) -> str:
        done = run(*arguments, DMMDOC_LANG="nl", **more)
        assert done.returncode == code, done.stderr
        assert english_in(done.stderr) == []
        return done.stdout + done.stderr

    return dmmdoc


def test_a_nota_from_nothing_to_word_and_back(dutch, tmp_path: Path):
    dutch(0, "new", "agenda", "--set", "bijeenkomst.plaats=Vilnius", "--set", "bijeenkomst.begin=2031-02-13")
    dutch(1, "new", "agenda")
    dutch(0, "fill", "agenda.toml")
    dutch(0, "export", "agenda.toml")
    dutch(1, "export", "agenda.toml", "--public")
    assert english_in(dutch(1, "check", "--strict", "agenda.toml")) == []
    assert english_in(dutch(0, "show", "--check", "agenda.toml")) == []
    document = docx.Document(str(tmp_path / "agenda.docx"))
    next(each for each in document.paragraphs if "juridische overwegingen." in each.text).add_run(" Dat is bekeken.")
    document.save(str(tmp_path / "agenda.docx"))
    dutch(1, "export", "agenda.toml")
    assert english_in(dutch(0, "import", "agenda.docx", "--diff")) == []
    dutch(0, "import", "agenda.docx")
    assert "Dat is bekeken." in (tmp_path / "agenda.toml").read_text("utf-8")


def test_a_nota_that_goes_public(dutch, tmp_path: Path):
    (tmp_path / "nota.toml").write_text((EXAMPLES / "agenda.toml").read_text("utf-8"), "utf-8")
    dutch(0, "export", "nota.toml", "--public", "--lakverantwoording", "gelakt.md")
    dutch(0, "show", "--public", "nota.toml")
    text = (tmp_path / "nota.toml").read_text("utf-8")
    (tmp_path / "nota.toml").write_text(
        text.replace("aanleiding = '''\n", "aanleiding = '''\n[invullen: wat] "), "utf-8"
    )
    dutch(1, "export", "nota.toml", "--public", "--force")
    dutch(1, "show", "--public", "nota.toml")


def test_a_document_from_elsewhere(dutch, tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("Ter kennisneming")
    document.add_heading("Aanleiding", 1)
    document.add_paragraph("Er is een bijeenkomst.").add_run(" Dit niet.").font.hidden = True
    document.add_table(2, 2).cell(0, 0).text = "bedrag"
    document.add_heading("Vervolg", 1)
    document.add_paragraph("Dit komt later.").add_run(" Of niet.").font.strike = True
    document.save(str(tmp_path / "oud.docx"))
    dutch(1, "import", "oud.docx")
    said = dutch(1, "import", "oud.docx", "--kind", "agenda")
    assert all(words in said for words in ("een tabel van 2 rijen", "verborgen tekst", "de kop “Vervolg”"))
    dutch(0, "import", "oud.docx", "--kind", "agenda", "--force")
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04")
    dutch(1, "import", "kapot.docx")


@pytest.mark.parametrize("draft", ["{{ bijeenkomst.naamm }}", "{{ naam }}", "{% if %}", "{{ 1/0 }}", "# Kop"])
def test_a_kind_with_a_draft_at_fault(dutch, tmp_path: Path, draft: str):
    kind = 'omschrijving = "x"\nopschrift = "nota"\n[secties.kern]\nkop = "Kern"\nniveau = 1\nvraag = "?"\n'
    (tmp_path / "sjablonen").mkdir()
    (tmp_path / "sjablonen/eigen.toml").write_text(f"{kind}concept = '{draft}'\n", "utf-8")
    assert dutch(1, "new", "eigen", "--templates", "sjablonen").startswith("sjablonen/eigen.toml:7: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "weg.toml"),
        ("export", "agenda.toml", "-o", "x.txt"),
        ("export", "agenda.toml", "--template", "x.docx", "--format", "pdf"),
        ("export", "agenda.toml", "--lakverantwoording", "x.csv"),
        ("export", "agenda.toml", "--templates", "weg"),
        ("new", "raad"),
        ("new", "agenda", "--set", "x"),
        ("new", "agenda", "--set", "nota.onbekend=1", "--force"),
        ("fill", "weg.toml"),
        ("show", "weg.toml"),
        ("import", "weg.docx"),
        ("rule", "onbekend"),
        ("schema", "raad"),
        ("templates", "copy", "onbekend.toml"),
    ],
)
def test_what_cannot_be_done(run: Run, memo: Path, arguments):
    done = run(*arguments, DMMDOC_LANG="nl")
    assert done.returncode in (1, 2)
    assert done.stderr and english_in(done.stderr) == []


@pytest.mark.parametrize("arguments", [("kinds",), ("rule",), ("rule", "placeholder"), ("rule", "unmarked-person")])
def test_what_is_told_of_dmmdoc_itself(dutch, arguments):
    assert english_in(dutch(0, *arguments)) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(dutch, command: str):
    assert english_in(dutch(0, *command.split(), "--help")) == []
