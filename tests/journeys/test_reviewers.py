# ruff: noqa: E501
"""Reviewers at once: copies of one nota come back under their own names, and nobody's work undoes another's."""

import io
import os
import pty
import re
import sys
import time
import zipfile
from pathlib import Path

import pytest

MEMO = """\
# Mijn eigen opmerking blijft staan.
soort = "agenda"

[nota]
onderwerp = "Geannoteerde agenda"
datum = 2025-02-03
aan = "de Minister van Defensie"
bijlagen = ["Kamerbrief"]

[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"

[secties]
aanleiding = '''
Op 13 en 14 februari 2025 vindt in Brussel
de bijeenkomst plaats.

De Kamer heeft om een brief gevraagd.
'''
geadviseerd_besluit = "U wordt geadviseerd in te stemmen."
kernpunten = '''
- Het eerste punt gaat over geld.
- Het tweede punt gaat over materieel.
- Het derde punt gaat over mensen.
'''
financiele_overwegingen = 'De bijdrage bedraagt EUR 4,2 miljoen.'
juridische_overwegingen = 'Die zijn er niet.'
communicatie = 'De DCo beantwoordt vragen.'
niet_openbaar = '''
De houding van [een bondgenoot]{lak="5.1.2a"} is niet openbaar (5.1.2a).
'''
"""
WHO = 'w:id="{}" w:author="{}" w:date="2025-02-04T10:00:00Z"'


