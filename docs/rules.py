"""Writes what docs/checks.md says of each rule, from the rules themselves: python docs/rules.py."""

import os
from pathlib import Path

os.environ["DMMDOC_LANG"] = "en"

from dmmdoc.checks.rule import Rule
from dmmdoc.checks.rules.order import RULES

PAGE = Path(__file__).with_name("checks.md")
BEGIN, END = "<!-- what follows is written by docs/rules.py -->\n", "<!-- up to here -->\n"
LINES = 8
"""A longer example is shown as it begins."""


def page(old: str) -> str:
    """The page with what it says of the rules as they are now."""
    before, _, rest = old.partition(BEGIN)
    after = rest.partition(END)[2]
    errors, warnings = (
        [rule for rule in RULES.values() if rule.severity == severity] for severity in ("error", "warning")
    )
    parts = ["## Errors\n", *map(about, errors), "## Warnings\n", *map(about, warnings)]
    return f"{before}{BEGIN}\n" + "\n".join(parts) + f"\n{END}{after}"


def about(rule: Rule) -> str:
    """What there is to tell of a rule."""
    more = " `--fix` mends it." if rule.fixes else ""
    never = "" if rule.silent else " No comment silences it."
    blocks = (f"{name}:\n\n{shown}" for name, shown in (("Wrong", block(rule.wrong)), ("Right", block(rule.right))))
    return f"### {rule.name}\n\n{rule.what} {rule.why}{more}{never}\n\n" + "\n".join(blocks)


def block(examples: tuple[str, ...]) -> str:
    """Examples as a block of code."""
    shown = []
    for example in examples:
        lines = [line for line in example.splitlines() if line]
        shown.append("\n".join(lines if len(lines) <= LINES else [*lines[:2], "…"]))
    return "```\n" + "\n".join(shown) + "\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
