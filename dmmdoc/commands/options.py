"""The options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import kinds
from dmmdoc.errors import UserError


def complete_kind(incomplete: str) -> list[str]:
    """The kinds whose names begin like that, for the shell."""
    try:
        return [name for name in kinds(folders()) if name.startswith(incomplete)]
    except UserError:  # nobody asked for an error yet
        return []


Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Your own templates; they come before the built-in ones."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