def edited(content: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """A document as Word saves it after somebody typed over words in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for was, now in changes if name == part else ():
                assert was in text, was
                text = text.replace(was, now, 1)
            new.writestr(name, text)
    return buffer.getvalue()


def tracked(was: str, now: str, author: str) -> tuple[str, str]:
    """The change of a few words as Word tracks it."""
    gone = f'<w:del {WHO.format(91, author)}><w:r><w:delText xml:space="preserve">{was}</w:delText></w:r></w:del>'
    come = f'<w:ins {WHO.format(92, author)}><w:r><w:t xml:space="preserve">{now}</w:t></w:r></w:ins>'
    return was, f'</w:t></w:r>{gone}{come}<w:r><w:t xml:space="preserve">'


class Desk:
    """A folder with nota.toml in it, and the document that everybody was sent."""

    def __init__(self, path: Path, run):
        self.path, self.run = path, run
        self.toml = path / "nota.toml"
        self.toml.write_text(MEMO, "utf-8")
        assert run("export", "nota.toml").returncode == 0
        self.sent = (path / "nota.docx").read_bytes()

    def came_back(self, name: str, *changes: tuple[str, str]) -> None:
        (self.path / name).write_bytes(edited(self.sent, *changes))

    def went_on(self, was: str, now: str) -> None:
        text = self.toml.read_text("utf-8")
        assert was in text
        self.toml.write_text(text.replace(was, now), "utf-8")

    @property
    def text(self) -> str:
        return self.toml.read_text("utf-8")


@pytest.fixture
def desk(tmp_path, run) -> Desk:
    return Desk(tmp_path, run)


def test_what_only_one_of_three_changed_is_taken(desk):
    desk.came_back("juridisch.docx", ("Die zijn er niet.", "Artikel 100 van de Grondwet is van toepassing."))
    desk.came_back("financien.docx", ("EUR 4,2 miljoen", "EUR 4,3 miljoen"), ("3 februari 2025", "4 februari 2025"))
    desk.came_back("nota.docx", ("over materieel.", "over munitie."))
    desk.went_on("over mensen.", "over vrijwilligers.")
    done = desk.run("import", "juridisch.docx", "financien.docx", "nota.docx")
    assert (done.returncode, done.stdout) == (0, "nota.toml\n")
    expected = MEMO
    for was, now in (
        ("Die zijn er niet.", "Artikel 100 van de Grondwet is van toepassing."),
        ("EUR 4,2", "EUR 4,3"),
        ("2025-02-03", "2025-02-04"),
        ("over materieel", "over munitie"),
        ("over mensen", "over vrijwilligers"),
    ):
        expected = expected.replace(was, now)
    assert desk.text == expected
    again = desk.run("import", "nota.docx", "financien.docx", "juridisch.docx")
    assert (again.returncode, again.stdout) == (0, "") and desk.text == expected


def test_two_readings_of_one_paragraph_are_a_conflict_and_nothing_is_written(desk):
    desk.came_back("nota.docx", ("EUR 4,2 miljoen", "EUR 4,3 miljoen"), ("Die zijn er niet.", "Die zijn er wel."))
    desk.went_on("EUR 4,2", "EUR 5")
    before = desk.text
    done = desk.run("import", "nota.docx")
    assert (done.returncode, done.stdout, desk.text) == (1, "", before)
    assert (
        "    memo: De bijdrage bedraagt EUR 5 miljoen.\n    document: De bijdrage bedraagt EUR 4,3 miljoen.\n"
        in done.stderr
    )
    assert desk.run("import", "nota.docx", "--ours").returncode == 0
    assert desk.text == before.replace("er niet", "er wel")
    assert desk.run("import", "nota.docx", "--theirs").returncode == 0
    assert desk.text == before.replace("er niet", "er wel").replace("EUR 5", "EUR 4,3")


def test_facts_are_merged_by_fact_and_lists_by_item(desk):
    desk.came_back(
        "nota.docx",
        (">Kamerbrief<", ">Kamerbrief</w:t><w:br/><w:t>Tijdlijn<"),
        ("de Minister van Def", "de Staatssecretaris van Def"),
    )
    desk.went_on('["Kamerbrief"]', '["Kamerbrief", "Begroting"]')
    desk.went_on('onderwerp = "', 'onderwerp = "Nota: ')
    assert desk.run("import", "nota.docx").returncode == 0
    assert 'bijlagen = ["Kamerbrief", "Begroting", "Tijdlijn"]' in desk.text
    assert 'aan = "de Staatssecretaris van Defensie"' in desk.text and 'onderwerp = "Nota: Geann' in desk.text
    desk.went_on("de Staatssecretaris van", "de Minister-President en de Minister van")
    refused = desk.run("import", "nota.docx")
    assert refused.returncode == 1 and "nota.aan: changed in the memo and in the document" in refused.stderr


def test_a_heading_whose_style_is_gone_is_known_by_its_words_in_its_place(desk):
    with zipfile.ZipFile(io.BytesIO(desk.sent)) as archive:
        there = re.findall(r"<w:p>.*?</w:p>", archive.read("word/document.xml").decode())
    bullet = next(p for p in there if "materieel" in p)
    look = re.search(r"<w:pPr>.*?</w:pPr>", bullet)[0]
    heading = next(p for p in there if ">Communicatie<" in p)
    desk.came_back(
        "nota.docx",
        (heading, re.sub(r"<w:pPr>.*?</w:pPr>", look, heading)),
        (bullet, bullet + bullet.replace("Het tweede punt gaat over materieel.", "Communicatie")),
    )
    assert desk.run("import", "nota.docx").returncode == 0
    assert desk.text == MEMO.replace("materieel.\n", "materieel.\n- Communicatie\n")


def test_a_copy_under_another_name_finds_its_memo_and_makes_no_second_one(desk):
    other = MEMO.replace("Geannoteerde agenda", "Een andere agenda")
    other = re.sub(r"(?m)^(\w+ = ')[^']+(')$|^- .*$", r"\1Iets heel anders.\2", other)
    (desk.path / "ander.toml").write_text(other, "utf-8")
    desk.came_back("agenda_JdV.docx", ("Die zijn er niet.", "Die zijn er wel."))
    assert desk.run("import", "agenda_JdV.docx").stdout == "nota.toml\n"
    assert "Die zijn er wel." in desk.text and not (desk.path / "agenda_JdV.toml").exists()
    (desk.path / "kopie.toml").write_text(desk.text, "utf-8")
    asked = desk.run("import", "agenda_JdV.docx")
    assert asked.returncode == 1 and "kopie.toml, nota.toml" in asked.stderr and "--into" in asked.stderr
    desk.toml.write_text(MEMO, "utf-8")
    assert desk.run("import", "agenda_JdV.docx", "--into", "nota.toml").stdout == "nota.toml\n"


def test_where_another_program_dropped_the_ancestor_tracked_changes_give_it_back(desk):
    change = tracked("EUR 4,2", "EUR 4,3", "F. Proef")
    desk.sent = edited(desk.sent, ("/customXml", "/anders"), part="word/_rels/document.xml.rels")
    desk.came_back("nota.docx", change)
    done = desk.run("import", "nota.docx")
    assert done.returncode == 0, done.stderr
    assert desk.text == MEMO.replace("EUR 4,2", "EUR 4,3")
    assert "financiele_overwegingen: 1 changed by F. Proef, 4 February 2025" in done.stderr


def test_what_no_tracked_change_explains_is_asked_and_export_destroys_none_of_it(desk):
    desk.sent = edited(desk.sent, ("/customXml", "/anders"), part="word/_rels/document.xml.rels")
    plain = ("Die zijn er niet.", "Die zijn er twee.")
    desk.came_back("nota.docx", tracked("EUR 4,2", "EUR 4,3", "F. Proef"), plain, ("Kamerbrief", "Kamervragen"))
    refused = desk.run("import", "nota.docx")
    assert (refused.returncode, desk.text) == (1, MEMO)
    assert "    memo: Die zijn er niet.\n    document: Die zijn er twee.\n" in refused.stderr
    assert "    memo: Kamerbrief\n    document: Kamervragen\n" in refused.stderr
    assert "! Juridische overwegingen" in desk.run("import", "nota.docx", "--diff").stdout
    assert desk.run("import", "nota.docx", "--ours").returncode == 0
    assert desk.text == MEMO.replace("EUR 4,2", "EUR 4,3")
    assert desk.run("export", "nota.toml").returncode == 1
    assert desk.run("import", "nota.docx", "--theirs").returncode == 0
    assert desk.text == MEMO.replace("EUR 4,2", "EUR 4,3").replace("er niet", "er twee").replace('brief"', 'vragen"')
    assert desk.run("export", "nota.toml").returncode == 0


def test_where_nothing_tells_what_was_there_every_difference_is_shown(desk):
    desk.sent = edited(desk.sent, ("/customXml", "/anders"), part="word/_rels/document.xml.rels")
    desk.came_back("nota.docx", ("EUR 4,2", "EUR 4,3"))
    desk.went_on("Die zijn er niet.", "Die zijn er wel.")
    before = desk.text
    done = desk.run("import", "nota.docx")
    assert (done.returncode, desk.text) == (1, before)
    assert done.stderr.count("changed in the memo and in the document") == 2
    assert desk.run("import", "nota.docx", "--theirs").returncode == 0
    assert desk.text == MEMO.replace("EUR 4,2", "EUR 4,3")


def test_a_conflict_shows_what_was_there_where_tracked_changes_tell(desk):
    desk.came_back("nota.docx", tracked("EUR 4,2", "EUR 4,3", "F. Proef"))
    desk.went_on("EUR 4,2", "EUR 5")
    told = desk.run("import", "nota.docx").stderr
    assert "    was: De bijdrage bedraagt EUR 4,2 miljoen.\n" in told and "by F. Proef, 4 February 2025\n" in told
    assert "(by F. Proef, 4 February 2025)" in desk.run("import", "nota.docx", "--diff", "--theirs").stdout


def test_a_public_version_is_not_taken_in(desk):
    assert desk.run("export", "--public", "nota.toml").returncode == 0
    for name in ("nota-openbaar.docx", "publiek.docx"):
        (desk.path / name).write_bytes(edited((desk.path / "nota-openbaar.docx").read_bytes()))
        refused = desk.run("import", name, "--into", "nota.toml")
        assert refused.returncode == 1 and "a public version" in refused.stderr


def test_marks_are_only_dropped_when_that_is_said(desk):
    mark = re.escape('<w:rPr><w:rStyle w:val="') + r"Lakken\w+" + re.escape('"/></w:rPr>')
    with zipfile.ZipFile(io.BytesIO(desk.sent)) as archive:
        found = re.search(mark, archive.read("word/document.xml").decode())
    desk.came_back("nota.docx", (found[0], ""))
    refused = desk.run("import", "nota.docx", "--force", "--theirs")
    assert refused.returncode == 1 and "no longer withheld on 5.1.2a: “een bondgenoot”\n" in refused.stderr
    assert desk.text == MEMO
    assert desk.run("import", "nota.docx", "--drop-marks").returncode == 0
    assert desk.text == MEMO.replace('[een bondgenoot]{lak="5.1.2a"}', "een bondgenoot")


def test_a_conflict_between_two_copies_names_both_and_what_fell_is_told(desk):
    desk.came_back("a.docx", ("er niet", "er twee"))
    desk.came_back("b.docx", ("er niet", "er drie"))
    copies = "import", "a.docx", "b.docx", "--into", "nota.toml"
    told = desk.run(*copies).stderr
    assert "changed otherwise in a.docx and in b.docx" in told
    assert "  a.docx: Die zijn er twee.\n  b.docx: Die zijn er drie.\n" in desk.run(*copies, "--diff").stdout
    assert "    a.docx: Die zijn er twee.\n    b.docx: Die zijn er drie.\n" in told
    assert "of b.docx: “Die zijn er drie.”\n" in desk.run(*copies, "--ours").stderr and "er twee" in desk.text
    desk.toml.write_text(MEMO, "utf-8")
    assert "of a.docx: “Die zijn er twee.”\n" in desk.run(*copies, "--theirs").stderr and "er drie" in desk.text


def test_a_day_without_a_year_in_the_column_is_the_one_nearest_to_the_memos(desk):
    desk.came_back("nota.docx", ("3 februari 2025", "28 december"))
    assert desk.run("import", "nota.docx").returncode == 0
    assert desk.text == MEMO.replace("2025-02-03", "2024-12-28")


def test_a_copy_that_cannot_be_read_holds_back_the_memo_that_it_may_be_of(desk):
    desk.came_back("a.docx", ("er niet", "er twee"))
    (desk.path / "b.docx").write_bytes(desk.sent[:2000])
    refused = desk.run("import", "a.docx", "b.docx")
    assert (refused.returncode, refused.stdout, desk.text) == (1, "", MEMO)
    assert "b.docx: " in refused.stderr and "nota.toml: b.docx may be a copy of it" in refused.stderr
    assert desk.run("import", "a.docx").stdout == "nota.toml\n"


LAKKEN = '<w:rPr><w:rStyle w:val="Lakken512a"/></w:rPr>'
BONDGENOOT = f'<w:r>{LAKKEN}<w:t xml:space="preserve">een bondgenoot</w:t></w:r>'


@pytest.mark.parametrize(
    ("change", "told", "after"),
    [
        ((BONDGENOOT, ""), "no longer withheld on 5.1.2a: “een bondgenoot”", "De houding van  is niet openbaar (5.1.2a)."),
        ((LAKKEN, LAKKEN.replace("512a", "512e")), "no longer withheld on 5.1.2a: “een bondgenoot”", '{lak="5.1.2e"}'),
        (("EUR 4,2 miljoen", "van een bondgenoot"), "stand elsewhere without a mark: “een bondgenoot”", "van een bondgenoot"),
    ],
)  # fmt: skip
def test_a_mark_that_goes_with_its_words_or_loses_its_ground_or_stands_bare_elsewhere_is_asked(
    desk, change, told, after
):
    styles = ('w:styleId="Lakken512a"', 'w:styleId="Lakken512e"'), ('"Lakken 5.1.2a"', '"Lakken 5.1.2e"')
    if "512e" in change[1]:
        desk.sent = edited(desk.sent, *styles, part="word/styles.xml")
    desk.came_back("nota.docx", change)
    refused = desk.run("import", "nota.docx", "--force", "--theirs")
    assert (refused.returncode, desk.text) == (1, MEMO) and f"{told}\n" in refused.stderr
    assert desk.run("import", "nota.docx", "--drop-marks").returncode == 0
    assert after in desk.text


def test_one_of_two_grounds_that_goes_is_told(desk):
    desk.went_on('"5.1.2a"', '"5.1.2a, 5.1.2e"')
    assert desk.run("export", "nota.toml").returncode == 0
    styles = ('"Lakken 5.1.2a 5.1.2e"', '"Lakken 5.1.2a"')
    content = edited((desk.path / "nota.docx").read_bytes(), styles, part="word/styles.xml")
    (desk.path / "nota.docx").write_bytes(content)
    refused = desk.run("import", "nota.docx")
    assert refused.returncode == 1 and "no longer withheld on 5.1.2e: “een bondgenoot”\n" in refused.stderr


def test_what_a_colleague_marked_is_not_left_bare_by_choosing_the_other_reading(desk):
    words = "De DCo beantwoordt vragen."
    bare = f'<w:t xml:space="preserve">{words}</w:t>'
    desk.came_back("a.docx", (f"<w:r>{bare}", f"<w:r>{LAKKEN}{bare}"))
    desk.came_back("b.docx", ("vragen.", "alle vragen."))
    for copies in (("b.docx", "a.docx", "--ours"), ("a.docx", "b.docx", "--theirs")):
        refused = desk.run("import", *copies, "--into", "nota.toml")
        assert (refused.returncode, desk.text) == (1, MEMO), refused.stderr
        assert f"no longer withheld on 5.1.2a: “{words}”\n" in refused.stderr
    assert desk.run("import", "a.docx", "b.docx", "--into", "nota.toml", "--ours").returncode == 0
    assert f'[{words}]{{lak="5.1.2a"}}' in desk.text


def on_terminal(desk: Desk, *arguments: str, keys: list[tuple[str, str]]) -> str:
    """What `dmmdoc` says on a terminal; each of `keys` is typed once the words before it stand there."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(desk.path)
        os.environ |= {"COLUMNS": "110", "XDG_CONFIG_HOME": str(desk.path / "none")}
        os.execv(sys.executable, [sys.executable, "-m", "dmmdoc", *arguments])
    said, deadline = "", time.monotonic() + 30
    waiting = [*keys]
    while time.monotonic() < deadline:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        said += data.decode()
        if waiting and waiting[0][0] in said:
            os.write(terminal, waiting.pop(0)[1].encode())
    os.waitpid(pid, 0)
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Linux or macOS")
@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ([("open: ", "m\n")], "EUR 5 miljoen."),
        ([("open: ", "d\n")], "EUR 4,3 miljoen."),
        ([("open: ", "a\n"), ("The text: ", "De bijdrage is **EUR 6 miljoen**.\n")], "**EUR 6 miljoen**."),
    ],
)
def test_five_copies_are_merged_and_the_one_conflict_is_asked(desk, typed, result):
    desk.came_back("nota.docx", ("U wordt geadviseerd in te stemmen.", "U wordt geadviseerd akkoord te gaan."))
    desk.came_back("nota_juridisch.docx", ("Die zijn er niet.", "Artikel 100 van de Grondwet is van toepassing."))
    desk.came_back("nota_financien.docx", tracked("EUR 4,2", "EUR 4,3", "F. Proef"))
    desk.came_back("nota_DCo.docx", ("beantwoordt vragen", "beantwoordt alle vragen"))
    desk.came_back("agenda_JdV.docx", ("over mensen.", "over vrijwilligers."))
    desk.went_on("EUR 4,2", "EUR 5")
    names = ("nota.docx", "nota_juridisch.docx", "nota_financien.docx", "nota_DCo.docx", "agenda_JdV.docx")
    said = on_terminal(desk, "import", *names, keys=typed)
    assert "nota.toml" in said
    for words in ("akkoord te gaan", "Artikel 100", result, "alle vragen", "over vrijwilligers"):
        assert words in desk.text, said
    assert desk.text.startswith("# Mijn eigen opmerking blijft staan.\n")


