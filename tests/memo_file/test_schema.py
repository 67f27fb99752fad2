"""The JSON Schema of a memo file: it knows what reading knows, as far as a schema can."""

import json
from datetime import date

import pytest
from conftest import EXAMPLES, MINIMAL, ROOT
from jsonschema import Draft202012Validator
from tomli import loads

from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.kinds import kinds
from dmmdoc.memo_file.schema import schema

FOLDERS = (BUILT_IN,)
GOOD = [*(ROOT / "tests/good").glob("*.toml"), *EXAMPLES.glob("*.toml")]


def as_json(text: str):
    return json.loads(json.dumps(loads(text), default=date.isoformat))


def accepts(text: str, kind: str | None = None) -> bool:
    return Draft202012Validator(schema(kind, FOLDERS)).is_valid(as_json(text))


@pytest.mark.parametrize("path", [path for path in GOOD if "soort" in loads(path.read_text("utf-8"))], ids=str)
def test_every_good_memo_fits(path):
    text = path.read_text("utf-8")
    assert accepts(text) and accepts(text, loads(text)["soort"])


def test_another_kind_of_memo_does_not_fit():
    assert not accepts(MINIMAL, "verslag")


BROKEN = [
    # what stands in the memo, and what stands there wrongly
    ('soort = "agenda"', ""),
    ('soort = "agenda"', 'soort = "anders"'),
    ('soort = "agenda"', "soort = 1"),
    ("[nota]", '[nota]\nkenmrek = "x"'),
    ("[nota]", "[nota]\nkenmerk = 1"),
    ("[nota]", "[nota]\ndatum = true"),
    ("[nota]", '[nota]\ndatum = "morgen"'),
    ("[nota]", '[nota]\nbijlagen = "Kamerbrief"'),
    ("[nota]", "[nota]\nbijlagen = [1]"),
    ("[nota]", '[nota]\naantal_bijlagen = "een"'),
    ("[nota]", "[nota]\nkenmerk = \"[x]{lak='5.1.2e'}\""),
    ("[nota]", '[nota]\nkenmerk = """\na\nb"""'),
    ("[nota]", "[nota2]"),
    ('onderwerp = "Geannoteerde agenda"', ""),
    ('functie = "DE DIRECTEUR-GENERAAL BELEID"', ""),
    ("[secties]", "[secties]\naanleidng = ''"),
    ("[secties]", "[secties]\ncommunicatie = 1"),
    ("[secties]", '[publicatie]\nvrij = "x"\n[secties]'),
    ("[secties]", "[publicatie]\nmerking_vervalt = 1\n[secties]"),
    ("[secties]", '[publicatie]\nlak = { "nota.niets" = "5.1.2a" }\n[secties]'),
    ("[secties]", '[publicatie]\nlak = { "nota.bijlagen" = "geheim" }\n[secties]'),
]


@pytest.mark.parametrize(("right", "wrong"), BROKEN)
def test_a_broken_memo_does_not_fit(right, wrong):
    assert right in MINIMAL and accepts(MINIMAL)
    assert not accepts(MINIMAL.replace(right, wrong, 1))


def test_a_memo_with_a_basis_may_leave_its_facts_to_that():
    without = MINIMAL.replace('onderwerp = "Geannoteerde agenda"', "")
    assert accepts(without.replace("\n[nota]", 'basis = "bijeenkomst.toml"\n[nota]', 1))


def test_the_schema_is_one_and_tells_what_goes_where(run):
    for kind in (None, *kinds(FOLDERS)):
        Draft202012Validator.check_schema(schema(kind, FOLDERS))
    told = json.loads(run("schema", "agenda").stdout)
    assert told["$schema"].endswith("2020-12/schema")
    assert told["properties"]["secties"]["properties"]["aanleiding"]["title"] == "Aanleiding"
    assert run("schema", "anders").returncode == 1
