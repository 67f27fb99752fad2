"""What comes along from a department's document: every part is searched whole, or refused by its name."""

import gzip
import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import MINIMAL, Run
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from memos import FOLDERS
from PIL import Image

from dmmdoc.commands.export import docx_base
from dmmdoc.docx.write.typed import unsearchable, words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def house(tmp_path: Path, content: bytes | str, name: str = "media/deel.svg", inside: str = "") -> Path:
    """A department's document whose header has a part, and some XML of its own."""
    document = docx.Document()
    header = document.sections[0].header
    part = Part(
        PackURI(f"/word/{name}"),
        "application/octet-stream",
        content if isinstance(content, bytes) else content.encode(),
    )
    header.part.relate_to(part, RT.PACKAGE)
    template = tmp_path / "huis.docx"
    document.save(str(template))
    with zipfile.ZipFile(template) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"</w:hdr>", inside.encode() + b"</w:hdr>")
    with zipfile.ZipFile(template, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return template


def said(template: Path, name: str) -> list[str]:
    return words(docx_base(FOLDERS, "agenda", template, public=True))[f"word/{name}"].split("\n")


def zipped() -> bytes:
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def image(kind: str, **how: object) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (3, 2)).save(stream, kind, **how)
    return stream.getvalue()


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


REFUSED = {
    "embeddings/bijlage.docx": zipped(),
    "embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "media/image1.emz": gzip.compress(b"plaat", mtime=0),
    "media/image1.svgz": gzip.compress(SVG.format("<text>Jan</text>").encode(), mtime=0),
    "media/image1.wmf": b"\xd7\xcd\xc6\x9a\0\0",
    "media/image1.gif": image("GIF"),
    "media/image1.tiff": image("TIFF"),
    "media/image1.png": image("PNG")[:-9],
    "media/image1.jpeg": image("JPEG", exif=turned()),
    "embeddings/nota.pdf": b"%PDF-1.7\n",
    "fonts/font1.odttf": b"\0\1\0\0",
    "vbaProject.bin": b"Attribut\0e",
    "afchunk.htm": b"<p>Jan<br>",
    "notitie.txt": b"Jan",
    "media/deel.svg": '<!DOCTYPE svg [<!ENTITY naam "Jan">]>' + SVG.format("<text>&naam;</text>"),
    "media/beeld.svg": SVG.format('<image href="data:image/png;base64,AAAA"/>'),
    "media/los.svg": SVG.format('<image href="data:,Jan"/>'),
    "pakket.xml": f"<a>{'QUJD' * 60}</a>",
    "regels.xml": "<a>" + "\n".join(["QUJD" * 18] * 4) + "</a>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_searched_is_refused_by_its_name(tmp_path: Path, run: Run, memo: Path, name: str) -> None:
    house(tmp_path, REFUSED[name], name)
    done = run("export", memo, "--public", "--template", "huis.docx")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"huis.docx: the template holds word/{name}, which cannot be searched: it is ")
    assert not (tmp_path / "agenda-openbaar.docx").exists()
    assert run("export", memo, "--template", "huis.docx").returncode == 0


def test_of_many_memos_it_is_said_once(tmp_path: Path, run: Run) -> None:
    house(tmp_path, b"?", "een.bin")
    for number in range(3):
        (tmp_path / f"m{number}.toml").write_text(MINIMAL, "utf-8")
    done = run("export", "--public", "--template", "huis.docx")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_not_refused(tmp_path: Path, kind: str) -> None:
    assert (
        unsearchable(docx_base(FOLDERS, "agenda", house(tmp_path, image(kind), "media/image1.bin"), public=True)) == {}
    )