def test_what_keeps_a_document_out_is_told_before_anything_is_asked(desk):
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    desk.came_back("nota.docx", ("EUR 4,2", "EUR 4,3"), ("<w:sectPr", f"{table}<w:sectPr"))
    desk.went_on("EUR 4,2", "EUR 5")
    said = on_terminal(desk, "import", "nota.docx", keys=[("open: ", "m\n")])
    assert "open: " not in said and "one thing that a memo cannot hold" in said


def test_export_counts_what_import_would_change_as_import_lists_it(desk):
    changes = (("beantwoordt vragen", "beantwoordt alle vragen"), ("over materieel.", "over materiaal."))
    desk.came_back("nota.docx", *changes, ("over mensen.", "over vrijwilligers."))
    refused = desk.run("export", "nota.toml").stderr
    listed = desk.run("import", "nota.docx").stderr
    number = int(re.findall(r"takes in (\d+)", refused)[0])
    assert number == sum(map(int, re.findall(r"(\d+) (?:changed|added|removed)", listed))) == 3


def test_nothing_is_written_where_the_conflict_is_left_open(desk):
    desk.came_back("nota.docx", ("EUR 4,2", "EUR 4,3"), ("Die zijn er niet.", "Die zijn er wel."))
    desk.went_on("EUR 4,2", "EUR 5")
    before = desk.text
    on_terminal(desk, "import", "nota.docx", keys=[("open: ", "\n")])
    assert desk.text == before


