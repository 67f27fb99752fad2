"""Memos for property tests: any that a memo file can hold."""

import re
from datetime import date

from hypothesis import strategies as st

from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.config.kinds import kind, used
from dmmdoc.markdown.lookalikes import in_fact, look_alike
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import ListBlock, Paragraph, Span, join_spans
from dmmdoc.toml import text as toml_text

FOLDERS = folders()

_awkward = st.sampled_from(list(" ab*_[]()<>&;#!~-+=|:1.\\\"'`{}\t\xa0\u200b\u2028\u20ac\u00e9\u0308\u00df“”…–😀"))
_characters = st.one_of(_awkward, st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))
_words = st.text(_characters, min_size=1, max_size=15).filter(
    lambda text: not re.search(r"[\ufffe\uffff]|(?i:invullen)", text)
)
_lines = st.lists(_words.filter(str.strip), min_size=1, max_size=2).map("\n".join)


def spans():
    """Any span that Markdown can make: a hard break lies between words."""
    return st.builds(
        Span,
        st.one_of(_words, _lines),
        strong=st.booleans(),
        emphasis=st.booleans(),
        lak=st.sampled_from([None, None, None, "5.1.2e", "5.1.1b", "5.1.2e, 5.1.2a"]),
        link=st.sampled_from([None, None, None, "https://example.nl/a_(b)?c=1&d=2", "mailto:a@example.nl"]),
    )


def paragraphs():
    """Any paragraph with words in it."""
    return (
        st.lists(spans(), min_size=1, max_size=4)
        .map(lambda parts: Paragraph(join_spans(parts)))
        .filter(lambda paragraph: paragraph.text.strip() == paragraph.text.strip("\n ").strip() != "")
        .filter(lambda paragraph: paragraph.text.strip() and look_alike(paragraph.text) is None)
    )


def _lists(depth: int):
    inner = st.one_of(paragraphs(), _lists(depth + 1)) if depth < 3 else paragraphs()
    item = st.builds(lambda first, rest: (first, *rest), paragraphs(), st.lists(inner, max_size=2))
    starts = st.sampled_from([None, None, None, 1, 1, 3, 0])
    return st.builds(ListBlock, st.lists(item, min_size=1, max_size=3).map(tuple), starts)


def headings():
    """Any heading in a text."""
    one_line = paragraphs().filter(lambda paragraph: "\n" not in paragraph.text)
    return st.builds(lambda paragraph, niveau: paragraph._replace(niveau=niveau), one_line, st.sampled_from([1, 2]))


def sections(koppen: bool = False):
    """Any text of a section, as blocks; with `koppen` there are headings in it."""
    kinds = (paragraphs(), _lists(1), *([headings()] if koppen else []))
    return st.lists(st.one_of(*kinds), min_size=1, max_size=3).map(tuple)


_fact = st.text(_characters, min_size=1, max_size=20).map(str.strip).filter(lambda text: text and "\u2028" not in text)
_facts = _fact.filter(lambda text: not re.search(r"[\ufffe\uffff]", text) and not in_fact(text))
_dates = st.dates(date(1000, 1, 1))
_values = {
    "lijst": st.lists(_facts, min_size=1, max_size=3),
    "dag": _dates,
    "tekst": _facts,
    "getal": st.integers(0, 99),
}


@st.composite
def memo_texts(draw) -> str:
    """The text of a valid memo file of one of the kinds that are built in."""
    soort = draw(st.sampled_from(["agendabrief", "agenda", "verslag"]))
    of_kind, known = kind(soort, FOLDERS), velden(FOLDERS)
    values = {("soort",): soort}
    for path, veld in known.velden.items():
        if path in used(of_kind, known) and (veld.verplicht or draw(st.booleans())):
            values[path] = draw(st.sampled_from([*known.adressen]) if veld.adres else _values[veld.type])
    begin, eind = (values.get(("bijeenkomst", key)) for key in ("begin", "eind"))
    if begin and eind and eind < begin:
        values["bijeenkomst", "begin"], values["bijeenkomst", "eind"] = eind, begin
    for key in draw(st.lists(st.sampled_from(list(of_kind.secties)), unique=True, max_size=4)):
        values["secties", key] = write(draw(sections(of_kind.secties[key].koppen)), draw(st.sampled_from([40, 100])))
    return toml_text.rewritten(f'soort = "{soort}"\n', values)
