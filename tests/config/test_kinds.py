"""Kinds as files: what one does not say of its page is as in agenda, and what is wrong in one is told at its line."""

from pathlib import Path

import pytest
from conftest import ROOT, Run
from spoken import english_in

from dmmdoc.config.facts import velden
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.kinds import kind, personal, required, used

KIND = """omschrijving = "een nota"
opschrift = "nota"

[secties.kern]
kop = "Kern"
niveau = 1
vraag = "Wat?"
"""


def made(folder: Path, text: str, name: str = "eigen"):
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return kind(name, (folder, BUILT_IN))


def test_a_kind_that_says_nothing_of_its_page_has_that_of_agenda(tmp_path: Path):
    assert made(tmp_path, KIND).pagina == kind("verslag", (BUILT_IN,)).pagina == kind("agenda", (BUILT_IN,)).pagina


def test_what_a_kind_says_of_its_page_it_says_part_by_part(tmp_path: Path):
    own = made(
        tmp_path, KIND.replace("[secties", '[pagina]\nkolom = [{ regels = ["Den Haag"] }]\n\n[secties', 1)
    ).pagina
    agenda = kind("agenda", (BUILT_IN,)).pagina
    assert [part.regels for part in own.kolom] == [("Den Haag",)]
    assert (own.hoofd, own.slot) == (agenda.hoofd, agenda.slot)


def test_an_agenda_of_before_there_were_pages_has_the_built_in_page(tmp_path: Path):
    assert made(tmp_path, KIND, "agenda").pagina == kind("agenda", (BUILT_IN,)).pagina


def test_a_letter_of_ones_own_has_the_page_of_letters(tmp_path: Path):
    own = made(tmp_path, KIND.replace("opschrift", 'tabel = "brief"\nopschrift', 1))
    assert own.pagina == kind("agendabrief", (BUILT_IN,)).pagina != kind("agenda", (BUILT_IN,)).pagina


def test_another_nota_has_the_page_that_an_agenda_of_ones_own_says(tmp_path: Path):
    page = '[pagina]\nkolom = [{ regels = ["Den Haag"] }]\n\n[secties'
    made(tmp_path, KIND.replace("[secties", page, 1), "agenda")
    assert [part.regels for part in made(tmp_path, KIND).pagina.kolom] == [("Den Haag",)]


def test_a_pagina_toml_of_ones_own_is_read_on_top_of_the_built_in_one(tmp_path: Path):
    page = '[pagina.nota]\nkolom = [{ label = "Dag", regels = ["{nota.datum}"] }]\n'
    (tmp_path / "pagina.toml").write_text(page, "utf-8")
    folders = (tmp_path, BUILT_IN)
    for name in ("agenda", "verslag"):
        own, built_in = kind(name, folders), kind(name, (BUILT_IN,))
        assert [part.label for part in own.pagina.kolom] == ["Dag"]
        assert own._replace(pagina=built_in.pagina) == built_in
        assert (own.pagina.hoofd, own.pagina.slot) == (built_in.pagina.hoofd, built_in.pagina.slot)
    assert kind("agendabrief", folders) == kind("agendabrief", (BUILT_IN,))


def test_the_legend_of_a_pagina_toml_is_that_of_every_kind_that_says_none(tmp_path: Path):
    (tmp_path / "pagina.toml").write_text('legenda = "Weggelakt"\n', "utf-8")
    folders = (tmp_path, BUILT_IN)
    assert {kind(name, folders).legenda for name in ("agenda", "verslag", "agendabrief")} == {"Weggelakt"}
    assert made(tmp_path, f'legenda = ""\n{KIND}').legenda == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[pagina.nota]\nslot = [\n{ regels = ["x"] },\n{ regels = ["{nota.datm}"] }]\n', ":4: unknown key datm"),
        ('[pagina.brief]\nkolom = [{ regels = ["x"], stijl = "Mooi" }]\n', ":2: there is no style Mooi"),
        ('[pagina]\nkolom = [{ regels = ["x"] }]\n', ":2: kolom"),
        ("[pagina.nta]\nkolom = []\n", ":1: unknown key nta; did you mean pagina.nota"),
    ],
)
def test_what_is_wrong_in_a_pagina_toml_is_told_at_its_line(run: Run, tmp_path: Path, text: str, says: str):
    (tmp_path / "pagina.toml").write_text(text, "utf-8")
    done = run("new", "agenda", "--templates", tmp_path, "--set", "nota.datum=2025-02-13")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"pagina.toml{says}" in done.stderr


