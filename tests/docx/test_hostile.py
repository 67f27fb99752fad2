"""Files made to harm: whatever comes in, import ends in one line and an exit code, soon and in little memory."""

import io
import random
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from time import process_time

import pytest
from conftest import EXAMPLES, IN_CI
from memos import FOLDERS
from spoken import english_in

from dmmdoc.commands.export import Manner, document
from dmmdoc.errors import UserError
from dmmdoc.importing.take_in import opened, take_in, take_in_new
from dmmdoc.memo_file import read as memo_file

SECONDS = 5
MEGABYTES = 500
TEXT = (EXAMPLES / "agenda.toml").read_text("utf-8")
GOOD = document(memo_file.read(TEXT, "agenda.toml", FOLDERS), Manner(FOLDERS, None, False))
MUTATIONS = 2000 if IN_CI else 100


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**parts(), name: content})


def body(xml: str) -> bytes:
    """The document with this as its body."""
    head = parts()["word/document.xml"].partition(b"<w:body>")[0]
    return with_part("word/document.xml", head + f"<w:body>{xml}</w:body></w:document>".encode())


def outcome(content: bytes) -> str | None:
    """The error with which the import of `content` in a new memo file ends, None when there is none."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "nota.docx")
        source.write_bytes(content)
        start = process_time()
        try:
            copy = opened(source)
            take_in_new(copy, Path(folder, "nota.toml"), "agenda", FOLDERS)
            take_in(copy._replace(unedited=False), Path(folder, "nota.toml"), TEXT, FOLDERS, lambda clash: None)
        except UserError as error:
            message = str(error)
            assert message.startswith(folder) and "\n" not in message and "; " in message, message
            return message
        finally:
            assert process_time() - start < SECONDS
    return None


def in_a_process(content: bytes, tmp_path: Path) -> tuple[int, str]:
    """The exit code and the last line of an import in a process of its own, its time and memory kept in bounds."""
    if not sys.platform.startswith("linux"):
        pytest.skip("how much memory a process took is asked of Linux")
    (tmp_path / "nota.docx").write_bytes(content)
    watch = (
        "import runpy, sys\n"
        "sys.argv = ['dmmdoc', 'import', 'nota.docx', '-o', 'nieuw.toml', '--kind', 'agenda', '--force']\n"
        "try:\n    runpy.run_module('dmmdoc', run_name='__main__')\n"
        "finally:\n    lines = open('/proc/self/status').read().splitlines()\n"
        "    print(*(line for line in lines if line.startswith('VmHWM')), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], cwd=tmp_path, capture_output=True, text=True, timeout=20)
    *lines, memory = done.stderr.splitlines()
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    assert int(memory.split()[1]) < MEGABYTES * 1024
    return done.returncode, lines[-1] if lines else ""


def test_the_good_one_is_good():
    assert outcome(GOOD) is None


def test_the_limit_can_fail(tmp_path):
    with pytest.raises(AssertionError):
        assert in_a_process(b"no zip", tmp_path)[0] == 0


# --- mutations


def flipped(chance: random.Random) -> bytes:
    content = bytearray(GOOD)
    for _ in range(chance.choice([1, 1, 3, 20, 200])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def truncated(chance: random.Random) -> bytes:
    return GOOD[: chance.randrange(len(GOOD))]


def flipped_inside(chance: random.Random) -> bytes:
    """Bytes changed in one part, the zip itself sound."""
    name = chance.choice(sorted(parts()))
    content = bytearray(parts()[name])
    for _ in range(chance.choice([1, 2, 10])):
        content[chance.randrange(len(content))] = chance.choice(b"<>/\"'&;= \x00az09")
    return with_part(name, bytes(content))


def cut_inside(chance: random.Random) -> bytes:
    name = chance.choice(sorted(parts()))
    content = parts()[name]
    first, last = sorted(chance.randrange(len(content)) for _ in range(2))
    return with_part(name, content[:first] + content[last:] * chance.choice([1, 2]))


def without(chance: random.Random) -> bytes:
    gone = chance.choice(sorted(parts()))
    return zipped({name: content for name, content in parts().items() if name != gone})


def swapped(chance: random.Random) -> bytes:
    found = parts()
    one, other = chance.sample(sorted(found), 2)
    found[one], found[other] = found[other], found[one]
    return zipped(found)


def elements_moved(chance: random.Random) -> bytes:
    """Elements of the document put elsewhere, repeated or renamed: XML that is sound and makes no sense."""
    from lxml import etree

    name = chance.choice(["word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml"])
    root = etree.fromstring(parts()[name])
    elements = list(root.iter())[1:]
    for _ in range(chance.choice([1, 5, 20])):
        one, other = chance.sample(elements, 2)
        what = chance.randrange(4)
        if what == 0 and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif what == 1:
            one.tag = other.tag
        elif what == 2:
            for key in one.attrib:
                one.set(key, chance.choice(["-1", "99999999999999", "", "x", "2147483648", "0"]))
        elif one.getparent() is not None:
            one.getparent().remove(one)
    return with_part(name, etree.tostring(root))


MUTATE = [flipped, truncated, flipped_inside, cut_inside, without, swapped, elements_moved]


@pytest.mark.parametrize("mutate", MUTATE, ids=lambda mutate: mutate.__name__)
def test_mutations_of_a_good_file(mutate):
    for number in range(-(-MUTATIONS // len(MUTATE))):
        seed = f"{mutate.__name__} {number}"
        try:
            outcome(mutate(random.Random(seed)))
        except Exception as error:
            raise AssertionError(seed) from error


# --- bombs


def claims(size: int) -> bytes:
    """A zip whose table says that the document is `size` bytes."""
    content = bytearray(zipped(parts()))
    at = content.find(b"word/document.xml", content.find(b"PK\x01\x02")) - 46
    content[at + 24 : at + 28] = struct.pack("<L", size & 0xFFFFFFFF)
    return bytes(content)


def entries(count: int) -> bytes:
    """A zip with a table of `count` parts that do not exist."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHLL", 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65535, 65535, len(entry) * count, 0, 0)
    return entry * count + end


