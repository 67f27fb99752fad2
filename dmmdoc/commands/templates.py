"""`dmmdoc templates`: the built-in templates, to change and to compare."""

from __future__ import annotations

import os
from difflib import get_close_matches, unified_diff
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from dmmdoc.commands import usage
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import print_path, put, tell
from dmmdoc.config.folders import BUILT_IN, user_folder
from dmmdoc.errors import UserError, showable
from dmmdoc.files import make_folder, read_bytes, read_text, write_new
from dmmdoc.messages.catalogue import say


class _Group(usage.Group, TyperGroup):
    """The commands about templates."""


app = typer.Typer(
    cls=_Group, add_completion=False, rich_markup_mode=None, no_args_is_help=True, help=say("help.templates")
)


def complete_template(incomplete: str) -> list[str]:
    """The built-in templates whose names begin like that, for the shell."""
    return [name for name in _built_in() if name.startswith(incomplete)]


@app.command("copy", cls=usage.Command, help=say("help.templates.copy"))
def copy(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar=say("metavar.names"), autocompletion=complete_template, help=say("help.templates.names")
        ),
    ],
    templates: Templates = None,
) -> None:
    """Run `dmmdoc templates copy`."""
    folder, failed = _own(templates), False
    for name in names:
        try:
            source = _source(name)
            make_folder(folder)
            target = folder / source.name
            if target.exists():
                raise UserError(say("templates.exists"), str(target))
            write_new(target, read_bytes(source))
            print_path(str(target))
        except UserError as error:
            failed = True
            tell(str(error))
    if failed:
        raise typer.Exit(1)


@app.command("diff", cls=usage.Command, help=say("help.templates.diff"))
def diff(templates: Templates = None) -> None:
    """Run `dmmdoc templates diff`."""
    folder = _own(templates)
    for name in _built_in():
        if (own := folder / name).is_file():
            was, now = (read_text(path).splitlines() for path in (BUILT_IN / name, own))
            lines = unified_diff(was, now, f"{name} ({say('templates.built-in')})", str(own), lineterm="")
            put("".join(f"{showable(line)}\n" for line in lines))


def _built_in() -> list[str]:
    return sorted(path.name for path in BUILT_IN.iterdir() if path.suffix in (".toml", ".typ"))


def _source(name: str) -> Path:
    """The built-in template that is meant, with or without .toml; raises UserError when there is none."""
    known = _built_in()
    for each in (name, f"{name}.toml"):
        if each in known:
            return BUILT_IN / each
    nearest = get_close_matches(name, known, n=1, cutoff=0)[0]
    raise UserError(say("templates.unknown", template=name, nearest=nearest))


def _own(templates: Path | None) -> Path:
    """The folder for templates of one's own, which need not be there; raises UserError when there can be none."""
    named = templates or (Path(variable) if (variable := os.environ.get("DMMDOC_TEMPLATES")) else user_folder())
    if named is None:
        raise UserError(say("templates.no-folder"))
    return named
