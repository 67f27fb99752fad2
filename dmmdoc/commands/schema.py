"""`dmmdoc schema`: what a memo file may hold, for editors."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dmmdoc.commands.options import Templates, complete_kind
from dmmdoc.commands.report import put
from dmmdoc.config.folders import folders
from dmmdoc.messages.catalogue import say


def command(
    kind: Annotated[
        str | None,
        typer.Argument(metavar=f"[{say('metavar.kind')}]", autocompletion=complete_kind, help=say("help.schema.kind")),
    ] = None,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc schema`."""
    from dmmdoc.memo_file.schema import schema

    put(json.dumps(schema(kind, folders(templates)), indent=2, ensure_ascii=False) + "\n")
