"""What a person says of the public version, and what the desk gets with it; check and publication are of one mind."""

import csv
import json
import re
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from conftest import EXAMPLES, IN_CI, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, export
from dmmdoc.config.folders import BUILT_IN

FOLDERS = (BUILT_IN,)

MEMO = """soort = "agenda"

[nota]
onderwerp = "Geannoteerde agenda"
{nota}

[steller]
naam = "B. de Groot"

[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"

[publicatie]
{publicatie}

[secties]
aanleiding = '''
{aanleiding}
'''
niet_openbaar = '''
Persoonsgegevens (5.1.2e), en de rest (5.1.2a, 5.1.2b en 5.2.1).
'''
"""


def memo(aanleiding: str = "Er is een bijeenkomst.", publicatie: str = "", nota: str = "") -> str:
    return MEMO.format(aanleiding=aanleiding, publicatie=publicatie, nota=nota)


def words_in(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def publish(run: Run, folder: Path, text: str):
    (folder / "memo.toml").write_text(text, "utf-8")
    return run("export", "--public", "memo.toml")


def errors(done) -> list[str]:
    return [line for line in done.stderr.splitlines() if "warning:" not in line]


@pytest.mark.parametrize(
    ("aanleiding", "vrij", "is_published"),
    [
        ("Groot onderhoud aan de haven.", "", False),
        ("Groot onderhoud aan de haven.", "Groot onderhoud", True),
        ("groot  ONDERHOUD en Groot\nonderhoud aan de haven.", "Groot onderhoud", True),
        ("Groot onderhoud, en volgens Groot is dat goed.", "Groot onderhoud", False),
        ("Volgens Groot, onderhoud aan de haven.", "Groot onderhoud", False),
        ("Groot onderhouds aan de haven.", "Groot onderhoud", False),
        ("Groot onderhoud aan de haven.", "onderhoud aan", False),
    ],
)
def test_a_phrase_frees_its_own_words_and_no_more(run: Run, tmp_path: Path, aanleiding, vrij, is_published):
    done = publish(run, tmp_path, memo(aanleiding, f"vrij = [{json.dumps(vrij)}]" if vrij else ""))
    assert (done.returncode == 0) == is_published
    assert (tmp_path / "memo-openbaar.docx").exists() == is_published
    assert is_published or "steller.naam" in errors(done)[0]
    assert "onderhoud" not in done.stderr.casefold() and "Groot" not in done.stderr


def test_a_phrase_belongs_to_one_memo(run: Run, tmp_path: Path):
    publish(run, tmp_path, memo(publicatie='vrij = ["Groot onderhoud"]'))
    assert run("new", "agenda", "--from", "memo.toml", "-o", "nieuw.toml").returncode == 0
    assert not re.search(r"^\s*vrij", (tmp_path / "nieuw.toml").read_text("utf-8"), re.MULTILINE)
    done = run("new", "agenda", "--set", 'publicatie.vrij=["x"]', "-o", "weer.toml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_phrase_that_frees_nothing_is_told_without_its_words(run: Run, tmp_path: Path):
    done = publish(run, tmp_path, memo(publicatie='vrij = [\n"Klein onderhoud",\n]'))
    line = (tmp_path / "memo.toml").read_text("utf-8").split('"Klein')[0].count("\n") + 1
    assert done.returncode == 0
    assert f"memo.toml:{line}: warning: phrase 1 of vrij frees nothing; take it out" in done.stderr.splitlines()
    assert "Klein" not in done.stderr


def test_a_fact_and_a_section_can_be_withheld_whole(run: Run, tmp_path: Path):
    lak = 'lak = { "nota.bijlagen" = "5.1.2a", "secties.aanleiding" = "5.1.2a, 5.1.2e" }'
    text = memo(
        "Volg een [link](https://geheim.example.nl) erin.\n\n- en een punt", lak, 'bijlagen = ["Plan", "Kaart"]'
    )
    done = publish(run, tmp_path, text)
    assert (done.returncode, errors(done)) == (0, [])
    words = words_in(tmp_path / "memo-openbaar.docx")
    assert not re.search("geheim|Kaart|en een punt|Volg", words)
    assert words.count("gelakt 5.1.2a<") == 1 and words.count("gelakt 5.1.2a, 5.1.2e<") == 1
    assert ">Aanleiding<" in words and ">2<" not in words.replace('w:val="2"', "")


@pytest.mark.parametrize(
    ("publicatie", "says"),
    [
        ('lak = { "nota.onderwerp" = "5.1.2a" }', "the subject cannot be withheld"),
        ('lak = { "nota.bijlage" = "5.1.2a" }', "did you mean publicatie.lak.nota.bijlagen"),
        ('lak = { "brief.bijlagen" = "5.1.2a" }', "did you mean publicatie.lak.nota.bijlagen"),
        ('lak = { "nota.bijlagen" = "geheim" }', "something else than a ground"),
        ('lak = { "nota.kenmerk" = 5 }', "is a whole number where text is wanted"),
        ("vrij = 'Groot'", "vrij is text where a list is wanted"),
        ("merking_vervalt = 'ja'", "is text where true or false is wanted"),
        ("vrijj = []", "unknown key vrijj; did you mean publicatie.vrij"),
    ],
)
def test_what_publicatie_cannot_say_is_told_at_its_line(run: Run, tmp_path: Path, publicatie: str, says: str):
    done = publish(run, tmp_path, memo(publicatie=publicatie))
    line = MEMO.split("{publicatie}")[0].count("\n") + 1
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"memo.toml:{line}: ") and says in done.stderr


def test_a_withheld_fact_is_searched_for(run: Run, tmp_path: Path):
    text = memo("Zie het Plan van Aanpak.", 'lak = { "nota.bijlagen" = "5.1.2e" }', 'bijlagen = ["Plan van Aanpak"]')
    assert "nota.bijlagen" in errors(publish(run, tmp_path, text))[0]


def test_a_marking_stops_a_publication_until_it_lapses(run: Run, tmp_path: Path):
    nota = 'merking = "VERTROUWELIJK"'
    done = publish(run, tmp_path, memo(nota=nota))
    assert done.returncode == 1 and "merking_vervalt" in done.stderr
    assert "VERTROUWELIJK" not in done.stderr
    assert publish(run, tmp_path, memo(nota=nota, publicatie="merking_vervalt = true")).returncode == 0
    assert "VERTROUWELIJK" not in words_in(tmp_path / "memo-openbaar.docx")
    run("export", "memo.toml", "-o", "intern.docx")
    assert "VERTROUWELIJK" in words_in(tmp_path / "intern.docx")


def test_a_legend_says_what_each_ground_protects(run: Run, tmp_path: Path):
    publish(run, tmp_path, memo('De [prijs]{lak="5.1.2b"} stijgt.'))
    words = words_in(tmp_path / "memo-openbaar.docx")
    assert "5.1.2b: economische" in words and "5.1.2e: persoonlijke levenssfeer" in words and "5.1.2a:" not in words
    kind = (BUILT_IN / "agenda.toml").read_text("utf-8")
    (tmp_path / "agenda.toml").write_text(f'legenda = ""\n{kind}', "utf-8")
    run("export", "--public", "memo.toml", "--templates", ".", "-o", "zonder.docx")
    assert "5.1.2e:" not in words_in(tmp_path / "zonder.docx")


@pytest.mark.parametrize("ending", ["csv", "md"])
def test_the_desks_list_tells_where_why_and_how_much_and_never_what(run: Run, tmp_path: Path, ending: str):
    text = (EXAMPLES / "agenda.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(text, "utf-8")
    done = run("export", "--public", "a.toml", "--lakverantwoording", f"lijst.{ending}")
    assert (done.returncode, done.stdout) == (0, f"a-openbaar.docx\nlijst.{ending}\n")
    listed = (tmp_path / f"lijst.{ending}").read_text("utf-8")
    assert not re.search("Zwaluw|070|@|compagnie|Pimpelmees", listed)
    if ending == "csv":
        rows = list(csv.DictReader(StringIO(listed)))
        assert [(row["plaats"], row["grond"]) for row in rows if row["nummer"]] == [
            *((f"steller.{key}", "5.1.2e") for key in ("naam", "telefoon", "email")),
            ("ondertekenaar.naam", "5.1.2e"),
            ("Kernpunten", "5.1.2a"),
        ]
        assert rows[4]["woorden"] == "6-20" and rows[4]["beschermt"] == "internationale betrekkingen"
        assert {row["grond"]: row["aantal"] for row in rows if not row["nummer"]} == {"5.1.2a": "1", "5.1.2e": "4"}
    else:
        assert "| 5 | Kernpunten | 5.1.2a | internationale betrekkingen | 6-20 | 1 |" in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.toml", "--lakverantwoording", "x.csv"),
        ("--public", "a.toml", "b.toml", "--lakverantwoording", "x.csv"),
        ("--public", "a.toml", "--lakverantwoording", "x.docx"),
    ],
)
def test_the_desks_list_is_of_one_public_memo(run: Run, tmp_path: Path, arguments):
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(memo(), "utf-8")
    done = run("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml", "b.toml"]


