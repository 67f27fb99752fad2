"""The pictures in README, made from what dmmdoc really writes: `python docs/pictures.py`.

Needs LibreOffice (soffice) and poppler (pdftoppm).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

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
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


if __name__ == "__main__":
    main()
