"""The pictures in README, made from what dmmdoc really writes: `python docs/pictures.py`.

Needs LibreOffice (soffice), poppler (pdftoppm), a terminal of Linux or macOS, and the extra `dev`.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO, StringIO
from pathlib import Path

import pyte
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = "90"


def main() -> None:
    """Make every picture anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in ("agenda", "verslag", "dmm-oktober/agendabrief"):
            source = ROOT / "examples" / f"{example}.toml"
            run(sys.executable, "-m", "dmmdoc", "export", source, "-o", f"{folder}/")
            picture_of(folder / f"{source.stem}.docx", PICTURES / source.stem)
        run(sys.executable, "-m", "dmmdoc", "export", ROOT / "examples/agenda.toml", "--public", "-o", folder / "o.pdf")
        first_page(folder / "o.pdf", PICTURES / "openbaar")
        (folder / "concept.toml").write_text(concept(), "utf-8")
        terminal_picture(("check", "concept.toml"), folder, PICTURES / "check.svg", 130)
        terminal_picture(("show", "--check", "concept.toml"), folder, PICTURES / "show.svg", 110, lines=40)
        dialogue_picture(folder, PICTURES / "dialogue.svg")
        copies = reviewed(folder)
        terminal_picture(("import", *copies), folder, PICTURES / "import.svg", 110, keys=[("Enter = ", "d\n")])


def reviewed(folder: Path) -> tuple[str, ...]:
    """Five copies of the agenda of the examples, each edited by somebody else, beside the memo, which went on."""
    memo = (ROOT / "examples" / "agenda.toml").read_text("utf-8")
    (folder / "agenda.toml").write_text(memo, "utf-8")
    run(sys.executable, "-m", "dmmdoc", "export", folder / "agenda.toml", "--force")
    sent = (folder / "agenda.docx").read_bytes()
    edits = {
        "agenda.docx": ("verzending daarvan", "toezending daarvan"),
        "agenda-juridisch.docx": ("Er zijn geen juridische overwegingen.", "Voor KFOR is artikel 100 van toepassing."),
        "agenda-financien.docx": ("EUR 4,2 miljoen", "EUR 4,3 miljoen"),
        "agenda-DCo.docx": ("verzorgt de persvoorlichting", "verzorgt alle persvoorlichting"),
        "nota_JdV.docx": ("met Litouwen, over", "met Letland, over"),
    }
    for name, (was, now) in edits.items():
        (folder / name).write_bytes(typed_over(sent, was, now))
    (folder / "agenda.toml").write_text(memo.replace("KFOR kost EUR 4,2", "KFOR kost EUR 4,5"), "utf-8")
    return tuple(edits)


def typed_over(document: bytes, was: str, now: str) -> bytes:
    """A document as Word saves it after somebody typed over words in it."""
    saved = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace(was, now))
    return saved.getvalue()


def concept() -> str:
    """The agenda of the examples with the slips of a draft in it."""
    text = (ROOT / "examples" / "agenda.toml").read_text("utf-8")
    for right, slip in (
        ("Op 12 en 13 februari 2031", "Op 11 en 12 februari 2031"),
        ("De Kamer heeft", "De kamer heeft"),
        ("nu aan u voor.", "nu aan u voor"),
        ("Kosovo Force (KFOR)", "KFOR"),
        ("de Hoofddirectie Financiën en Control", "[invullen: directie]"),
        ("staat u de Nederlandse pers te woord.", "staat F. van der Zwaluw de Nederlandse pers te woord."),
    ):
        text = text.replace(right, slip, 1)
    return text


def terminal_picture(
    arguments: tuple[str, ...],
    folder: Path,
    picture: Path,
    width: int,
    lines: int = 99,
    keys: Sequence[tuple[str, str]] = (),
) -> None:
    """What a command prints on a real terminal, as SVG without anything from elsewhere."""
    printed = on_terminal(arguments, folder, width, keys).splitlines()[:lines]
    console = Console(record=True, width=width, file=StringIO(), force_terminal=True)
    console.print(f"[bold]$ dmmdoc {' '.join(arguments)}[/]", highlight=False)
    console.print(Text.from_ansi("\n".join(printed)), soft_wrap=True)
    save_svg(console, picture)


