"""The questions in a real terminal: the field, paste, the way back, and where one stopped."""

import os
import random
import signal
from pathlib import Path
from tomllib import loads

import pytest
from conftest import EXAMPLES, IN_CI, MINIMAL, Run
from memos import FOLDERS
from terminal import (
    ALT_ENTER,
    BACK,
    EMPTY,
    ENTER,
    HELP,
    LIST,
    OPEN,
    SHIFT_TAB,
    STOP,
    TAB,
    UNDO,
    Person,
)

from dmmdoc.config.facts import velden
from dmmdoc.config.kinds import kind
from dmmdoc.memo_file.concept import MARK, unconfirmed

VERSLAG = kind("verslag", FOLDERS)
SIZES = [(100, 40), (80, 24)]


def memo_in(folder: Path) -> dict:
    return loads((folder / "agenda.toml").read_text("utf-8"))


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_enter_alone_keeps_and_confirms_every_draft(run: Run, tmp_path: Path, columns: int, rows: int):
    run("new", "agenda", "-o", "zonder.toml")
    person = Person("new", "agenda", cwd=tmp_path, columns=columns, rows=rows)
    assert person.enter_to_the_end() == 0
    assert person.screen.endswith("agenda.toml")
    drawn_up = (tmp_path / "zonder.toml").read_text("utf-8")
    assert drawn_up.count(MARK) == 7
    assert (tmp_path / "agenda.toml").read_text("utf-8") == drawn_up.replace(f"{MARK}\n", "")


def test_answers_flow_into_the_drafts_that_nobody_has_confirmed(tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "13 februari 2031", "bijeenkomst.eind": "12-2-2031"})
    person.see("before begin")
    person.type(f"{EMPTY}14-2-2031{ENTER}")
    person.answer({"bijeenkomst.plaats": "Vilnius", "bijeenkomst.sessies": "Afschrikking\rSteun aan Oekraïne"})
    person.reach("nota.onderwerp")
    person.see("Geannoteerde agenda NAVO DMM 13 en 14 februari 2031")
    person.type(f"{EMPTY}Mijn onderwerp{ENTER}")
    person.wait_for("nota.datum")
    for key in ("nota.onderwerp", "bijeenkomst.sessies", "bijeenkomst.plaats", "bijeenkomst.eind", "bijeenkomst.begin"):
        person.type(BACK)
        person.wait_for(key)
    person.type(f"{EMPTY}20 februari 2031{ENTER}")
    person.enter_to_the_end()
    memo = memo_in(tmp_path)
    assert memo["nota"]["onderwerp"] == "Mijn onderwerp"
    assert str(memo["bijeenkomst"]["eind"]) == "2031-02-21"
    assert "Op 20 en 21 februari 2031 vindt in Vilnius" in memo["secties"]["aanleiding"]
    assert "**Steun aan Oekraïne**" in memo["secties"]["kernpunten"]


def test_a_draft_that_was_confirmed_does_not_follow(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", "bijeenkomst.begin=2031-02-13")
    person = Person("fill", "aanleiding", "bijeenkomst.begin", "geadviseerd_besluit", cwd=tmp_path)
    person.reach("bijeenkomst.begin")
    person.type(f"{EMPTY}14 feb 2031{ENTER}")
    person.enter_to_the_end()
    assert "13 februari" in memo_in(tmp_path)["secties"]["aanleiding"]
    run("new", "agenda", "--set", "bijeenkomst.begin=2031-02-13", "--force")
    person = Person("fill", "bijeenkomst.begin", "nota.onderwerp", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "14 feb 2031"})
    person.enter_to_the_end()
    assert "14 februari" in memo_in(tmp_path)["secties"]["aanleiding"]
    assert "13 februari" in memo_in(tmp_path)["nota"]["onderwerp"]  # that may be somebody's word


def test_only_the_path_goes_to_standard_output(tmp_path: Path):
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Person("new", "agenda", cwd=tmp_path, stdout=stdout.fileno())
        assert person.enter_to_the_end() == 0
    assert (tmp_path / "stdout").read_bytes() == b"agenda.toml\n"


