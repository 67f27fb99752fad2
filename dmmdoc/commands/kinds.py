"""`dmmdoc kinds`: the kinds of memo, and where each comes from."""

import typer

from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import put, tell
from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import kind, kinds
from dmmdoc.errors import UserError, showable


def command(templates: Templates = None) -> None:
    """Run `dmmdoc kinds`."""
    places, failed = folders(templates), False
    for name, path in kinds(places).items():
        try:
            put(f"{name}\t{kind(name, places).omschrijving}\t{showable(str(path))}\n")
        except UserError as error:
            failed = True
            tell(str(error))
    if failed:
        raise typer.Exit(1)
