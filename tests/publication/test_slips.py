"""Slips that would publish what is withheld, or refuse what may be public."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, export
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.docx.seal import CORE, is_unedited, sealed

MEMO = """soort = "agenda"
[nota]
onderwerp = "Overleg"
datum = 2030-01-02
kenmerk = "X"
aan = "MINDEF"
van = "Directie"
label = "Ter informatie"
afgestemd_met = ["CDS"]
afzender = ["Staf"]
merking = ""
[steller]
naam = "K. Qander"
functie = "Medewerker"
onderdeel = "Staf"
telefoon = "070 000 00 00"
email = "k.qander@x.invalid"
[ondertekenaar]
functie = "Directeur"
naam = "L. Qbaas"
[publicatie]
merking_vervalt = false
[secties]
niet_openbaar = "Namen (5.1.2e) en betrekkingen (5.1.2a, 5.1.2i)."
aanleiding = '''
Aanleiding.
'''
"""


def memo(**changes: str) -> str:
    """The memo with another text of the section aanleiding, or another value of a key."""
    text = MEMO.replace("Aanleiding.", changes.pop("aanleiding", "Aanleiding."))
    for key, value in changes.items():
        text = "\n".join(f"{key} = {value}" if line.startswith(f"{key} = ") else line for line in text.split("\n"))
    return text.replace('merking = ""\n', "")


def said(folder: Path, text: str, suffix: str = "docx", *templates: Path) -> str:
    """What publication says of a memo: "" where it is published without a word."""
    (folder / "memo.toml").write_text(text, "utf-8")
    manner = Manner((*templates, BUILT_IN), None, True, suffix, True)
    outcome = export(Job(str(folder / "memo.toml"), str(folder / f"uit.{suffix}")), manner)
    return (
        f"refused: {outcome.error}"
        if outcome.error
        else "\n".join(each for each in outcome.warnings if "has no text" not in each)
    )


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_nothing_that_turns_letters_around_is_published(tmp_path: Path, sign: str) -> None:
    turned = f"Met {sign}redna\u202c."
    assert "refused: " in (told := said(tmp_path, memo(aanleiding=turned)))
    assert (
        f"memo.toml:25: aanleiding holds a character that turns the letters behind it around (U+{ord(sign):04X})"
        in told
    )
    assert sign not in told
    assert "refused: " in said(tmp_path, memo(kenmerk=f'"{turned}"'))
    found = [each for each in check(memo(aanleiding=turned), "memo.toml", (BUILT_IN,)) if "turns" in each.message]
    assert {each.severity for each in found} == {"error"}


def test_nothing_in_nota_typ_turns_letters_around(tmp_path: Path) -> None:
    (tmp_path / "huis").mkdir()
    source = (BUILT_IN / "nota.typ").read_text("utf-8")
    (tmp_path / "huis" / "nota.typ").write_text(source + "\n// \\u{202E}redna\n", "utf-8")
    assert "nota.typ holds a character that turns" in said(tmp_path, memo(), "pdf", tmp_path / "huis")


MARKED = (
    {"label": '"DEPARTEMENTAAL VERTROUWELIJK"'},
    {"van": '"Stg. geheim"'},
    {"aanleiding": "Eerst dit.\n\nS T G .  G E H E I M\n\nDan dat."},
)


@pytest.mark.parametrize("changes", MARKED)
def test_a_marking_anywhere_is_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    assert "has a marking" in said(tmp_path, memo(**changes))


def test_a_marking_is_not_withheld_but_lapses(tmp_path: Path) -> None:
    marked = MEMO.replace('merking = ""', 'merking = "Departementaal vertrouwelijk"')
    marked = marked.replace("merking_vervalt = false", 'lak = {"nota.merking" = "5.1.2i"}')
    assert "merking_vervalt" in said(tmp_path, marked)
    assert said(tmp_path, memo(aanleiding="Dit is geheim, en NATO Secret niet.")) == ""


def test_no_template_turns_letters_around(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    house = docx.Document()
    turned = f'<w:bdo {nsdecls("w")} w:val="rtl"><w:r><w:t>redna</w:t></w:r></w:bdo>'
    house.sections[0].header.paragraphs[0]._p.append(parse_xml(turned))
    house.save(str(tmp_path / "huis.docx"))
    (tmp_path / "memo.toml").write_text(memo(), "utf-8")
    manner = Manner((BUILT_IN,), tmp_path / "huis.docx", True, "docx", True)
    outcome = export(Job(str(tmp_path / "memo.toml"), str(tmp_path / "uit.docx")), manner)
    assert "word/header1.xml, holds a character that turns" in (outcome.error or "")


@pytest.mark.parametrize("slip", ["[ invullen ]", "[invullen : wat]", "[invullen wat]", "[INVULLEN:wat ]"])
def test_a_placeholder_typed_a_little_wrong_is_one(tmp_path: Path, slip: str) -> None:
    assert "a placeholder is left in aanleiding" in said(tmp_path, memo(aanleiding=f"Er is {slip} al."))


@pytest.mark.parametrize("slip", ["[in te vullen]", "{invullen}", "{invullen: wat}"])
def test_another_placeholder_deserves_a_look(slip: str) -> None:
    found = check(memo(aanleiding=f"Er is {slip} al."), "memo.toml", (BUILT_IN,))
    assert [each.rule for each in found if slip in each.message] == ["leftover-note"]


def test_an_internal_version_does_not_replace_a_public_one_of_any_name(tmp_path: Path) -> None:
    (tmp_path / "memo.toml").write_text(memo(), "utf-8")
    job = Job(str(tmp_path / "memo.toml"), str(tmp_path / "web.docx"))
    public, internal = (Manner((BUILT_IN,), None, False, "docx", is_public) for is_public in (True, False))
    assert export(job, public).error is None
    published = (tmp_path / "web.docx").read_bytes()
    assert "web.docx: a public version" in (export(job, internal).error or "")
    assert (tmp_path / "web.docx").read_bytes() == published
    assert export(job, public).error is None
    assert export(job, internal._replace(force=True)).error is None
    assert export(job, internal).error is None


def test_a_document_of_before_0_2_is_no_public_one(tmp_path: Path) -> None:
    (tmp_path / "memo.toml").write_text(memo(), "utf-8")
    job, internal = Job(str(tmp_path / "memo.toml"), str(tmp_path / "web.docx")), Manner((BUILT_IN,), None, False)
    assert export(job, internal).error is None
    with zipfile.ZipFile(tmp_path / "web.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith("customXml")}
    parts[CORE] = re.sub(rb"dmmdoc [0-9a-f]{64}", b"", parts[CORE])
    parts["word/styles.xml"] = re.sub(rb'(w:name w:val="[^"]+) [a-z_]+\.[a-z_]+"', rb'\1"', parts["word/styles.xml"])
    with zipfile.ZipFile(tmp_path / "web.docx", "w") as archive:
        for name, content in sealed(parts).items():
            archive.writestr(name, content)
    assert is_unedited((tmp_path / "web.docx").read_bytes())
    assert export(job, internal).error is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[de KZX trekt zich terug]{lak="5.1.2a"}.\n\nDe KZX is er.', "KZX"),
        ('[de heer Bos]{lak="5.1.2e"} is er.\n\nDe BOS is er.', "BOS"),
        ('[mail a.bos@x.nl]{lak="5.1.2e"} is er.\n\n- Dit kan bij a.bos@x.nl\n- Dat.', "bos@x"),
    ],
)
def test_no_finding_repeats_what_is_withheld_in_the_memo(text: str, word: str) -> None:
    found = check(memo(aanleiding=text), "memo.toml", (BUILT_IN,))
    assert found and not [each.message for each in found if word in each.message]


@pytest.mark.parametrize(
    "changes", [{"afzender": '["Staf van Qan-", "der"]'}, {"aanleiding": "- Bel Qan-\n- der, en kom."}]
)
def test_a_name_that_a_hyphen_breaks_over_two_items_is_found(tmp_path: Path, changes: dict[str, str]) -> None:
    assert "steller.naam" in said(tmp_path, memo(**changes))
