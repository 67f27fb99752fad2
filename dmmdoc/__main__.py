"""`dmmdoc`, and `python -m dmmdoc`, the same."""

import gc


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000)  # what a command loads stays until it ends: looking for garbage in it takes time
    from dmmdoc.cli import app

    app(prog_name="dmmdoc")


if __name__ == "__main__":
    main()
