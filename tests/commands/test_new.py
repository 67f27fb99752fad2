"""`dmmdoc new` without anyone to answer: facts from --from, --set and defaults, the rest placeholders."""

import shutil
from pathlib import Path
from tomllib import loads

import docx
import pytest
from conftest import EXAMPLES, MINIMAL, Run

MEETING = """[bijeenkomst]
begin = 2031-02-11
eind = 2031-02-14
plaats = "Vilnius"
sessies = ["Afschrikking *en* verdediging", "Steun"]
"""


def test_two_memos_from_nothing(run: Run, tmp_path: Path):
    paths = []
    for arguments in (["new", "agenda"], ["new", "verslag", "--from", "agenda.toml"], ["export"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert "[invullen" not in done.stderr
        paths += done.stdout.splitlines()
    assert paths == ["agenda.toml", "verslag.toml", "agenda.docx", "verslag.docx"]
    assert all(docx.Document(str(tmp_path / name)).paragraphs for name in paths[2:])


@pytest.mark.parametrize("soort", ["agenda", "agendabrief", "verslag", "verslagbrief"])
def test_every_key_has_a_comment_above_it_and_every_section_its_guidance(run: Run, tmp_path: Path, soort: str):
    run("new", soort)
    lines = (tmp_path / f"{soort}.toml").read_text("utf-8").splitlines()
    keys = [
        index
        for index, line in enumerate(lines)
        if line.removeprefix("# ").split(" = ")[0].isidentifier() and " = " in line
    ]
    assert len(keys) > 20
    for index in keys:
        if not lines[index].startswith("soort"):
            assert lines[index - 1].startswith("# "), lines[index]


def test_an_agenda_looks_forward_and_a_verslag_back(run: Run, tmp_path: Path):
    (tmp_path / "feiten.toml").write_text(MEETING, "utf-8")
    run("new", "agenda", "--from", "feiten.toml")
    run("new", "verslag", "--from", "feiten.toml")
    agenda, verslag = (loads((tmp_path / f"{name}.toml").read_text("utf-8")) for name in ("agenda", "verslag"))
    assert "Van 11 tot en met 14 februari 2031 vindt in Vilnius" in " ".join(agenda["secties"]["aanleiding"].split())
    assert "Van 11 tot en met 14 februari 2031 vond in Vilnius" in " ".join(verslag["secties"]["aanleiding"].split())
    assert agenda["nota"]["onderwerp"] == "Geannoteerde agenda NAVO DMM 11 tot en met 14 februari 2031"
    for memo in (agenda, verslag):
        bullets = memo["secties"]["kernpunten"].splitlines()
        assert [line for line in bullets if line.startswith("  - ")] == [
            line for line in bullets if "Steun" in line or r"Afschrikking \*en\* verdediging" in line
        ]
        assert "twee werksessies" in memo["secties"]["kernpunten"]


def test_the_verslag_takes_meeting_people_and_sender_from_the_agenda_and_drafts_the_rest(run: Run, tmp_path: Path):
    shutil.copy(EXAMPLES / "agenda.toml", tmp_path)
    done = run("new", "verslag", "--from", "agenda.toml")
    assert (done.returncode, done.stdout) == (0, "verslag.toml\n")
    agenda, verslag = (loads((tmp_path / f"{name}.toml").read_text("utf-8")) for name in ("agenda", "verslag"))
    for table in ("bijeenkomst", "steller", "ondertekenaar"):
        assert verslag[table] == agenda[table]
    assert verslag["nota"]["afzender"] == agenda["nota"]["afzender"]
    assert verslag["nota"]["onderwerp"] == "Verslag NAVO DMM 12 en 13 februari 2031"
    assert "datum" not in verslag["nota"]
    assert verslag["nota"]["kenmerk"] == "[invullen: kenmerk]"
    told = " ".join(verslag["secties"]["aanleiding"].split())  # the Kamer got the letter, never the internal nota
    assert "ontving de Kamer de geannoteerde agenda. Het verslag" in told and "BS2031000117" not in told
    assert "Noorwegen" not in verslag["secties"]["kernpunten"]
    assert all(sessie in verslag["secties"]["kernpunten"] for sessie in agenda["bijeenkomst"]["sessies"])
    assert run("export", "verslag.toml").returncode == 0


def test_a_memo_of_the_same_kind_comes_along_whole(run: Run, tmp_path: Path):
    shutil.copy(EXAMPLES / "agenda.toml", tmp_path / "vorige.toml")
    run("new", "agenda", "--from", "vorige.toml", "--set", "bijeenkomst.plaats=Vilnius")
    before, after = (loads((tmp_path / f"{name}.toml").read_text("utf-8")) for name in ("vorige", "agenda"))
    assert after["bijeenkomst"].pop("plaats") == "Vilnius"
    assert before["bijeenkomst"].pop("plaats") == "Brussel"
    del before["publicatie"]  # that is said of one memo alone
    assert after == before


@pytest.mark.parametrize(
    ("setting", "table", "key", "value"),
    [
        ("bijeenkomst.plaats=Vilnius", "bijeenkomst", "plaats", "Vilnius"),
        ('bijeenkomst.plaats="Den Haag"', "bijeenkomst", "plaats", "Den Haag"),
        ("nota.kenmerk=2031", "nota", "kenmerk", "2031"),
        ("nota.aantal_bijlagen=3", "nota", "aantal_bijlagen", 3),
        ("steller.telefoon=070 000 00 00", "steller", "telefoon", "070 000 00 00"),
        ('bijeenkomst.sessies=["a", "b = c"]', "bijeenkomst", "sessies", ["a", "b = c"]),
        ("nota.onderwerp=a = b", "nota", "onderwerp", "a = b"),
        ("secties.communicatie=Eén zin.", "secties", "communicatie", "Eén zin."),
        ("ondertekenaar.functie= ", "ondertekenaar", "functie", "DE DIRECTEUR-GENERAAL BELEID"),
        ("nota.onderwerp=", "nota", "onderwerp", "Geannoteerde agenda NAVO DMM [invullen: dagen]"),
    ],
)
def test_a_setting_is_toml_or_text(run: Run, tmp_path: Path, setting, table, key, value):
    assert run("new", "agenda", "--set", setting).returncode == 0
    assert loads((tmp_path / "agenda.toml").read_text("utf-8"))[table][key] == value


@pytest.mark.parametrize("begin", ["2032-10-11", "11-10-2032", "ma 11 okt 2032", '"11 oktober 2032"', "11-okt-32"])
def test_a_day_is_set_as_people_type_one(run: Run, tmp_path: Path, begin):
    days = (f"--set=bijeenkomst.begin={begin}", "--set=bijeenkomst.eind=12 okt")
    assert run("new", "agenda", *days).returncode == 0
    said = loads((tmp_path / "agenda.toml").read_text("utf-8"))["bijeenkomst"]
    assert [said[key].isoformat() for key in ("begin", "eind")] == ["2032-10-11", "2032-10-12"]


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("plaats=Vilnius", "bijeenkomst.plaats"),
        ("bijeenkomst.plats=Vilnius", "bijeenkomst.plaats"),
        ("bijeenkomst.begin=morgen", "morgen is no day; write one, as 11-10-2027"),
        ("bijeenkomst.begin=11-12 okt 2027", "11-12 okt 2027 is no day; write one, as 11-10-2027"),
        ("nota.bijlagen=Brief", "list"),
        ("nota.onderwerp", "KEY=VALUE"),
        ("secties.communicatie=# kop", "heading"),
        ("soort=verslag", "soort"),
        ("nota.aantal_bijlagen=twee", "whole number"),
        (f"nota.aantal_bijlagen={'9' * 5000}", "whole number"),
    ],
)
def test_a_wrong_setting_is_one_line_and_no_file(run: Run, tmp_path: Path, setting, says):
    done = run("new", "agenda", "--set", setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "agenda.toml").exists()


