"""`dmmdoc check`: what would send a memo back, before it goes up."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dmmdoc.commands.many import STDIN, each, memo_files, read_source
from dmmdoc.commands.options import Templates, shows_traceback
from dmmdoc.commands.report import put, tell
from dmmdoc.config.folders import folders as template_folders
from dmmdoc.errors import UsageError, UserError, showable
from dmmdoc.files import write_whole
from dmmdoc.messages.catalogue import say

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding


class _Format(StrEnum):
    """How findings are reported."""

    text = "text"
    json = "json"


class _Done(NamedTuple):
    """What came of a file: its findings, what is told of it, how it would read mended, and whether it failed."""

    findings: Sequence[Finding] = ()
    told: str | None = None
    difference: Sequence[str] = ()
    failed: bool = False


class _What(StrEnum):
    """What is done with what can be mended."""

    tell = "tell"
    show = "show"
    write = "write"


def command(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar=say("metavar.files"), help=say("help.check.files"))
    ] = None,
    form: Annotated[_Format, typer.Option("--format", help=say("help.check.format"))] = _Format.text,
    strict: Annotated[bool, typer.Option("--strict", help=say("help.check.strict"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=say("help.check.fix"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=say("help.check.diff"))] = False,
    spelling: Annotated[bool, typer.Option("--spelling", help=say("help.check.spelling"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc check`."""
    if fix and not diff and STDIN in (files or ()):
        raise UsageError(say("check.fix-of-standard-input"))
    what = _What.show if diff else _What.write if fix else _What.tell
    found: list[Finding] = []
    failed = False
    try:
        names = memo_files(files or ())
    except UserError:
        if form == _Format.json:
            put("[]\n")
        raise
    work = partial(check_file, folders=template_folders(templates), what=what, spelling=spelling)
    mine = {*names}
    told: set[Finding] = set()  # what was found in a basis, which several share
    for done in each(work, names, names, _failed, shows_traceback(ctx)):
        done = done._replace(findings=[finding for finding in done.findings if finding not in told])
        told.update(finding for finding in done.findings if finding.file not in mine)
        found += done.findings
        failed |= done.failed
        if done.told:
            tell(done.told)
        if form == _Format.text:
            put("".join(f"{line}\n" for line in _lines(done, what)))
    if form == _Format.json:
        put(json.dumps([finding.as_data() for finding in found], indent=2) + "\n")
    if failed or any(strict or finding.severity == "error" for finding in found):
        raise typer.Exit(1)


def _lines(done: _Done, what: _What) -> list[str]:
    """What is told of a file: its findings, or how it would read mended."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if what != _What.show:
        return [finding.coloured() if coloured else str(finding) for finding in done.findings]
    colours = {"-": "31", "+": "32", "@": "36"} if coloured else {}
    lines = [(showable(line), colours.get(line[:1])) for line in done.difference]
    return [f"\033[{colour}m{line}\033[0m" if colour else line for line, colour in lines]


def _failed(_name: str, error: str) -> _Done:
    return _Done(told=error, failed=True)


def check_file(name: str, folders: tuple[Path, ...], what: _What = _What.tell, spelling: bool = False) -> _Done:
    """The findings in the memo file `name`, - for standard input; mended where that is asked, and written."""
    from dmmdoc.checks.engine import check
    from dmmdoc.checks.mend import difference, mended

    try:
        text = read_source(name)
        if what == _What.tell:
            return _Done(check(text, name, folders, spelling))
        new, count, left, found = mended(text, name, folders, spelling)
        told = None if count and what == _What.show else _told(name, count)
        if what == _What.show:
            return _Done(found, told, difference(text, new, name))
        if new != text:
            write_whole(Path(name), new.encode())
        return _Done(left, told)
    except UserError as error:
        return _Done(told=str(error), failed=True)


def _told(name: str, count: int) -> str:
    """How many findings were mended in a file."""
    return str(UserError(say("check.mended", n=count) if count else say("check.nothing-to-mend"), name))
