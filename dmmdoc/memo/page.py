"""What stands in the reference column, the same in every output."""

from collections.abc import Iterator

from dmmdoc.config.house_style import Referentiekolom
from dmmdoc.dutch.days import dag
from dmmdoc.memo.model import Memo


def reference_entries(memo: Memo, column: Referentiekolom) -> Iterator[tuple[str | None, list[str]]]:
    """What the reference column holds of a memo: labels, each with the lines under it; the sender has no label."""
    nota, steller = memo.nota, memo.steller
    entries = (
        (None, nota.afzender),
        (column.steller, (steller.naam,)),
        (column.telefoon, (steller.telefoon,)),
        (column.email, (steller.email,)),
        (column.datum, (dag(nota.datum) if nota.datum else None,)),
        (column.kenmerk, (nota.kenmerk,)),
        (column.bijlagen, nota.bijlagen),
    )
    for label, lines in entries:
        if filled := [line for line in lines if line]:
            yield label, filled


def reference_lines(memo: Memo, column: Referentiekolom) -> Iterator[tuple[str, str]]:
    """The lines of the reference column, each with the name of its style."""
    for label, lines in reference_entries(memo, column):
        if label:
            yield "Referentiekop", label
        yield from (("Referentie", line) for line in lines)
