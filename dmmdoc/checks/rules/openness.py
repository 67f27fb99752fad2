"""Rules about what may be public: what publication refuses or looks at twice, as it says itself."""

from dmmdoc.checks.case import Case, Faults, objected, rule


@rule("error", silent=False)
def unmarked_personal_data(case: Case) -> Faults:
    """Personal data stands in the open: every memo is published, and this would be with it.

    An e-mail address, a Dutch telephone number, a valid BSN, or a word of a name that is withheld elsewhere. Wrong: Bel
    J. de Vries. Right: Bel [J. de Vries]{lak="5.1.2e"}, or: Bel de steller.
    """
    yield from objected(case, "unmarked-personal-data")


@rule("warning")
def unmarked_person(case: Case) -> Faults:
    """A private person seems to stand in the open, whom nobody marked: the memo is published, and this with it.

    A surname behind a title, a rank, initials or a first name, but of nobody who holds a public office; an account
    number, a postcode with a number, a licence plate, an address written with [at]. Wrong: Volgens kolonel De Vries.
    Right: Volgens [kolonel De Vries]{lak="5.1.2e"}, or a function: volgens de defensieattaché.
    """
    yield from objected(case, "unmarked-person")


@rule("warning")
def withheld_elsewhere(case: Case) -> Faults:
    """A text that is withheld for its matter stands unmarked elsewhere, whole or a clause of it.

    Wrong: [De prijs is EUR 4 miljoen.]{lak="5.1.2b"} … De prijs is EUR 4 miljoen. Right: both marked, or neither.
    """
    yield from objected(case, "withheld-elsewhere")


@rule("error", silent=False)
def unknown_ground(case: Case) -> Faults:
    """Something is withheld on what is no ground of the Woo: it could not be upheld.

    Wrong: [de prijs]{lak="5.1.2z"}. Right: [de prijs]{lak="5.1.2b"}.
    """
    yield from objected(case, "unknown-ground")


@rule("warning")
def withheld_opinion(case: Case) -> Faults:
    """Something is withheld as an official's own view of policy (5.2.1), which in these nota's is not done.

    Wrong: [Wij raden dit af.]{lak="5.2.1"}. Right: the same words in the open.
    """
    yield from objected(case, "withheld-opinion")


@rule("error", silent=False)
def redaction_without_reason(case: Case) -> Faults:
    """Something is withheld, and the section about that does not say on what ground: the reader must know.

    Wrong: a passage on 5.1.2a, and: Alleen persoonsgegevens. Right: Passages over de inzet van bondgenoten blijven
    buiten de openbare versie op grond van de internationale betrekkingen (5.1.2a).
    """
    yield from objected(case, "redaction-without-reason")


@rule("warning")
def unused_phrase(case: Case) -> Faults:
    """A phrase that [publicatie] frees frees nothing: it may be left from another text.

    Wrong: vrij = ["Groot onderhoud"], and nothing about that. Right: no such phrase.
    """
    yield from objected(case, "unused-phrase")
