"""A department's own kind and own fact, as files alone: drafted, asked, printed, checked, published, imported."""

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT, Run, needs

FACT = """[velden.nota.cc]
vraag = "Wie leest mee?"
uitleg = "De meelezer."
voorbeeld = '"A. Voorbeeld"'
"""


def words_in(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return re.sub(r"<[^>]+>", " ", " ".join(parts)) + " ".join(parts)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of templates with one fact more, which the page of an agenda prints in its column."""
    folder = tmp_path / "sjablonen"
    folder.mkdir()
    (folder / "velden.toml").write_text(FACT, "utf-8")
    page = (ROOT / "templates" / "pagina.toml").read_text("utf-8")
    line = '    { label = "Meegelezen", regels = ["{nota.cc}"] },\n'
    (folder / "pagina.toml").write_text(page.replace("kolom = [\n", f"kolom = [\n{line}", 1), "utf-8")
    return folder


def test_a_fact_that_is_added_as_data_goes_all_the_way(run: Run, own: Path, tmp_path: Path):
    env = {"DMMDOC_TEMPLATES": str(own)}
    made = run("new", "agenda", "--set", "nota.cc=K. Merel", "--prompt", input="", **env)
    assert "Wie leest mee?" in run("new", "agenda", "-o", "x.toml", "--prompt", input="\n" * 60, **env).stderr
    assert (tmp_path / "agenda.toml").read_text("utf-8").count('# De meelezer.\ncc = "K. Merel"\n') == 1
    assert made.returncode in (0, 130)
    assert run("export", "agenda.toml", **env).returncode == 0
    assert "Meegelezen" in words_in(tmp_path / "agenda.docx") and "K. Merel" in words_in(tmp_path / "agenda.docx")
    assert "K. Merel" in run("show", "agenda.toml", **env).stdout
    run("import", "agenda.docx", "-o", "terug.toml", **env)
    assert 'cc = "K. Merel"' in (tmp_path / "terug.toml").read_text("utf-8")


def test_a_fact_that_is_added_as_data_is_searched_and_withheld(run: Run, own: Path, tmp_path: Path):
    env = {"DMMDOC_TEMPLATES": str(own)}
    text = (EXAMPLES / "agenda.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(
        text.replace("[steller]", 'cc = "collega F. van der Zwaluw"\n\n[steller]'), "utf-8"
    )
    done = run("export", "--public", "a.toml", **env)
    line = (tmp_path / "a.toml").read_text("utf-8").split("\ncc =")[0].count("\n") + 2
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"a.toml:{line}: nota.cc holds")
    assert not (tmp_path / "a-openbaar.docx").exists()
    (own / "velden.toml").write_text(FACT + "persoonsgegeven = true\n", "utf-8")
    assert run("export", "--public", "a.toml", **env).stderr == ""
    assert "Zwaluw" not in words_in(tmp_path / "a-openbaar.docx")
    assert words_in(tmp_path / "a-openbaar.docx").count("gelakt 5.1.2e") > words_in_example(run, tmp_path)


def words_in_example(run: Run, tmp_path: Path) -> int:
    shutil.copy(EXAMPLES / "agenda.toml", tmp_path / "zonder.toml")
    run("export", "--public", "zonder.toml")
    return words_in(tmp_path / "zonder-openbaar.docx").count("gelakt 5.1.2e")


BZK = EXAMPLES / "bzk"


def test_the_nota_of_another_ministry_needs_no_code(run: Run, tmp_path: Path):
    env = {"DMMDOC_TEMPLATES": str(BZK / "sjablonen")}
    assert run("new", "beslisnota", **env).returncode == 0
    drafted = (tmp_path / "beslisnota.toml").read_text("utf-8")
    assert 'actief_openbaar = "Ja"' in drafted and "[bijeenkomst]" not in drafted and 'functie = "DE DIR' in drafted
    asked = run("fill", "beslisnota.toml", input="\n" * 60, **env).stderr
    assert "Met wie is samengewerkt?" in asked and "Waarom ligt deze nota nu voor?" in asked
    shutil.copy(BZK / "nota.toml", tmp_path / "nota.toml")
    assert run("check", "nota.toml", **env).stdout == ""
    faulty = (
        (BZK / "nota.toml")
        .read_text("utf-8")
        .replace("De zin over een gemeente\nraakt lopend overleg (artikel 5.1.2i).", "")
    )
    (tmp_path / "fout.toml").write_text(faulty.replace("M. Kwikstaart", "[invullen: naam]"), "utf-8")
    found = run("check", "fout.toml", **env).stdout
    assert "redaction-without-reason" in found and "motivering" in found and "placeholder" in found
    assert run("export", "nota.toml", **env).returncode == 0
    (tmp_path / "lo").mkdir()
    run_office(tmp_path / "nota.docx", tmp_path / "lo")
    shutil.copy(tmp_path / "lo" / "nota.docx", tmp_path / "nota.docx")
    assert "nothing changed" in run("import", "nota.docx", **env).stderr
    run("import", "nota.docx", "-o", "terug.toml", **env)
    assert stated(tmp_path / "terug.toml") == stated(BZK / "nota.toml")
    public = run("export", "--public", "nota.toml", **env)
    assert (public.returncode, public.stderr) == (0, "")
    words = words_in(tmp_path / "nota-openbaar.docx")
    assert not re.search("Kwikstaart|Roerdomp|IJsvogel|Tapuit|stoppen", words)
    assert "Afdeling Wijken" in words and "DE DIRECTEUR WONEN" in words and "TER BESLUITVORMING" in words


def stated(path: Path) -> dict[str, object]:
    import tomllib

    return {key: value for key, value in tomllib.loads(path.read_text("utf-8")).items() if value}


def run_office(document: Path, folder: Path) -> None:
    import subprocess

    office = needs("soffice")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, document]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)})


def test_a_kind_without_the_role_is_never_asked_for_it(run: Run, tmp_path: Path):
    kind = (BZK / "sjablonen" / "beslisnota.toml").read_text("utf-8").replace('rol = "lakgronden"\n', "")
    (tmp_path / "beslisnota.toml").write_text(kind, "utf-8")
    shutil.copy(BZK / "sjablonen" / "velden.toml", tmp_path)
    text = (BZK / "nota.toml").read_text("utf-8")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "nota.toml").write_text(text.partition("motivering =")[0], "utf-8")
    done = run("export", "--public", "x/nota.toml", "--templates", ".")
    assert (done.returncode, done.stdout) == (0, "x/nota-openbaar.docx\n")
