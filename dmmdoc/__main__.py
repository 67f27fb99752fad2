"""`python -m dmmdoc`, the same as `dmmdoc`."""

from dmmdoc.cli import main

main()