COPIED = (
    "•\tNederland steunt de inzet.\n\n•\tDe bondgenoot-\nschappelijke agenda\u00a0ligt voor.\n\no\tMet een subpunt.\n"
)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_what_is_pasted_is_one_answer_and_becomes_what_it_was(tmp_path: Path, run: Run, columns: int, rows: int):
    run("new", "agenda")
    before = memo_in(tmp_path)["secties"]
    person = Person("fill", "kernpunten", "communicatie", "niet_openbaar", cwd=tmp_path, columns=columns, rows=rows)
    person.reach("secties.kernpunten")
    person.type(EMPTY)
    person.paste(COPIED)
    person.see("- Nederland steunt")
    person.see("Alt-Enter")
    person.type(ALT_ENTER)
    person.wait_for("secties.communicatie")
    person.type(EMPTY)
    person.paste("Eerste alinea.\r\n\r\nTweede alinea.")
    person.type(ALT_ENTER)
    person.wait_for("secties.niet_openbaar")
    person.type(STOP)
    person.finish()
    after = memo_in(tmp_path)["secties"]
    assert after["kernpunten"] == (
        "- Nederland steunt de inzet.\n- De bondgenootschappelijke agenda ligt voor.\n  - Met een subpunt.\n"
    )
    assert after["communicatie"] == "Eerste alinea.\n\nTweede alinea.\n"
    assert {key for key in after if after[key] != before[key]} == {"kernpunten", "communicatie"}


def test_what_is_pasted_behind_a_draft_begins_a_paragraph_of_its_own(run: Run, tmp_path: Path):
    run("new", "agenda")
    before = memo_in(tmp_path)["secties"]["communicatie"]
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.paste("Een.\n\nTwee.")
    person.type(ENTER)
    person.type(UNDO)
    person.paste("Drie.")
    person.type(ALT_ENTER)
    person.see("Enter is done")
    person.type(ENTER)
    assert person.finish() == 0
    assert memo_in(tmp_path)["secties"]["communicatie"] == f"{before}\nEen.\n\nTwee. Drie.\n"


