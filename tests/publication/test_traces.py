"""A withheld name is found in whatever shape it stands, and a phrase that a writer frees frees that and no more."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from conftest import EXAMPLES, IN_CI, ROOT
from faker.providers.person.nl_BE import Provider as Belgian
from faker.providers.person.nl_NL import Provider as Dutch
from hypothesis import given, settings
from hypothesis import strategies as st

from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.words import naamwoorden
from dmmdoc.dutch.letters import BLANK, folded
from dmmdoc.publication.personal import contacts, private
from dmmdoc.publication.traces import Geheim, Soort, Vondst, find, freed, traces

WOORDEN = naamwoorden((BUILT_IN,))
MANY = settings(max_examples=5_000 if IN_CI else 25)

_EVERYDAY = """
Aal Aardappel Akker Appel Arend Baan Baars Baas Bakker Bal Balk Bank Beek Beer Beker Berg Best Bij Bijl Blauw Blok
Bloem Boer Boezem Boom Boon Bos Bot Brand Breed Brink Broek Brood Brug Bruin Buis Buur Daalder Dag Dal Dam Das Dekker
Dijk Dik Donker Doorn Dorp Draad Dragonder Driessen Droog Duif Duin Duivel Dwars Eend Eik Engel Es Ezel Fluit Fortuin
Galg Gans Geel Geest Geluk Gerst Goed Goud Graaf Gracht Gras Groen Groot Haak Haan Haas Hagel Hak Ham Hamer Hart Haven
Haver Heer Heide Hek Held Hemel Hengst Herder Hert Heuvel Hoek Hof Hond Honing Hoofd Hoop Hoorn Houd Hout Huis Hulst
IJzer Jager Jong Kaas Kalf Kamer Kamp Kar Kat Keizer Kerk Ketel Kikkert Kind Klein Klerk Klok Kluit Knecht Knoop Koe
Koek Kok Konijn Koning Koopman Koper Korst Kort Kraai Kramer Kroon Kruis Kuiper Kuil Laan Lam Land Lang Leeuw Lente
Licht List Loos Maan Maat Mager Mand Mars Meer Mees Mei Meijer Melk Mes Metselaar Molen Molenaar Mond Moor Mooi Mos
Muis Mulder Mus Naald Nacht Nagel Nieuw Nijs Noord Noot Oever Olie Oost Oud Over Paard Pan Paus Peer Pels Pen Pijl
Plaat Plas Poel Pool Poort Post Pot Priem Prins Put Raad Raaf Raam Recht Regt Rijk Ring Roest Rogge Rood Roos Rust
Ruiter Schaap Schaar Schilder Schipper Schoen School Schout Slager Slot Smal Smid Smit Snel Snijder Soldaat Spaan
Spijker Spits Staal Stam Ster Sterk Stok Storm Straat Stuiver Tak Tijd Timmerman Tol Top Toren Trap Tromp Tuin Turk
Uil Valk Van Varken Veen Veer Veld Ven Vink Vis Visser Vlag Vlam Voet Vogel Vos Vries Vrij Vroom Vuur Waal Wagen Wal
Water Weber Weg Weide Werf West Wever Wiel Wijn Wild Wind Winkel Winter Wit Wolf Wolk Zand Zee Zeeman Zeiler Zilver
Zomer Zon Zout Zuid Zwaan Zwaluw Zwart Amsterdam Brussel Limburg Utrecht Zweden Polen Vlaming Holland Zeeland Gelder
Brabander Fries Duits Engels Spanjaard Majoor Kapitein Ma Li
"""
EVERYDAY = _EVERYDAY.split()
BETWEEN = ("", "de ", "van ", "van der ", "van den ", "ter ", "in 't ", "op den ", "'t ", "el ")
SURNAMES = sorted(
    {*Dutch.last_names, *Belgian.last_names, *EVERYDAY}
    | {f"{small}{word}" for small in BETWEEN[:4] for word in EVERYDAY}
)
GOOD = [
    path.read_text("utf-8") for folder in (ROOT / "tests" / "good", EXAMPLES) for path in sorted(folder.glob("*.toml"))
]
HOMOGLYPHS = dict(zip("aceiopxyABEHKMOTXZwuνn", "асеіорхуΑВΕНКМОТХΖԝսvո", strict=True))
UNSEEN = "\u00ad\u034f\ufe0f\u200b\u2060"


def found(text: str, *geheimen: Geheim, is_address: bool = False, vrij: tuple[str, ...] = ()) -> list[Vondst]:
    """What gives one of the secrets away in a text, without what a phrase lets by."""
    places = find(traces(geheimen, WOORDEN), text, freed(text, vrij), is_address=is_address)
    return [place for place in places if place.is_zeker and not place.vrij]


def naam(text: str) -> Geheim:
    return Geheim("the name", text, Soort.NAAM)


def telling(surname: str) -> str:
    """The longest word of a surname but what stands before it: it always tells."""
    words = re.findall(r"[^\W\d_]+", surname)
    return max([word for word in words if f"{word.lower()} " not in " ".join(BETWEEN)] or words, key=len)


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str]:
    """A name as a key has it, and a word of it that tells."""
    surname, other = draw(st.sampled_from(SURNAMES)), draw(st.sampled_from(SURNAMES))
    first = draw(st.sampled_from(Dutch.first_names))
    shape = draw(
        st.sampled_from(
            [
                *("J. {0}", "{1} {0}", "{0}", "mr. drs. J.P. {0} MSc", "J. {0} Jr.", "A. {2} en J. {0}"),
                *("J. {0}, B. {2}", "A. {2} (geb. {0})", "kolonel {0}", "J. {0}-{2}", "A. {2}-{0}", "de heer A. {0}"),
            ]
        )
    )
    name = shape.format(surname, first, other)
    return draw(st.sampled_from([name, name, name.upper(), name.lower()])), telling(surname)


@st.composite
def spelled(draw: st.DrawFn, word: str) -> str:
    """The word with its capital, or all in capitals, in letters that look like its own, or with what is not seen."""
    capital = word[0].upper() + word[1:]
    shown = draw(st.sampled_from([capital, capital, word.upper()]))
    how = draw(st.sampled_from(["plain", "plain", "alike", "unseen", "accents", "wide"]))
    if how == "alike":
        return "".join(HOMOGLYPHS.get(letter, letter) for letter in shown)
    if how == "unseen":
        return draw(st.sampled_from(UNSEEN)).join(shown)
    if how == "accents":
        return "".join(f"{letter}\u0301" for letter in shown)
    if how == "wide":
        return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in shown)
    return shown


AROUND = ("{}", "Volgens {} is dit zo.", "{} licht toe.", "({})", "motie-{}", "X/{}", "{}'s plan", "{}s plan", "“{}”")
AROUND += ("de heer Van {}", "{}-plan", "Van\u00a0{}.", "Jan{}", "mail {}@x.invalid", "zie\n{}\nof")
ADDRESSES = ("https://x.invalid/{}", "x.invalid/in/{}", "{}@x.invalid", "{} [at] x", "mailto:{}@x.invalid", "{}.toml")
ADDRESSES += ("j{}@x.invalid", "{}j@x.invalid", "x.invalid/j.{}", "www.{}.invalid", "@{}", "zie_{}_nota.docx")


@MANY
@given(names(), st.data())
def test_a_name_is_found_in_every_shape(name: tuple[str, str], data: st.DataObject) -> None:
    whole, word = name
    text = data.draw(st.sampled_from(AROUND)).format(data.draw(spelled(word)))
    assert found(text, naam(whole)), text


@MANY
@given(names(), st.data())
def test_a_name_is_found_spaced_and_broken(name: tuple[str, str], data: st.DataObject) -> None:
    whole, word = name
    shown = word[0].upper() + word[1:]
    if len(word) > 2:
        by = data.draw(st.sampled_from([" ", ".", "-", "\u00a0", "  ", ". "]))
        assert found(f"Van {by.join(shown)} is dit.", naam(whole))
    if len(word) > 3:
        at = data.draw(st.integers(1, len(word) - 3))
        broken = f"{shown[:at]}-{data.draw(st.sampled_from(['', chr(10), ' ']))}{shown[at:]}"
        assert found(f"Van {broken} is dit.", naam(whole)), broken


@MANY
@given(names(), st.data())
def test_a_name_is_found_in_addresses_in_any_case(name: tuple[str, str], data: st.DataObject) -> None:
    whole, word = name
    small = data.draw(st.sampled_from([word.lower(), word.lower(), word, word.upper()]))
    address = data.draw(st.sampled_from(ADDRESSES))
    coded = data.draw(
        st.sampled_from([small, quote(small), quote(quote(small)), quote(small, encoding="latin-1", errors="replace")])
    )
    if "?" not in coded and "%3F" not in coded:
        text = address.format(coded)
        assert found(text, naam(whole), is_address=True), text
        assert found(f"Zie {text} hier.", naam(whole)), text


@MANY
@given(names(), st.sampled_from(["{}motie", "anti{}", "{}en", "{}"]))
def test_a_long_name_is_found_in_any_case_and_inside_a_word(name: tuple[str, str], around: str) -> None:
    whole, word = name
    if len(folded(word)[0]) >= 6:
        assert found(around.format(word.lower()), naam(whole))
    elif around != "{}" and len(folded(word)[0]) == len(word):
        assert not found(around.format(word.lower()), Geheim("x", f"J. {word}", Soort.NAAM))


@MANY
@given(st.sampled_from(SURNAMES), st.sampled_from(Dutch.first_names), st.sampled_from(["", ".", "-", "_"]))
def test_a_whole_name_is_found_run_together(surname: str, first: str, by: str) -> None:
    words = re.findall(r"[^\W\d_]+", folded(f"{first} {surname}")[0].lower())
    assert found(f"linkedin.com/in/{by.join(words)}", naam(f"{first} {surname}"))


# --- what is no trace, and what a person frees ---


@MANY
@given(st.sampled_from(GOOD), st.sampled_from(SURNAMES))
def test_an_ordinary_memo_is_refused_for_what_stands_in_it_only_and_freed_by_a_phrase(memo: str, surname: str) -> None:
    memo = memo[memo.index("[secties]") :]
    geheim = naam(f"J. {surname}")
    for place in found(memo, geheim):
        word = memo[place.start : place.end]
        parts = folded(surname)[0].lower()
        assert folded(word)[0].lower().replace("-", "").replace("\n", "") in parts
        first = re.search(r"\w*\Z", memo[: place.start])
        last = re.match(r"\w*\W+\w+", memo[place.end :])
        assert first and last
        start, end = place.start - len(first[0]), place.end + len(last[0])
        phrase = memo[start:end].strip()
        left = found(memo, geheim, vrij=(phrase,))
        freed = [match.span() for match in re.finditer(re.escape(phrase), memo, re.IGNORECASE)]
        expected = [
            each
            for each in found(memo, geheim)
            if not any(begin <= each.start and each.end <= stop for begin, stop in freed)
        ]
        assert place not in left
        assert {each.start for each in expected} <= {each.start for each in left}


@pytest.mark.parametrize(
    ("name", "text", "phrase"),
    [
        ("J. de Groot", "Frankrijk en Groot-Brittannië steunen dit.", "Groot-Brittannië"),
        ("J. de Groot", "Groot\nonderhoud blijft nodig.", "groot  Onderhoud"),
        ("J. Noord", "De Noord-Atlantische Raad.", "Noord-Atlantische Raad"),
        ("J. West", "In West-Europa en dat.", "West-Europa"),
        ("P. de Raad", "Van de Raad.", "de Raad"),
        ("F. van Limburg", "De burgemeester van Limburg.", "van Limburg"),
        ("J. Kamer", "Zie https://www.tweedekamer.nl/kamer.", "www.tweedekamer.nl/kamer"),
        ("J. Visser", "Vissers en de visserij.", "visserij"),
        ("J. Visser", "Vissers en de visserij.", "Vissers"),
        ("J. de Witte", "In het Witte Huis.", "Witte Huis"),
        ("K. van der Haag", "De top in Den Haag.", "Den Haag"),
        ("J. Kok", "Kok en hofmeester.", "Kok en hofmeester"),
        ("P. de Vos", "De Vos-pantserwagen.", "Vos-pantserwagen"),
        ("DIV/NAVO", "De NAVO.", "NAVO"),
    ],
)
def test_what_is_not_that_person_goes_with_one_phrase(name: str, text: str, phrase: str) -> None:
    before = found(text, naam(name))
    assert len(before) == 1 + text.startswith("Vissers")
    assert len(found(text, naam(name), vrij=(phrase,))) == len(before) - 1
    assert not any(place.vrij for place in find(traces([naam(name)], WOORDEN), text, freed(text, [f"{phrase} x"])))


def test_a_phrase_frees_its_own_words_and_no_more() -> None:
    geheim = naam("B. de Groot")
    vrij = ("Groot onderhoud",)
    for text in ("Groot onderhoud", "groot\n onderhoud, GROOT ONDERHOUD", "(Groot\u00a0onderhoud)"):
        assert not found(text, geheim, vrij=vrij)
    for text in (
        "Groot onderhoudt",
        "Groot onderhoud\u00adt",
        "aGroot onderhoud",
        "Gróot onderhoud",
        "Groot, onderhoud",
    ):
        assert found(text, geheim, vrij=vrij), text
    (left,) = found("Groot onderhoud van Groot", geheim, vrij=vrij)
    assert left.start == 20
    assert len(found("J. Groot onderhoud", naam("J. Groot"), vrij=vrij)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("P. de Groot", "Groots plan"),
        ("P. de Groot", "GROOTS PLAN"),
        ("J. van Dam", "JanDam"),
        ("J. van Dam", "DamJan"),
        ("Bos", "x.invalid/jbos"),
        ("Willem Bos", "x.invalid/wbos"),
        ("J. Bos", "@pabos"),
        ("J. Bos", "pabos [at] x"),
        ("J. Bos", "pabos at x.invalid punt nl"),
        ("J. de Vries", "x.invalid/devriesj"),
        ("J. de Vries", "zie team/vries/nota"),
        ("J. Müller", "xn--mller-kva.invalid"),
        ("J. Müller", "x.invalid/m%FCller"),
        ("J. Müller", "x.invalid/m%25C3%25BCller"),
        ("J. Müller", "x.invalid/m%2525FCller"),
        ("K. Dam", "2%Dam"),
        ("anna bos", "volgens anna  bos"),
        ("anna bos", "volgens an-\nna bos"),
        ("J.P. Bos", "van jp bos"),
        ("A. Bos-Vis", "bosvis"),
        ("Anna Dam", "annadam"),
        ("J. Bos", "Author\0Bos"),
        ("J. Veen", "Ve- en"),
        ("W. de Vries", "x.invalid/in/willemdevries"),
        ("J. de Groot", "BSGroot2025"),
        ("F. Zwaluw", "Zwa\nluw"),
        ("J. de Groot", "Gro \n ot"),
    ],
)
def test_a_name_is_found(name: str, text: str) -> None:
    assert found(text, naam(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("J. Bos", "Bosnië, bosnie.nl, het bos, Bossche bollen"),
        ("S. Smit-op den Akker", "op en in den beginne, Op"),
        ("J. Bergen", "Berg- en poolgebieden"),
        ("J. te Kort", "een tekort, een j tekort"),
        ("K. Vis", "x.nl/visie en visite@x.nl"),
        ("J. Prins", "www.x.nl/prinsjesdag"),
        ("J. de Graaf", "x.nl/#Paragraaf2"),
        ("A. Jansen MSc", "MSc en J."),
        ("J.P.", "J. P. van JP"),
        ("J. Bos", f"B{BLANK}os, B\0os, B o sm"),
        ("J. Dam", "NLDAM"),
        ("P. de Groot", "Grootse plannen"),
        ("Bos", "x.invalid/jjbos"),
        ("Willem Bos", "x.invalid/abos"),
        ("J. Bos", "@papabos"),
        ("J. Voland", "NAVO-landen"),
        ("Anna Bos", f"anna{BLANK}bos, anna ----- bos, an na b os, hanna bosje"),
        ("Anna de Vos", "de anna, vossen"),
        ("van der Meer", "van der meer"),
    ],
)
def test_what_is_no_name_is_let_by(name: str, text: str) -> None:
    assert not found(text, naam(name))


def test_it_is_told_where_it_stands() -> None:
    for text in ("x.invalid/%C3%BC%FC/Zwaluw-a", "ﬁ… Zwaluw", "Zwa\u00adluw", "a%25%32%35b.invalid/Zwaluw"):
        (place,) = found(text, naam("F. Zwaluw"))
        assert re.sub("\u00ad", "", text[place.start : place.end]) == "Zwaluw"
    (place,) = found("x.invalid/%C3%BC%5Awaluw/", naam("F. Zwaluw"))
    assert (place.start, place.end) == (16, 24)


def test_a_whole_name_is_told_once_and_a_leak_before_what_is_to_be_looked_at() -> None:
    whole = Geheim("the matter", "wat anna bos vindt", Soort.ZAAK)
    (place,) = find(traces([whole, naam("Anna Bos")], WOORDEN), "Dat wat Anna Bos vindt.")
    assert (place.start, place.end, place.what, place.is_zeker) == (8, 16, "the name", True)


# --- numbers, addresses, other grounds ---

PERSOON = Soort.PERSOON


@MANY
@given(
    st.text("0123456789", min_size=7, max_size=7),
    st.sampled_from(["070-{}", "+31 70 {}", "0031(0)70{}", "(070) {}"]),
    st.data(),
)
def test_a_telephone_number_is_found_however_grouped(digits: str, kept: str, data: st.DataObject) -> None:
    by = data.draw(st.sampled_from(["", " ", "-", ".", "\u2011", " - ", "·"]))
    grouped = by.join((digits[:3], digits[3:5], digits[5:]))
    area = data.draw(st.sampled_from(["070", "+31 70", "+31 (0)70 ", "003170", "", "70"]))
    if digits.strip("0"):
        assert found(f"Bel {area}{by}{grouped}.", Geheim("x", kept.format(digits), Soort.FEIT)), grouped


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("pj87+x@post.invalid", "mail pj87+x@elders.invalid of"),
        ("8787+x@post.invalid", "8787 [at] post"),
        ("j.zwaluw@post.invalid", "Volgens Zwaluw"),
        ("j.devries@post.invalid", "Volgens De Vries"),
        ("jdevries@post.invalid", "Volgens Vries"),
        ("vriesj@post.invalid", "Volgens Vries"),
        ("Bel 0182123456", "123 456"),
        ("0612345678", "bel 12345678"),
        ("+32 2 555 12 34", "bel 02 555 12 34"),
        ("+32475123456", "bel 0475 12 34 56"),
        ("0049 30 12345678", "bel 12345678"),
        ("Bel 0701357913", "135 79 13"),
        ("Bel 0182-123456", "123 456"),
        ("NL91 ABNA 0417 1643 00", "nl91abna0417164300"),
        ("NL91ABNA0417164300", "rekening 0417.16.43.00"),
        ("12-ABC-3", "12ABC3"),
        ("XX-99-YY", "kenteken xx 99 yy"),
        ("2594 AC", "2594ac"),
        ("2594AC", "2594 AC"),
        ("1234.56.782", "BSN 123456782"),
        ("123456782", "x.invalid/?bsn=123-456-782"),
        ("is ernstig ziek", "Is ernstig  ziek."),
        ("Het gaat niet goed met haar.", "En het gaat niet goed met haar."),
        ("pj87+x@post.invalid", "dat staat bij pj87+x"),
        ("13 mei 1970", "geboren 13 Mei 1970"),
    ],
)
def test_numbers_and_addresses_are_found(secret: str, text: str) -> None:
    assert found(text, Geheim("x", secret, PERSOON))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("070-135 79 13", "13579130"),
        ("070-135 79 13", "9135 79 13"),
        ("070-135 79 13", f"135{BLANK}79 13"),
        ("070 000 00 00", "EUR 1 000 000"),
        ("12-ABC-3", "x12abc3"),
        ("12-ABC-3", f"12{BLANK}abc3"),
        ("1234@x.invalid", "91234@x.invalid"),
        ("a.b12@x.invalid", "a -- b12"),
        ("de kolonel", "De kolonel"),
    ],
)
def test_other_numbers_and_addresses_are_let_by(secret: str, text: str) -> None:
    assert not found(text, Geheim("x", secret, PERSOON))


def test_an_address_that_is_a_fact_counts_as_a_whole_and_in_a_passage_its_words_too() -> None:
    text = "Zie DGB, DIV en Beleid."
    assert not found(text, Geheim("x", "dgb.beleid@x.invalid", Soort.FEIT), naam("A. Bos"))
    assert found("Mail dgb.beleid@y.invalid.", Geheim("x", "dgb.beleid@x.invalid", Soort.FEIT))
    assert found(text, Geheim("x", "dgb.beleid@x.invalid", Soort.PERSOON))


@pytest.mark.parametrize("amount", ["{} euro", "EUR {}", "€ {}", "{} miljoen", "{} EUR"])
def test_an_amount_is_no_bsn(amount: str) -> None:
    assert not [*contacts(f"Begroting van {amount.format(123456782)}.")]
    assert [*contacts("De heer 123456782.")]


@pytest.mark.parametrize(
    "title",
    [
        "brigade-generaal",
        "kapitein ter zee",
        "schout-bij-nacht",
        "luitenant-ter-zee",
        "generaal b.d.",
        "kolonel-vlieger",
        "ltkol",
        "bgen",
        "J W",
        "J",
        "Piet-Hein",
        "Joke",
        "Luitenant ter zee der eerste klasse",
        "Kapitein-luitenant",
    ],
)
def test_on_another_ground_a_name_behind_every_title_and_initial_counts(title: str) -> None:
    geheim = Geheim("x", f"Dat {title} Kroon niet wil", Soort.ZAAK)
    assert found("Bel Kroon.", geheim)


@pytest.mark.parametrize(
    "text", ["de heren Vis en Kroon", "de kolonels Dam, van Vis en de Kroon", "Kroon, J.W., wil niet"]
)
def test_on_another_ground_a_name_in_a_list_counts(text: str) -> None:
    assert found("Bel Kroon.", Geheim("x", text, Soort.ZAAK))


@pytest.mark.parametrize(
    "text", ["De directeur-generaal Kroon", "In Kroon, J. Bos en", "De ING-bank Kroon", "Zie Kroon, N.B."]
)
def test_on_another_ground_what_is_no_title_names_nobody(text: str) -> None:
    assert not found("Bel Kroon.", Geheim("x", text, Soort.ZAAK))


@pytest.mark.parametrize(
    "text", ["generaal Kroon", "Zij wil, zegt J. Kroon", "Dat Anna Kroon dit wil", "minister Kroon"]
)
def test_on_another_ground_who_stands_behind_a_title_counts(text: str) -> None:
    assert found("Volgens Kroon.", Geheim("x", text, Soort.ZAAK))
    assert not found("De kroon. Zij, dat, dit.", Geheim("x", text, Soort.ZAAK))


def test_where_a_link_of_a_person_points_to_counts_whole() -> None:
    geheim = Geheim("x", "https://www.x.invalid/in/jb", Soort.ADRES)
    assert found("Zie x.invalid/in/jb.", geheim)
    assert not found("Zie www.x.invalid of x.invalid/in/ja.", geheim)
    assert not found("Zie https://www.x.invalid/in/jb.", geheim, vrij=("www.x.invalid/in/jb",))


def test_on_another_ground_numbers_and_addresses_count_whole() -> None:
    geheim = Geheim("x", "Zij is op 070-135 79 13 en info@x.invalid te bereiken, EUR 1.234.567", Soort.ZAAK)
    for text in ("Bel 0701357913", "Info@x.invalid", "mail info @ x.invalid"):
        assert found(text, geheim), text
    assert not found("Mail info@y.invalid of betaal EUR 1.234.567.", geheim)


def test_on_another_ground_the_matter_is_to_be_looked_at() -> None:
    geheim = Geheim("x", "Zij wil dit niet, want de nieuwe route is onbegaanbaar", Soort.ZAAK)
    for text in (geheim.text, "Want de nieuwe  route is onbegaanbaar."):
        (place,) = find(traces([geheim], WOORDEN), text)
        assert not place.is_zeker
    assert not [*find(traces([geheim], WOORDEN), "Zij wil dit niet. De nieuwe route.")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Volgens kolonel Terwindt.", "person"),
        ("Bel J. de Vries.", "person"),
        ("Met NL91 ABNA 0417 1643 00.", "account"),
        ("Straat 12, 2594 AC Den Haag.", "postcode"),
        ("Kenteken 12-ABC-3.", "plate"),
        ("Mail zwaluwf [at] x.", "email"),
    ],
)
def test_a_private_person_is_seen(text: str, what: str) -> None:
    assert [seen for _, _, seen in private(text, WOORDEN)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Terwindt.",
        "De leden Bos en J. de Vries.",
        "Uit 2025 EU-breed.",
        "Op 10-12 EU.",
        "De MQ-9 en CV90, 12 mei 3.",
    ],
)
def test_no_private_person_is_seen(text: str) -> None:
    assert not [*private(text, WOORDEN)]


def test_there_are_names_enough() -> None:
    assert len(SURNAMES) >= 2_000
