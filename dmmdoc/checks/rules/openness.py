"""Rules about what may be public: what publication refuses or looks at twice, as it says itself."""

from dmmdoc.checks.case import Case, objected
from dmmdoc.checks.rule import Faults, rule


@rule("error", ["Bel de steller op 06-12345678."], ["Bel de steller."], silent=False)
def unmarked_personal_data(case: Case) -> Faults:
    """Personal data stands in the open: every memo is published, and this would be with it."""
    yield from objected(case, "unmarked-personal-data")


@rule("warning", ["Volgens kolonel De Vries is dit haalbaar."], ["Volgens de defensieattaché is dit haalbaar."])
def unmarked_person(case: Case) -> Faults:
    """A private person seems to stand in the open, whom nobody marked: the memo is published, and this with it."""
    yield from objected(case, "unmarked-person")


@rule(
    "warning",
    ['[De prijs van het kanon]{lak="5.1.2b"} stijgt.\n\nDe prijs van het kanon is bekend.'],
    ["De prijs van het kanon stijgt.\n\nDe prijs van het kanon is bekend."],
)
def withheld_elsewhere(case: Case) -> Faults:
    """A text that is withheld for its matter stands unmarked elsewhere, whole or a clause of it."""
    yield from objected(case, "withheld-elsewhere")


@rule("error", ['[De prijs]{lak="5.1.2z"} stijgt.'], ['[J. Jansen]{lak="5.1.2e"} stemt in.'], silent=False)
def unknown_ground(case: Case) -> Faults:
    """Something is withheld on what is no ground of the Woo: it could not be upheld."""
    yield from objected(case, "unknown-ground")


@rule("warning", ['[Wij raden dit af.]{lak="5.2.1"}'], ["Wij raden dit af."])
def withheld_opinion(case: Case) -> Faults:
    """Something is withheld as an official's own view of policy (5.2.1), which in these nota's is not done."""
    yield from objected(case, "withheld-opinion")


@rule(
    "error",
    ['[De inzet van bondgenoten]{lak="5.1.2a"} blijft gelijk.'],
    [
        "secties.aanleiding = '[De inzet van bondgenoten]{lak=\"5.1.2a\"} blijft gelijk.'\n"
        'secties.niet_openbaar = "De inzet, op grond van de internationale betrekkingen (5.1.2a)."'
    ],
    silent=False,
)
def redaction_without_reason(case: Case) -> Faults:
    """Something is withheld, and the section about that does not say on what ground: the reader must know."""
    yield from objected(case, "redaction-without-reason")


@rule("warning", ['publicatie.vrij = ["Groot onderhoud"]'], ["De krijgsmacht heeft onderhoud nodig."])
def unused_phrase(case: Case) -> Faults:
    """A phrase that [publicatie] frees frees nothing: it may be left from another text."""
    yield from objected(case, "unused-phrase")