def test_the_desks_list_replaces_no_other_file(run: Run, tmp_path: Path):
    (tmp_path / "a.toml").write_text(memo(), "utf-8")
    (tmp_path / "x.csv").write_text("van iemand anders\n", "utf-8")
    assert run("export", "--public", "a.toml", "--lakverantwoording", "x.csv").returncode == 1
    assert (tmp_path / "x.csv").read_text("utf-8") == "van iemand anders\n"
    for _ in range(2):
        assert run("export", "--public", "a.toml", "--lakverantwoording", "y.csv").returncode == 0


def test_nothing_is_listed_of_what_is_refused(run: Run, tmp_path: Path):
    (tmp_path / "a.toml").write_text(memo("Volgens De Groot."), "utf-8")
    done = run("export", "--public", "a.toml", "--lakverantwoording", "x.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.toml"]


def test_show_public_shows_what_goes_as_it_will_be(run: Run, tmp_path: Path):
    (tmp_path / "a.toml").write_text(memo('De [prijs]{lak="5.1.2a"} stijgt.'), "utf-8")
    done = run("show", "--public", "a.toml")
    assert done.returncode == 0 and "De gelakt 5.1.2a stijgt." in done.stdout and "Groot" not in done.stdout
    (tmp_path / "a.toml").write_text(memo("Volgens De Groot."), "utf-8")
    done = run("show", "--public", "a.toml")
    assert done.returncode == 1 and "aanleiding holds steller.naam" in done.stderr


