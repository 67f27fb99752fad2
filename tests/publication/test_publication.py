"""The public version: nothing that is withheld is in it, and what would still give it away stops it."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pikepdf
import pytest
from conftest import IN_CI, needs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, export
from dmmdoc.config.folders import folders
from dmmdoc.memo.model import Gelakt, ListBlock, Memo, Paragraph, Sectie, Span
from dmmdoc.publication.beside import Beside
from dmmdoc.publication.objections import objections
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for

FOLDERS = (folders()[-1],)
EXAMPLES = settings(
    max_examples=500 if IN_CI else 12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # to make a failing memo smaller takes minutes, and tells little more
)
FORMATS = ("docx", "pdf")


# --- memos with secrets in every place that takes one ---


class Secret(NamedTuple):
    """A text to withhold, and every part of it that must be nowhere."""

    text: str
    parts: tuple[str, ...]


letters = st.text("bcdfghjklmnpqrstvwxz", min_size=5, max_size=11)
small = st.sampled_from(["", "de ", "van der ", "van den ", "'t ", "ter ", "el "])
surnames = letters.map(lambda word: f"Qy{word}")


@st.composite
def people(draw: st.DrawFn) -> Secret:
    surname = draw(surnames)
    first = draw(st.sampled_from(["J.", "A.B.", "Xw" + draw(letters)]))
    double = f"{surname} {draw(small)}{draw(surnames)}"  # behind a first name nobody can tell it from a second one
    shown = draw(st.sampled_from([surname, surname.upper(), *([double] if "." in first else [])]))
    return Secret(f"{first} {draw(small)}{shown}", (surname,))


@st.composite
def numbers(draw: st.DrawFn) -> Secret:
    digits = draw(st.lists(st.sampled_from("13579"), min_size=7, max_size=7))
    by = draw(st.sampled_from([" ", "-", "\u2011", "·", ""]))
    other = draw(st.sampled_from(["", " / 06-00000000"]))
    grouped = by.join(("".join(digits[:3]), "".join(digits[3:5]), "".join(digits[5:])))
    return Secret(f"070-{grouped}{other}", ("".join(digits),))


emails = surnames.map(lambda name: Secret(f"j.{name.lower()}@{name.lower()}.invalid", (name.lower(),)))
matters = st.lists(letters.map(lambda word: f"vy{word}"), min_size=1, max_size=6).map(
    lambda words: Secret(" ".join(words), tuple(words))
)
secrets = st.one_of(people(), people(), numbers(), emails, matters)

WRAPPINGS = (
    '[{0}]{{lak="5.1.2e"}}',
    '[{0}]{{lak="5.1.2e"}}',
    '**vooraf [{0}]{{lak="5.1.1d"}} erna**',
    '[**{0}**]{{lak="5.1.2e"}}',
    '[*eerst* {0} **en {0}**]{{lak="5.1.1e"}}',
    '[{0}\n{0}]{{lak="5.1.2e"}}',
    '[{0}\\\n{0}]{{lak="5.1.2e"}}',
    '[[{0}](mailto:{1}@voorbeeld.invalid)]{{lak="5.1.2e"}}',
    '[[{0}](https://voorbeeld.invalid/{1})]{{lak="5.1.2e"}}, en [ook hier](https://voorbeeld.invalid/{1})',
    '*[{0}]{{lak="5.1.2e"}}[{0}]{{lak="5.1.1d"}}*',
    '[{0}]{{lak="5.1.2e"}}, als [{0}]{{lak="5.1.2i"}}',
)
SHAPES = (
    "Een alinea met {} erin.\n",
    "- punt {}\n- punt\n",
    "- punt\n  - onder {}\n    - daaronder {}\n",
    "3. drie {}\n4. vier\n   - met {}\n\n     en daarna {}\n",
    "Voor de lijst:\n\n1. een {}\n   1. twee {}\n",
)


class Drawn(NamedTuple):
    """A memo file to fill with secrets: its text, with a number where each belongs."""

    text: str
    holes: int


@st.composite
def memos(draw: st.DrawFn) -> Drawn:
    """Memo files, with a hole for every secret; §n§ is the secret and §n#§ a form of it that an address can hold."""
    holes = 4  # steller, telephone, e-mail, signatory

    def section() -> str:
        nonlocal holes
        text = ""
        for shape in draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3)):
            filled = shape
            while "{}" in filled:
                wrapped = draw(st.sampled_from(WRAPPINGS)).format(f"§{holes}§", f"§{holes}#§")
                lead = re.search(r"[^\n]*$", filled[: filled.index("{}")])[0]  # type: ignore[index]
                indent = " " * (len(lead) - len(re.sub(r"^(\s*)([-\d]\S* )?", "", lead)))
                filled = filled.replace("{}", wrapped.replace("\n", f"\n{indent}"), 1)
                holes += 1
            text += filled + "\n<!-- -->\n".replace("<!-- -->", "Gewone tekst.") + "\n"
        return text

    aanleiding, kernpunten, krachtenveld = section(), section(), section()
    marking = draw(st.sampled_from(['merking = "DEPARTEMENTAAL VERTROUWELIJK"', ""]))
    lapse = "[publicatie]\nmerking_vervalt = true" if marking else ""
    return Drawn(
        f"""soort = "agenda"
[bijeenkomst]
plaats = '''§0§'''
[nota]
onderwerp = "Geannoteerde agenda"
datum = 2025-02-03
afzender = ["Directoraat-Generaal Beleid"]
{marking}
[steller]
naam = "§0§"
telefoon = "§1§"
email = "§2§"
[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"
naam = "§3§"
{lapse}
[secties]
aanleiding = '''
{aanleiding}'''
kernpunten = '''
{kernpunten}'''
krachtenveld = '''
{krachtenveld}'''
niet_openbaar = '''
Persoonsgegevens (5.1.2e, 5.1.1d en 5.1.1e), en wat het goed functioneren van de Staat raakt.
'''
""",
        holes,
    )