HEAD = b'<?xml version="1.0"?>'
LOL = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BOMBS = {
    "far more than it seems": lambda: _long(2**8),
    "a million tags": lambda: body("<w:r/>" * 1_200_000),
    "too many paragraphs": lambda: body("<w:p/>" * 60_000),
    "claims a terabyte": lambda: claims(0xFFFFFFF0),
    "claims nothing": lambda: claims(0),
    "a million parts": lambda: entries(1_000_000),
    "two parts of one name": lambda: _twice(),
    "laughs": lambda: with_part(
        "word/document.xml",
        HEAD
        + b'<!DOCTYPE w [<!ENTITY l0 "lol">'
        + LOL
        + b"]><w:document "
        + NS
        + b"><w:body>&l9;</w:body></w:document>",
    ),
    "another file": lambda: with_part(
        "word/document.xml",
        HEAD + b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ' + NS + b">&x;</w:document>",
    ),
    "laughs in UTF-16": lambda: with_part(
        "word/styles.xml", '<!DOCTYPE w [<!ENTITY x "y">]><styles>&x;</styles>'.encode("utf-16")
    ),
    "a pit": lambda: body("<w:ins>" * 100_000 + "</w:ins>" * 100_000),
    "password on the zip": lambda: _with_flag(1),
    "bzip2": lambda: zipped(parts(), zipfile.ZIP_BZIP2),
    "protected by Word": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    ),
    "of before 2007": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "nothing": lambda: b"",
    "RTF": lambda: b"{\\rtf1 nota}",
    "PDF": lambda: b"%PDF-1.7",
    "a web page": lambda: b"<!doctype html><p>nota",
    "ODF": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
    "a spreadsheet": lambda: with_part("word/document.xml", b"<worksheet/>"),
    "an empty zip": lambda: zipped({}),
    "a control character": lambda: body("<w:p><w:r><w:t>\x01</w:t></w:r></w:p>"),
}
TOLD = {
    "far more than it seems": "holds far more than a memo can",
    "a million tags": "holds far more than a memo can",
    "a million parts": "holds far more than a memo can",
    "two parts of one name": "two parts of one name",
    "laughs": "declares a document type",
    "another file": "declares a document type",
    "laughs in UTF-16": "declares a document type",
    "password on the zip": "protected with a password",
    "protected by Word": "protected with a password",
    "of before 2007": "a Word document of before 2007 (.doc)",
    "ODF": "an OpenDocument file",
    "a web page": "a web page",
}