def test_bullets_go_on_and_go_deeper_and_placeholders_are_typed_over(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", 'bijeenkomst.sessies=["Munitie"]')
    person = Person("fill", "kernpunten", "communicatie", cwd=tmp_path)
    person.wait_for("secties.kernpunten")
    person.type("een", pause=0.01)
    for keys in (TAB, "meer", UNDO, UNDO, "weg", UNDO, UNDO, UNDO, UNDO, UNDO):
        person.type(keys, pause=0.01)
    person.see("[invullen: de hoofdlijn")
    person.type(TAB)
    person.type("samenhang")
    person.type(f"\x1b[F{ENTER}nieuw punt{ENTER}{TAB}subpunt{ENTER}{SHIFT_TAB}laatste{ENTER}{ALT_ENTER}", pause=0.01)
    person.wait_for("secties.communicatie")
    person.type(STOP)
    person.finish()
    assert memo_in(tmp_path)["secties"]["kernpunten"] == (
        "- Op het programma van de DMM staat:\n  - **Munitie**: een\n- Nederland zet in op samenhang.\n"
        "- nieuw punt\n  - subpunt\n- laatste\n"
    )


def test_one_can_go_back_leave_open_empty_and_go_to_any_question(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", "bijeenkomst.begin=2031-02-13")
    person = Person("fill", "bijeenkomst.plaats", "nota.kenmerk", "nota.van", "aanleiding", cwd=tmp_path)
    person.wait_for("bijeenkomst.plaats")
    person.type(f"{EMPTY}Vilnius{ENTER}")
    person.wait_for("nota.kenmerk")
    person.type("BS2031000001" + OPEN)
    person.wait_for("nota.van")
    person.type(EMPTY + ENTER)
    person.wait_for("secties.aanleiding")
    person.type(BACK + BACK)
    person.wait_for("nota.kenmerk")
    person.see("BS2031000001")
    person.type(BACK)
    person.wait_for("bijeenkomst.plaats")
    person.see("Vilnius")
    person.type(f"{EMPTY}Riga{ENTER}")
    person.wait_for("nota.kenmerk")
    person.type(LIST)
    person.see("Type its number")
    person.type(f"10{ENTER}")
    person.wait_for("nota.aan")
    person.type(STOP)
    assert person.finish() == 130
    memo = memo_in(tmp_path)
    assert (memo["bijeenkomst"]["plaats"], memo["nota"]["van"]) == ("Riga", "")
    assert memo["nota"]["kenmerk"] == "[invullen: kenmerk]"
    assert "aanleiding" in unconfirmed((tmp_path / "agenda.toml").read_text("utf-8"))


def test_what_was_emptied_is_not_asked_again(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "nota.merking", "nota.datum", cwd=tmp_path)
    person.wait_for("nota.merking")
    person.type(" " + ENTER)
    person.wait_for("nota.datum")
    person.type(STOP)
    person.finish()
    assert memo_in(tmp_path)["nota"]["merking"] == ""
    said = run("fill", input="").stderr
    assert "Does the memo get" not in said


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("nota.merking", "geen", "leave it empty"),
        ("nota.afschrift_aan", "n.v.t.", "leave it empty"),
        ("steller.telefoon", "onbekend", "no telephone number"),
        ("steller.email", "a.voorbeeld", "no e-mail address"),
        ("steller.naam", "070 000 00 00", "nobody's name"),
        ("bijeenkomst.begin", "31 februari", "is no day"),
        ("bijeenkomst.begin", "maandag 12 februari 2031", "is a Wednesday"),
        ("nota.datum", "11-12 oktober 2023", "more than one day"),
        ("nota.onderwerp", " ", "is required"),
    ],
)
def test_what_cannot_be_is_questioned_and_not_stored(run: Run, tmp_path: Path, key: str, typed: str, says: str):
    run("new", "agenda")
    before = (tmp_path / "agenda.toml").read_bytes()
    person = Person("fill", key, cwd=tmp_path)
    person.wait_for(key)
    person.type(EMPTY + typed + (ALT_ENTER if key == "nota.afschrift_aan" else ENTER))
    person.see(says)
    person.type(STOP)
    assert person.finish() == 130
    assert (tmp_path / "agenda.toml").read_bytes() == before


def test_days_are_read_back_and_two_at_once_are_both(tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "11-12 okt 2023"})
    person.see("woensdag 11 oktober 2023 – donderdag 12 oktober 2023")
    person.wait_for("bijeenkomst.eind")
    person.see("› 12 oktober 2023")
    assert person.enter_to_the_end() == 0
    assert [str(memo_in(tmp_path)["bijeenkomst"][key]) for key in ("begin", "eind")] == ["2023-10-11", "2023-10-12"]


def test_stop_and_go_on_at_the_same_place(tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path)
    person.reach("nota.kenmerk")
    person.type(STOP)
    assert person.finish() == 130
    assert "go on with: dmmdoc fill agenda.toml" in person.screen
    person = Person("fill", cwd=tmp_path)
    person.see("^C stop")
    assert person.question == "nota.kenmerk"
    person.type(BACK)
    person.wait_for("nota.datum")
    person.type(STOP)
    person.finish()


def test_new_that_was_broken_off_names_every_draft_that_nobody_saw(run: Run, tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path)
    person.reach("bijeenkomst.afkorting")
    person.type(STOP)
    assert person.finish() == 130
    assert run("check").stdout.count("unconfirmed-draft") == 7