def filled(memo: Drawn, values: list[Secret]) -> str:
    plain = [re.sub(r"\W", "", value.parts[0]).lower() for value in values]
    text = re.sub(r"§(\d+)#§", lambda match: plain[int(match[1])], memo.text)
    return re.sub(r"§(\d+)§", lambda match: values[int(match[1])].text, text)


def values_for(data: st.DataObject, memo: Drawn) -> list[Secret]:
    people_s = [people(), numbers(), emails, people()]
    return [data.draw(kind) for kind in people_s] + [data.draw(secrets) for _ in range(memo.holes - 4)]


def exported(text: str, suffix: str, is_public: bool = True) -> tuple[bytes, str]:
    """The document that export writes for a memo, and all that it says."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "nota.toml"), Path(folder, f"uit.{suffix}")
        source.write_text(text, "utf-8")
        outcome = export(Job(str(source), str(target)), Manner(FOLDERS, None, False, suffix, is_public))
        assert outcome.error is None, (outcome.error, text)
        assert sorted(path.name for path in Path(folder).iterdir()) == sorted({"nota.toml", target.name})
        return target.read_bytes(), "\n".join(outcome.warnings)


# --- finding what should not be there ---


def strings(node: object, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    """Every name, string and decoded stream below a PDF object."""
    if not isinstance(node, pikepdf.Object):
        return
    if node.is_indirect:
        if node.objgen in seen:
            return
        seen.add(node.objgen)
    if isinstance(node, pikepdf.String):
        yield bytes(node)
    elif isinstance(node, pikepdf.Name):
        yield str(node).encode()
    elif isinstance(node, pikepdf.Array):
        for item in node:  # type: ignore[attr-defined]
            yield from strings(item, seen)
    elif isinstance(node, pikepdf.Stream | pikepdf.Dictionary):
        if isinstance(node, pikepdf.Stream):
            is_photo = node.get("/Filter") == "/DCTDecode"
            yield node.read_raw_bytes() if is_photo else node.read_bytes()
        for key in node.keys():  # noqa: SIM118
            yield key.encode()
            yield from strings(node[key], seen)


def pieces(content: bytes) -> Iterator[bytes]:
    """Everything in a document: the file, and each part or stream."""
    yield content
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            seen: set[tuple[int, int]] = set()
            yield b"\0".join(piece for node in pdf.objects for piece in strings(node, seen))
            yield b"\0".join(strings(pdf.trailer, seen))
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for info in archive.infolist():
            yield info.filename.encode() + info.comment + info.extra
            yield archive.read(info)


def copied(content: bytes) -> str:
    """The text as a person would copy it, without what separates words and digits."""
    if content.startswith(b"%PDF"):
        text = subprocess.run([needs("pdftotext"), "-", "-"], input=content, capture_output=True, check=True).stdout
    else:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            text = b"\0".join(re.sub(rb"<[^>]*>", b"", archive.read(name)) for name in archive.namelist())
    return re.sub(r"[\s\-.\u00ad]+", "", unescape(text.decode("utf-8", "replace")))


def haystack(content: bytes) -> bytes:
    return b"\0".join([*pieces(content), copied(content).encode()]).lower()


def forms(part: str) -> set[bytes]:
    """The ways in which a file can hold a word, in lower case."""
    word = part.lower()
    raw = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word[::-1].encode()]
    hexed = [value.hex().encode() for value in raw[:3]]
    coded = [base64.b64encode(variant.encode()).rstrip(b"=")[:-1].lower() for variant in (part, word)]
    return {*raw, *hexed, *coded, quote(word).encode(), "".join(f"&#{ord(c)};" for c in word).encode()}


def found(content: bytes, values: list[Secret]) -> set[str]:
    stack = haystack(content)
    return {part for value in values for part in value.parts if any(form in stack for form in forms(part))}


@EXAMPLES
@given(st.data())
def test_nothing_withheld_is_in_a_public_document(data: st.DataObject) -> None:
    memo = data.draw(memos())
    first, second = values_for(data, memo), values_for(data, memo)
    for suffix in FORMATS:
        content, said = exported(filled(memo, first), suffix)
        assert not found(content, first)
        assert not any(part.lower() in said.lower() for value in first for part in value.parts)
        # the strongest thing to say: the file is the same whatever it hides
        assert content == exported(filled(memo, second), suffix)[0]


MARKS = (
    "{}",
    '[{}]{{\nlak="5.1.2e"}}',
    '[{}]{{\n  lak="5.1.2e"\n}}',
    '[{}]{{\\\nlak="5.1.2e"}}',
    '[{}]{{*lak*="5.1.2e"}}',
    '[{}]*{{lak="5.1.2e"}}*',
    "[{}]{{5.1.2e}}",
    "[{}]{{gelakt: 5.1.2e}}",
    "**{}**",
)
"""Ways to write a text that mark nothing."""


@st.composite
def given_away(draw: st.DrawFn) -> tuple[Secret, str]:
    """A name as a key or a passage has it, and a text with a part of it."""
    one, other = draw(surnames), draw(surnames)
    before = draw(small)
    whole, surname = draw(
        st.sampled_from(
            [
                (f"J. {before}{one}", one),
                (f"j. {before}{one.lower()}", one),
                (f"Jan {before}{one.upper()}", one),
                (f"J.P. (Jan) {before}{one.upper()}", one),
                (f"{one}, J. {before}", one),
                (f"A. {one} {before}{other}", one),
                (f"A. {one} {before}{other}", other),
                (f"Jkvr. A. {one} van der {other}", one),
                (f"A. van der {one}-{before}{other}", other),
                (f"A. {one}, Directie Beleid", one),
                (f"drs. A. {one} MSc (DIV)", one),
            ]
        )
    )
    form = draw(
        st.sampled_from(["{}", "{}s plan", "de heer {}", "het {}-plan", "mail j{}@x.invalid", "zie {}.invalid"])
    )
    shouted = draw(st.booleans()) and "{}s" not in form
    word = surname.lower() if "invalid" in form else surname.upper() if shouted else surname
    return Secret(whole, (surname,)), form.format(word)


@st.composite
def dialled(draw: st.DrawFn) -> tuple[Secret, str]:
    """One telephone number or two as a key has them, and a text with one of them."""
    figures = st.text("13579", min_size=7, max_size=7)
    one, other = draw(figures), draw(figures)
    pair = f"070-{one}{draw(st.sampled_from([' / ', '/', ' of ', ', ', ' ', ' - ']))}06-9{other}"
    whole, digits = draw(
        st.sampled_from([(f"070-{one}", one), (f"+31 70 {one}", one), (pair, one), (pair, f"9{other}")])
    )
    by = draw(st.sampled_from(["", " ", "-", ".", "\u2011", "·", "–"]))
    return Secret(whole, (digits,)), f"bel {digits[:3]}{by}{digits[3:5]}{by}{digits[5:]}"


@EXAMPLES
@given(given_away(), dialled(), st.sampled_from(MARKS), st.booleans())
def test_what_stands_unmarked_elsewhere_is_never_published(
    person: tuple[Secret, str], number: tuple[Secret, str], mark: str, in_passage: bool
) -> None:
    for (secret, text), key, at in ((person, "naam", "J. de Qyvries"), (number, "telefoon", "070-000 11 22")):
        memo = MEMO.format(nota="", niet_openbaar="5.1.2e.", aanleiding=f"Met {mark.format(text)} erbij.")
        if in_passage and (key, secret.text.lower()) != ("naam", secret.text):
            memo = memo.replace("Eerste regel", f'Van [{secret.text}]{{lak="5.1.2e"}}')
        else:
            memo = memo.replace(f'{key} = "{at}"', f'{key} = "{secret.text}"')
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "nota.toml"), Path(folder, "uit.docx")
            source.write_text(memo, "utf-8")
            outcome = export(Job(str(source), str(target)), Manner(FOLDERS, None, False, "docx", True))
            assert outcome.error is not None, memo
            assert not target.exists()


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_search_finds_what_an_internal_document_holds(suffix: str) -> None:
    secret = Secret("J. de Qyzwart", ("Qyzwart",))
    number = Secret("070-135 79 13", ("1357913",))
    text = """soort = "agenda"
