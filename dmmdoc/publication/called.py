"""How a public document is called."""

from pathlib import Path

OPENBAAR = "-openbaar"
"""What the name of a public document ends in."""


def is_called_public(path: str | Path) -> bool:
    """Whether a document is called as a public version is."""
    return Path(path).stem.lower().endswith(OPENBAAR)