PARTS = [
    SVG.format("<text>Jan</text>"),
    SVG.format("<text><tspan>J</tspan><tspan>a</tspan><tspan>n</tspan></text>"),
    SVG.format("<text>\n  <tspan>J</tspan>\n  <tspan>an</tspan>\n</text>"),
    SVG.format("<text>J</text><g/><text>an</text>"),
    SVG.format("<text>J<!-- x -->an</text>"),
    SVG.format("<text>J<?x?>an</text>"),
    SVG.format("<text>J&#97;n</text>"),
    SVG.format("<text><![CDATA[Jan]]></text>"),
    SVG.format("<title>Jan</title>"),
    SVG.format('<g id="Jan"/>'),
    SVG.format('<a href="https://voorbeeld.invalid/%4Aan"/>'),
    SVG.format("<!-- Jan -->"),
    SVG.format("<?Jan x?>"),
    "<!-- Jan -->" + SVG.format(""),
    SVG.format("") + "<!-- Jan -->",
    SVG.format('<x Jan="1"/>'),
    SVG.format("<Jan/>"),
    '<x xmlns:y="Jan"/>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>J</w:t></w:r><w:r><w:t>an</w:t></w:r></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>J</w:t><w:delText>x</w:delText><w:t>an</w:t></w:r></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>J</w:t><w:tab/><w:t>an</w:t></w:r></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:delText>J</w:delText><w:t>x</w:t><w:delText>an</w:delText></w:r></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:fldSimple w:instr="AUTHOR Jan"/></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>J</w:t><w:t>an</w:t><x><w:p/></x><w:t>Piet</w:t></w:r></w:p></w:ftr>',
    f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>J</w:t><w:t>an</w:t><x><w:p><w:t>Piet</w:t></w:p></x></w:r></w:p></w:ftr>',
    "<x><a>Piet</a><a>Jan</a><a>Piet</a></x>",
    '<?xml version="1.0" encoding="UTF-16"?><x>Jan</x>'.encode("utf-16"),
    "<x>Author&#x85;Jan&#x9F;</x>",
]


@pytest.mark.parametrize("content", PARTS)
def test_every_text_of_a_part_is_searched(tmp_path: Path, content: str | bytes) -> None:
    template = house(tmp_path, content)
    assert unsearchable(docx_base(FOLDERS, "agenda", template, public=True)) == {}
    assert any(re.search(r"\bJan\b", line) for line in said(template, "media/deel.svg"))


def test_control_characters_come_apart(tmp_path: Path) -> None:
    assert "Author Kok" in said(house(tmp_path, "<x>Author&#x85;Kok</x>"), "media/deel.svg")


def test_a_tab_and_a_line_break_are_space(tmp_path: Path) -> None:
    pieces = "<w:t>J.</w:t><w:tab/><w:t>de</w:t><w:br/><w:t>Vries</w:t><w:ptab/><w:t>de</w:t><w:cr/><w:t>Boer</w:t>"
    run = f"<w:p><w:r>{pieces}<w:noBreakHyphen/><w:t>Kok</w:t></w:r></w:p>"
    template = house(tmp_path, "<x/>", inside=run)
    text = words(docx_base(FOLDERS, "agenda", template, public=True))["word/header1.xml"]
    assert "J.\tde\nVries\tde\nBoer-Kok" in text


def test_the_name_of_a_part_and_where_it_leads_are_searched(tmp_path: Path) -> None:
    document = docx.Document()
    header = document.sections[0].header.part
    header.relate_to("https://voorbeeld.invalid/%4Aan", RT.HYPERLINK, is_external=True)
    header.relate_to(Part(PackURI("/word/media/jan.png"), "image/png", image("PNG")), RT.IMAGE)
    document.save(str(tmp_path / "huis.docx"))
    texts = words(docx_base(FOLDERS, "agenda", tmp_path / "huis.docx", public=True))
    assert "https://voorbeeld.invalid/Jan" in texts["word/header1.xml"].split("\n")
    assert texts["word/media/jan.png"] == "word/media/jan.png"


def test_words_own_styles_and_typefaces_are_nobodys(tmp_path: Path) -> None:
    latent = '<w:lsdException w:name="{}"/>'.format
    newer = [
        "Plain Table 1",
        "Grid Table 5 Dark Accent 1",
        "List Table 7 Colorful Accent 6",
        "Grid Table Light",
        "Mention",
    ]
    template = house(tmp_path, "<x/>")
    with zipfile.ZipFile(template) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    styles = parts["word/styles.xml"]
    added = "".join(map(latent, [*newer, "Grid Table Jan"])).encode()
    parts["word/styles.xml"] = styles.replace(b"</w:latentStyles>", added + b"</w:latentStyles>")
    with zipfile.ZipFile(template, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    text = "\n".join(words(docx_base(FOLDERS, "agenda", template, public=True)).values())
    assert "Grid Table Jan" in text
    for name in (*newer, "Mangal", "Times New Roman", "Light Shading Accent 1", "List Number"):
        assert name not in text.split("\n")
    assert "schemas." not in text


def test_what_word_keeps_beside_an_old_shape_does_not_come_along(tmp_path: Path, run: Run, memo: Path) -> None:
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    shape = f'<v:shape {spaces} id="x" o:gfxdata="{"UEsD" * 60}" style="width:1pt"/>'
    house(tmp_path, "<x/>", inside=f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")
    assert run("export", memo, "--public", "--template", "huis.docx").returncode == 0
    with zipfile.ZipFile(tmp_path / "agenda-openbaar.docx") as archive:
        header = archive.read("word/header1.xml")
    assert b"gfxdata" not in header and b'style="width:1pt"' in header