def save_svg(console: Console, picture: Path) -> None:
    """What a console recorded, as SVG without anything from elsewhere."""
    svg = console.export_svg(title="", unique_id=picture.stem)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)  # not every viewer keeps space before words
    picture.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), "utf-8")


def on_terminal(arguments: tuple[str, ...], folder: Path, width: int, keys: Sequence[tuple[str, str]] = ()) -> str:
    """What `dmmdoc` prints on a terminal of this width; each of `keys` is typed once the words before it are there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dmmdoc", *arguments]
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)  # noqa: S603
    os.close(theirs)
    printed, waiting = b"", [*keys]
    with suppress(OSError):  # Linux says the end of a terminal with an error
        while data := os.read(ours, 65536):
            printed += data
            if waiting and waiting[0][0].encode() in printed:
                os.write(ours, waiting.pop(0)[1].encode())
    process.wait()
    return printed.decode().replace("\r\n", "\n")


ANSWERS = (
    ("the meeting called", "\r"),
    ("abbreviation", "\r"),
    ("meeting begin", "12-13 feb 2031\r"),
    ("meeting end", "\r"),
    ("Where is", "\r"),
    ("working sessions", "Steun aan Oekraïne\rMissies en operaties\x1b\r"),
    ("the subject", "\x0c"),
    ("Type its number", "28\r"),
    ("minister know", "bondgenoten leggen hun bijdragen voor 2031 vast.\x1b[B"),
)
"""What is typed for the picture of the questions, each once its words are on the screen; at the end the kernpunten."""


def dialogue_picture(folder: Path, picture: Path) -> None:
    """The field of a question as it stands on a terminal, as SVG."""
    columns, rows = 90, 16
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    process, ours = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", DMMDOC_LANG="en", DMMDOC_PROFILE="", XDG_CONFIG_HOME=str(folder))
        os.execv(sys.executable, [sys.executable, "-m", "dmmdoc", "new", "agenda", "-o", "vragen.toml"])  # noqa: S606
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    for words, keys in ANSWERS:
        while words not in "\n".join(screen.display):
            stream.feed(os.read(ours, 65536))
        os.write(ours, keys.encode())
    while select.select([ours], [], [], 1)[0]:
        stream.feed(os.read(ours, 65536))
    os.write(ours, b"\x03")
    with suppress(OSError):
        while os.read(ours, 65536):
            pass
    os.waitpid(process, 0)
    console = Console(record=True, width=columns, file=StringIO(), force_terminal=True)
    for row in range(rows):
        line = Text()
        for column in range(columns):
            cell = screen.buffer[row][column]
            colours = [cell.fg if cell.fg != "default" else "", f"on {cell.bg}" if cell.bg != "default" else ""]
            look = [*colours, "bold" * cell.bold, "reverse" * cell.reverse]
            line.append(cell.data, " ".join(part.replace("brown", "yellow") for part in look if part) or None)
        line.rstrip()
        console.print(line)
    save_svg(console, picture)


def picture_of(document: Path, picture: Path) -> None:
    """The first page of a .docx as PNG."""
    profile = f"-env:UserInstallation=file://{document.parent}/office"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", document.parent, document)
    first_page(document.with_suffix(".pdf"), picture)


def first_page(pdf: Path, picture: Path) -> None:
    """The first page of a PDF as PNG."""
    run("pdftoppm", "-r", DOTS_PER_INCH, "-f", "1", "-singlefile", "-png", pdf, picture)


def run(*command: object) -> None:
    """Run a command to its end, in silence."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)  # noqa: S603 - ours


if __name__ == "__main__":
    main()
