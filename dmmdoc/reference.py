"""The lines of the reference column, the same for every writer."""

from __future__ import annotations

from collections.abc import Iterator

from dmmdoc.dutch import dag
from dmmdoc.house_style import Referentiekolom
from dmmdoc.memo import Memo


def lines(memo: Memo, column: Referentiekolom) -> Iterator[tuple[str, str]]:
    """The lines of the reference column of `memo`, each with the name of its style."""
    nota, steller = memo.nota, memo.steller
    for line in nota.afzender:
        yield "Referentie", line
    entries = (
        (column.steller, (steller.naam,)),
        (column.telefoon, (steller.telefoon,)),
        (column.email, (steller.email,)),
        (column.datum, (dag(nota.datum) if nota.datum else None,)),
        (column.kenmerk, (nota.kenmerk,)),
        (column.bijlagen, nota.bijlagen),
    )
    for label, filled in entries:
        present = [line for line in filled if line]
        if present:
            yield "Referentiekop", label
            yield from (("Referentie", line) for line in present)