PIECES = st.sampled_from(
    [
        *(
            "Een gewone zin.",
            "Volgens De Groot.",
            "Groot onderhoud.",
            "Bel 06 12345678.",
            "Mail a@b.nl.",
            "Een [invullen].",
        ),
        *(
            'De [heer Kok]{lak="5.1.2e"} kookt.',
            "Kok zei dat.",
            'De [prijs]{lak="5.1.2z"}.',
            'Van [x]{lak="5.1.2i"}.',
            'Van [x]{lak="5.1.2b"}.',
        ),
        *('Het [plan]{lak="5.2.1"}.', "Zie [hier](https://example.nl/groot).", "Volgens kolonel Bos."),
    ]
)
SAME = {"unmarked-personal-data", "unknown-ground", "placeholder", "redaction-without-reason"}


@given(st.lists(PIECES, max_size=4), st.sampled_from(["", 'vrij = ["Groot onderhoud", "Kok zei dat"]']))
@settings(max_examples=300 if IN_CI else 40, deadline=None)
def test_check_reports_as_an_error_what_publication_refuses_and_publication_refuses_it(pieces, publicatie):
    import tempfile

    text = memo("\n\n".join(pieces) or "Leeg.", publicatie)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "m.toml"), Path(folder, "uit.docx")
        source.write_text(text, "utf-8")
        outcome = export(Job(str(source), str(target)), Manner(FOLDERS, None, False, "docx", True))
        assert target.exists() == (outcome.error is None)
    refused = {int(line) for line in re.findall(r"m\.toml:(\d+): ", outcome.error or "")}
    found = {each.line for each in check(text, "m.toml", FOLDERS) if each.severity == "error" and each.rule in SAME}
    assert refused == found


@pytest.mark.parametrize(
    ("aanleiding", "publicatie", "nota"),
    [
        (
            'Volgens [B. Kroon]{lak="5.1.2e"}. Aldus Kroon.',
            'lak = { "secties.aanleiding" = "5.1.2a" }',
            "kenmerk = 'Kroon'",
        ),
        ("Aldus Groot.", 'lak = { "steller.naam" = "5.1.2a" }', ""),
        ("Op 3 februari 2025 dus.", 'lak = { "nota.datum" = "5.1.2e" }', "datum = 2025-02-03"),
        ('[pj87+x@mindef.nl]{lak="5.1.2a"} en pj87@elders.nl', "", ""),
        ('[K. de Groot]{lak="5.1.2e"} op [x](https://x.nl/kdegroot)', "", ""),
        ('[王伟]{lak="5.1.2e"} dus. Volgens 王伟 is dat zo.', "", ""),
    ],
)
def test_what_gives_away_more_than_its_ground_says_is_refused(run: Run, tmp_path: Path, aanleiding, publicatie, nota):
    done = publish(run, tmp_path, memo(aanleiding, publicatie, nota))
    assert (done.returncode, done.stdout) == (1, "")
    assert not (tmp_path / "memo-openbaar.docx").exists()


