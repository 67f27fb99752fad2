"""Section text as it comes out of Word and out of a PDF when it is copied."""

import re
import textwrap

from dmmdoc.dialogue.answers import unwrapped

SIGNS = "•o\uf0a7"
"""The bullets of Word, level by level."""


def from_word(text: str) -> str:
    """Bullets of its own and no indents, fixed spaces, a line a paragraph."""
    lines = []
    for line in unwrapped(text).strip().split("\n"):
        item = re.match(r"( *)- ", line)
        sign = f"{SIGNS[min(2, (len(item[1]) + 1) // 2)]}\t" if item else ""
        words = line[item.end() :] if item else re.sub(r"^ *(\d+)\. ", "\\1.\t", line)
        lines.append(sign + words.replace("EUR ", "EUR\u00a0"))
    return "\r\n".join(lines)


def from_pdf(text: str, width: int = 92) -> str:
    """Lines that are cut, what goes on of an item under its words."""
    lines = []
    for line in unwrapped(text).strip().split("\n"):
        item = re.match(r"( *)- ", line)
        if item:
            first, *rest = textwrap.wrap(line[item.end() :], width - item.end())
            lines += [
                f"{item[1]}{SIGNS[min(2, (len(item[1]) + 1) // 2)]} {first}",
                *(" " * item.end() + each for each in rest),
            ]
        else:
            lines += textwrap.wrap(line, width) or [""]
    return "\n".join(lines)


def from_flat_pdf(text: str) -> str:
    """The same without any indent."""
    return "\n".join(line.strip() for line in from_pdf(text).split("\n"))
