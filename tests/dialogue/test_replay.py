"""A whole nota by dialogue: typed and pasted in as an officer would, it is that nota, in a third of the keystrokes."""

import re
import time
from datetime import date
from pathlib import Path
from tomllib import loads

import pytest
from conftest import EXAMPLES
from copied import from_word
from memos import FOLDERS
from terminal import ALT_ENTER, EMPTY, ENTER, Person

from dmmdoc.config.kinds import kind
from dmmdoc.dutch.days import dag
from dmmdoc.memo_file.read import read


def typed(value: object) -> str:
    """A fact as a person types it."""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    return "\r".join(value) if isinstance(value, list) else str(value)


def drafted(value: object) -> str:
    """A fact as it stands in the field."""
    return dag(value) if isinstance(value, date) else "\n".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("soort", ["agenda", "verslag"])
def test_a_whole_nota_in_a_third_of_the_keystrokes_and_to_the_letter(tmp_path: Path, soort: str):
    source = (EXAMPLES / f"{soort}.toml").read_text("utf-8")
    wanted = loads(source)
    optional = {
        key: sectie.kop
        for key, sectie in kind(soort, FOLDERS).secties.items()
        if sectie.status != "verplicht" and wanted["secties"].get(key)
    }
    person = Person("new", soort, cwd=tmp_path, columns=100, rows=60, DMMDOC_PROFILE="")
    deadline, last = time.monotonic() + 90, None
    while time.monotonic() < deadline and "Enter is done" not in person.screen:
        key = person.question
        if key in (None, last):
            person.wait(0.05)
            continue
        last = str(key)
        table, name = last.split(".")
        value = wanted.get(table, {}).get(name)
        shown = person.screen.split("› ")[-1].rsplit("\n", 1)[0]
        if value is None or [*map(str.strip, shown.split("\n"))] == drafted(value).split("\n"):
            person.type(ENTER)
        elif table == "secties":
            person.type(EMPTY)
            person.paste(from_word(value))
            person.type(ALT_ENTER)
        elif last == "bijeenkomst.begin":
            person.type("12-13 feb 2031" + ENTER)  # both days at once
        else:
            has_lines = isinstance(value, list)
            is_gap = "[invullen" in shown
            person.type(("" if is_gap or not shown else EMPTY) + typed(value) + (ALT_ENTER if has_lines else ENTER))
    for key, heading in optional.items():
        number = re.search(rf"(\d+) . {heading[:9]}", person.screen)
        assert number, person.screen
        person.type(number[1] + ENTER)
        person.wait_for(f"secties.{key}")
        person.paste(from_word(wanted["secties"][key]))
        person.type(ALT_ENTER)
        person.see("Enter is done")
    person.type(ENTER)
    assert person.finish() == 0
    text = (tmp_path / f"{soort}.toml").read_text("utf-8")
    before = read(source, "x", FOLDERS)
    assert read(text, "x", FOLDERS) == before._replace(publicatie=before.publicatie._replace(merking_vervalt=False))
    letters = sum(
        len(drafted(value)) for table in wanted.values() if isinstance(table, dict) for value in table.values()
    )
    assert person.keys * 3 <= letters, (person.keys, letters)
