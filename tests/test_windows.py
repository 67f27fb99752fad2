"""What is other on Windows, seen from anywhere."""

import ctypes
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from dmmdoc import files, windows
from dmmdoc.commands.report import print_path
from dmmdoc.errors import UserError


def denied(number: int) -> PermissionError:
    error = PermissionError(13, "Permission denied")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_document_that_word_holds_open_is_to_be_closed(tmp_path: Path, number: int):
    for name, known in (("a.docx", "open-in-word"), ("a.pdf", "open")):
        (tmp_path / name).touch()
        assert windows.hindrance(tmp_path / name, denied(number), here=True) == known


def test_what_is_read_only_is_said_to_be(tmp_path: Path, monkeypatch):
    (tmp_path / "a.docx").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert windows.hindrance(tmp_path / "a.docx", denied(5), here=True) == "read-only"


def test_other_errors_and_other_systems_are_told_as_they_are(tmp_path: Path):
    (tmp_path / "a.docx").touch()
    assert windows.hindrance(tmp_path / "a.docx", denied(5), here=False) is None
    assert windows.hindrance(tmp_path / "a.docx", denied(112), here=True) is None
    assert windows.hindrance(tmp_path / "b.docx", denied(5), here=True) is None


def test_a_refusal_of_windows_reaches_the_person_and_leaves_nothing(tmp_path: Path, monkeypatch):
    """A read-only target: what is taken away again must not have become read-only itself."""
    target = tmp_path / "a.docx"
    target.write_bytes(b"oud")
    target.chmod(0o444)
    given: list[Path] = []

    def refuse(beside: Path, _: Path) -> None:
        given.append(beside)
        assert beside.stat().st_mode & stat.S_IWUSR
        raise denied(32)

    monkeypatch.setattr(windows, "IS_HERE", True)
    monkeypatch.setattr(windows.hindrance, "__defaults__", (True,))
    monkeypatch.setattr(os, "access", lambda path, mode: True)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="close it in Word"):
        files.write_whole(target, b"nieuw")
    assert given
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_arguments_are_quoted_as_the_shell_knows_it():
    assert windows.quoted("mijn nota.docx", here=True) == '"mijn nota.docx"'
    assert windows.quoted("mijn nota.docx", here=False) == "'mijn nota.docx'"
    assert windows.quoted("nota.docx", here=True) == windows.quoted("nota.docx", here=False) == "nota.docx"


def test_an_editor_is_found_by_its_path_or_its_name(monkeypatch):
    monkeypatch.setattr(windows.shutil, "which", lambda name: rf"C:\bin\{name}.cmd" if name == "code" else None)
    assert windows.words("code --wait", here=True) == [r"C:\bin\code.cmd", "--wait"]
    assert windows.words(r'"C:\Program Files\ed.exe" -n', here=True) == [r"C:\Program Files\ed.exe", "-n"]
    assert windows.words(r"C:\tools\ed.exe", here=True) == [r"C:\tools\ed.exe"]
    assert windows.words("'mijn editor' -n", here=False) == ["mijn editor", "-n"]


@pytest.mark.parametrize(
    ("page", "name", "line"),
    [
        (850, "nota é.docx", b"nota \x82.docx\n"),
        (65001, "nota é.docx", "nota é.docx\n".encode()),
        (850, "nota 漢.docx", "nota 漢.docx\n".encode()),
        (0, "nota é.docx", "nota é.docx\n".encode()),
        (7, "nota é.docx", "nota é.docx\n".encode()),
    ],
)
def test_a_path_is_printed_as_the_console_reads_it(monkeypatch, capfdbinary, page: int, name: str, line: bytes):
    kernel = SimpleNamespace(GetConsoleOutputCP=lambda: page)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(windows.path_encoding, "__defaults__", (True,))
    print_path(name)
    assert capfdbinary.readouterr().out == line
