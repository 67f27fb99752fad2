"""The command line: finds the command that is asked for, and says in one line what went wrong in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dmmdoc import __version__, interrupts
from dmmdoc.commands.report import abandon, one_line, tell
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

COMMANDS = {
    "new": "Begin a memo: KIND.toml, with drafts for every section.",
    "fill": "Ask for what is still missing in a memo, and write the answers back.",
    "export": "Write each memo as a house-style .docx or PDF beside it; without FILE, every memo in this folder.",
    "check": "Report what would send a memo back, before it goes up; without FILE, for every memo in this folder.",
    "rule": "Tell what a rule of check finds, why, and how to silence it; without NAME, list the rules.",
    "show": "Print a memo on the terminal as it will read, placeholders and withheld passages marked.",
    "import": "Take a .docx back into its memo file: only what was changed in it is rewritten.",
    "kinds": "List the kinds of memo, and where each comes from.",
}
"""Every command with what it does, in the order of --help; each has a file in dmmdoc/commands.

What is not asked for is not loaded.
"""
_FILES = {"import": "import_"}
"""Where the file of a command is not called as the command is."""


class _Commands(TyperGroup):
    """The group of commands: what a person got wrong ends as one line and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        interrupts.hold()  # an import that is broken off can end as any error
        module = import_module(f"dmmdoc.commands.{_FILES.get(cmd_name, cmd_name)}")
        interrupts.release()
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name, help=COMMANDS[cmd_name])(module.command)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if "--traceback" in args:  # for a bug report, wherever it stands
            args = ["--traceback", *(arg for arg in args if arg != "--traceback")]
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
    help="Assemble the memos (nota's) to the minister around a NATO Defence Ministers Meeting.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dmmdoc {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show where an error arose, for a bug report.")
    ] = False,
) -> None:
    pass
