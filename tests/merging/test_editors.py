# ruff: noqa: E501
"""The law of reviewers: edits of two that do not touch the same paragraph both come in, in whatever order.

What was written in the memo meanwhile stays, and no mark goes missing unasked.
"""

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import IN_CI, needs
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from memos import FOLDERS

from dmmdoc.commands.export import Manner, document
from dmmdoc.importing.take_in import opened, take_in
from dmmdoc.memo_file import read as memo_file
from dmmdoc.merging.ancestor import digest
from dmmdoc.merging.pieces import pieces

ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
HEAD = (
    'soort = "agenda"\n\n[nota]\nonderwerp = "Een agenda"\n\n[ondertekenaar]\nfunctie = "DE DIRECTEUR"\n\n[secties]\n'
)
WORDS = [
    "begroting",
    "materieel",
    "munitie",
    "oefening",
    "missie",
    "brigade",
    "fregat",
    "haven",
    "spoorweg",
    "bondgenoot",
    "verdrag",
    "bijdrage",
]
OTHER = ["planning", "toezicht", "verkenning", "aanschaf"]
TRACKED = 'w:id="{}" w:author="C. Proef" w:date="2025-02-04T10:00:00Z"'


def memo_text(rows: list[str]) -> str:
    """A memo file of these paragraphs, a line each: of two sections, one with bullets."""
    return memo_text_of(rows[: len(rows) // 2], rows[len(rows) // 2 :])


def memo_text_of(first: list[str], second: list[str]) -> str:
    one, two = "\n\n".join(first), "\n".join(f"- {row}" for row in second)
    keys = [("aanleiding", one), ("kernpunten", two)]
    return HEAD + "".join(f"{key} = '''\n{text}\n'''\n" if text else f"{key} = ''\n" for key, text in keys)


def marked(row: str) -> str:
    """A paragraph in which one word is withheld."""
    return re.sub(r"zin (\w+)", r'zin [\1]{lak="5.1.2a"}', row)


class Edit(NamedTuple):
    """What becomes of a paragraph: who changes, drops or adds to it, in which words, and who moves it elsewhere."""

    who: str
    what: str
    words: str
    mover: str


@st.composite
def cases(draw):
    """Paragraphs, and for each what becomes of it; half of what is changed may be moved by another hand meanwhile."""
    count = draw(st.integers(4, 10))
    words = draw(st.permutations(WORDS))
    rows = [f"Zin{number} over {words[number]} en zin {words[number - 1]} hier{number}." for number in range(count)]
    rows = [marked(row) if draw(st.booleans()) else row for row in rows]
    edits = []
    moves = draw(
        st.booleans()
    )  # then most stays as it was: where all is changed, a move is not told for one, and asked
    for number in range(count):
        who = draw(st.sampled_from("ABMNNNN" if moves else "ABMN"))
        what = draw(st.sampled_from(["change", "change", "gone", "more"]))
        movers = ["", "", *"ABM".replace(who, "")] if moves and what == "change" else [""]
        mover = draw(st.sampled_from(movers))
        edits.append(Edit(who, what, f"nieuw{number} {draw(st.sampled_from(OTHER))} bij{number}", mover))
    return rows, edits


def made(rows: list[str], edits: list[Edit], whose: str) -> tuple[list[str], list[str]]:
    """The paragraphs of both sections with the edits of these people; what was moved begins the other one."""
    parts, moved = ([], []), ([], [])
    for number, (row, (who, what, words, mover)) in enumerate(zip(rows, edits, strict=True)):
        mine, part = who in whose, int(number >= len(rows) // 2)
        if not (mine and what == "gone"):
            into = moved[1 - part] if mover and mover in whose else parts[part]
            into.append(row.replace(" over ", f" {words} over ") if mine and what == "change" else row)
        if mine and what == "more":
            parts[part].append(f"Erbij {words}.")
    return [*moved[0], *parts[0]], [*moved[1], *parts[1]]


def edited(content: bytes, rows: list[str], edits: list[Edit], who: str, tracked: bool) -> bytes:
    """The document with the edits of one, as Word saves it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "word/document.xml":
                part = with_edits(part, edits, who, tracked)
            new.writestr(name, part)
    return buffer.getvalue()


def with_edits(part: str, edits: list[Edit], who: str, tracked: bool) -> str:
    there = re.findall(r"<w:p>.*?</w:p>", part)
    was = [next(p for p in there if f">Zin{number} " in p) for number in range(len(edits))]
    begins = (0, len(was) // 2)
    now, moved = [*was], dict.fromkeys(begins, "")
    for number, edit in enumerate(edits):
        if edit.who == who:
            now[number] = changed(was[number], edit, tracked)
        elif edit.mover == who:
            to = begins[number < begins[1]]
            look = re.search(r"<w:pPr>.*?</w:pPr>", was[to])[0]
            copy = re.sub(r"<w:pPr>.*?</w:pPr>", look, was[number])
            moved[to] += in_track(copy, "moveTo") if tracked else copy
            now[number] = in_track(was[number], "moveFrom") if tracked else ""
    for number, paragraph in enumerate(was):
        part = part.replace(paragraph, f"\0{number}\0")
    for number, paragraph in enumerate(now):
        part = part.replace(f"\0{number}\0", moved.get(number, "") + paragraph)
    return part


def in_track(paragraph: str, what: str) -> str:
    """A paragraph that is tracked as moved or deleted as a whole."""
    mark = f"<w:rPr><w:{what} {TRACKED.format(7)}/></w:rPr></w:pPr>"
    whole = re.sub(r"(<w:r>.*?</w:r>)", rf"<w:{what} {TRACKED.format(9)}>\1</w:{what}>", paragraph)
    return whole.replace("</w:pPr>", mark)


def changed(paragraph: str, edit: Edit, tracked: bool) -> str:
    _, what, words, _ = edit
    t = '<w:t xml:space="preserve">'
    mark = "<w:rPr><w:{} " + TRACKED.format(7) + "/></w:rPr></w:pPr>"
    come = f"<w:ins {TRACKED.format(8)}><w:r>{t}{{}}</w:t></w:r></w:ins>" if tracked else f"<w:r>{t}{{}}</w:t></w:r>"
    if what == "change":
        return paragraph.replace(" over ", f"</w:t></w:r>{come.format(f' {words}')}<w:r>{t} over ", 1)
    if what == "more":
        properties = re.search(r"<w:pPr>.*?</w:pPr>", paragraph)[0]
        properties = properties.replace("</w:pPr>", mark.format("ins")) if tracked else properties
        return f"{paragraph}<w:p>{properties}{come.format(f'Erbij {words}.')}</w:p>"
    if not tracked:
        return ""
    return in_track(paragraph, "del").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")


def taken(content: bytes, text: str):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "nota.docx")
        source.write_bytes(content)
        return take_in(opened(source), Path(folder, "nota.toml"), text, FOLDERS, lambda clash: None)


def is_told_apart(*texts: str) -> None:
    """Leave out what two of 4,096 digests get wrong: a change that its digest does not show."""
    rows = {
        like.says: digest(like)
        for text in texts
        for sectie in memo_file.read(text, "m", FOLDERS).secties
        for piece in pieces(sectie.blocks)
        for like in (piece._replace(depth=0, marker=""), piece._replace(depth=1, marker="-"))
    }
    assume(len(set(rows.values())) == len(rows))


def exported(text: str) -> bytes:
    return document(memo_file.read(text, "m", FOLDERS), Manner(FOLDERS, None, False))


@given(cases(), st.booleans())
@settings(max_examples=500 if IN_CI else 12, **ANY)
def test_two_editors_and_the_writer_all_have_their_way(case, tracked):
    rows, edits = case
    assume(any({edit.who, edit.mover} & {*"AB"} for edit in edits))
    text, here, expected = (memo_text_of(*made(rows, edits, whose)) for whose in ("", "M", "ABM"))
    is_told_apart(text, here, expected)
    sent = exported(text)
    copies = {who: edited(sent, rows, edits, who, tracked) for who in "AB"}
    again = [] if any(edit.mover for edit in edits) else ["ABA"]  # an older copy again may take a move back: not mended
    for order in ("AB", "BA", *again):
        now = here
        for who in order:
            done = taken(copies[who], now)
            if done.clashes and order == "ABA":
                break  # what was put in beside what was taken out may ask
            assert (done.clashes, len(done.marks)) == ((), gone_with_marks(rows, edits, who, now)), (now, done)
            now = done.text
        else:
            assert agree(now, expected, stayed(rows, edits)) and in_order(now, edits), now


def stayed(rows: list[str], edits: list[Edit]) -> list[str]:
    """The paragraphs that nobody moved; a moved one is written anew, its lines as long as others."""
    return [row for row, edit in zip(rows, edits, strict=True) if not edit.mover]


def in_order(text: str, edits: list[Edit]) -> bool:
    """Whether what nobody moved stands in the order that it had, and what was put in behind a paragraph behind that."""
    found = [int(number) for number in re.findall(r"(?:Zin|Erbij nieuw)(\d+) ", text)]
    there = [number for number in found if not edits[number].mover]
    return there == sorted(there)


def gone_with_marks(rows: list[str], edits, who: str, now: str) -> int:
    """How many withheld passages of the memo somebody took out with the paragraph that they stood in."""
    return sum(
        (edit.who, edit.what) == (who, "gone") and "{lak" in row and f"Zin{number} " in now
        for number, (row, edit) in enumerate(zip(rows, edits, strict=True))
    )


def agree(now: str, expected: str, rows: list[str]) -> bool:
    """Whether a memo file says what it should, and every paragraph of `rows` that it has stands in the line that it had."""
    return said(now) == said(expected) and all(row in now for row in rows if row in expected)


def said(text: str) -> dict[str, tuple[list[str], int]]:
    """What stands in each section, in whatever order, and how many lists there are."""
    rows = {each.sleutel: pieces(each.blocks) for each in memo_file.read(text, "m", FOLDERS).secties if each.blocks}
    return {
        key: (sorted(repr(piece.says) for piece in row), sum(piece.place.opens for piece in row))
        for key, row in rows.items()
    }


@given(cases(), st.booleans(), st.sampled_from(["ours", "theirs"]))
@settings(max_examples=200 if IN_CI else 8, **ANY)
def test_where_both_touched_a_paragraph_nothing_is_undone_unasked(case, tracked, side):
    rows, edits = case
    edits = [edit._replace(who="N", mover="") for edit in edits]
    edits[0] = edits[0]._replace(who="A", what="change")
    text = memo_text(rows)
    here = text.replace("Zin0 over", "Zin0 gaat nu over")
    copy = edited(exported(text), rows, edits, "A", tracked)
    theirs = text.replace("Zin0 over", f"Zin0 {edits[0].words} over")
    is_told_apart(text, here, theirs)
    done = taken(copy, here)
    assert len(done.clashes) == 1 and done.text == here
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "nota.docx")
        source.write_bytes(copy)
        chosen = take_in(
            opened(source), Path(folder, "n.toml"), here, FOLDERS, lambda clash: getattr(clash.conflict, side)
        )
    assert agree(chosen.text, here if side == "ours" else theirs, rows)


@given(cases(), st.data())
@settings(max_examples=200 if IN_CI else 8, **ANY)
def test_no_mark_goes_missing_without_a_line(case, data):
    rows = [marked(row.replace("[", "").replace(']{lak="5.1.2a"}', "")) for row in case[0]]
    content = exported(memo_text(rows))
    buffer, bared = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "word/document.xml":
                for number, _ in enumerate(rows):
                    if data.draw(st.booleans()):
                        bared.append(number)
                        part = re.sub(
                            rf'(>Zin{number} (?:(?!</w:p>).)*?)<w:rPr><w:rStyle w:val="Lakken[^"]*"/></w:rPr>',
                            r"\1",
                            part,
                        )
            new.writestr(name, part)
    done = taken(buffer.getvalue(), memo_text(rows))
    assert len(done.marks) == len(bared)


def saved_by_libreoffice(contents: list[bytes]) -> list[bytes]:
    soffice = needs("soffice")
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{number}.docx" for number in range(len(contents))]
        for name, content in zip(names, contents, strict=True):
            Path(folder, name).write_bytes(content)
        command = [soffice, "--headless", f"-env:UserInstallation={Path(folder, 'p').as_uri()}", "--convert-to", "docx"]
        subprocess.run(
            [*command, "--outdir", "saved", *names], cwd=folder, check=True, capture_output=True, timeout=300
        )
        return [Path(folder, "saved", name).read_bytes() for name in names]


def test_two_editors_in_libreoffice_have_their_way():
    found = []

    @given(cases(), st.booleans())
    @settings(max_examples=20 if IN_CI else 3, phases=[Phase.generate], database=None, derandomize=True, **ANY)
    def generate(case, tracked):
        rows, edits = case
        found.append((rows, edits, tracked))

    generate()
    contents = [
        edited(exported(memo_text(rows)), rows, edits, who, tracked) for rows, edits, tracked in found for who in "AB"
    ]
    saved = saved_by_libreoffice(contents)
    for (rows, edits, tracked), one, other in zip(found, saved[::2], saved[1::2], strict=True):
        now = memo_text_of(*made(rows, edits, "M"))
        for who, copy in (("A", one), ("B", other)):
            done = taken(copy, now)
            assert (done.clashes, len(done.marks)) == ((), gone_with_marks(rows, edits, who, now)), (tracked, now, done)
            now = done.text
        expected = memo_text_of(*made(rows, edits, "ABM"))
        assert agree(now, expected, stayed(rows, edits)) and in_order(now, edits), now


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="kernp',
        b'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="kernpunten">'
        + b"ab " * 300_000
        + b"</section></ancestor>",
        b'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="kernpunten">'
        + b"ab " * 50_000
        + b"</section></ancestor>",
        b'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="kernpunten">1234567 ?? \xff</section></ancestor>',
        b'<!DOCTYPE a [<!ENTITY x "y">]><ancestor xmlns="urn:dmmdoc:ancestor">&x;</ancestor>',
        b'<ancestor xmlns="urn:dmmdoc:ancestor"/>',
        b'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="kernpunten">*99999999999*aa</section></ancestor>',
    ],
)
def test_a_hostile_ancestor_undoes_nothing(part):
    rows = [f"Zin{number} over {word} en zin {word}." for number, word in enumerate(WORDS)]
    text = memo_text(rows)
    here = text.replace("Zin7 over", "Zin7 gaat nu over")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported(text))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == "customXml/item1.xml" else old.read(name))
    done = taken(buffer.getvalue(), here)
    assert done.text == here


def test_the_ancestor_of_another_memo_undoes_nothing():
    rows = [f"Zin{number} over {word} en zin {word}." for number, word in enumerate(WORDS)]
    text, other = memo_text(rows), memo_text([row.upper() for row in rows])
    here = text.replace("Zin7 over", "Zin7 gaat nu over")
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(exported(text))) as old,
        zipfile.ZipFile(buffer, "w") as new,
        zipfile.ZipFile(io.BytesIO(exported(other))) as strange,
    ):
        for name in old.namelist():
            new.writestr(name, (strange if name == "customXml/item1.xml" else old).read(name))
    done = taken(buffer.getvalue(), here)
    assert done.text == here and len(done.clashes) == 1