[nota]
onderwerp = "Agenda"
[steller]
telefoon = "070-135 79 13"
[ondertekenaar]
functie = "DE DIRECTEUR"
[secties]
aanleiding = 'Van [J. de **Qyz***wart*]{lak="5.1.2e"}.'
"""
    assert found(exported(text, suffix, is_public=False)[0], [secret, number]) == {"Qyzwart", "1357913"}


def test_the_search_finds_an_address() -> None:
    text = """soort = "agenda"
[nota]
onderwerp = "Agenda"
[ondertekenaar]
functie = "DE DIRECTEUR"
[secties]
aanleiding = '[hier](https://voorbeeld.invalid/qyzwart)'
"""
    for suffix in FORMATS:
        assert found(exported(text, suffix, is_public=False)[0], [Secret("", ("Qyzwart",))])


# --- the whole program ---

MEMO = """soort = "agenda"
[nota]
onderwerp = "Agenda"
datum = 2025-02-03
{nota}
[steller]
naam = "J. de Qyvries"
telefoon = "070-000 11 22"
email = "j.qyvries@voorbeeld.invalid"
[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL"
naam = "K. van Qyzand"
[secties]
aanleiding = '''
Eerste regel.
{aanleiding}
'''
niet_openbaar = '{niet_openbaar}'
geadviseerd_besluit = 'Ja.'
kernpunten = '- Ja.'
financiele_overwegingen = 'Ja.'
juridische_overwegingen = 'Ja.'
communicatie = 'Ja.'
"""


def run(folder: Path, *arguments: str, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dmmdoc", "export", *arguments], cwd=folder, capture_output=True, text=True, **kwargs
    )  # type: ignore[call-overload, no-any-return]


REASONS = "5.1.2e, 5.1.1d, 5.1.1e, 5.1.2a en 5.1.2h."


def write_memo(folder: Path, aanleiding: str = "Tekst.", nota: str = "", niet_openbaar: str = REASONS) -> str:
    text = MEMO.format(aanleiding=aanleiding, nota=nota, niet_openbaar=niet_openbaar)
    (folder / "memo.toml").write_text(text, "utf-8")
    return text


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_public_document_stands_beside_and_leaves_nothing_else(tmp_path: Path, suffix: str) -> None:
    work, temporary = tmp_path / "work", tmp_path / "tmp"
    work.mkdir()
    temporary.mkdir()
    write_memo(work, 'Met [P. Qyjansen]{lak="5.1.2e"}.')
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = run(work, "memo.toml", "--public", "--format", suffix, env=environment)
    assert (done.returncode, done.stdout) == (0, f"memo-openbaar.{suffix}\n")
    assert sorted(path.name for path in work.iterdir()) == [f"memo-openbaar.{suffix}", "memo.toml"]
    assert list(temporary.iterdir()) == []
    assert "Qy" not in done.stdout + done.stderr


def test_the_ways_to_say_where(tmp_path: Path) -> None:
    write_memo(tmp_path)
    text = (tmp_path / "memo.toml").read_text()
    assert run(tmp_path, "memo.toml", "--public", "-o", "x.pdf").stdout == "x.pdf\n"
    assert run(tmp_path, "memo.toml", "--public", "-o", "uit/").stdout == "uit/memo-openbaar.docx\n"
    assert run(tmp_path, "--public", "--format", "pdf").stdout == "memo-openbaar.pdf\n"
    assert run(tmp_path, "-", "--public", "-o", "x.docx", input=text).stdout == "x.docx\n"
    assert run(tmp_path, "memo.toml", "--format", "docx", "-o", "x.pdf").returncode == 2
    whole = subprocess.run(
        [sys.executable, "-m", "dmmdoc", "export", "memo.toml", "--public", "-o", "-"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert whole.stdout == (tmp_path / "uit/memo-openbaar.docx").read_bytes()


def test_a_batch_of_public_documents(tmp_path: Path) -> None:
    text = write_memo(tmp_path)
    for number in range(10):
        (tmp_path / f"m{number}.toml").write_text(text)
    (tmp_path / "m5.toml").write_text(text.replace("Eerste regel.", "Van K. van Qyzand."))
    done = run(tmp_path, *(f"m{number}.toml" for number in range(10)), "--public", "--format", "pdf")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [f"m{number}-openbaar.pdf" for number in range(10) if number != 5]
    assert done.stderr.startswith("m5.toml:15: ")


@pytest.mark.parametrize("target", ["memo-openbaar.docx", "uit/X-OPENBAAR.pdf", "koppeling.docx", "k-openbaar.docx"])
def test_an_internal_version_never_takes_the_place_of_a_public_one(tmp_path: Path, target: str) -> None:
    write_memo(tmp_path)
    assert run(tmp_path, "memo.toml", "--public").returncode == 0
    public_version = (tmp_path / "memo-openbaar.docx").read_bytes()
    (tmp_path / "koppeling.docx").symlink_to("memo-openbaar.docx")
    (tmp_path / "k-openbaar.docx").symlink_to("elders.docx")
    done = run(tmp_path, "memo.toml", "-o", target, "--force")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{target}: the name of a public version")
    assert (tmp_path / "memo-openbaar.docx").read_bytes() == public_version
    assert not (tmp_path / "uit").exists()
    assert run(tmp_path, "memo.toml", "-o", "memo-openbaar-2.docx").returncode == 0


def test_of_many_memos_only_the_one_that_is_called_public_is_refused(tmp_path: Path) -> None:
    text = write_memo(tmp_path)
    (tmp_path / "memo-openbaar.toml").write_text(text, "utf-8")
    done = run(tmp_path, "memo.toml", "memo-openbaar.toml")
    assert (done.returncode, done.stdout) == (1, "memo.docx\n")


REFUSED = [
    # (what stands in aanleiding, the lines of the file that are named)
    ("Zoals De Qyvries zei.", [16]),
    ("Het voorstel van Qyvries.", [16]),
    ("DE QYVRIES tekent.", [16]),
    ("Qyvries' voorstel.", [16]),
    ("De Qyvries-memo.", [16]),
    ("De Qyv**ries**.", [16]),
    ("Dat Qyv\u00adries.", [16]),
    ("Mail a.deqyvries@anders.invalid.", [16]),
    ("Zie [hier](https://voorbeeld.invalid/team/de-qyvries).", [16]),
    ("Zie [hier](https://voorbeeld.invalid/j%64qyvries).", [16]),
    ("Zie\n[hier](https://voorbeeld.invalid/een/lang/adres/de-qyvries)\nof\ndaar.", [17]),
    ("Bel 0700001122.", [16]),
    ("Bel +31 70 00 01 122.", [16]),
    ("Bel 000 11 22.", [16]),
    ("Schrijf aan J.Qyvries@voorbeeld.invalid.", [16]),
    ("Tweede\nregel, van Qyzands hand\nen Qyvries.", [17, 18]),
    ('- punt\n  - onder\n    - Qyzand\n\n[x]{lak="5.1.2e"}', [18]),
    ('Van [P. Terwindt]{lak="5.1.2e"} en later P. Terwindt.', [16]),
    ('Van [P. Terwindt]{lak="5.1.2e"}\nen later Terwindt.', [17]),
    ('Van [P. Terwindt]{lak="5.1.2a, 5.1.2e"}\nen later Terwindt.', [17]),
    ('Van [kolonel Terwindt]{lak="5.1.1d"}\nen later Terwindts plan.', [17]),
    ('Van [collega Anna Terwindt van DCo]{lak="5.1.2e"}\nen later Terwindt.', [17]),
    ('Nummer [123456782]{lak="5.1.1e"}\nen 1234.56.782.', [17]),
    ('Is [ernstig ziek]{lak="5.1.1d"}\nen Ernstig  ziek.', [17]),
    ('Van [[hem](mailto:pt@voorbeeld.invalid)]{lak="5.1.2e"}\nen pt@voorbeeld.invalid.', [17]),
    ('Van [kolonel J. de VRIES]{lak="5.1.2e"}\nen De Vries.', [17]),
    ('Van [kolonel BOS]{lak="5.1.2e"}\nen de heer Bos.', [17]),
    ('Van [Peter BOS]{lak="5.1.2e"}\nen de heer Bos.', [17]),
    ('Van [Peter van den BERG]{lak="5.1.2e"}\nen de heer Van den Berg.', [17]),
    ('Van [Terwindt DIV]{lak="5.1.2e"}\nen Terwindt.', [17]),
    ('Van [Terwindt van DIV]{lak="5.1.2e"}\nen Terwindt.', [17]),
    ('Van [kolonel IJff]{lak="5.1.2e"}\nen IJff.', [17]),
    ('Van [Terwindt is ziek.]{lak="5.1.1d"}\nEn volgens Terwindt.', [17]),
    ('Van [P. Terwindt uit Noorwegen]{lak="5.1.2e"}\nen Terwindt.', [17]),
    ('Van [070-000 00 17 / 06-00000000]{lak="5.1.2e"}\nen 06-00000000\nof 0700000017.', [17, 18]),
    ('Van [070-000 00 17 06-00000000]{lak="5.1.2e"}\nen 0600000000.', [17]),
    ("Bel 070\u2011000\u20111122.", [16]),
    ("Bel 070·00·01·122.", [16]),
    ("Qyvrieslander\nen onqyzand.", [16, 17]),  # six letters, inside a longer word
    ('Van [Kolonel Terwindt van Defensie]{lak="5.1.2e"}\nen Defensie.', [17]),  # every word with a capital counts
    ('[Zij is ziek. Daarom reist zij niet mee.]{lak="5.1.1d"}\nDaarom reist u alleen.', [17]),
    ('Van [P. Terwindt DIV]{lak="5.1.2e"}\nen DIV.', [17]),
    ('Van [Annabel Terwindt]{lak="5.1.2e"}.\nVolgens Annabel.', [17]),
    ('Van [anna terwindt]{lak="5.1.2h"}.\nVolgens Anna.', [17]),
    ('Dat [generaal Terwindt dit wil]{lak="5.1.2a"}\nzegt Terwindt.', [17]),
    ('Van [j.terwindt@x.invalid]{lak="5.1.2e"}\nen Terwindt.', [17]),
    ('Van [+31 70 000 00 17]{lak="5.1.2e"}\nen 000 00 17.', [17]),
    ('Van [0700000017]{lak="5.1.2e"}\nen 000 00 17.', [17]),
    ('Een [passage]{lak="9.9.9"}.', [16]),
    ("Een [invullen: zin].\nEn [invullen].", [16, 17]),
    ('Een [[invullen: zin]]{lak="5.1.2e"}.', [16]),
]


@pytest.mark.parametrize(("aanleiding", "lines"), REFUSED)
def test_what_gives_it_away_is_refused_with_every_place(tmp_path: Path, aanleiding: str, lines: list[int]) -> None:
    write_memo(tmp_path, aanleiding)
    outcome = export(
        Job(str(tmp_path / "memo.toml"), str(tmp_path / "x.docx")), Manner(FOLDERS, None, True, "docx", True)
    )
    assert outcome.error is not None
    assert re.findall(r"memo\.toml:(\d+): ", outcome.error) == [str(line) for line in lines], outcome.error
    assert not re.search(r"Qy|Terwindt|122|782|ziek", outcome.error.replace(str(tmp_path), ""))
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    "nota",
    [
        'kenmerk = "QYVRIES-1"',
        'aan = "K. van Qyzand"',
        'afzender = ["Directie", "Bureau Qyzand"]',
        'merking = "VERTROUWELIJK QYZAND"',
        'bijlagen = ["Brief van De Qyvries"]',
        'kenmerk = "[invullen: kenmerk]"',
    ],
)
def test_the_facts_that_are_printed_are_searched_too(tmp_path: Path, nota: str) -> None:
    write_memo(tmp_path, nota=nota)
    done = run(tmp_path, "memo.toml", "--public")
    assert (done.returncode, done.stdout) == (1, "")
    told = [line for line in done.stderr.splitlines() if "the marking would stand" not in line]
    assert told[0].startswith("memo.toml:5: nota." if "invullen" not in nota else "memo.toml:5: a placeholder")
    assert len(told) == 1 and len(done.stderr.splitlines()) == 1 + nota.startswith("merking")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memo.toml"]


def test_each_item_of_a_list_has_its_own_line(tmp_path: Path) -> None:
    write_memo(
        tmp_path, nota="bijlagen = [  # [een] \"twee\"\n'Een',\n'',\n\"Brief Qyzand\",\n'[invullen]', 'Qyzand',\n]"
    )
    done = run(tmp_path, "memo.toml", "--public")
    assert [line.split(" ")[0] for line in done.stderr.splitlines()] == ["memo.toml:8:", "memo.toml:9:", "memo.toml:9:"]


PEOPLE = [
    # (a name, and a sentence that gives it away; as a steller, publication and check both say so)
    ("Jan JANSEN", "Volgens Jansen."),
    ("F. van der ZWALUW", "Volgens Van der Zwaluw."),
    ("anna de vries", "Volgens De Vries."),
    ("a. de vries", "Volgens De Vries."),
    ("P. de Raad", "Volgens de heer De Raad."),
    ("P. van der Staat", "Volgens de heer Van der Staat."),
    ("P. van der Staat", "Volgens Van der Staat."),
    ("Anna Brussel", "Volgens mevrouw Brussel."),
    ("Anna Brussel", "Anna Brussel licht toe."),
    ("Anna IJff", "Volgens mevrouw IJff."),
    ("Anna IJff", "Volgens mevrouw Ijff."),
    ("A. Jansen de Vries", "Volgens mevrouw Jansen."),
    ("Jkvr. A. Pompe van Meerdervoort", "Volgens mevrouw Pompe."),
    ("A.B. van der Laan-de Boer", "Mevrouw De Boer licht toe."),
    ("Karel Post", "Karel Post licht toe."),
    ("K. Post", "Volgens Post is dit zo."),
    ("F. van Limburg", "Volgens Van Limburg is dit zo."),
    ("F. van der Raad", "Dat zegt, aldus Van der Raad, niets."),
    ("K. Bos", "Bos licht toe."),
    ("L. Hoek", "Hoek is het eens."),
    ("J. de Groot", "De Groot-memo."),
    ("J. Noord", "Mevrouw Noord-Bakker licht toe."),
    ("J. Visser", "Visser licht toe."),
    ("J. Visser", "Vissers voorstel ligt er."),
    ("A. Yıldız", "Volgens Yildiz."),
    ("L. Wałęsa", "Volgens Walesa."),
    ("B. Jorgensen", "Volgens Jørgensen."),
    ("Łukasz Gross", "Volgens Groß."),
    ("F. van der Zwaluw", "Zie linkedin.com/in/fvanderzwaluw."),
    ("F. van der Zwaluw", "Zie zwaluw.nl."),
    ("F. van der Zwaluw", "Volg @zwaluw."),
    ("J. Prins", "Mail jprins@voorbeeld.invalid."),
    ("J. Kamer", "Zie https://voorbeeld.invalid/j.kamer."),
    ("J. Witte", "Volgens de heer Witte in het Witte Huis."),
]


@pytest.mark.parametrize(("naam", "text"), PEOPLE)
def test_publication_and_check_know_a_person_alike(tmp_path: Path, naam: str, text: str) -> None:
    assert said_of(tmp_path, naam, text) == ([16], [16])


NOBODY = [
    ("J. de Groot", "Het groot onderhoud loopt; de grote lijn ook, in Groothoofd."),
    ("R. Zuid", "Met Zuidelijke buren."),
    ("J. Bos", "In Bosnië, zie bosnie.nl; het bos blijft."),
    ("J. Prins", "Zie https://www.rijksoverheid.nl/onderwerpen/prinsjesdag."),
    ("J. de Leeuw", "Zie https://voorbeeld.invalid/vliegbasis-leeuwarden."),
    ("J. de Graaf", "Zie https://wetten.overheid.nl/BWBR0045754#Paragraaf2."),
    ("J. de Lange", "Zie https://voorbeeld.invalid/belangen."),
    ("S. Smit-op den Akker", "Op en in den beginne."),
    ("A. Jansen MSc", "Een MSc en een Drs."),
]


@pytest.mark.parametrize(("naam", "text"), NOBODY)
def test_a_word_that_is_not_the_name_is_nobody(tmp_path: Path, naam: str, text: str) -> None:
    assert said_of(tmp_path, naam, text) == ([], [])


def said_of(folder: Path, naam: str, text: str) -> tuple[list[int], list[int]]:
    """The lines on which publication and check find the steller, called `naam`, in a text."""
    memo = write_memo(folder, text).replace("J. de Qyvries", naam)
    (folder / "memo.toml").write_text(memo, "utf-8")
    outcome = export(Job(str(folder / "memo.toml"), str(folder / "x.docx")), Manner(FOLDERS, None, True, "docx", True))
    refused = [int(line) for line in re.findall(r"memo\.toml:(\d+): aanleiding", outcome.error or "")]
    found = {each.line for each in check(memo, "memo.toml", FOLDERS) if each.rule == "unmarked-personal-data"}
    return refused, sorted(found)


def ab(number: int) -> str:
    """A number in letters, for a name."""
    return f"{number:b}".translate(str.maketrans("01", "ab"))


ALLOWED = [
    "De vries is een kastje.",
    "Op 11 februari, EUR 4,2 miljoen, 000 11.",
    'Van [de heer A. Terwindt]{lak="5.1.2e"}: de heer en mevrouw, De Heer Groen.',
    'Namens [Terwindt]{lak="5.1.2e"}, Ministerie van Buitenlandse Zaken, sprak het Ministerie.',
    '[Het gaat niet goed met haar.]{lak="5.1.1d"} Het gaat goed. Met hem.',
    'De inzet van [de minister]{lak="5.1.2a"}: de minister. De Minister.',
]


@pytest.mark.parametrize("aanleiding", ALLOWED)
def test_what_gives_nothing_away_is_published(tmp_path: Path, aanleiding: str) -> None:
    write_memo(tmp_path, aanleiding)
    outcome = export(
        Job(str(tmp_path / "memo.toml"), str(tmp_path / "x.docx")), Manner(FOLDERS, None, True, "docx", True)
    )
    assert outcome.error is None
    looks = re.compile(r"5\.1\.2a|holds a name;")  # what deserves a look and stops nothing
    assert [each for each in outcome.warnings if not looks.search(each)] == []


def test_the_meeting_is_not_printed_and_not_searched(tmp_path: Path) -> None:
    text = write_memo(tmp_path)
    (tmp_path / "memo.toml").write_text(text + '[bijeenkomst]\nplaats = "Qyzand"\n')
    assert run(tmp_path, "memo.toml", "--public").returncode == 0
    with zipfile.ZipFile(tmp_path / "memo-openbaar.docx") as archive:
        assert not any(b"Qyzand" in archive.read(name) for name in archive.namelist())


def test_withheld_passages_ask_for_an_explanation(tmp_path: Path) -> None:
    write_memo(tmp_path, 'Een [passage]{lak="5.1.2a"}.', niet_openbaar="")
    done = run(tmp_path, "memo.toml", "--public")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("memo.toml:18: something is withheld on 5.1.2a, and niet_openbaar does not say so")
    for said in ('[alles]{lak="5.1.2a"}', "Namen (5.1.2e)."):
        write_memo(tmp_path, 'Een [passage]{lak="5.1.2a"}.', niet_openbaar=said)
        assert run(tmp_path, "memo.toml", "--public").returncode == 1
    write_memo(tmp_path, 'Een [passage]{lak="5.1.2a"}.', niet_openbaar="Wegens Internationale  betrekkingen.")
    assert run(tmp_path, "memo.toml", "--public").returncode == 0


@pytest.mark.parametrize(
    "aanleiding",
    [
        "a" * 100_000 + "@",
        "qyvries" * 10_000 + "x@",
        "1 " * 50_000,
        "\n\n".join(f'Met [J. Qy{ab(number)}]{{lak="5.1.2e"}} erbij.' for number in range(1000)),
    ],
)
def test_a_long_text_takes_no_long_time(tmp_path: Path, aanleiding: str) -> None:
    write_memo(tmp_path, aanleiding)
    start = time.monotonic()
    outcome = export(
        Job(str(tmp_path / "memo.toml"), str(tmp_path / "x.docx")), Manner(FOLDERS, None, True, "docx", True)
    )
    assert (outcome.error is None) == ("qyvries" not in aanleiding)
    assert time.monotonic() - start < 10  # it takes less than one; it took minutes


def test_a_text_on_another_ground_elsewhere_is_a_warning(tmp_path: Path) -> None:
    write_memo(tmp_path, 'De [nieuwe route]{lak="5.1.2a"}.\nOver de Nieuwe route.')
    done = run(tmp_path, "memo.toml", "--public")
    assert (done.returncode, done.stdout) == (0, "memo-openbaar.docx\n")
    assert done.stderr.startswith("memo.toml:17: warning: aanleiding holds what aanleiding withholds on 5.1.2a")
    link = '[[Hier](https://x.invalid/geheim)]{lak="5.1.2a"}.\nZie <https://x.invalid/geheim>.'
    write_memo(tmp_path, link)
    done = run(tmp_path, "memo.toml", "--public")
    assert (done.returncode, done.stdout) == (0, "memo-openbaar.docx\n")
    assert done.stderr.startswith("memo.toml:17: warning: aanleiding holds the address of what aanleiding withholds")


def test_the_name_of_the_file_is_searched(tmp_path: Path) -> None:
    write_memo(tmp_path)
    (tmp_path / "memo.toml").rename(tmp_path / "nota-qyvries.toml")
    assert run(tmp_path, "nota-qyvries.toml", "--public").returncode == 1
    assert run(tmp_path, "nota-qyvries.toml", "--public", "-o", "nota.docx").stdout == "nota.docx\n"


def test_a_template_with_a_name_in_its_header_is_refused(tmp_path: Path) -> None:
    import docx

    house = docx.Document()
    paragraph = house.sections[0].header.paragraphs[0]
    paragraph.add_run("Inlichtingen: De Qy")
    paragraph.add_run("vries")
    house.save(str(tmp_path / "huis.docx"))
    write_memo(tmp_path)
    done = run(tmp_path, "memo.toml", "--public", "--template", "huis.docx")
    assert (done.returncode, done.stdout) == (1, "")
    assert "the template, in word/header1.xml, holds steller.naam" in done.stderr
    paragraph.clear()
    house.save(str(tmp_path / "huis.docx"))
    assert run(tmp_path, "memo.toml", "--public", "--template", "huis.docx").returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Departementaal  VERTROUWELIJK", "has a marking"),
        ("Stg. Geheim", "has a marking"),
        ("S T G . G E H E I M", "has a marking"),
        ("GEHEIM", "has a marking"),
        ("Afdeling [invullen: welke]", "a placeholder is left in the template, in word/header1.xml"),
    ],
)
def test_a_template_brings_no_marking_and_no_placeholder_into_a_public_version(
    tmp_path: Path, words: str, says: str
) -> None:
    import docx

    house = docx.Document()
    house.sections[0].header.paragraphs[0].add_run(words)
    house.save(str(tmp_path / "huis.docx"))
    write_memo(tmp_path)
    done = run(tmp_path, "memo.toml", "--public", "--template", "huis.docx")
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert run(tmp_path, "memo.toml", "--template", "huis.docx").returncode == 0


def with_part(template: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a .docx."""
    with zipfile.ZipFile(template) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(template, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


def a_style(attributes: str, name: str) -> Callable[[bytes], bytes]:
    style = f'<w:style w:type="paragraph" {attributes}><w:name w:val="{name}"/></w:style></w:styles>'
    return lambda part: part.replace(b"</w:styles>", style.encode())


def in_utf_16(part: bytes) -> bytes:
    return re.sub("<[?].*?[?]>", "", part.decode()).encode("utf-16")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("styles", lambda part: part.replace(b"</w:styles>", b"<!-- De Qyvries --></w:styles>")),
        ("styles", a_style('w:customStyle="1" w:styleId="x"', "Kop De Qyvries")),
        ("styles", a_style('w:styleId="x"', "Qyvries")),
        ("styles", a_style('w:customStyle="1" w:styleId="Qyvries"', "x")),
        ("fontTable", lambda part: part.replace(b'w:name="Calibri"', b'w:name="Qyvries Sans"')),
        ("fontTable", lambda part: part.replace(b"<w:fonts", b"<!-- De Qyvries --><w:fonts")),
        ("fontTable", lambda part: part.replace(b"</w:fonts>", b"<!-- De Qyvries --></w:fonts>")),
        ("theme/theme1", lambda part: part.replace(b'name="Office Theme"', b"name='De Qyvries'")),
        ("fontTable", lambda part: part.replace(b"</w:fonts>", b"<?Qyvries x?></w:fonts>")),
        ("theme/theme1", lambda part: in_utf_16(part.replace(b'name="Office Theme"', b"name='De Qyvries'"))),
        ("numbering", lambda part: re.sub(b'w:lvlText w:val="[^"]*"', b'w:lvlText w:val="Qyvries"', part)),
    ],
)
def test_a_part_of_a_template_with_a_name_in_it_is_named(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    import docx

    house = tmp_path / "huis.docx"
    docx.Document().save(str(house))
    with_part(house, f"word/{name}.xml", change)
    write_memo(tmp_path)
    done = run(tmp_path, "memo.toml", "--public", "--template", "huis.docx")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"the template, in word/{name}.xml, holds steller.naam" in done.stderr


@pytest.mark.parametrize("naam", ["R. Mangal", "J. Roman", "K. List", "B. Table", "C. Light"])
def test_the_words_of_word_itself_are_nobody(tmp_path: Path, naam: str) -> None:
    import docx

    docx.Document().save(str(tmp_path / "huis.docx"))
    text = write_memo(tmp_path)
    (tmp_path / "memo.toml").write_text(text.replace("J. de Qyvries", naam))
    assert run(tmp_path, "memo.toml", "--public", "--template", "huis.docx").stderr == ""


def picture(kind: str, name: str) -> bytes:
    """A picture that says who made it."""
    exif, texts, stream = Image.Exif(), PngInfo(), BytesIO()
    exif[0x013B] = name
    texts.add_itxt("Author", name, zip=True)
    Image.new("RGB", (13, 37)).save(stream, kind, exif=exif if kind == "JPEG" else None, pnginfo=texts)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("public", [["--public"], []])
def test_what_a_logo_tells_of_itself_is_in_no_document(
    tmp_path: Path, kind: str, suffix: str, public: list[str]
) -> None:
    folder = tmp_path / "sjablonen"
    folder.mkdir()
    style = (FOLDERS[0] / "huisstijl.toml").read_text("utf-8")
    (folder / "huisstijl.toml").write_text(f'logo = "logo.bin"\n{style}', "utf-8")
    (folder / "logo.bin").write_bytes(picture(kind, "Qyfotograaf"))
    write_memo(tmp_path)
    done = run(tmp_path, "memo.toml", *public, "--format", suffix, "--templates", "sjablonen", "-o", f"uit.{suffix}")
    assert (done.returncode, done.stderr) == (0, "")
    assert not found((tmp_path / f"uit.{suffix}").read_bytes(), [Secret("Qyfotograaf", ("Qyfotograaf",))])


def test_the_words_for_a_logo_are_searched(tmp_path: Path) -> None:
    folder = tmp_path / "sjablonen"
    folder.mkdir()
    style = (FOLDERS[0] / "huisstijl.toml").read_text("utf-8")
    style = re.sub("(?m)^logotekst.*$", 'logotekst = "Logo van De Qyvries"', style)
    (folder / "huisstijl.toml").write_text(f'logo = "logo.bin"\n{style}', "utf-8")
    (folder / "logo.bin").write_bytes(picture("PNG", "Qyfotograaf"))
    write_memo(tmp_path)
    done = run(tmp_path, "memo.toml", "--public", "--templates", "sjablonen")
    assert done.returncode == 1
    assert "the house style holds steller.naam" in done.stderr


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_a_picture_in_a_template_tells_of_itself_is_in_no_document(tmp_path: Path, kind: str) -> None:
    import docx

    house = docx.Document()
    house.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(picture(kind, "De Qyvries")))
    house.save(str(tmp_path / "huis.docx"))
    write_memo(tmp_path)
    assert run(tmp_path, "memo.toml", "--public", "--template", "huis.docx").returncode == 0
    content = (tmp_path / "memo-openbaar.docx").read_bytes()
    assert b"word/media/image1." in content
    assert not found(content, [Secret("Qyvries", ("Qyvries",))])


