"""What every test can use: the command line as a person runs it, and how much Hypothesis tries."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from preloaded import Preloaded

from dmmdoc.messages.compile import compile_all

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
IN_CI = bool(os.environ.get("CI"))

os.environ["DMMDOC_LANG"] = "en"  # what a test reads, unless it asks for Dutch
os.environ["XDG_CONFIG_HOME"] = os.devnull  # nobody's own templates, and nobody's are written

_ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=10, **_ANY)
settings.register_profile("ci", max_examples=100, **_ANY)
settings.load_profile("ci" if IN_CI else "quick")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues as they are now, once."""
    if not hasattr(config, "workerinput"):
        compile_all()


def needs(tool: str) -> str:
    """The path of an outside tool; without it the test fails in CI and is skipped elsewhere."""
    path = shutil.which(tool)
    if path is None:
        message = f"{tool} is not installed; .ci/run says how"
        pytest.fail(message) if IN_CI else pytest.skip(message)
    return str(path)


_AS_PYTHON_STARTS = ("PYTHON", "LANG", "LC_", "TZ")
"""How variables begin that Python reads as it starts."""


@pytest.fixture(scope="session")
def preloaded() -> Iterator[Callable[[str], Preloaded] | None]:
    """What commands are begun from, by language; none in CI, where each is a Python of its own as for a person."""
    if IN_CI or not hasattr(os, "fork"):
        yield None
    else:
        yield (begun := cache(Preloaded))
        for language in ("en", "nl"):
            begun(language).end()


@pytest.fixture
def run(tmp_path: Path, preloaded: Callable[[str], Preloaded] | None) -> Run:
    """Run `dmmdoc` as a process of its own in an empty folder, with no terminal and no one's settings."""

    def dmmdoc(*args: object, input: str | bytes = "", cwd: Path = tmp_path, **env: str):
        clean = {
            key: value for key, value in os.environ.items() if key not in ("DMMDOC_TEMPLATES", "SOURCE_DATE_EPOCH")
        }
        clean |= {"XDG_CONFIG_HOME": str(tmp_path / "no-config"), **env}
        arguments = [str(each) for each in args]
        given = input if isinstance(input, bytes) else input.encode()
        language = clean.get("DMMDOC_LANG", "")
        if preloaded and language in ("en", "nl") and not any(key.startswith(_AS_PYTHON_STARTS) for key in env):
            code, *streams = preloaded(language).run(arguments, given, cwd, clean)
        else:
            command = [sys.executable, "-m", "dmmdoc", *arguments]
            done = subprocess.run(command, input=given, capture_output=True, cwd=cwd, env=clean, timeout=60)
            code, *streams = done.returncode, done.stdout, done.stderr
        out, err = (stream.decode("utf-8", "surrogateescape") for stream in streams)
        return subprocess.CompletedProcess(arguments, code, out, err)

    return dmmdoc


MINIMAL = """soort = "agenda"

[nota]
onderwerp = "Geannoteerde agenda"

[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"

[secties]
aanleiding = '''
Er is een bijeenkomst.
'''
"""


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """A small memo file, alone in its folder."""
    path = tmp_path / "agenda.toml"
    path.write_text(MINIMAL, "utf-8")
    return path