def test_a_text_that_was_not_ended_is_kept_as_a_draft(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.type(f"{EMPTY}Half werk")
    person.see("Half werk")
    person.type(STOP)
    assert person.finish() == 130
    assert memo_in(tmp_path)["secties"]["communicatie"] == "Half werk\n"
    assert "communicatie" in unconfirmed((tmp_path / "agenda.toml").read_text("utf-8"))


def test_help_shows_an_example_and_the_foot_fits(run: Run, tmp_path: Path):
    run("new", "agenda")
    for language in ("nl", "en"):
        person = Person("fill", "communicatie", cwd=tmp_path, columns=80, rows=24, DMMDOC_LANG=language)
        person.see("^C stop")
        person.type(HELP)
        person.see("Bijvoorbeeld:" if language == "nl" else "For example:")
        person.type("x")
        person.see("Alt-Enter/^D")
        assert len(person.screen.split("\n")[-1]) <= 80
        assert person.screen.endswith("^C stop")
        person.type(STOP)
        person.finish()


def test_the_end_shows_everything_and_exports(run: Run, tmp_path: Path):
    (tmp_path / "agenda.toml").write_text((EXAMPLES / "agenda.toml").read_text("utf-8"), "utf-8")
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Person("fill", "bijeenkomst.plaats", cwd=tmp_path, stdout=stdout.fileno(), columns=80, rows=60)
        person.wait_for("bijeenkomst.plaats")
        person.type(f"{EMPTY}Vilnius{ENTER}")
        person.see("e to export now")
        person.type(f"5{ENTER}")
        person.wait_for("bijeenkomst.plaats")
        person.type(f"{EMPTY}Brussel{ENTER}")
        person.see("e to export now")
        person.type(f"e{ENTER}")
        assert person.finish() == 0
    assert (tmp_path / "stdout").read_text("utf-8") == "agenda.toml\nagenda.docx\n"
    assert memo_in(tmp_path)["bijeenkomst"]["plaats"] == "Brussel"


def test_fill_takes_a_file_keys_or_all(run: Run, tmp_path: Path):
    run("new", "agenda")
    run("new", "verslag")
    done = run("fill")
    assert (done.returncode, done.stdout) == (2, "")
    assert "agenda.toml, verslag.toml; name one" in done.stderr
    assert run("fill", "agenda.toml", "verslag.toml").returncode == 2
    wrong = run("fill", "agenda.toml", "nota.kenmerkk")
    assert (wrong.returncode, wrong.stderr) == (2, "unknown key kenmerkk; did you mean nota.kenmerk?\n")
    assert "1/1" in run("fill", "agenda.toml", "secties.kernpunten").stderr
    assert (
        "1/38" in run("fill", "verslag.toml", "--all").stderr or "1/39" in run("fill", "verslag.toml", "--all").stderr
    )


def test_a_window_that_is_resized_and_keys_that_come_slowly_lose_nothing(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.type(EMPTY + "De ", pause=0.05)
    person.resize(50, 12)
    os.kill(person.process.pid, signal.SIGWINCH)
    person.type("Directie \x1b[D\x1b[CCommunicatie", pause=0.05)
    person.resize(120, 40)
    os.kill(person.process.pid, signal.SIGWINCH)
    person.type("." + ALT_ENTER, pause=0.05)
    person.see("Enter is done")
    person.type(ENTER)
    assert person.finish() == 0
    assert memo_in(tmp_path)["secties"]["communicatie"] == "De Directie Communicatie.\n"


def test_a_terminal_that_cannot_draw_is_asked_line_by_line(tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path, TERM="dumb")
    for typed in ("", "", "11-12 okt 2023", "<", "", "", "Vilnius"):
        person.read_until("› ")
        person.type(f"{typed}\n")
    person.read_until("› ")  # what is there before would be pasted
    assert person.enter_to_the_end() == 0
    meeting = memo_in(tmp_path)["bijeenkomst"]
    assert (str(meeting["begin"]), str(meeting["eind"])) == ("2023-10-11", "2023-10-12")
    assert "\x1b[6n" not in person.seen


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_what_was_typed(run: Run, tmp_path: Path, number: int):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.type(f"{EMPTY}Half werk")
    person.see("Half werk")
    os.kill(person.process.pid, number)
    assert person.finish() == 128 + number
    assert "Traceback" not in person.seen
    assert memo_in(tmp_path)["secties"]["communicatie"] == "Half werk\n"


@pytest.mark.parametrize("moment", range(200 if IN_CI else 8))
def test_ctrl_c_at_any_moment_loses_no_answer_and_doubles_none(tmp_path: Path, moment: int):
    chance = random.Random(moment)
    person = Person("new", "agenda", cwd=tmp_path)
    person.wait_for("bijeenkomst.naam")
    answers = {
        "bijeenkomst.naam": "Conferentie",
        "bijeenkomst.afkorting": "CNF",
        "bijeenkomst.begin": "11 okt 2031",
        "bijeenkomst.eind": "12 okt 2031",
        "bijeenkomst.plaats": "Vilnius",
    }
    keys = "".join(f"{EMPTY}{typed}{ENTER}" for typed in answers.values()) + f"Munitie{ENTER}Ruimte{ALT_ENTER}"
    end = chance.randrange(len(keys))
    person.type(keys[:end], pause=chance.choice([0, 0.001, 0.004]))
    person.type(STOP)
    assert person.finish() == 130
    assert "Traceback" not in person.seen
    meeting = memo_in(tmp_path)["bijeenkomst"]
    given = keys[:end].count(ENTER) - keys[:end].count(ALT_ENTER) if end < keys.index("Munitie") else 5
    said = {"naam": "Conferentie", "afkorting": "CNF", "plaats": "Vilnius"}
    for key in [key.split(".")[1] for key in answers][:given]:
        assert str(meeting[key]) == {"begin": "2031-10-11", "eind": "2031-10-12", **said}[key]
    text = (tmp_path / "agenda.toml").read_text("utf-8")
    assert text.count("Conferentie (") <= 1
    assert not [*tmp_path.glob(".*.tmp")]


def test_the_steller_is_offered_to_be_kept_once_and_is_there_the_next_time(run: Run, tmp_path: Path):
    person = Person("new", "agenda", cwd=tmp_path)
    person.answer({"steller.naam": "F. Zwaluw", "steller.telefoon": "070 000 00 00"})
    person.reach("steller.email")
    person.type(ENTER)
    person.see("Keep who the steller is")
    person.type(f"y{ENTER}")
    person.wait_for("ondertekenaar.functie")
    person.type(STOP)
    person.finish()
    profile = tmp_path / "none/dmmdoc/profiel.toml"
    assert loads(profile.read_text("utf-8")) == {"steller": {"naam": "F. Zwaluw", "telefoon": "070 000 00 00"}}
    person = Person("new", "agenda", "-o", "twee.toml", cwd=tmp_path)
    assert person.enter_to_the_end() == 0
    assert "Keep who" not in person.seen
    assert loads((tmp_path / "twee.toml").read_text("utf-8"))["steller"]["naam"] == "F. Zwaluw"


def test_minimal_memo_is_filled_from_nothing(tmp_path: Path):
    (tmp_path / "agenda.toml").write_text(MINIMAL, "utf-8")
    person = Person("fill", "kernpunten", cwd=tmp_path)
    person.wait_for("secties.kernpunten")
    person.type("eerste punt")
    person.type(ENTER)
    person.type("tweede punt" + ALT_ENTER)
    person.see("Enter is done")
    person.type(ENTER)
    assert person.finish() == 0
    assert memo_in(tmp_path)["secties"]["kernpunten"] == "- eerste punt\n- tweede punt\n"


def test_two_documents_are_asked_for_once_and_both_follow(tmp_path: Path):
    person = Person("new", "agenda", "agendabrief", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "12-13 feb 2031", "bijeenkomst.sessies": "Munitie\rRuimte"})
    person.wait_for("nota.onderwerp")
    person.type(STOP)
    assert person.finish() == 130
    shared, nota, brief = (
        loads((tmp_path / f"{name}.toml").read_text("utf-8")) for name in ("bijeenkomst", "agenda", "agendabrief")
    )
    assert shared["bijeenkomst"]["sessies"] == ["Munitie", "Ruimte"]
    assert "bijeenkomst" not in nota and "bijeenkomst" not in brief
    assert "12 en 13 februari 2031" in nota["nota"]["onderwerp"] and "**Ruimte**" in nota["secties"]["kernpunten"]
    assert "12 en 13 februari 2031" in brief["brief"]["betreft"]


def test_a_later_document_is_not_asked_for_what_its_basis_says_and_leaves_it(run: Run, tmp_path: Path):
    run("new", "agenda", "agendabrief", "--set", "bijeenkomst.begin=2031-02-12")
    before = (tmp_path / "bijeenkomst.toml").read_bytes()
    person = Person("new", "verslag", cwd=tmp_path)
    person.see("^C stop")
    assert person.question not in ("bijeenkomst.naam", "bijeenkomst.begin")
    assert person.enter_to_the_end() == 0
    assert (tmp_path / "bijeenkomst.toml").read_bytes() == before


def test_fill_changes_a_shared_fact_where_it_stands(run: Run, tmp_path: Path):
    run("new", "agenda", "agendabrief", "--set", "bijeenkomst.begin=2031-02-12")
    done = run("fill", "agenda.toml", "bijeenkomst.plaats", input="Vilnius\n")
    assert loads((tmp_path / "bijeenkomst.toml").read_text("utf-8"))["bijeenkomst"]["plaats"] == "Vilnius"
    assert done.stdout.splitlines() == ["agenda.toml", "bijeenkomst.toml"]
    brief = loads((tmp_path / "agendabrief.toml").read_text("utf-8"))
    assert "Vilnius" not in str(brief)


def test_a_day_without_a_year_is_in_the_year_that_stood_there(tmp_path: Path):
    memo = 'soort = "agenda"\n[bijeenkomst]\nbegin = 2023-10-11\n[nota]\nonderwerp = "X"\n'
    (tmp_path / "agenda.toml").write_text(memo, "utf-8")
    person = Person("fill", "bijeenkomst.begin", "bijeenkomst.eind", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "9 okt", "bijeenkomst.eind": "10 okt"})
    person.enter_to_the_end()
    assert [str(memo_in(tmp_path)["bijeenkomst"][key]) for key in ("begin", "eind")] == ["2023-10-09", "2023-10-10"]