def _long(megabytes: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(2**20))
    return buffer.getvalue()


def _twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, content in [*parts().items(), ("word/document.xml", b"<x/>")]:
            archive.writestr(name, content)
    return buffer.getvalue()


def _with_flag(flag: int) -> bytes:
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= flag
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_an_error_in_bounded_time(name):
    message = outcome(BOMBS[name]())
    assert message is not None and TOLD.get(name, "") in message


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_document_is_told_in_dutch_too(name, monkeypatch):
    monkeypatch.setenv("DMMDOC_LANG", "nl")
    assert english_in(outcome(BOMBS[name]()) or "the") == []


HARMLESS = {
    "styles based on each other": lambda: with_part(
        "word/styles.xml",
        parts()["word/styles.xml"].replace(
            b'<w:name w:val="Body Text"/>', b'<w:name w:val="x"/><w:basedOn w:val="BodyText"/>'
        ),
    ),
    "levels without end": lambda: body(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-3"/></w:numPr></w:pPr>'
        "<w:r><w:t>a</w:t></w:r></w:p>"
    ),
    "fields without end": lambda: body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5000),
    "comments on everything": lambda: body(
        "".join(f'<w:p><w:commentRangeStart w:id="{number}"/><w:r><w:t>a</w:t></w:r></w:p>' for number in range(5000))
    ),
    "boxes in boxes": lambda: body(
        "<w:p><w:r><w:pict><w:txbxContent>" * 40 + "</w:txbxContent></w:pict></w:r></w:p>" * 40
    ),
    "tables in tables": lambda: body(
        "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "one long paragraph": lambda: body(f"<w:p><w:r><w:t>{'woord [ * ' * 20_000}</w:t></w:r></w:p>"),
    "a paragraph of a megabyte": lambda: body(f"<w:p><w:r><w:t>{'woord ' * 200_000}</w:t></w:r></w:p>"),
    "many looks": lambda: body(
        "<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * 300 + "</w:p>"
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_strange_is_read_in_bounded_time(name):
    assert outcome(HARMLESS[name]()) is None


@pytest.mark.parametrize(
    "name", ["far more than it seems", "a million tags", "a million parts", "laughs", "protected by Word", "a pit"]
)
def test_a_process_stays_small_and_says_one_line(name, tmp_path):
    code, line = in_a_process(BOMBS[name](), tmp_path)
    assert code == 1 and line.startswith("nota.docx: ") and not (tmp_path / "nieuw.toml").exists()


def test_the_largest_document_that_is_read_stays_small(tmp_path):
    rows = f"<w:p><w:r><w:t>a</w:t></w:r>{'<w:r/>' * 400}</w:p>" * 2_000
    code, _ = in_a_process(body(rows), tmp_path)
    assert code == 0


def test_a_folder_a_missing_file_and_a_memo_file_are_told(run, tmp_path):
    (tmp_path / "map.docx").mkdir()
    (tmp_path / "nota.toml").write_text(TEXT, "utf-8")
    for name, told in (("map.docx", "a folder"), ("weg.docx", "no such file"), ("nota.toml", "no .docx")):
        done = run("import", name)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{name}: {told}") and done.stderr.count("\n") == 1
    assert run("import").returncode == 2
