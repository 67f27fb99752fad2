"""How a command is used, in the person's language: the words that Typer has no translation for, and what was mistyped.

The words that Typer does look up stand in the catalogue under themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer._click import exceptions as typed_wrong  # Typer's own copy, under no other name
from typer.core import TyperCommand

from dmmdoc.commands.report import print_path, tell
from dmmdoc.errors import UsageError, UserError
from dmmdoc.messages.catalogue import say


class _InOurWords:
    """What a command and the group of commands have in common."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words behind the name of the command."""
        return [say("usage.options"), *super().collect_usage_pieces(ctx)[1:]]  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is typed."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), say("usage.begin") + " ")

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments, those that Typer adds with help of ours."""
        said = {
            "help": say("help.help"),
            "install_completion": say("help.install-completion"),
            "show_completion": say("help.show-completion"),
        }
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.help = said.get(param.name, getattr(param, "help", None))
            if param.name == "install_completion":
                param.callback = _install_completion
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take apart what was typed; raises our UsageError for what cannot be meant."""
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typed_wrong.NoArgsIsHelpError:
            raise
        except typed_wrong.UsageError as error:
            raise UsageError(_mistyped(error, self.get_params(ctx), ctx.command_path)) from None
        return rest


class Command(_InOurWords, TyperCommand):
    """A command of dmmdoc."""

    allow_extra_args = True  # to say ourselves that there are any

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take apart what was typed; raises UsageError where it is too much."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(say("usage.extra", what=" ".join(rest), command=ctx.command_path))
        return rest


class Group(_InOurWords):
    """The commands of dmmdoc together; a class that is Typer's group too."""

    def collect_usage_pieces(self, _ctx: Any) -> list[str]:
        """The words behind the name of the group."""
        return [say("usage.options"), say("usage.subcommand")]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write every command with what it does, whole."""
        with formatter.section(say("usage.commands")):
            formatter.write_dl(self.summaries(ctx))

    def summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Every command with what it does."""
        names = self.list_commands(ctx)  # type: ignore[attr-defined]
        return [(name, self.get_command(ctx, name).help) for name in names]  # type: ignore[attr-defined]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was typed; raises UsageError where there is no such one."""
        known = self.list_commands(ctx)  # type: ignore[attr-defined]
        if args[0] not in known and not ctx.resilient_parsing:
            raise UsageError(_unknown("command", args[0], known, ctx.command_path))
        return super().resolve_command(ctx, args)  # type: ignore[misc]


_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def _install_completion(ctx: Any, _param: Any, wanted: Any) -> None:
    """Do what Typer does for --install-completion, and say so in our words; raises UserError for another shell."""
    if not wanted or ctx.resilient_parsing:
        return
    from typer import _completion_shared as completion

    shell = wanted if isinstance(wanted, str) else completion._get_shell_name()
    if shell not in _SHELLS:
        raise UserError(say("usage.shell", shells=", ".join(_SHELLS)))
    _, path = completion.install(shell=shell)
    print_path(str(path))
    tell(say("usage.completion", shell=shell))
    ctx.exit()


def _mistyped(error: typed_wrong.UsageError, params: Sequence[Any], command: str) -> str:
    """What is wrong with how a command was typed, and what to do."""
    match error:
        case typed_wrong.NoSuchOption():
            known = [name for param in params for name in (*param.opts, *param.secondary_opts) if name[0] == "-"]
            return _unknown("option", error.option_name, known, command)
        case typed_wrong.MissingParameter(param=param) if param is not None:
            return say("usage.missing", what=_called(param), command=command)
        case typed_wrong.BadParameter(param=param) if param is not None and hasattr(param.type, "choices"):
            choices = ", ".join(str(getattr(choice, "value", choice)) for choice in param.type.choices)
            return say("usage.choice", what=_called(param), choices=choices)
        case typed_wrong.BadOptionUsage(option_name=name):
            takes_value = any(name in param.opts and not param.is_flag for param in params)
            return say("usage.no-value" if takes_value else "usage.value", option=name, command=command)
    return say("usage.other", what=error.format_message().rstrip("."), command=command)


def _called(param: Any) -> str:
    """What help calls an option or an argument."""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.human_readable_name)


def _unknown(thing: str, given: str, known: Sequence[str], command: str) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(given, known, 1):
        return say(f"usage.no-{thing}-near", given=given, near=near[0])
    return say(f"usage.no-{thing}", given=given, command=command)