def test_the_next_nota_begins_with_last_times_in_word(desk):
    desk.came_back("vorige.docx", ("EUR 4,2", "EUR 4,3"))
    assert desk.run("new", "agenda", "--from", "vorige.docx", "-o", "volgende.toml", "--no-prompt").returncode == 0
    text = (desk.path / "volgende.toml").read_text("utf-8")
    assert "# concept" in text and "EUR 4,3 miljoen" in text and 'aan = "de Minister van Defensie"' in text
    assert '[een bondgenoot]{lak="5.1.2a"}' in text
    refused = desk.run("new", "agenda", "--from", "geen.docx", "-o", "x.toml", "--no-prompt")
    assert refused.returncode == 1 and refused.stderr.startswith("geen.docx: no such file")


def test_what_a_reviewer_changed_is_no_draft_any_more(desk):
    for key in ("financiele_overwegingen", "communicatie"):
        desk.went_on(f"{key} =", f"# concept: kijk na\n{key} =")
    desk.came_back("nota.docx", ("EUR 4,2", "EUR 4,3"))
    assert desk.run("import", "nota.docx").returncode == 0
    assert desk.text == MEMO.replace("EUR 4,2", "EUR 4,3").replace(
        "communicatie =", "# concept: kijk na\ncommunicatie ="
    )


