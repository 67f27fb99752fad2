"""The options that several commands have."""

import os
from pathlib import Path
from typing import Annotated

import typer

from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import kinds
from dmmdoc.errors import UsageError, UserError
from dmmdoc.messages.catalogue import say


def complete_kind(incomplete: str) -> list[str]:
    """The kinds whose names begin like that, for the shell."""
    try:
        return [name for name in kinds(folders()) if name.startswith(incomplete)]
    except UserError:  # nobody asked for an error yet
        return []


def memo_target(output: str, name: str) -> Path:
    """The memo file that -o means: `output`, or `name` in it where that is a folder; raises UsageError for another."""
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return path / name
    if path.suffix.lower() != ".toml":
        raise UsageError(say("options.no-memo-file", output=output))
    return path


def shows_traceback(ctx: typer.Context) -> bool:
    """Whether --traceback was given, wherever it stood."""
    return bool(ctx.find_root().params["traceback"])


Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar=say("metavar.folder"), readable=False, help=say("help.own-templates")),
]
Force = Annotated[bool, typer.Option("--force", help=say("help.force"))]
