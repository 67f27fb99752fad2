"""Open XML, as Microsoft's own validator sees it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, IN_CI, needs
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from memos import FOLDERS, memo_texts

from dmmdoc.commands.export import Job, Manner, export

VERSIONS = ("Office2007", "Office2013", "Microsoft365")
GENERATED = 200 if IN_CI else 4
PARTS = 4


def faults(document: Path) -> list[str]:
    """What the validator finds wrong, for each version of Office."""
    tool = os.environ.get("OOXML_VALIDATOR") or needs("ooxml-validator")
    found = []
    for version in VERSIONS:
        done = subprocess.run([tool, document, "--officeVersion", version], capture_output=True, text=True)
        report = json.loads(done.stdout)
        found += [f"{version}: {error['description']} {error['path']}" for error in report["errors"]]
        assert report["ok"] == (not report["errors"])
    return found


def exported(source: Path, target: Path, template: Path | None = None) -> Path:
    outcome = export(Job(str(source), str(target)), Manner(FOLDERS, template, True))
    assert outcome.error is None
    return target


@pytest.mark.parametrize("name", ["agenda", "verslag", "dmm-oktober/agendabrief", "dmm-oktober/verslagbrief"])
def test_the_examples_are_valid(tmp_path: Path, name: str):
    assert faults(exported(EXAMPLES / f"{name}.toml", tmp_path / "x.docx")) == []


def test_the_validator_does_find_faults(tmp_path: Path):
    document = docx.Document(str(exported(EXAMPLES / "agenda.toml", tmp_path / "x.docx")))
    paragraph = document.paragraphs[0]._p
    paragraph.append(paragraph.pPr)
    document.save(str(tmp_path / "x.docx"))
    assert faults(tmp_path / "x.docx")


def test_a_document_in_a_template_is_valid(tmp_path: Path):
    template = docx.Document()
    template.save(str(tmp_path / "huis.docx"))
    assert faults(exported(EXAMPLES / "agenda.toml", tmp_path / "x.docx", tmp_path / "huis.docx")) == []
    styles = template.styles.element
    styles.remove(styles.find(qn("w:docDefaults")))
    template.save(str(tmp_path / "kaal.docx"))
    assert faults(exported(EXAMPLES / "agenda.toml", tmp_path / "x.docx", tmp_path / "kaal.docx")) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_generated_memos_are_valid(tmp_path: Path, part: int):
    @settings(
        max_examples=GENERATED // PARTS, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(memo_texts())
    def check(text: str) -> None:
        folder = tmp_path / "memo"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "a.toml").write_text(text, "utf-8")
        assert faults(exported(folder / "a.toml", folder / "a.docx")) == []

    check()
