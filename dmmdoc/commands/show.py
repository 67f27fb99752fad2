"""`dmmdoc show`: a memo on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dmmdoc.commands.many import memo_files, read_source
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import put, tell
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import kind
from dmmdoc.errors import UserError, showable
from dmmdoc.memo.page import page
from dmmdoc.memo_file import read as memo_file
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.beside import named, of_templates
from dmmdoc.publication.objections import Objection, objections
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for
from dmmdoc.toml.tables import TableError

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding


def command(
    file: Annotated[
        str | None, typer.Argument(metavar=f"[{say('metavar.file')}]", help=say("help.show.file"), show_default=False)
    ] = None,
    with_findings: Annotated[bool, typer.Option("--check", help=say("help.show.check"))] = False,
    is_public: Annotated[bool, typer.Option("--public", help=say("help.show.public"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc show`."""
    places = folders(templates)
    files = memo_files([] if file is None else [file])
    failed = False
    for number, name in enumerate(files):
        if len(files) > 1:
            put(f"{chr(10) * bool(number)}=== {showable(name)}\n\n")
        try:
            failed |= _show(name, with_findings, is_public, places)
        except UserError as error:
            if len(files) == 1:
                raise
            failed = True
            tell(str(error))
    if failed:
        raise typer.Exit(1)


def _show(file: str, with_findings: bool, is_public: bool, places: tuple[Path, ...]) -> bool:
    """Print one memo; whether it cannot be published though that was asked. Raises UserError for what is no memo."""
    from dmmdoc import terminal

    text = read_source(file)
    memo = memo_file.read(text, file, places)
    of_kind, known = kind(memo.soort, places), velden(places)
    found: list[Finding] = []
    if with_findings:
        from dmmdoc.checks.engine import findings

        found = findings(memo, text, file, places)
    against = tuple[Objection, ...]()
    if is_public:
        beside = (*of_templates(places), *named(file))
        by = rules_for(memo.soort, places)
        shown = public(memo, by)
        against = tuple(each for each in objections(memo, shown, by, beside) if each.is_refusal)
        memo = shown
    put(terminal.write(page(memo, of_kind, known), house_style(places), found, terminal.console()))
    for each in against:
        tell(str(memo_file.located(TableError(each.path, each.message, each.line), text, file)))
    return bool(against)
