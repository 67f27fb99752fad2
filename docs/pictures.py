"""The pictures in README, made from what dmmdoc really writes: `python docs/pictures.py`.

Needs LibreOffice (soffice), poppler (pdftoppm), a terminal of Linux or macOS, and the extra `dev`.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DOTS_PER_INCH = "90"


def main() -> None:
    """Make every picture anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in ("agenda", "verslag"):
            run(sys.executable, "-m", "dmmdoc", "export", ROOT / "examples" / f"{example}.toml", "-o", f"{folder}/")
            picture_of(folder / f"{example}.docx", PICTURES / example)
        run(sys.executable, "-m", "dmmdoc", "export", ROOT / "examples/agenda.toml", "--public", "-o", folder / "o.pdf")
        first_page(folder / "o.pdf", PICTURES / "openbaar")
        (folder / "concept.toml").write_text(concept(), "utf-8")
        terminal_picture(("check", "concept.toml"), folder, PICTURES / "check.svg", 130)
        terminal_picture(("show", "--check", "concept.toml"), folder, PICTURES / "show.svg", 110, lines=40)


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


def terminal_picture(arguments: tuple[str, ...], folder: Path, picture: Path, width: int, lines: int = 99) -> None:
    """What a command prints on a real terminal, as SVG without anything from elsewhere."""
    printed = on_terminal(arguments, folder, width).splitlines()[:lines]
    console = Console(record=True, width=width, file=StringIO(), force_terminal=True)
    console.print(f"[bold]$ dmmdoc {' '.join(arguments)}[/]", highlight=False)
    console.print(Text.from_ansi("\n".join(printed)), soft_wrap=True)
    svg = console.export_svg(title="", unique_id=picture.stem)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)  # not every viewer keeps space before words
    picture.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), "utf-8")


def on_terminal(arguments: tuple[str, ...], folder: Path, width: int) -> str:
    """What `dmmdoc` prints on a terminal of this width."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dmmdoc", *arguments]
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)  # noqa: S603
    os.close(theirs)
    printed = b""
    with suppress(OSError):  # Linux says the end of a terminal with an error
        while data := os.read(ours, 65536):
            printed += data
    process.wait()
    return printed.decode().replace("\r\n", "\n")


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