def test_an_edited_public_document_is_not_replaced(tmp_path: Path) -> None:
    write_memo(tmp_path)
    for suffix in FORMATS:
        target = tmp_path / f"memo-openbaar.{suffix}"
        assert run(tmp_path, "memo.toml", "--public", "--format", suffix).returncode == 0
        assert run(tmp_path, "memo.toml", "--public", "--format", suffix).returncode == 0
        target.write_bytes(target.read_bytes().replace(b"Agenda", b"Ageeee") + b"\n%edited")
        refused = run(tmp_path, "memo.toml", "--public", "--format", suffix)
        assert refused.returncode == 1
        assert "import" not in refused.stderr
        assert run(tmp_path, "memo.toml", "--public", "--format", suffix, "--force").returncode == 0


# --- a Memo to a Memo ---


FACTS = {
    ("nota", "onderwerp"): "Agenda",
    ("ondertekenaar", "functie"): "DE DIRECTEUR",
    ("ondertekenaar", "naam"): "K. van Qyzand",
    ("steller", "naam"): "J. de Qyvries",
}
RULES = rules_for("agenda", FOLDERS)


def memo_of(*blocks: Paragraph | ListBlock) -> Memo:
    return Memo(
        "agenda",
        FACTS,
        (
            Sectie("aanleiding", "Aanleiding", 1, True, blocks),
            Sectie("niet_openbaar", "Niet openbaar", 1, True, (Paragraph((Span("Namen."),)),)),
        ),
    )


