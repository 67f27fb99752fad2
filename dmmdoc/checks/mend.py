"""Mending what is surely right to mend in a memo file, and touching nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.engine import Finding, check
from dmmdoc.checks.places import Edit, edited
from dmmdoc.errors import UserError

_ROUNDS = 10
"""What mends one slip may show another, but not for ever."""


class Mended(NamedTuple):
    """A memo file as it reads with its findings mended: how many were, those left for a person, and all there were."""

    text: str
    fixed: int
    left: Sequence[Finding]
    found: Sequence[Finding]


def mended(text: str, name: str, folders: tuple[Path, ...], spelling: bool = False) -> Mended:
    """A memo file that reads `text`, mended; raises UserError, as the reader does, for what is no memo."""
    found = left = check(text, name, folders, spelling)
    count = 0
    for _ in range(_ROUNDS):
        fixes = list(_together(left))
        while fixes:
            changed = edited(text, (edit for fix in fixes for edit in fix.edits))
            try:
                left = check(changed, name, folders, spelling)
            except UserError:  # each by itself leaves a memo, these together do not
                fixes = fixes[: len(fixes) // 2]
            else:
                text, count = changed, count + len(fixes)
                break
        else:
            break
    return Mended(text, count, left, found)


def _together(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings that can be mended at once: of two that touch each other the first."""
    taken: list[Edit] = []
    for finding in sorted((found for found in findings if found.edits), key=lambda found: found.edits):
        if not taken or finding.edits[0].start > taken[-1].end:
            taken += finding.edits
            yield finding


def difference(old: str, new: str, name: str) -> list[str]:
    """What changed in a file, line by line, as `diff -u` has it."""
    was, now = ([line.rstrip("\r") for line in text.split("\n")] for text in (old, new))
    return list(unified_diff(was, now, name, name, lineterm=""))