def test_a_last_day_that_moves_along_is_read_back(tmp_path: Path):
    person = Person("new", "agenda", "--set", "bijeenkomst.begin=2027-10-11", "-o", "./", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "11-12 okt 2027"})
    person.wait_for("bijeenkomst.eind")
    person.type(BACK)
    person.wait_for("bijeenkomst.begin")
    person.type(f"{EMPTY}13 okt{ENTER}")
    person.see("woensdag 13 oktober 2027 – donderdag 14 oktober 2027")
    person.type(STOP)
    person.finish()


def test_abbreviations_on_one_line_are_as_many_and_other_lines_one_each(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "nota.afgestemd_met", "bijeenkomst.sessies", cwd=tmp_path)
    person.wait_for("nota.afgestemd_met")
    person.type(HELP)
    person.see("CDS\nHDFC")
    person.type(f"{EMPTY}CDS, HDFC, DJZ en DCo{ALT_ENTER}")
    person.see("taken as 4: CDS | HDFC | DJZ | DCo")
    person.wait_for("bijeenkomst.sessies")
    person.type(f"{EMPTY}Steun aan Oekraïne, Georgië en Moldavië{ALT_ENTER}")
    person.enter_to_the_end()
    memo = memo_in(tmp_path)
    assert memo["nota"]["afgestemd_met"] == ["CDS", "HDFC", "DJZ", "DCo"]
    assert memo["bijeenkomst"]["sessies"] == ["Steun aan Oekraïne, Georgië en Moldavië"]


