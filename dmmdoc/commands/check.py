"""`dmmdoc check`: what would send a memo back, before it goes up."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dmmdoc.commands.many import each, memo_files, read_source
from dmmdoc.commands.options import Templates, shows_traceback
from dmmdoc.commands.report import put, tell
from dmmdoc.config.folders import folders as template_folders
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding


class _Format(StrEnum):
    """How findings are reported."""

    text = "text"
    json = "json"


def command(
    ctx: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(metavar=say("metavar.files"), help=say("help.files"))] = None,
    form: Annotated[_Format, typer.Option("--format", help=say("help.check.format"))] = _Format.text,
    strict: Annotated[bool, typer.Option("--strict", help=say("help.check.strict"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc check`."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    found: list[Finding] = []
    failed = False
    try:
        names = memo_files(files or ())
    except UserError:
        if form == _Format.json:
            put("[]\n")
        raise
    work = partial(check_file, folders=template_folders(templates))
    for findings, error in each(work, names, names, _failed, shows_traceback(ctx)):
        found += findings
        if error:
            failed = True
            tell(error)
        if form == _Format.text:
            put("".join(f"{finding.coloured() if coloured else finding}\n" for finding in findings))
    if form == _Format.json:
        put(json.dumps([finding.as_data() for finding in found], indent=2) + "\n")
    if failed or any(strict or finding.severity == "error" for finding in found):
        raise typer.Exit(1)


def _failed(_name: str, error: str) -> tuple[list[Finding], str | None]:
    return [], error


def check_file(name: str, folders: tuple[Path, ...]) -> tuple[list[Finding], str | None]:
    """The findings in the memo file `name`, - for standard input, and the error when it cannot be read."""
    from dmmdoc.checks.engine import check

    try:
        return check(read_source(name), name, folders), None
    except UserError as error:
        return [], str(error)
