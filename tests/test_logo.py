"""Pictures: they come along whole, and nothing that their files tell of themselves does."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from dmmdoc.logo import PictureError, picture

SECRET = "Qyvries"


def gradient(mode: str = "RGB") -> Image.Image:
    return Image.merge(
        "RGB", [Image.linear_gradient("L").resize((26, 74)).rotate(turn) for turn in (0, 90, 180)]
    ).convert(mode)


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def exif(orientation: int | None = None, byte_order: str = "<") -> bytes:
    """EXIF data that name the maker, and may turn the picture."""
    data = Image.Exif()
    data.endian = byte_order
    data[0x013B] = SECRET
    if orientation is not None:
        data[0x0112] = orientation
    return data.tobytes()


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET.encode()


def told_png(**more: object) -> bytes:
    texts = PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Title", SECRET, zip=True)
    texts.add_itxt("Comment", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    texts.add(b"prVt", SECRET.encode())
    how = {"exif": exif(), "icc_profile": profile(), "pnginfo": texts, **more}
    return saved(gradient(), "PNG", **how) + SECRET.encode()


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def told_jpeg(**more: object) -> bytes:
    how = {"exif": exif(), "icc_profile": profile(), "comment": SECRET, "xmp": f"<x>{SECRET}</x>".encode(), **more}
    content = saved(gradient(), "JPEG", **how)
    smaller = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\2" + b"Qyv" + b"rie") + segment(
        0xE0, b"JFXX\0\x13\1\1" + SECRET.encode()
    )
    at = 4 + int.from_bytes(content[4:6])
    photoshop = segment(0xED, b"Photoshop 3.0\0" + SECRET.encode())
    return content[:2] + smaller + photoshop + content[at:] + b"\xff\xd8" + SECRET.encode()


def png_chunks(content: bytes) -> dict[bytes, bytes]:
    at, chunks = 8, {}
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        chunks[content[at + 4 : at + 8]] = content[at + 8 : at + 8 + length]
        at += 12 + length
    return chunks


def pixels(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as image:
        return image.convert("RGBA").tobytes()


@pytest.mark.parametrize(
    "told", [told_png(), told_jpeg(), told_jpeg(progressive=True), told_jpeg(restart_marker_rows=1)]
)
def test_what_a_picture_tells_of_itself_is_gone_and_it_looks_the_same(told):
    assert SECRET.encode() in told and SECRET[:3].encode() in told
    clean = picture(told)
    assert (clean.width, clean.height) == (26, 74)
    assert pixels(clean.content) == pixels(told)
    assert b"Qyv" not in clean.content and b"rie" not in clean.content
    with Image.open(BytesIO(clean.content)) as image:
        image.load()
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert picture(clean.content) == clean


def test_only_what_it_takes_to_show_a_png_is_left():
    assert set(png_chunks(picture(told_png(dpi=(300, 300))).content)) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    see_through = saved(gradient("P"), "PNG", transparency=3, dpi=(300, 300))
    clean = picture(see_through).content
    assert set(png_chunks(clean)) == {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"}
    assert pixels(clean) == pixels(see_through)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_nothing_hides_in_a_chunk_that_is_kept():
    plain = saved(gradient(), "PNG")
    for kind in (b"gAMA", b"sRGB", b"pHYs", b"cHRM"):
        told = plain[:33] + chunk(kind, SECRET.encode() * 9) + plain[33:]
        assert picture(told).content == plain
    for kind, length in ((b"gAMA", 4), (b"sRGB", 1), (b"pHYs", 9), (b"cHRM", 32), (b"cICP", 4)):
        telling = plain[:33] + chunk(kind, bytes(length)) + plain[33:]
        assert picture(telling).content == telling


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("byte_order", ["<", ">"])
def test_a_picture_that_is_turned_is_refused_by_what_it_is(kind, byte_order):
    for orientation in (2, 6, 8):
        with pytest.raises(PictureError, match="a picture that its EXIF data turn"):
            picture(saved(gradient(), kind, exif=exif(orientation, byte_order)))
    assert picture(saved(gradient(), kind, exif=exif(1, byte_order))) == picture(saved(gradient(), kind))


def adobe_first(transform: int = 1) -> bytes:
    """A JPEG as Photoshop makes it: its first segment is Adobe's."""
    content = saved(gradient(), "JPEG")
    at = 4 + int.from_bytes(content[4:6])
    return content[:2] + segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform])) + content[at:]


@pytest.mark.parametrize("content", [adobe_first(), adobe_first(0), saved(gradient("CMYK"), "JPEG")])
def test_a_jpeg_may_begin_with_a_segment_of_adobes(content):
    assert content[2:4] == b"\xff\xee"
    clean = picture(content)
    assert pixels(clean.content) == pixels(content)
    assert clean.content[2:4] == b"\xff\xee"
    longer = content[:4] + (14 + len(SECRET)).to_bytes(2) + content[6:18] + SECRET.encode() + content[18:]
    assert picture(longer) == clean


def test_bytes_that_only_fill_are_no_segment():
    content = saved(gradient(), "JPEG")
    filled = content[:2] + b"\xff\xff" + content[2:-2] + b"\xff\xff" + content[-2:]
    assert pixels(picture(filled).content) == pixels(content)


PLAIN = [saved(gradient(), "PNG"), saved(gradient(), "JPEG"), saved(gradient(), "JPEG", progressive=True)]


@given(st.sampled_from(PLAIN), st.data())
def test_a_part_of_a_picture_is_none(content, data):
    with pytest.raises(PictureError, match="no PNG or JPEG picture that is whole"):
        picture(content[: data.draw(st.integers(0, len(content) - 1))])


@given(st.sampled_from([*PLAIN, told_png(), told_jpeg()]), st.data())
def test_a_damaged_picture_never_ends_as_a_bug(content, data):
    at = data.draw(st.integers(0, len(content) - 1))
    try:
        picture(content[:at] + data.draw(st.binary(max_size=4)) + content[at + data.draw(st.integers(0, 4)) :])
    except PictureError as error:
        assert "picture" in str(error)


@given(st.data())
def test_a_png_with_a_wrong_byte_is_no_picture(data):
    at = data.draw(st.integers(8, len(PLAIN[0]) - 1))
    with pytest.raises(PictureError):
        picture(PLAIN[0][:at] + bytes([PLAIN[0][at] ^ 1]) + PLAIN[0][at + 1 :])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
        PLAIN[0][:33] + chunk(b"CgBI", b"") + PLAIN[0][33:],
        PLAIN[0][:33] + chunk(b"IEND", b""),
        PLAIN[0][:8] + chunk(b"gAMA", bytes(4)) + PLAIN[0][8:],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0") + b"\xff\xd9",
        PLAIN[1][:2] + segment(0xF7, b"") + PLAIN[1][2:],
        b"GI" + PLAIN[1][2:],
        PLAIN[1][:2] + b"x" + PLAIN[1][3:],
    ],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(PictureError):
        picture(content)
