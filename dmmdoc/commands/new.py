"""`dmmdoc new`: begin a memo."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dmmdoc.commands.fill import ask, export_now
from dmmdoc.commands.options import Force, Templates, complete_kind, memo_target
from dmmdoc.commands.report import print_path
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import Kind, as_named, at_fault
from dmmdoc.config.kinds import kind as kind_called
from dmmdoc.config.profile import profile
from dmmdoc.errors import UsageError, UserError
from dmmdoc.files import already_there, make_folder, write_new, write_whole
from dmmdoc.memo_file.basis import NAME, Basis, basis_in, over, shared
from dmmdoc.memo_file.begin import Begin, from_data, from_file, with_profile, with_settings
from dmmdoc.memo_file.draft import draft
from dmmdoc.memo_file.read import located, to_memo
from dmmdoc.memo_file.together import Drafted, before, sisters, written
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError


def command(
    kinds: Annotated[
        list[str],
        typer.Argument(metavar=f"{say('metavar.kind')}...", autocompletion=complete_kind, help=say("help.new.kind")),
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
        raise UsageError(say("new.no-file"))
    places = folders(templates)
    names = [*dict.fromkeys(as_named(kind, places) for kind in kinds)]
    targets = [memo_target(output or "./", f"{name}.toml") for name in names]
    if len({*targets}) < len(names):
        raise UsageError(say("new.one-place", place=output, kinds=", ".join(names)))
    folder = targets[0].parent
    basis = basis_in(folder)
    for target in (*targets, *([folder / NAME] if len(names) > 1 and not basis else [])):
        if target.is_file() and not force:
            raise already_there(target)
    begins = [_begin(name, names, source, settings or (), basis, places) for name in names]
    drafts = [_drafted(begin, places) for begin in begins]
    new_basis, texts = written(drafts, basis, velden(places))
    make_folder(folder)
    write = write_whole if force else write_new
    if new_basis is not None:
        write(folder / NAME, new_basis.encode())
    for target, text in zip(targets, texts, strict=True):
        write(target, text.encode())
    exports = False
    if prompt if prompt is not None else sys.stdin.isatty() and sys.stderr.isatty():
        vorige = {target: begin.vorige for target, begin in zip(targets, begins, strict=True)}
        exports = ask(targets, places, vorige, fixed=[Path(basis.name)] if basis else []).exports
    if new_basis is not None:
        print_path(str(folder / NAME))
    for target in targets:
        print_path(str(target))
    if exports:
        export_now(targets, places)


def _begin(
    name: str,
    names: Sequence[str],
    source: Path | None,
    settings: Sequence[str],
    basis: Basis | None,
    places: tuple[Path, ...],
) -> Begin:
    """What the new memo of the kind called `name`, among others of `names`, begins with."""
    of_kind = kind_called(name, places)
    others = sisters(basis, places) if basis else []
    alike = next((each.path for each in others if each.kind.tabel == of_kind.tabel and each.path.stem != name), None)
    first = source or alike
    begin = _from(first, name, places) if first else Begin({"soort": name}, {})
    begin = with_settings(begin, _own_settings(of_kind, names, settings, places), places)
    if basis:
        try:
            facts = over(shared(basis, of_kind, velden(places)), begin.facts)
        except TableError as error:
            raise located(error, basis.text, basis.name) from None
        begin = begin._replace(facts=facts, vorige={**before(of_kind, others), **begin.vorige})
    known = {table: facts for table, facts in profile(places).items() if table not in of_kind.eigen}
    return with_profile(begin, known)


def _from(path: Path, name: str, places: tuple[Path, ...]) -> Begin:
    """What a file gives a new memo of the kind called `name`: a memo, facts, or last time's nota in Word."""
    if path.suffix.lower() != ".docx":
        return from_file(path, name, places)
    from dmmdoc.importing.take_in import data_of

    try:
        return from_data(data_of(path, name, places), name, places)
    except TableError as error:
        raise UserError(error.message, str(path)) from None


def _own_settings(
    of_kind: Kind, names: Sequence[str], settings: Sequence[str], places: tuple[Path, ...]
) -> Iterator[str]:
    """Those of the --set that are meant for a new memo of a kind, among others: a section only for who has it.

    The signatory is that of the nota where there is one: a letter has its own.
    """
    others = [kind_called(name, places) for name in names]
    for setting in settings:
        table, _, key = setting.partition("=")[0].strip().partition(".")
        is_elsewhere = any(key in other.secties for other in others) and key not in of_kind.secties
        is_of_others = table in of_kind.eigen and any(table not in other.eigen for other in others)
        if not (is_of_others or (table == SECTIES and is_elsewhere)):
            yield setting


def _drafted(begin: Begin, places: tuple[Path, ...]) -> Drafted:
    """A whole new memo; raises UserError for a kind that is at fault."""
    name = begin.facts["soort"]
    of_kind = kind_called(name, places)
    try:
        data = draft(name, of_kind, velden(places), begin.facts, begin.vorige)
        to_memo(data, places)
    except TableError as error:  # what was given fits: it is the kind's own
        raise at_fault(error, name, places) from None
    concepts = data[SECTIES].keys() - (begin.facts.get(SECTIES, {}).keys() - begin.copied)
    return Drafted(of_kind, data, frozenset(concepts))