def test_only_what_a_kind_prints_or_needs_is_asked(tmp_path: Path):
    page = '[pagina]\nhoofd = [{ regels = ["{nota.onderwerp}"], stijl = "Title" }]\nkolom = [{ regels = ["x"] }]\n'
    page += 'slot = [{ regels = ["{ondertekenaar.naam}"], stijl = "Signature" }]\n'
    own, known = made(tmp_path, KIND.replace("[secties", f"{page}\n[secties", 1)), velden((BUILT_IN,))
    assert used(own, known) == (
        ("nota", "onderwerp"),
        ("nota", "datum"),
        ("nota", "merking"),
        ("ondertekenaar", "naam"),
    )
    assert required(own, known) == (("nota", "onderwerp"),)


def test_a_kind_says_which_facts_are_public_in_it(tmp_path: Path):
    known = velden((BUILT_IN,))
    text = 'persoonsgegevens = { "ondertekenaar.naam" = false, "nota.van" = true }\n'
    everywhere = personal(kind("agenda", (BUILT_IN,)), known)
    assert personal(made(tmp_path, text + KIND), known) == everywhere - {("ondertekenaar", "naam")} | {("nota", "van")}


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ('[pagina]\nhoofd = [\n{ regels = ["x"] },\n{ regels = ["{nota.datm}"] }]\n', ":7: unknown key datm"),
        ('[pagina]\nkolom = [{ regels = ["{nota.aan}, {nota.van}"] }]\n', ":5: a line holds two facts"),
        ('[pagina]\nslot = [{ regels = ["x"], stijl = "Mooi" }]\n', ":5: there is no style Mooi"),
        ('[pagina]\nvoet = [{ regels = ["x"] }]\n', ":5: unknown key voet"),
        ('[persoonsgegevens]\n"steller.nam" = false\n', ":5: unknown key steller.nam; did you mean"),
        (
            '[secties.meer]\nkop = "Meer"\nniveau = 1\nvraag = "?"\nrol = "kern"\n',
            ":8: rol is 'kern'; write aanleiding",
        ),
    ],
)
def test_what_is_wrong_in_a_kind_is_told_at_its_line(run: Run, tmp_path: Path, extra: str, says: str):
    (tmp_path / "eigen.toml").write_text(KIND.replace("\n[secties", f"\n{extra}\n[secties", 1), "utf-8")
    done = run("new", "eigen", "--templates", ".", "-o", "x.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("eigen.toml:") and says in done.stderr
    assert english_in(run("new", "eigen", "--templates", ".", "-o", "x.toml", DMMDOC_LANG="nl").stderr) == []


def test_two_sections_cannot_have_one_role(run: Run, tmp_path: Path):
    text = KIND + 'rol = "kernpunten"\n' + KIND.partition("\n\n")[2].replace("kern]", "meer]") + 'rol = "kernpunten"\n'
    (tmp_path / "eigen.toml").write_text(text, "utf-8")
    done = run("new", "eigen", "--templates", ".", "-o", "x.toml")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "two sections have the role kernpunten" in done.stderr


def test_a_label_of_the_old_house_style_is_said_to_have_moved(run: Run, memo: Path, tmp_path: Path):
    text = (ROOT / "templates" / "huisstijl.toml").read_text("utf-8")
    for old, new, key in (
        ("taal =", 'geadresseerde = "Aan"\ntaal =', "geadresseerde"),
        ("[referentiekolom]", '[referentiekolom]\ndatum = "Datum"', "datum"),
    ):
        (tmp_path / "huisstijl.toml").write_text(text.replace(old, new, 1), "utf-8")
        done = run("export", memo.name, "--templates", ".")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert f"{key} is said by the kind of memo now" in done.stderr
