"""`dmmdoc fill`: ask for what is missing in a memo."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dmmdoc import interrupts
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import print_path, tell
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.messages.catalogue import say
from dmmdoc.windows import quoted


def command(
    file: Annotated[Path, typer.Argument(metavar=say("metavar.file"), readable=False, help=say("help.fill.file"))],
    templates: Templates = None,
) -> None:
    """Run `dmmdoc fill`."""
    if ask(file, folders(templates)):
        print_path(str(file))


def ask(file: Path, places: tuple[Path, ...], vorige: dict[str, Any] | None = None) -> bool:
    """Ask for everything in a new memo (`vorige` given), or for what is missing in `file`; whether it was written."""
    from dmmdoc.commands import asking

    filled = asking.fill(file, places, velden(places), vorige)
    if filled.interrupted:
        if filled.written or vorige is not None:
            print_path(str(file))
        tell(f"\nBewaard in {file}; ga verder met: dmmdoc fill {quoted(str(file))}")
        raise typer.Exit(interrupts.exit_code())
    return filled.written