def test_a_shared_fact_changes_where_it_stands(desk):
    desk.went_on('soort = "agenda"\n', 'soort = "agenda"\nbasis = "bijeenkomst.toml"\n')
    desk.went_on('[ondertekenaar]\nfunctie = "DE DIRECTEUR-GENERAAL BELEID"\n', "")
    (desk.path / "bijeenkomst.toml").write_text('[ondertekenaar]\nfunctie = "DE DIRECTEUR-GENERAAL BELEID"\n', "utf-8")
    before = desk.text
    desk.came_back("nota.docx", ("DE DIRECTEUR-GENERAAL BELEID", "DE SECRETARIS-GENERAAL"))
    done = desk.run("import", "nota.docx")
    assert (done.returncode, done.stdout, desk.text) == (0, "bijeenkomst.toml\n", before), done.stderr
    assert "DE SECRETARIS-GENERAAL" in (desk.path / "bijeenkomst.toml").read_text("utf-8")


COMMENTS = """<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{}</w:comments>"""
COMMENT = """<w:comment w:id="{}" w:author="{}" w:date="2025-02-04T10:00:00Z"><w:p w14:paraId="{}"><w:r><w:t>{}</w:t></w:r></w:p></w:comment>"""
THREADS = """<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">
<w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="B1" w15:done="0"/>
<w15:commentEx w15:paraId="B2" w15:paraIdParent="B1" w15:done="0"/></w15:commentsEx>"""


def test_comments_are_told_with_who_wrote_them_replies_under_them_resolved_ones_apart(desk):
    rows = [(1, "E. Proef", "A1", "Mooi."), (2, "F. Proef", "B1", "Klopt dit?"), (3, "G. Proef", "B2", "Ja.")]
    parts = {
        "word/comments.xml": COMMENTS.format("".join(COMMENT.format(*row) for row in rows)),
        "word/commentsExtended.xml": THREADS,
    }
    types = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    )
    added = "".join(
        f'<Relationship Id="c{kind[-3:]}" Type="{kind}" Target="{name[5:]}"/>'
        for kind, name in zip(types, parts, strict=True)
    )
    content = edited(desk.sent, ("</Relationships>", f"{added}</Relationships>"), part="word/_rels/document.xml.rels")
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    (desk.path / "nota.docx").write_bytes(buffer.getvalue())
    assert desk.run("import", "nota.docx").stderr.splitlines()[:3] == [
        "nota.docx: comment by F. Proef, 4 February 2025: Klopt dit?",
        "nota.docx:     reply by G. Proef, 4 February 2025: Ja.",
        "nota.docx: resolved: comment by E. Proef, 4 February 2025: Mooi.",
    ]
