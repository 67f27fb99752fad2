"""The rooms of the house: nothing imports from above itself, and what is at the top is little."""

import ast

from conftest import ROOT

PACKAGE = ROOT / "dmmdoc"
DOWN = (
    *(
        "__main__",
        "cli",
        "commands",
        "dialogue",
        "importing",
        "checks",
        "publication",
        "docx",
        "pdf",
        "terminal",
        "logo",
        "memo_file",
        "merging",
        "markdown",
    ),
    *("memo", "config", "toml", "dutch", "files", "interrupts", "errors", "messages", "windows"),
)
"""The way down, as docs/architecture.md has it; formats stand side by side."""
BESIDE = {"docx", "pdf", "terminal", "logo"}


def imported() -> set[tuple[str, str, str]]:
    """Every import of one room from another: the file, its room, and the room that it imports from."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE)
        room = name.parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text("utf-8"))
        only_types = {id(node) for test in ast.walk(tree) if is_for_types(test) for node in ast.walk(test)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").startswith("dmmdoc")
                and id(node) not in only_types
            ):
                parts = (node.module or "").split(".")[1:] or [alias.name for alias in node.names]
                found |= {(str(name), room, parts[0])}
    return found


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_nothing_imports_from_above_itself():
    order = {room: number for number, room in enumerate(DOWN)}
    up = [
        (file, other)
        for file, room, other in imported()
        if other in order and order[other] < order[room] and not {room, other} <= BESIDE
    ]
    assert up == []


def test_every_room_is_on_the_way_down():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - set(DOWN) == {"__init__"}


def test_at_most_eleven_files_stand_at_the_top():
    assert len([*PACKAGE.glob("*.py")]) <= 11


def test_no_logic_stands_in_an_init():
    for path in PACKAGE.rglob("__init__.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 3, path
