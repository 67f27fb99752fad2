"""`dmmdoc`, and `python -m dmmdoc`, the same."""

import gc
import sys


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000)  # what a command loads stays until it ends: looking for garbage in it takes time
    from dmmdoc.cli import app

    # Typer makes every command before it runs one: where the first word is a command, that one will do.
    asked = [command for command in app.registered_commands if sys.argv[1:2] == [command.name]]
    app.registered_commands = asked or app.registered_commands
    app(prog_name="dmmdoc")


if __name__ == "__main__":
    main()
