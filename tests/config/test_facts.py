"""The facts as a department changes them: its own velden.toml comes on top of the built-in one, row by row."""

from pathlib import Path

import pytest
from conftest import Run
from spoken import english_in

from dmmdoc.config.facts import velden
from dmmdoc.config.folders import BUILT_IN


def known(folder: Path, text: str):
    (folder / "velden.toml").write_text(text, "utf-8")
    return velden((folder, BUILT_IN))


def test_a_row_of_its_own_takes_each_key_that_it_gives_and_leaves_the_others(tmp_path: Path):
    before = velden((BUILT_IN,))
    after = known(tmp_path, '[velden.steller.naam]\nvraag = "Wie schreef dit?"\n')
    assert after.velden["steller", "naam"] == before.velden["steller", "naam"]._replace(vraag="Wie schreef dit?")
    assert after.velden["steller", "naam"].persoonsgegeven
    assert [*after.velden] == [*before.velden]
    assert after.inleiding == before.inleiding


def test_a_fact_and_a_table_more_come_behind_the_others(tmp_path: Path):
    after = known(tmp_path, '[velden.nota.cc]\nvraag = "Wie?"\n[velden.paraaf.lijn]\nvraag = "Wie paraferen?"\n')
    assert [key for table, key in after.velden if table == "nota"][-1] == "cc"
    assert after.tables[-1] == "paraaf"
    assert [*after.groepen][-2:] == ["paraaf", "secties"] and after.groepen["paraaf"] == "Paraaf"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[velden.nota.cc]\nuitleg = 'x'\n", 1, "vraag is missing"),
        ("[velden.nota.cc]\nvraag = 'x'\ntype = 'naam'\n", 3, "write tekst or dag or lijst or getal"),
        ("[velden.nota.cc]\nvraag = 'x'\nsoort = 'dag'\n", 3, "unknown key soort"),
        ("[velden.nota.datum]\ntype = 'tekst'\n", 2, "nota.datum is of another type in dmmdoc"),
        ("[velden.secties.x]\nvraag = 'x'\n", 1, "no name for a fact"),
        ("[velden.nota.'c c']\nvraag = 'x'\n", 1, "c c is no name for a fact"),
        ("vraag = 'x'\n", 1, "unknown key vraag"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_at_its_line(run: Run, memo: Path, text: str, line: int, says: str):
    (memo.parent / "velden.toml").write_text(text, "utf-8")
    done = run("export", memo.name, "--templates", ".")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"velden.toml:{line}: ") and says in done.stderr
    assert english_in(run("export", memo.name, "--templates", ".", DMMDOC_LANG="nl").stderr) == []