def test_settings_are_checked_together(run: Run, tmp_path: Path):
    days = [f"--set=bijeenkomst.{key}=2032-01-{day}" for key, day in (("begin", "15"), ("eind", "16"))]
    assert run("new", "agenda", "--from", EXAMPLES / "agenda.toml", *days).returncode == 0
    assert "2032-01-16" in (tmp_path / "agenda.toml").read_text("utf-8")
    done = run("new", "agenda", "-o", "x.toml", "--set=bijeenkomst.eind=2032-01-01", *days[:1])
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("--set bijeenkomst.eind=2032-01-01: eind lies before begin")


def test_another_meeting_does_not_get_the_abbreviation_of_the_usual_one(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", "bijeenkomst.naam=Ukraine Defence Contact Group")
    text = (tmp_path / "agenda.toml").read_text("utf-8")
    assert "vindt in Brussel de NAVO Ukraine Defence Contact Group plaats" in " ".join(text.split())
    assert "# afkorting" in text


def test_a_folder_takes_a_new_memo(run: Run, tmp_path: Path):
    (tmp_path / "map").mkdir()
    assert run("new", "agenda", "-o", "map").stdout == "map/agenda.toml\n"
    assert run("new", "agenda", "-o", "map").returncode == 1
    assert run("new", "agenda", "-o", "nieuw/er/").stdout == "nieuw/er/agenda.toml\n"
    run("export", "nieuw/er/agenda.toml")
    assert run("import", "nieuw/er/agenda.docx", "-o", "terug/").stdout == "terug/agenda.toml\n"


@pytest.mark.parametrize("name", ["x.docx", "x", "/dev/stdout"])
def test_a_memo_file_is_called_one(run: Run, tmp_path: Path, name: str):
    (tmp_path / "in.toml").write_text(MINIMAL, "utf-8")
    run("export", "in.toml")
    for command in (("new", "agenda"), ("import", "in.docx")):
        done = run(*command, "-o", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert "end its name in .toml" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.docx", "in.toml"]


def test_what_is_wrong_in_the_file_of_facts_is_told_at_its_line(run: Run, tmp_path: Path):
    (tmp_path / "feiten.toml").write_text(MEETING + 'plats = "x"\n', "utf-8")
    done = run("new", "agenda", "--from", "feiten.toml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("feiten.toml:6: unknown key plats")


def test_an_existing_memo_is_not_replaced_without_force(run: Run, memo: Path):
    before = memo.read_bytes()
    done = run("new", "agenda")
    assert (done.returncode, done.stdout) == (1, "")
    assert memo.read_bytes() == before
    assert run("new", "agenda", "-o", "anders é.toml").stdout == "anders é.toml\n"
    assert run("new", "agenda", "--force").returncode == 0
    assert memo.read_bytes() != before


def test_an_unknown_kind_names_the_known_ones(run: Run):
    done = run("new", "beslisnota")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "unknown kind 'beslisnota'; the kinds are agenda, agendabrief, verslag, verslagbrief\n"


THIRD_KIND = '''omschrijving = "nota voor de Raad Buitenlandse Zaken Defensie"
opschrift = "beslisnota"

[standaard.bijeenkomst]
naam = "Raad Buitenlandse Zaken Defensie"

[standaard.nota]
onderwerp = "Inbreng {{ bijeenkomst.kort }} {{ bijeenkomst.dagen }}"

[standaard.ondertekenaar]
functie = "De Directeur-Generaal Beleid"

[secties.kern]
kop = "De kern"
niveau = 1
vraag = "Wat is de kern?"
punten = true
concept = """
{% for sessie in bijeenkomst.sessies %}
- {{ sessie }} in {{ bijeenkomst.plaats }}
{% endfor %}
"""

[secties.bij]
kop = "Bijzaken"
niveau = 2
status = "facultatief"
vraag = "En verder?"
'''


@pytest.mark.parametrize("way", ["option", "variable", "configuration"])
def test_a_kind_is_a_file_in_a_folder(run: Run, tmp_path: Path, way: str):
    folder = tmp_path / ("no-config/dmmdoc" if way == "configuration" else "eigen sjablonen")
    folder.mkdir(parents=True)
    (folder / "raad.toml").write_text(THIRD_KIND, "utf-8")
    own = ("--templates", folder) if way == "option" else ()
    environment = {"DMMDOC_TEMPLATES": str(folder)} if way == "variable" else {}
    listed = run("kinds", *own, **environment).stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["agenda", "agendabrief", "raad", "verslag", "verslagbrief"]
    assert listed[2].endswith(str(folder / "raad.toml"))
    sessions = 'bijeenkomst.sessies=["Munitie", "Ruimte"]'
    assert (
        run("new", "raad", "--set", sessions, "--set", "bijeenkomst.plaats=Luxemburg", *own, **environment).returncode
        == 0
    )
    assert run("export", *own, **environment).stdout == "raad.docx\n"
    lines = [(p.style.name, p.text) for p in docx.Document(str(tmp_path / "raad.docx")).paragraphs]
    assert lines[0] == ("Documentsoort", "beslisnota")
    assert ("Title", "Inbreng Raad Buitenlandse Zaken Defensie [invullen: dagen]") in lines
    assert lines[lines.index(("Heading 1", "De kern")) + 1 :][:2] == [
        ("List Bullet", "Munitie in Luxemburg"),
        ("List Bullet", "Ruimte in Luxemburg"),
    ]
    assert not any(text == "Bijzaken" for _, text in lines)


def test_a_departments_own_kind_comes_before_the_built_in_one(run: Run, tmp_path: Path):
    (tmp_path / "agenda.toml").write_text(THIRD_KIND, "utf-8")
    assert run("kinds", "--templates", ".").stdout.splitlines()[0].endswith("agenda.toml")
    run("new", "agenda", "--templates", tmp_path, "-o", "memo.toml")
    assert "kern = " in (tmp_path / "memo.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("niveau = 1", "niveau = 3", 15),
        ('kop = "De kern"', "kopp = 'x'", 14),
        ("{{ sessie }}", "{{ onbekend }}", 18),
        ("{{ sessie }}", "# {{ sessie }}", 18),
        ("{% endfor %}", "", 20),
        ("punten = true", 'punten = "ja"', 17),
        ('onderwerp = "Inbreng', 'onderwerpp = "x"\nonderwerp = "Inbreng', 8),
        ('onderwerp = "Inbreng', 'merking = 3\nonderwerp = "Inbreng', 8),
        ('onderwerp = "Inbreng', 'merking = "a\\nb"\nonderwerp = "Inbreng', 8),
        ("[standaard.nota]", "[standaard.nooit]", 7),
        ("niveau = 1", 'niveau = 1\nrol = "besluit"\nopening = "besluit"', 16),
    ],
)
def test_a_fault_in_a_kind_is_one_line(run: Run, tmp_path: Path, old: str, new: str, line: int):
    (tmp_path / "raad.toml").write_text(THIRD_KIND.replace(old, new), "utf-8")
    done = run("new", "raad", "--templates", tmp_path, "-o", "memo.toml", "--set", 'bijeenkomst.sessies=["a"]')
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"raad.toml:{line}: " in done.stderr
    assert not (tmp_path / "memo.toml").exists()


def test_a_faulty_kind_hides_no_other(run: Run, tmp_path: Path):
    (tmp_path / "raad.toml").write_text(THIRD_KIND, "utf-8")
    (tmp_path / "stuk.toml").write_text("[secties", "utf-8")
    done = run("kinds", DMMDOC_TEMPLATES=str(tmp_path), PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C")
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        "agenda",
        "agendabrief",
        "raad",
        "verslag",
        "verslagbrief",
    ]
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path / 'stuk.toml'}:1: ] is missing; write [secties]")
    assert run("new", "raad", "--templates", tmp_path, "-o", "x.toml").returncode == 0


def test_a_draft_can_use_a_fact_that_is_not_there(run: Run, tmp_path: Path):
    draft = THIRD_KIND.replace(
        "{% endfor %}",
        "{% endfor %}\n- Kenmerk{{ nota.kenmerk }}{{ vorige.datum }}{{ steller.naam }}{{ paraaf.mede }}.",
    )
    (tmp_path / "velden.toml").write_text("[velden.paraaf.mede]\nvraag = 'x'\ntype = 'dag'\n", "utf-8")
    (tmp_path / "raad.toml").write_text(draft, "utf-8")
    assert run("new", "raad", "--templates", ".", "-o", "x.toml").returncode == 0
    assert "- Kenmerk." in (tmp_path / "x.toml").read_text("utf-8")
    facts = ("--set", "steller.naam=A. Voorbeeld", "--set", "paraaf.mede=2031-03-04")
    assert run("new", "raad", "--templates", ".", "-o", "y.toml", *facts).returncode == 0
    assert "- KenmerkA. Voorbeeld4 maart 2031." in (tmp_path / "y.toml").read_text("utf-8")


def test_a_folder_of_templates_that_is_not_there_is_an_error(run: Run):
    done = run("kinds", "--templates", "weg")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("weg: ")