@pytest.mark.parametrize("key", ["nota.merking", "nota.datum", "nota.afschrift_aan"])
def test_that_there_is_none_is_an_answer_where_nothing_stood(run: Run, tmp_path: Path, key: str):
    run("new", "agenda")
    person = Person("fill", key, "bijeenkomst.naam", cwd=tmp_path)
    person.wait_for(key)
    person.type(EMPTY + ALT_ENTER)
    person.wait_for("bijeenkomst.naam")
    person.type(STOP)
    person.finish()
    person = Person("fill", cwd=tmp_path)
    person.type(ENTER * 99)
    person.finish()
    assert velden(FOLDERS).velden[tuple(key.split("."))].vraag not in person.seen
    assert run("export").returncode == 0


def test_a_required_fact_is_left_open_with_a_key_that_is_told(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "nota.onderwerp", "nota.kenmerk", cwd=tmp_path)
    person.wait_for("nota.onderwerp")
    person.type(EMPTY + ENTER)
    person.see("leave it open with Ctrl-O")
    person.type(OPEN)
    person.wait_for("nota.kenmerk")
    person.type(BACK)
    person.wait_for("nota.onderwerp")
    person.see(memo_in(tmp_path)["nota"]["onderwerp"])
    person.type(STOP)
    person.finish()


