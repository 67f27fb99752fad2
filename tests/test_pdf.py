"""The PDF: accessible, archivable, the same page as the .docx, the same bytes twice."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import EXAMPLES, needs
from PIL import Image

from dmmdoc import pdf
from dmmdoc.commands.export import Job, Manner, export
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.config.house_style import Huisstijl, Stijl, house_style, resolved
from dmmdoc.config.kinds import kind
from dmmdoc.memo.model import Paragraph, paragraphs
from dmmdoc.memo.page import Line, page
from dmmdoc.memo_file import read as memo_file

FOLDERS = (folders()[-1],)
RICH = """soort = "agenda"
[nota]
onderwerp = "Geannoteerde agenda: fi fl & <co> — “A” *niet* #let x"
datum = 2025-02-03
kenmerk = "BS2025000000"
aan = "de Minister van Defensie"
afzender = ["Directoraat-Generaal Beleid", "Directie Internationale Veiligheid"]
merking = "DEPARTEMENTAAL VERTROUWELIJK"
bijlagen = ["Kamerbrief"]
[steller]
naam = "J. de Qyvries"
telefoon = "070-000 11 22"
[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"
naam = "K. van Qyzand"
[publicatie]
merking_vervalt = true
[secties]
aanleiding = '''
Een *Defence* **Ministers** [Meeting](https://voorbeeld.invalid/a?b=c&d=(e)), van [P. Qyjansen]{lak="5.1.2e"}.

Tekens: $x^2$, #let, @ref, \\<label>, \\\\, \\_a\\_, -- --- ..., "citaat", 'enkel',
// geen commentaar, /* ook niet \\*/, \\[x\\].
Harde\\
regel, en [invullen: nog iets].
'''
kernpunten = '''
- een
  - twee
    - drie
    - drie bis

    Vervolg van twee.
  - twee bis
- een bis

  Vervolg van een.

En genummerd:

3. drie
4. vier
   1. onder vier
   2. ook
      - punt
'''
krachtenveld = 'Verdeeld.'
niet_openbaar = 'Namen (5.1.2e).'
"""


def exported(
    text: str, tmp_path: Path, *, public: bool = False, places: tuple[Path, ...] = FOLDERS, suffix: str = "pdf"
) -> bytes:
    (tmp_path / "in.toml").write_text(text, "utf-8")
    target = tmp_path / f"uit.{suffix}"
    outcome = export(Job(str(tmp_path / "in.toml"), str(target)), Manner(places, None, True, suffix, public))
    assert outcome.error is None, outcome.error
    return target.read_bytes()


def sample(name: str) -> str:
    if name == "rich":
        return RICH
    return (EXAMPLES / f"{name}.toml").read_text("utf-8").replace('basis = "bijeenkomst.toml"\n', "")


NAMES = ("agenda", "verslag", "dmm-oktober/agendabrief", "dmm-oktober/verslagbrief", "rich")


# --- what it declares ---


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("public", [False, True])
def test_it_declares_what_it_is(tmp_path: Path, name: str, public: bool) -> None:
    text = sample(name)
    if public:
        text = text.replace(", en [invullen: nog iets]", "")
    with pikepdf.open(BytesIO(exported(text, tmp_path, public=public))) as document:
        root = document.Root
        assert str(root.Lang) == "nl-NL"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            memo = memo_file.read(text, "x", FOLDERS)
            assert metadata["dc:title"] == memo.onderwerp
            assert list(metadata["dc:creator"]) == [", ".join(memo.afzender)]
            assert metadata["pdf:Keywords"] == memo.soort
            assert str(metadata["xmp:CreateDate"]).startswith(str(memo.datum))


@pytest.mark.parametrize("name", NAMES)
def test_pdfua_finds_nothing(tmp_path: Path, name: str) -> None:
    exported(sample(name), tmp_path)
    check_pdfua(tmp_path / "uit.pdf")


def check_pdfua(pdf: Path) -> None:
    tool = Path(sys.executable).with_name("pdfua")
    done = subprocess.run([tool, "check", pdf], capture_output=True, text=True)
    assert "errors=0 warnings=0" in done.stdout, done.stdout


# --- its structure ---


def tree(node: pikepdf.Object, roles: pikepdf.Object | None = None) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every structure element below `node` in reading order, by the standard type that it has."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:  # type: ignore[attr-defined]
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kind = str(kid.S)[1:]
            while roles is not None and f"/{kind}" in roles:
                kind = str(roles[f"/{kind}"])[1:]
            yield kind, kid
            yield from tree(kid, roles)


_OPEN: list[pikepdf.Pdf] = []  # an element lives as long as its document


def elements(content: bytes) -> list[tuple[str, pikepdf.Object]]:
    document = pikepdf.open(BytesIO(content))
    _OPEN.append(document)
    root = document.Root.StructTreeRoot
    return list(tree(root, root.get("/RoleMap")))


def shape(node: pikepdf.Object, kind: str) -> list[object]:
    """The elements of `kind` below a node, as nested lists."""
    found: list[object] = []
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:  # type: ignore[attr-defined]
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            inner = shape(kid, kind)
            found += [inner] if str(kid.S) == f"/{kind}" else inner
    return found


def test_headings_lists_and_links_are_real(tmp_path: Path) -> None:
    content = exported(RICH, tmp_path)
    kinds = [kind for kind, _ in elements(content)]
    memo = memo_file.read(RICH, "x", FOLDERS)
    assert [kind for kind in kinds if re.fullmatch(r"H\d", kind)] == [f"H{sectie.niveau}" for sectie in memo.secties]
    assert kinds.count("Link") == 1
    assert {"Strong", "Em"} <= {str(node.S)[1:] for _, node in elements(content)}
    with pikepdf.open(BytesIO(content)) as document:
        assert shape(document.Root.StructTreeRoot, "L") == [[[]], [[]]] or shape(document.Root.StructTreeRoot, "L") == [
            [[[]]],
            [[[]]],
        ]
    assert kinds.count("LI") == 2 + 2 + 2 + 2 + 2 + 1


def copied(content: bytes, *options: str) -> str:
    done = subprocess.run([needs("pdftotext"), *options, "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def words(text: str) -> str:
    """Text without the space in it, and without the hyphens at which lines break."""
    return re.sub(r"\s+|\xad", "", text)


def test_a_word_that_is_too_wide_is_broken_and_copied_whole(tmp_path: Path) -> None:
    address, name, word = f"{'uilenspiegel.' * 5}x@voorbeeld.invalid", "Een_bijlage_" * 5, "Langwoord" * 40
    text = RICH.replace('telefoon = "', f'email = "{address}"\ntelefoon = "').replace('["Kamerbrief"]', f'["{name}"]')
    text = text.replace("- een bis", f"- een bis {word} <https://voorbeeld.invalid/{word}>")
    content = exported(text, tmp_path)
    for long in (address, name, word, f"https://voorbeeld.invalid/{word}"):
        assert long in words(copied(content, "-raw"))
    style = house_style(FOLDERS)
    column = style.referentiekolom.links
    right = (column + style.referentiekolom.breedte, style.pagina.breedte - style.pagina.rechts)
    places = re.findall(r'xMin="(.*?)" .*? xMax="(.*?)"', copied(content, "-bbox"))
    assert places
    check_pdfua(tmp_path / "uit.pdf")
    for left, end in places:
        edge = right[0] if float(left) > column / 25.4 * 72 - 1 else right[1]
        assert float(end) < edge / 25.4 * 72 + 1


@pytest.mark.parametrize("name", NAMES)
def test_its_text_is_the_memos_in_order(tmp_path: Path, name: str) -> None:
    text = sample(name)
    memo = memo_file.read(text, "x", FOLDERS)
    content = exported(text, tmp_path)
    whole = page(memo, kind(memo.soort, FOLDERS), velden(FOLDERS))
    if is_letter := memo.soort.endswith("brief"):
        address = "de Voorzitter van de Tweede Kamer der Staten-Generaal Bezuidenhoutseweg 67 2594 AC Den Haag"
        expected = ["> Retouradres Postbus 20701 2500 ES Den Haag", address, f"Betreft {memo.onderwerp}"]
        expected += ["Geachte voorzitter,"]
    else:
        expected = [f"Aan {memo.feiten['nota', 'aan']}", "nota", memo.onderwerp]
    expected += [line.text for line in whole.elements if isinstance(line, Line) and line.place == "kolom"]
    for sectie in memo.secties:
        expected += [sectie.kop] * (not is_letter)
        expected += [paragraph.text for paragraph, _ in paragraphs(sectie.blocks)]
    expected += ["Hoogachtend,"] * is_letter
    expected += [memo.feiten["ondertekenaar", "functie"], memo.feiten.get(("ondertekenaar", "naam"), "")]
    found, at = words(copied(content, "-raw")), 0
    between = ""
    for piece in expected:
        start = found.find(words(piece), at)
        assert start >= 0, piece
        between += found[at:start]
        at = start + len(words(piece))
    rows = (f"{line.label}{line.text}" for line in whole.elements if isinstance(line, Line) and line.label)
    later = "".join(line.text for line in whole.vervolg)
    noise = [*map(re.escape, map(words, (later, *rows))), "[•–]", r"\d\.", r"[a-z]\.", "Pagina\\dvan\\d"]
    assert re.sub("|".join([*noise, words(memo.merking or "–")]), "", between + found[at:]) == ""


def test_a_long_word_is_broken_at_a_syllable(tmp_path: Path) -> None:
    assert "com\xad\nmentaar" in copied(exported(RICH, tmp_path), "-raw")


def test_nothing_in_a_memo_is_read_as_markup(tmp_path: Path) -> None:
    text = copied(exported(RICH, tmp_path))
    for source in (
        "$x^2$, #let, @ref, <label>, \\, _a_, -- --- ...",
        '"citaat"',
        "'enkel'",
        "// geen",
        "/* ook niet */",
    ):
        assert words(source) in words(text)


def test_header_and_footer_are_no_content(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(exported(RICH, tmp_path))) as document:
        for page in document.pages:
            stream = b"".join(
                part.read_bytes()
                for part in (page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents])
            )
            assert stream.count(b"/Artifact") >= 2


# --- the same bytes, the same faces ---


def test_the_same_bytes_whatever_the_place_and_time(tmp_path: Path) -> None:
    digests = set()
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        (folder / "in.toml").write_text(RICH.replace("datum = 2025-02-03\n", ""), "utf-8")
        environment = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "HOME": str(folder), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "dmmdoc", "export", "in.toml", "-o", "-", "--format", "pdf"]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
        digests.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(digests) == 1


def test_every_face_is_in_it_and_none_has_serifs(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(exported(RICH, tmp_path))) as document:
        faces = {
            str(node.FontName)
            for node in document.objects
            if isinstance(node, pikepdf.Dictionary) and "/FontName" in node
        }
    assert faces
    for face in faces:
        assert re.search(r"\+(ROSansHeading|Verdana|DejaVuSans|OpenSans)", face), face


def test_without_the_faces_of_the_house_style_the_open_one_is_used(tmp_path: Path) -> None:
    own = tmp_path / "eigen"
    own.mkdir()
    style = (FOLDERS[0] / "huisstijl.toml").read_text("utf-8")
    (own / "huisstijl.toml").write_text(re.sub(r"lettertype = \[.*\]", 'lettertype = ["Bestaat Niet"]', style), "utf-8")
    content = exported(RICH, tmp_path, places=(own, *FOLDERS))
    with pikepdf.open(BytesIO(content)) as document:
        faces = {
            str(node.FontName)
            for node in document.objects
            if isinstance(node, pikepdf.Dictionary) and "/FontName" in node
        }
    assert faces
    assert all("OpenSans" in face for face in faces)


def test_a_character_without_a_face_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "in.toml").write_text(RICH.replace("Verdeeld.", "Een \U0001f9a9."), "utf-8")
    job = Job(str(tmp_path / "in.toml"), str(tmp_path / "uit.pdf"))
    error = export(job, Manner(FOLDERS, None, True, "pdf")).error or ""
    line = RICH[: RICH.index("Verdeeld.")].count("\n") + 1
    assert error.startswith(f"{tmp_path / 'in.toml'}:{line}: the character U+1F9A9 is in no typeface")
    assert not (tmp_path / "uit.pdf").exists()


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._fonts.cache_clear()
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    (tmp_path / "in.toml").write_text(RICH, "utf-8")
    job = Job(str(tmp_path / "in.toml"), str(tmp_path / "uit.pdf"))
    assert export(job, Manner(FOLDERS, None, True, "pdf")).error == (
        "a PDF takes two packages more; install them with pip install typst ttf-opensans"
    )
    assert not (tmp_path / "uit.pdf").exists()


# --- files ---


def test_only_a_pdf_of_our_own_is_replaced(tmp_path: Path) -> None:
    content = exported(RICH, tmp_path)
    assert pdf.is_unedited(content)
    assert not pdf.is_unedited(content + b"\n1 0 obj\n")
    assert not pdf.is_unedited(content.replace(b"2025-02-03", b"2025-02-04"))
    assert not pdf.is_unedited(b"%PDF-1.7\nstartxref\n0\n%%EOF")
    job = Job(str(tmp_path / "in.toml"), str(tmp_path / "uit.pdf"))
    assert export(job, Manner(FOLDERS, None, False, "pdf")).error is None
    (tmp_path / "uit.pdf").write_bytes(b"%PDF-1.4 iets anders")
    error = export(job, Manner(FOLDERS, None, False, "pdf")).error or ""
    assert "--force" in error
    assert "import" not in error
    assert (tmp_path / "uit.pdf").read_bytes() == b"%PDF-1.4 iets anders"


def test_each_format_loads_only_its_own_writer(tmp_path: Path) -> None:
    (tmp_path / "in.toml").write_text(RICH, "utf-8")
    for suffix, foreign in (("pdf", "docx"), ("docx", "typst")):
        code = (
            f"import sys\nsys.argv = ['dmmdoc', 'export', 'in.toml', '-o', 'x.{suffix}']\n"
            "from dmmdoc.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
            f"print({foreign!r} in sys.modules, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
        assert done.stderr.splitlines()[-1] == "False", done.stderr


# --- what a department can change ---


def own_folder(tmp_path: Path, **files: str | bytes) -> Path:
    folder = tmp_path / "eigen"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_department_has_its_own_nota_typ(tmp_path: Path) -> None:
    source = (FOLDERS[0] / "nota.typ").read_text("utf-8")
    folder = own_folder(tmp_path, nota_typ=source + '#include "slot.typ"\n', slot_typ="Een eigen slot.")
    assert "Een eigen slot." in copied(exported(RICH, tmp_path, places=(folder, *FOLDERS)))


def test_a_fault_in_nota_typ_is_one_line_with_its_place(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, nota_typ="#let een = 1\n#let twee = drie\n")
    (tmp_path / "in.toml").write_text(RICH, "utf-8")
    job = Job(str(tmp_path / "in.toml"), str(tmp_path / "uit.pdf"))
    error = export(job, Manner((folder, *FOLDERS), None, True, "pdf")).error
    assert error == f"{folder / 'nota.typ'}:2: there is nothing called drie; mend the name, or say above it what it is"


def picture(kind: str = "PNG", size: tuple[int, int] = (130, 371)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (1, 104, 155)).save(buffer, kind)
    return buffer.getvalue()


def with_logo(tmp_path: Path, content: bytes | None) -> tuple[Path, ...]:
    style = (FOLDERS[0] / "huisstijl.toml").read_text("utf-8")
    folder = own_folder(tmp_path, huisstijl_toml='logo = "beeld.bin"\n' + style)
    if content is not None:
        (folder / "beeld.bin").write_bytes(content)
    return (folder, *FOLDERS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_hangs_in_the_middle_of_page_one(tmp_path: Path, kind: str) -> None:
    places = with_logo(tmp_path, picture(kind))
    content = exported(RICH * 1, tmp_path, places=places)
    figures = [node for name, node in elements(content) if name == "Figure"]
    assert [str(figure.Alt) for figure in figures] == ["Logo van de Rijksoverheid"]
    bbox = [float(edge) for edge in _bbox(figures[0])]
    mm = 72 / 25.4
    assert bbox[0] == pytest.approx((210 - 13) / 2 * mm, abs=0.1)
    assert bbox[2] == pytest.approx((210 + 13) / 2 * mm, abs=0.1)
    assert bbox[3] == pytest.approx(297 * mm, abs=0.1)
    assert bbox[3] - bbox[1] == pytest.approx(13 * 371 / 130 * mm, abs=0.1)


def _bbox(figure: pikepdf.Object) -> pikepdf.Object:
    attributes = figure.A
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:  # type: ignore[attr-defined]
        if "/BBox" in each:
            return each.BBox
    raise AssertionError("no place")


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_logo_may_be_a_jpeg_of_adobes(tmp_path: Path, suffix: str) -> None:
    jpeg = picture("JPEG")
    assert jpeg[2:4] == b"\xff\xe0"
    adobe = jpeg[:2] + b"\xff\xee\x00\x0eAdobe\0d\0\0\0\0\1" + jpeg[20:]
    content = exported(RICH, tmp_path, places=with_logo(tmp_path, adobe), suffix=suffix)
    assert b"\xff\xee\x00\x0eAdobe\0d" in content


def test_a_logo_in_the_docx_leaves_marking_and_page_number_on_page_one(tmp_path: Path) -> None:
    import docx

    content = exported(RICH, tmp_path, places=with_logo(tmp_path, picture()), suffix="docx")
    section, marking = docx.Document(BytesIO(content)).sections[0], "DEPARTEMENTAAL VERTROUWELIJK"
    assert section.different_first_page_header_footer
    for header, footer in (
        (section.header, section.footer),
        (section.first_page_header, section.first_page_footer),
    ):
        assert [p.text for p in header.paragraphs if p.style.name.startswith("Merking")] == [marking]
        assert [p.text for p in footer.paragraphs if p.style.name.startswith("Merking")] == [marking]
        assert "NUMPAGES" in footer._element.xml
    (drawing,) = section.first_page_header._element.xpath(".//wp:docPr")
    assert drawing.get("descr") == "Logo van de Rijksoverheid"
    (extent,) = section.first_page_header._element.xpath(".//wp:extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (468000, round(468000 * 371 / 130))
    assert section.header._element.xpath(".//wp:docPr") == []


@pytest.mark.parametrize(
    "content", [None, b"", b"geen beeld", picture()[:200], picture("JPEG")[:300], b"\x89PNG\r\n\x1a\n"]
)
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_logo_that_is_none_is_one_line(tmp_path: Path, content: bytes | None, suffix: str) -> None:
    places = with_logo(tmp_path, content)
    (tmp_path / "in.toml").write_text(RICH, "utf-8")
    job = Job(str(tmp_path / "in.toml"), str(tmp_path / f"uit.{suffix}"))
    error = export(job, Manner(places, None, True, suffix)).error or ""
    assert error.startswith(f"{places[0] / 'beeld.bin'}: ")
    assert "\n" not in error
    assert not (tmp_path / f"uit.{suffix}").exists()


# --- colours ---


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(style: Huisstijl) -> list[str]:
    """The styles, alone and one upon another, whose text does not stand out enough from what is behind it."""
    looks = {name: resolved(style, name) for name in style.stijlen}
    shades = [look.achtergrond or "FFFFFF" for look in looks.values() if look.kleur is None] + ["FFFFFF"]
    faint = []
    for name, look in looks.items():
        behind = [look.achtergrond] if look.achtergrond else shades
        faint += [name for shade in behind if contrast(look.kleur or "000000", shade) < 4.5]
    return sorted(set(faint))


def test_every_text_stands_out() -> None:
    style = house_style(FOLDERS)
    assert too_faint(style) == []
    assert style.stijlen["Gelakt"] == Stijl(soort="teken", kleur="FFFFFF", achtergrond="000000")
    grey = style._replace(stijlen={**style.stijlen, "Referentie": Stijl(kleur="999999")})
    assert too_faint(grey) == [
        *("Label", "Referentie", "Referentie steller.email", "Referentiekop"),
        *("Referentienaam", "Referentienoot", "Referentiepunt"),
    ]


# --- beside the .docx ---


def by_libreoffice(source: Path, folder: Path) -> bytes:
    options = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [needs("soffice"), "--headless", profile, "--convert-to", options, "--outdir", str(folder), str(source)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / f"{source.stem}.pdf").read_bytes()


def test_the_docx_gives_the_same_structure_through_libreoffice(tmp_path: Path) -> None:
    plain = re.sub(r'onderwerp = ".*"', 'onderwerp = "Geannoteerde agenda"', RICH)  # LibreOffice escapes & twice
    exported(plain, tmp_path, suffix="docx")
    content = by_libreoffice(tmp_path / "uit.docx", tmp_path)
    kinds = [kind for kind, _ in elements(content)]
    memo = memo_file.read(plain, "x", FOLDERS)
    assert [kind for kind in kinds if re.fullmatch(r"H\d", kind)] == [f"H{sectie.niveau}" for sectie in memo.secties]
    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.Root.Lang) == "nl-NL"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == memo.onderwerp
            assert metadata["pdfuaid:part"] == "1"
        assert _depth(shape(document.Root.StructTreeRoot, "L")) == 3


def _depth(nested: list[object]) -> int:
    return max((1 + _depth(inner) for inner in nested if isinstance(inner, list)), default=0)


@pytest.mark.parametrize("name", ["agenda", "rich"])
def test_both_formats_break_lines_and_pages_at_the_same_words(tmp_path: Path, name: str) -> None:
    text = re.sub(r'onderwerp = ".*"', 'onderwerp = "Geannoteerde agenda"', sample(name))
    style = (FOLDERS[0] / "huisstijl.toml").read_text("utf-8")  # without hyphens: LibreOffice may have none for Dutch
    whole_words = style.replace("[stijlen.Normal]", "[stijlen.Normal]\nafbreken = false")
    places = (own_folder(tmp_path, huisstijl_toml=whole_words), *FOLDERS)
    column = ("-layout", "-x", "0", "-y", "0", "-W", "455", "-H", "842")  # the reference column lies beyond it
    ours = copied(exported(text, tmp_path, places=places), *column)
    exported(text, tmp_path, places=places, suffix="docx")
    theirs = copied(by_libreoffice(tmp_path / "uit.docx", tmp_path), *column)
    assert [line.split() for line in ours.splitlines() if line.strip()] == [
        line.split() for line in theirs.splitlines() if line.strip()
    ]


def test_a_bar_is_as_long_as_its_ground(tmp_path: Path) -> None:
    text = RICH.replace(", en [invullen: nog iets]", "")
    short = exported(text, tmp_path, public=True)
    long = exported(text.replace("P. Qyjansen", "Prof. dr. Pieternella Qyjansen-Qyhendriks"), tmp_path, public=True)
    assert short == long
    assert copied(short).count("gelakt 5.1.2e") == 4
    assert date(2025, 2, 3).isoformat().encode() in short
    assert isinstance(memo_file.read(text, "x", FOLDERS).secties[0].blocks[0], Paragraph)
