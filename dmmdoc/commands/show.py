"""`dmmdoc show`: a memo on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dmmdoc.commands.many import read_source
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import say
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import kind
from dmmdoc.memo.page import page
from dmmdoc.memo_file import read as memo_file

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A memo file; - is standard input.")],
    with_findings: Annotated[bool, typer.Option("--check", help="With what dmmdoc check finds beside it.")] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc show`."""
    from dmmdoc import terminal

    places = folders(templates)
    text = read_source(file)
    memo = memo_file.read(text, file, places)
    found: list[Finding] = []
    if with_findings:
        from dmmdoc.checks.engine import findings

        found = findings(memo, text, file, places)
    say(
        terminal.write(
            page(memo, kind(memo.soort, places), velden(places)), house_style(places), found, terminal.console()
        )
    )