def test_an_error_goes_when_the_text_changes_and_help_of_a_list_knows_no_marks(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "nota.afschrift_aan", cwd=tmp_path)
    person.wait_for("nota.afschrift_aan")
    person.type(EMPTY + "geen" + ALT_ENTER)
    person.see("leave it empty")
    person.type("x" + HELP)
    person.see("each line is one")
    assert "leave it empty" not in person.screen
    assert "lak=" not in person.screen
    person.type(STOP)
    person.finish()


def test_the_first_tab_is_at_the_first_placeholder_which_looks_otherwise(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", 'bijeenkomst.sessies=["Munitie"]')
    person = Person("fill", "kernpunten", cwd=tmp_path)
    person.wait_for("secties.kernpunten")
    looks = person.looks_of("[invullen")
    assert len(looks) > 1 and looks[0] not in looks[1:]
    person.type(TAB)
    person.type("eerste")
    person.see("Munitie**: eerste")
    person.type(STOP)
    person.finish()


def test_a_list_that_is_pasted_at_a_deeper_item_stays_as_deep(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "kernpunten", cwd=tmp_path)
    person.wait_for("secties.kernpunten")
    person.type(f"{EMPTY}- Een{ENTER}{TAB}", pause=0.01)
    person.paste("a) eerste\nb) tweede")
    person.see("1. eerste")
    person.type(ALT_ENTER + STOP)
    person.finish()
    assert memo_in(tmp_path)["secties"]["kernpunten"] == "- Een\n  1. eerste\n  2. tweede\n"


def test_a_terminal_that_is_closed_loses_no_text(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.type(f"{EMPTY}Half werk")
    person.see("Half werk")
    os.close(person.master)
    person.process.wait(10)
    assert memo_in(tmp_path)["secties"]["communicatie"] == "Half werk\n"


def test_a_number_that_is_not_in_the_list_is_told_and_the_end_does_not_send_one_to_fill(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "bijeenkomst.plaats", cwd=tmp_path, rows=70)
    person.wait_for("bijeenkomst.plaats")
    person.type(LIST)
    person.see("Type its number")
    person.type(f"99{ENTER}")
    person.see("99 is not in the list.")
    person.type(ENTER)
    person.wait_for("bijeenkomst.plaats")
    person.type(ENTER)
    person.see("e to export now")
    assert "placeholder:" in person.screen and "dmmdoc fill" not in person.screen
    person.type(f"99{ENTER}{ENTER}")
    assert person.finish() == 0


def test_no_word_of_a_question_breaks(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path, columns=60, rows=30, DMMDOC_LANG="nl")
    person.see("nog niet bevestigd")
    assert any("nog niet bevestigd" in line for line in person.screen.split("\n"))
    person.type(STOP)
    person.finish()


def test_what_is_pasted_where_no_field_can_be_drawn_is_one_answer(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", "bijeenkomst.plaats", "nota.van", cwd=tmp_path, TERM="dumb")
    person.see("an empty line ends")
    person.type("Eerste alinea.\r\rTweede alinea.\r\r")
    person.see("Where is the meeting?")
    person.type("Den\rHaag\r")
    person.see("Whom is the nota from?")
    person.type("\r")
    person.see("e to export now")
    person.type("\r")
    person.finish()
    memo = memo_in(tmp_path)
    assert memo["secties"]["communicatie"] == "Eerste alinea.\n\nTweede alinea.\n"
    assert memo["bijeenkomst"]["plaats"] == "Den Haag"
