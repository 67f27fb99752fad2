"""`dmmdoc show`: a memo on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dmmdoc.commands.many import read_source
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import put, tell
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import kind, personal
from dmmdoc.config.words import gronden, naamwoorden
from dmmdoc.memo.model import Memo
from dmmdoc.memo.page import page
from dmmdoc.memo_file import read as memo_file
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.beside import named
from dmmdoc.publication.objections import Objection, Rules, objections
from dmmdoc.publication.public import public
from dmmdoc.toml.tables import TableError

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding


def command(
    file: Annotated[str, typer.Argument(metavar=say("metavar.file"), help=say("help.show.file"))],
    with_findings: Annotated[bool, typer.Option("--check", help=say("help.show.check"))] = False,
    is_public: Annotated[bool, typer.Option("--public", help=say("help.show.public"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc show`."""
    from dmmdoc import terminal

    places = folders(templates)
    text = read_source(file)
    memo = memo_file.read(text, file, places)
    of_kind, known = kind(memo.soort, places), velden(places)
    found: list[Finding] = []
    if with_findings:
        from dmmdoc.checks.engine import findings

        found = findings(memo, text, file, places)
    against = _against(memo, Rules(of_kind, known, gronden(places), naamwoorden(places)), file) if is_public else ()
    if is_public:
        memo = public(memo, of_kind.printed(), personal(of_kind, known), gronden(places).gronden)
    put(terminal.write(page(memo, of_kind, known), house_style(places), found, terminal.console()))
    for each in against:
        tell(str(memo_file.located(TableError(each.path, each.message, each.line), text, file)))
    if against:
        raise typer.Exit(1)


def _against(memo: Memo, rules: Rules, file: str) -> tuple[Objection, ...]:
    """Why a memo in a file cannot be published."""
    return tuple(each for each in objections(memo, rules, named(file)) if each.is_refusal)