def published(memo: Memo) -> Memo:
    return public(memo, RULES)


def spans_of(memo: Memo) -> tuple[Span, ...]:
    (paragraph,) = memo.secties[0].blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.spans


def test_a_passage_becomes_one_bar_whatever_its_looks() -> None:
    passage = (
        Span("van "),
        Span("Jan\n", lak="5.1.2e"),
        Span("Qy", strong=True, lak="5.1.2e"),
        Span("mail", emphasis=True, lak="5.1.2e", link="mailto:qy@x.invalid"),
        Span("ziek", lak="5.1.1d"),
        Span(" en "),
        Span("hier", link="mailto:qy@x.invalid"),
        Span(" of "),
        Span("daar", link="https://x.invalid/"),
    )
    assert spans_of(published(memo_of(Paragraph(passage, 3, (4,))))) == (
        Span("van "),
        Span(Gelakt("5.1.2e")),
        Span(" "),
        Span(Gelakt("5.1.1d")),
        Span(" en hier of "),
        Span("daar", link="https://x.invalid/"),
    )


def test_people_are_withheld_without_a_mark() -> None:
    memo = published(memo_of())
    bar = "gelakt 5.1.2e"
    assert memo.feiten == {**FACTS, ("ondertekenaar", "naam"): bar, ("steller", "naam"): bar}
    assert all(isinstance(memo.feiten[path], Gelakt) for path in RULES.personal & FACTS.keys())
    assert published(memo) == memo


def test_nested_lists_are_searched_to_the_bottom() -> None:
    deep = ListBlock(((Paragraph((Span("a"),)), ListBlock(((Paragraph((Span("Qy", lak="5.1.2e"),)),),))),))
    assert "Qy" not in repr(published(memo_of(deep)))


def test_no_message_holds_what_is_withheld() -> None:
    memo = memo_of(Paragraph((Span("Qyvries "), Span("P. Qyjansen", lak="5.1.2e"), Span(" Qyjansen Qyzand"))))
    found_all = objections(memo, published(memo), RULES, [Beside("the name of the file", "qyzand", is_address=True)])
    assert len([each for each in found_all if each.is_refusal]) == 4
    assert "Qy" not in " ".join(each.message for each in found_all)
