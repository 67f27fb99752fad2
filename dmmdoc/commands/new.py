"""`dmmdoc new`: begin a memo."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dmmdoc.commands.fill import ask
from dmmdoc.commands.options import Force, Templates, complete_kind, memo_target
from dmmdoc.commands.report import print_path
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import as_named, at_fault
from dmmdoc.config.kinds import kind as kind_called
from dmmdoc.config.profile import profile
from dmmdoc.errors import UsageError
from dmmdoc.files import already_there, make_folder, write_new, write_whole
from dmmdoc.memo_file.annotate import annotated
from dmmdoc.memo_file.begin import Begin, from_file, with_profile, with_settings
from dmmdoc.memo_file.draft import draft
from dmmdoc.memo_file.read import to_memo
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError


def command(
    kind: Annotated[
        str, typer.Argument(metavar=say("metavar.kind"), autocompletion=complete_kind, help=say("help.new.kind"))
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=say("metavar.file"), help=say("help.new.output")),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar=say("metavar.file"),
            readable=False,
            help=say("help.new.from"),
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar=say("metavar.setting"), help=say("help.new.set")),
    ] = None,
    prompt: Annotated[
        bool | None,
        typer.Option("--prompt/--no-prompt", help=say("help.new.prompt"), show_default=False),
    ] = None,
    force: Force = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc new`."""
    if output == "-":
        raise UsageError("-o - is no file; name the memo file to write")
    places = folders(templates)
    kind = as_named(kind, places)
    of_kind = kind_called(kind, places)
    target = memo_target(output or "./", f"{kind}.toml")
    if target.is_file() and not force:
        raise already_there(target)
    begin = from_file(source, kind, places) if source else Begin({"soort": kind}, {})
    begin = with_profile(begin, profile(places))
    begin = with_settings(begin, settings or (), places)
    questions = velden(places)
    try:
        data = draft(kind, of_kind, questions, begin.facts, begin.vorige)
        to_memo(data, places)
    except TableError as error:  # what was given fits: it is the kind's own
        raise at_fault(error, kind, places) from None
    make_folder(target.parent)
    write = write_whole if force else write_new
    concepts = data[SECTIES].keys() - (begin.facts.get(SECTIES, {}).keys() - begin.copied)
    write(target, annotated(data, of_kind, questions, concepts).encode())
    if prompt if prompt is not None else sys.stdin.isatty() and sys.stderr.isatty():
        ask(target, places, begin.vorige)
    print_path(str(target))
