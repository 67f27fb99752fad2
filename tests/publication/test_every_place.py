"""A withheld name in every place that is printed, in every form: refused, by check too, and let by with one phrase."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from conftest import IN_CI
from faker.providers.person.nl_NL import Provider as Dutch
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_traces import SURNAMES, UNSEEN, found, naam, telling

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, Outcome, export
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.dutch.letters import folded

MANY = settings(
    max_examples=5_000 if IN_CI else 40,
    derandomize=IN_CI,  # a place that is found by chance alone says nothing of the change that is looked at
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)

MEMO = """soort = "agenda"

[nota]
onderwerp = {onderwerp}
kenmerk = {kenmerk}
aan = {aan}
van = {van}
label = {label}
afgestemd_met = ["CDS", {afgestemd_met}]
afschrift_aan = [{afschrift_aan}]
afzender = ["Directie", {afzender}]
bijlagen = [{bijlagen}]

[steller]
naam = {naam}
functie = {steller_functie}
onderdeel = {onderdeel}
email = {email}

[ondertekenaar]
functie = {functie}
naam = {ondertekenaar}

[publicatie]
vrij = [{vrij}]

[secties]
aanleiding = '''
{aanleiding}
'''
geadviseerd_besluit = 'U stemt in.'
kernpunten = '''
- Een punt.
  - {punt}
'''
strategie = 'Er is een plan.'
financiele_overwegingen = 'Er is geen geld mee gemoeid.'
juridische_overwegingen = 'Er is niets.'
communicatie = '{communicatie}'
niet_openbaar = 'Persoonsgegevens (5.1.2e, 5.1.1d, 5.1.2h, 5.1.2a).'
"""
QUIET = {
    **{"onderwerp": "Agenda", "kenmerk": "BS1", "aan": "MINDEF", "van": "DGB", "label": "TER BESLISSING"},
    **{"afgestemd_met": "HDFC", "afschrift_aan": "STASDEF", "afzender": "DGB", "bijlagen": "Brief"},
    **{"naam": "F. Qyqyqyqy", "steller_functie": "medewerker", "onderdeel": "Bestuursstaf", "email": "qy@qyqyqyq.nl"},
    **{"functie": "DE DIRECTEUR", "ondertekenaar": "F. Qyqyqyqy"},
}
FIXED = MEMO + "".join((BUILT_IN / name).read_text("utf-8") for name in ("agenda.toml", "pagina.toml"))
OTHERS = [surname for surname in SURNAMES if not found(FIXED, naam(surname))]
"""Surnames that are no word of the memo itself: a row of its head is called Van, another Opgesteld door."""
FACTS = [*(key for key in QUIET if key not in ("naam", "email", "ondertekenaar"))]
TEXTS = {
    "aanleiding": ("Er is {}.", "Er is **{}**.", "*Er is {} al*.", "Er is [{}](https://x.nl).", "Er is\\\n{} al."),
    "punt": ("Er is {}.", "Een punt.\n\n    Er is {}."),
    "communicatie": ("Er is {}.",),
}
ADDRESSES = ("https://x.nl/{}", "mailto:{}@x.nl", "https://x.nl/in/{}/", "https://{}.nl/a")
SECRETS = ("naam", "ondertekenaar", "5.1.2e", "5.1.1d", "5.1.2h", "5.1.2a, 5.1.2e")


class Drawn(NamedTuple):
    """A memo file that gives a name away: the key that does, and what stands there."""

    text: str
    key: str
    shown: str


def forms(word: str) -> Iterator[str]:
    """A word of a name as it may stand in a text."""
    capital = word[0].upper() + word[1:]
    yield from (capital, word.upper(), f"{capital}s plan", f"motie-{capital}", f"X/{capital}", f"({capital})")
    yield from (f"{capital}-plan", f"“{capital}”", f"de heer Van {capital}", f"{capital}2025")
    yield from (
        "".join(f"{letter}\u0301" for letter in capital),
        capital.translate({97: 0x430, 101: 0x435, 111: 0x43E}),
    )
    yield from (each.join(capital) for each in UNSEEN[1:3])
    if len(word) > 2:
        yield from (f"BS{capital}", " ".join(capital), ".".join(capital))
    if len(word) > 3:
        yield from (f"{capital[:2]}-{capital[2:]}", f"{capital[:2]}- {capital[2:]}")
    if len(folded(word)[0]) >= 6:
        yield from (word.lower(), f"{word.lower()}motie", f"anti{word.lower()}en")


@st.composite
def given_away(draw: st.DrawFn) -> Drawn:
    surname, first = draw(st.sampled_from(OTHERS)), draw(st.sampled_from(Dutch.first_names))
    name = draw(st.sampled_from(["J. {0}", "{1} {0}", "mr. J.P. {0} MSc", "A. Qyqyqy-{0}", "kolonel {0}"]))
    word, name = telling(surname), name.format(surname, first)
    secret, fields = draw(st.sampled_from(SECRETS)), {**QUIET, "aanleiding": "Er is iets.", "punt": "Ja.", "vrij": ""}
    passage = ""
    if secret in QUIET:
        fields[secret] = name
    else:
        passage = f'Met [{name}]{{lak="{secret}"}}. '
    shown = draw(st.sampled_from([*forms(word)]))
    key = draw(st.sampled_from([*FACTS, *TEXTS, *TEXTS, *TEXTS, "address"]))
    fields["communicatie"] = "Er is niets."
    if key == "address":
        key, small = "aanleiding", word.lower()
        shown = draw(st.sampled_from(ADDRESSES)).format(
            draw(st.sampled_from([small, quote(small), quote(quote(small))] if small.isascii() else [small]))
        )
        fields[key] = f"Zie [hier](<{shown}>)."
    elif key in TEXTS:
        fields[key] = draw(st.sampled_from(TEXTS[key])).format(shown)
    else:
        fields[key] = f"Er is {shown}" if draw(st.booleans()) else shown
    fields["aanleiding"] = passage + fields["aanleiding"]
    quoted = {each: json.dumps(fields[each], ensure_ascii=False) for each in QUIET}
    return Drawn(MEMO.format(**{**fields, **quoted}), key, shown)


def published(folder: Path, text: str) -> tuple[Outcome, bool]:
    source, target = folder / "m.toml", folder / "uit.docx"
    source.write_text(text, "utf-8")
    target.unlink(missing_ok=True)
    return export(Job(str(source), str(target)), Manner((BUILT_IN,), None, True, "docx", True)), target.exists()


@MANY
@given(given_away())
def test_a_name_in_any_place_is_refused_by_both_and_let_by_with_one_phrase(drawn: Drawn) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome, is_written = published(Path(folder), drawn.text)
        assert outcome.error is not None and not is_written, drawn
        refused = {int(line) for line in re.findall(r"m\.toml:(\d+): ", outcome.error)}
        errors = {each.line for each in check(drawn.text, "m.toml", (BUILT_IN,)) if each.severity == "error"}
        assert refused == errors, (drawn, outcome.error)
        phrase = json.dumps(drawn.shown, ensure_ascii=False)
        freed, is_written = published(Path(folder), drawn.text.replace("vrij = []", f"vrij = [{phrase}]"))
        assert freed.error is None and is_written, (drawn, freed.error)
