"""Compiles the catalogues of messages when dmmdoc is built or installed."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Puts the compiled catalogues beside their sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the results packed although git does not keep them."""
        root = Path(self.root)
        compile_all = runpy.run_path(str(root / "dmmdoc/messages/compile.py"))["compile_all"]
        written = compile_all(root / "dmmdoc/messages")
        build_data["artifacts"] += [file.relative_to(root).as_posix() for file in written]
