"""The command line: finds the command that is asked for, and says in one line what went wrong in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dmmdoc import __version__, interrupts
from dmmdoc.commands import usage
from dmmdoc.commands.report import abandon, one_line, tell
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

COMMANDS = {
    "new": say("help.new"),
    "fill": say("help.fill"),
    "export": say("help.export"),
    "check": say("help.check"),
    "rule": say("help.rule"),
    "show": say("help.show"),
    "import": say("help.import"),
    "kinds": say("help.kinds"),
    "schema": say("help.schema"),
    "templates": say("help.templates"),
}
"""Every command with what it does, in the order of --help; each has a file in dmmdoc/commands.

What is not asked for is not loaded.
"""
_FILES = {"import": "import_"}
"""Where the file of a command is not called as the command is."""


class _Commands(usage.Group, TyperGroup):
    """The group of commands: what a person got wrong ends as one line and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        interrupts.hold()  # an import that is broken off can end as any error
        module = import_module(f"dmmdoc.commands.{_FILES.get(cmd_name, cmd_name)}")
        interrupts.release()
        if hasattr(module, "app"):  # a command with commands of its own
            return typer.main.get_command(module.app)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name, cls=usage.Command, help=COMMANDS[cmd_name])(module.command)
        return typer.main.get_command(alone)

    def summaries(self, _ctx: Any) -> list[tuple[str, str]]:
        return [*COMMANDS.items()]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if "--traceback" in args:  # for a bug report, wherever it stands
            args = [arg for arg in args if arg != "--traceback"]
            args = ["--traceback", *args] if args else []
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _one_line_for_each_error():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _one_line_for_each_error(ctx.params.get("traceback")):
            return super().invoke(ctx)


@contextmanager
def _one_line_for_each_error(with_traceback: bool = False) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        interrupts.stop_listening()
        tell(say("interrupted"))
        raise typer.Exit(interrupts.exit_code()) from None
    except BrokenPipeError:  # whoever read what we print has read enough
        abandon(sys.stdout)
        raise typer.Exit(1) from None
    except (typer.Exit, typer.Abort, typer.TyperException):
        raise
    except Exception as error:
        if with_traceback:
            raise
        tell(one_line(error))
        abandon(sys.stdout)
        raise typer.Exit(error.exit_code if isinstance(error, UserError) else 1) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time that --help takes
    pretty_exceptions_enable=False,
    help=say("help.dmmdoc"),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dmmdoc {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=say("help.version"))
    ] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help=say("help.traceback"))] = False,
) -> None:
    pass
