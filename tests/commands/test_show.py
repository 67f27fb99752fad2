"""The memo as a page on the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from dmmdoc import terminal
from dmmdoc.checks.engine import findings
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import kind
from dmmdoc.memo.page import page as the_page
from dmmdoc.memo_file import read as memo_file

FOLDERS = (BUILT_IN,)
GOOD = ROOT / "tests" / "good"
AGENDA = (GOOD / "agenda-brussel.toml").read_text(encoding="utf-8")


def page(text: str, width: int = 80, with_findings: bool = False, colour: bool = False) -> str:
    memo = memo_file.read(text, "nota.toml", FOLDERS)
    found = findings(memo, text, "nota.toml", FOLDERS) if with_findings else []
    console = Console(file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None)
    return terminal.write(
        the_page(memo, kind(memo.soort, FOLDERS), velden(FOLDERS)), house_style(FOLDERS), found, console
    )


def show(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dmmdoc", "show", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )


def test_the_whole_memo_stands_on_the_page_in_order() -> None:
    more = """van = "DGB"
label = "Ter beslissing"
afgestemd_met = ["CDS", "HDFC"]
afschrift_aan = ["STASDEF"]
"""
    steller = '[steller]\nfunctie = "Beleidsmedewerker"\nonderdeel = "Bestuursstaf"\n'
    shown = " ".join(page(AGENDA.replace("kenmerk =", f"{more}kenmerk =").replace("[steller]\n", steller)).split())
    words = [
        *("Directie Internationale Veiligheid", "TER BESLISSING", "Datum 3 februari 2025 Onze referentie BS2025000123"),
        "Opgesteld door A. de Vries Beleidsmedewerker Bestuursstaf T 070 000 00 00 a.devries@example.nl",
        *("Aantal bijlagen 1 Bijlage Geannoteerde agenda NAVO DMM", "DEPARTEMENTAAL VERTROUWELIJK"),
        *("Aan: de Minister van Defensie Van: DGB Afgestemd met: CDS, HDFC In afschrift aan: STASDEF", "NOTA"),
        "Geannoteerde agenda NAVO DMM 13 en 14 februari 2025 Aanleiding Op 13 en 14 februari 2025 vindt",
        "Geadviseerd besluit",
        *(
            "Kernpunten",
            "• Het programma",
            "– Afschrikking en verdediging: de",
            "1. het capaciteitsproces",
            "2. oproepen",
        ),
        *("Toelichting", "Financiële overwegingen", "Informatie die niet openbaar wordt gemaakt"),
        *("DE DIRECTEUR-GENERAAL BELEID", "dr. B. van der Berg-Jansen"),
    ]
    places = [shown.find(word) for word in words]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("width", [20, 40, 80, 93, 120, 300])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    faulty = AGENDA.replace("de Kamer", "de kamer").replace("zenden.", "[invullen: werkwoord]")
    assert max(map(len, page(faulty, width, with_findings=True).splitlines())) <= width


def test_sub_bullets_stand_under_the_words_of_their_bullet() -> None:
    lines = page(AGENDA).splitlines()
    bullet = next(line for line in lines if "Het programma van de DMM" in line)
    inner = next(line for line in lines if "Afschrikking en verdediging" in line)
    after = lines[next(index for index, line in enumerate(lines) if "NATO-Ukraine Council (NUC)" in line) + 1]
    assert inner.index("–") == bullet.index("Het")
    assert after.index("front") == inner.index("Afschrikking")


def test_withheld_passages_and_placeholders_are_seen_without_colour() -> None:
    shown = page(AGENDA.replace("De Directie Communicatie", "[invullen: wie]; de Directie Communicatie"))
    assert "[C. Voorbeeld]{5.1.2e}" in shown and "[invullen: wie]" in shown
    assert "\033" not in shown


def test_a_passage_of_several_looks_is_withheld_once() -> None:
    shown = page(AGENDA.replace("[C. Voorbeeld]", "[C. **van** Voorbeeld]"))
    assert "[C. van Voorbeeld]{5.1.2e}" in shown


def test_with_colour_both_stand_out() -> None:
    shown = page(AGENDA.replace("De Directie Communicatie", "[invullen: wie]; de Directie Communicatie"), colour=True)
    assert "\033[30;43m[invullen: wie]" in shown and "\033[7m" in shown


def test_the_column_stands_at_the_right_of_a_wide_window_and_above_in_a_narrow_one() -> None:
    wide, narrow = page(AGENDA, 120).splitlines(), page(AGENDA, 80).splitlines()
    assert wide[0].startswith("DEPARTEMENTAAL VERTROUWELIJK ") and wide[0].endswith(" Directoraat-Generaal Beleid")
    assert narrow[0] == "Directoraat-Generaal Beleid"
    assert narrow.index("NOTA") > narrow.index("Datum")


def test_findings_stand_beside_their_words_or_under_them() -> None:
    faulty = AGENDA.replace("Kamer te\nzenden", "kamer te\nzenden")
    narrow = page(faulty, 80, with_findings=True).splitlines()
    at = next(index for index, line in enumerate(narrow) if line.endswith("aan de kamer te zenden."))
    assert narrow[at + 1].strip().startswith("warning lowercase-kamer (line")
    wide = page(faulty, 120, with_findings=True).splitlines()
    beside = next(line for line in wide if "warning lowercase-kamer" in line)
    assert beside.index("warning") > 76
    at = wide.index(beside)
    assert any("aan de kamer te zenden." in line for line in wide[at : at + 3])
    labels = ["Datum", "Onze referentie", "Opgesteld door", "Aantal bijlagen", "Bijlage"]
    assert [words for line in wide if (words := line[79:].strip()) in labels] == labels
    assert page(faulty, 120) != page(faulty, 120, with_findings=True)


def test_every_finding_is_on_the_page() -> None:
    faulty = AGENDA.replace("[secties]", "[secties]\nuitvoering = 'De kamer weet dit'").replace(
        "2025-02-03", "2025-02-20"
    )
    faulty = faulty.replace("juridische_overwegingen", "# juridische_overwegingen").replace(
        "dr. B. van", "[invullen] van"
    )
    memo = memo_file.read(faulty, "nota.toml", FOLDERS)
    rules = [finding.rule for finding in findings(memo, faulty, "nota.toml", FOLDERS)]
    assert len(rules) == 5
    for width in (80, 120):
        shown = page(faulty, width, with_findings=True)
        assert [shown.count(f" {rule}") for rule in rules] == [1] * 5


def test_nothing_in_a_memo_steers_the_terminal() -> None:
    shown = page(AGENDA.replace("De Directie", "\u009b31mDe \u202eDirectie"))
    assert "\u009b" not in shown and "\u202e" not in shown and "De \ufffdDirectie" in shown


def test_brackets_are_no_markup_of_richs() -> None:
    assert "een [bold]woord[/bold]" in page(
        AGENDA.replace("De Directie", "een \\[bold\\]woord\\[/bold\\]. De Directie")
    )


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(GOOD.glob("*.toml"))), st.integers(1, 200), st.booleans())
def test_any_window_shows_any_memo(path: Path, width: int, with_findings: bool) -> None:
    assert page(path.read_text(encoding="utf-8"), width, with_findings)


def test_piped_it_is_plain_and_eighty_wide(tmp_path: Path) -> None:
    (tmp_path / "nota.toml").write_text(AGENDA, encoding="utf-8")
    done = show("nota.toml", cwd=tmp_path, COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == page(AGENDA)
    assert show("-", cwd=tmp_path, stdin=AGENDA).stdout == done.stdout


def test_show_with_check_and_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "nota.toml").write_text(AGENDA.replace("Kamer te\n", "kamer te\n"), encoding="utf-8")
    done = show("--check", "nota.toml", cwd=tmp_path)
    assert "warning lowercase-kamer" in done.stdout and done.returncode == 0
    missing = show("weg.toml", cwd=tmp_path)
    assert (missing.returncode, missing.stdout, missing.stderr) == (1, "", "weg.toml: no such file; check the name\n")


def test_a_terminal_without_accents(tmp_path: Path) -> None:
    done = show("-", cwd=tmp_path, stdin=AGENDA, PYTHONUTF8="0", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 0 and "Aanleiding" in done.stdout
