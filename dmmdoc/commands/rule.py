"""`dmmdoc rule`: what check looks for, and why."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from dmmdoc.commands.report import put
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say


def complete_rule(incomplete: str) -> list[str]:
    """The rules whose names begin like that, for the shell."""
    from dmmdoc.checks.rules.order import RULES

    return [name for name in RULES if name.startswith(incomplete)]


def command(
    name: Annotated[
        str | None,
        typer.Argument(metavar=f"[{say('metavar.name')}]", autocompletion=complete_rule, help=say("help.rule.name")),
    ] = None,
) -> None:
    """Run `dmmdoc rule`."""
    from dmmdoc.checks.rules.order import RULES

    if name is None:
        put("".join(f"{rule.name}\t{rule.severity}\t{rule.what}\n" for rule in RULES.values()))
        return
    if name not in RULES:
        nearest = get_close_matches(name, RULES, n=1, cutoff=0)[0]
        raise UserError(say("check.no-such-rule", rule=name, nearest=nearest))
    put(_told(name))


def _told(name: str) -> str:
    """All that there is to tell of a rule."""
    from dmmdoc.checks.rules.order import RULES

    rule = RULES[name]
    parts = [f"{rule.name} ({rule.severity})", rule.what, rule.why]
    for heading, examples in ((say("rule.wrong"), rule.wrong), (say("rule.right"), rule.right)):
        parts.append(f"{heading}\n" + "\n\n".join(map(_indented, examples)))
    if rule.fixes:
        parts.append(say("rule.fixes"))
    parts.append(say("rule.silence", rule=name) if rule.silent else say("rule.never-silent"))
    return "\n\n".join(parts) + "\n"


_LINES = 4


def _indented(example: str) -> str:
    """An example as a block; a long one as it begins."""
    lines = example.splitlines()
    shown = lines if len(lines) <= 2 * _LINES else [*lines[:_LINES], "…"]
    return "\n".join(f"    {line}".rstrip() for line in shown)