def test_the_name_in_an_e_mail_address_counts_beside_another_name(run: Run, tmp_path: Path):
    text = memo("Vraag mevrouw Kroonenberg.").replace('"B. de Groot"', '"A. Wit"\nemail = "j.kroonenberg@example.nl"')
    assert publish(run, tmp_path, text).returncode == 1


def test_the_name_of_the_kind_is_searched(run: Run, tmp_path: Path):
    (tmp_path / "groot.toml").write_text((BUILT_IN / "agenda.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "memo.toml").write_text(memo().replace('soort = "agenda"', 'soort = "groot"'), "utf-8")
    done = run("export", "--public", "memo.toml", "--templates", ".")
    assert done.returncode == 1 and "the name of the kind holds steller.naam" in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        *('#include("x" + ".typ")', "#include naam", "#image(pad)", "Met Groot.", '#include "x.typ"'),
        *('#("Gro" + "ot")', "Gro/* */ot", "Gro#[]ot", r"G\u{72}oot", '#"toorG".rev()', "#str.from-unicode(71)root"),
        '#link("https://x.nl/" + "gro" + "ot")[hier]',
    ],
)
def test_what_nota_typ_brings_along_is_searched_or_refused(run: Run, tmp_path: Path, line: str):
    folder = tmp_path / "t"
    folder.mkdir()
    own = (BUILT_IN / "nota.typ").read_text("utf-8")
    (folder / "nota.typ").write_text(own, "utf-8")
    (folder / "x.typ").write_text("Volgens Groot.", "utf-8")
    (tmp_path / "memo.toml").write_text(memo(), "utf-8")
    assert run("export", "--public", "memo.toml", "--templates", "t").returncode == 0
    (folder / "nota.typ").write_text(f"{own}\n{line}\n", "utf-8")
    assert run("export", "--public", "memo.toml", "--templates", "t", "--force").returncode == 1


def test_check_repeats_no_word_of_what_is_withheld(run: Run, tmp_path: Path):
    text = memo('Zie [de VN missie met XQZ]{lak="5.1.2a"}', 'lak = { "secties.strategie" = "5.1.2a" }')
    text = text.replace("niet_openbaar = ", "strategie = 'De VN missie met ZZTOP en de kamer'\nniet_openbaar = ")
    (tmp_path / "memo.toml").write_text(text, "utf-8")
    done = run("check", "memo.toml")
    assert "missing-section" in done.stdout and not re.search("VN|XQZ|ZZTOP|kamer", done.stdout)


def test_it_is_said_in_dutch_too(run: Run, tmp_path: Path):
    (tmp_path / "memo.toml").write_text(memo("Volgens De Groot. Bel 06 12345678."), "utf-8")
    done = run("export", "--public", "memo.toml", DMMDOC_LANG="nl")
    assert "in aanleiding staat steller.naam, of een deel ervan; lak het, haal het weg, of geef" in done.stderr
    assert "in aanleiding staat een telefoonnummer; lak het" in done.stderr


def test_check_names_a_placeholder_that_a_kind_adds_and_no_comment_silences_one(run: Run, tmp_path: Path):
    page = (BUILT_IN / "pagina.toml").read_text("utf-8").replace('label = "Aan"', 'label = "Aan [invullen]"')
    (tmp_path / "pagina.toml").write_text(page, "utf-8")
    text = memo("Er komt [invullen: wat].").replace("aanleiding =", "# dmmdoc: negeer placeholder\naanleiding =")
    (tmp_path / "memo.toml").write_text(text.replace("{nota}", ""), "utf-8")
    assert run("check", "memo.toml", "--templates", ".").stdout.count("error placeholder") == 1
    text = text.replace("\n[steller]", 'aan = "MINDEF"\n[steller]')
    (tmp_path / "memo.toml").write_text(text, "utf-8")
    assert run("check", "memo.toml", "--templates", ".").stdout.count("error placeholder") == 2
    assert run("export", "--public", "memo.toml", "--templates", ".").stderr.count("placeholder is left") == 2
