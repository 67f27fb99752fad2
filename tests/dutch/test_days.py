"""Dates and numbers as Dutch print writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.dutch.days import MAANDEN, dag, dagen, read_dag, read_dagen, read_een, voluit, weekdag_in
from dmmdoc.dutch.numbers import read_getal, telwoord


@pytest.mark.parametrize(
    ("begin", "eind", "words"),
    [
        (date(2015, 5, 19), None, "19 mei 2015"),
        (date(2015, 5, 19), date(2015, 5, 19), "19 mei 2015"),
        (date(2023, 10, 11), date(2023, 10, 12), "11 en 12 oktober 2023"),
        (date(2023, 9, 30), date(2023, 10, 1), "30 september en 1 oktober 2023"),
        (date(2023, 10, 11), date(2023, 10, 14), "11 tot en met 14 oktober 2023"),
        (date(2023, 12, 31), date(2024, 1, 1), "31 december 2023 en 1 januari 2024"),
        (date(2023, 12, 30), date(2024, 1, 1), "30 december 2023 tot en met 1 januari 2024"),
    ],
)
def test_days_of_a_meeting(begin, eind, words):
    assert dagen(begin, eind) == words


@given(st.dates(date(1000, 1, 1)))
def test_a_day_reads_back_however_it_is_typed(day):
    for typed in (
        dag(day),
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f" {day.day}/{day.month}/{day.year} ",
        f"{day.day}-{MAANDEN[day.month - 1][:3]}-{day.year}".replace("maa", "mrt"),
    ):
        assert read_dag(typed) == day


SINCE = date(2023, 10, 1)


@pytest.mark.parametrize(
    ("typed", "begin", "eind"),
    [
        ("11 okt", date(2023, 10, 11), None),
        ("11 okt.", date(2023, 10, 11), None),
        ("30 sept", date(2024, 9, 30), None),
        ("1 mrt 2025", date(2025, 3, 1), None),
        ("11-10-2023", date(2023, 10, 11), None),
        ("11-10-23", date(2023, 10, 11), None),
        ("11/10", date(2023, 10, 11), None),
        ("11 okt 23", date(2023, 10, 11), None),
        ("11-okt-2023", date(2023, 10, 11), None),
        ("1/10", date(2023, 10, 1), None),
        ("30/9", date(2024, 9, 30), None),
        ("29 feb", date(2024, 2, 29), None),
        ("2023-10-11", date(2023, 10, 11), None),
        ("Woensdag 11 oktober 2023", date(2023, 10, 11), None),
        ("wo 11 okt", date(2023, 10, 11), None),
        ("11-12 oktober 2023", date(2023, 10, 11), date(2023, 10, 12)),
        ("11 en 12 oktober", date(2023, 10, 11), date(2023, 10, 12)),
        ("11 – 12 okt 2023", date(2023, 10, 11), date(2023, 10, 12)),
        ("11 t/m 14 oktober", date(2023, 10, 11), date(2023, 10, 14)),
        ("van 11 tot en met 14 oktober 2023", date(2023, 10, 11), date(2023, 10, 14)),
        ("30 sep - 1 okt 2025", date(2025, 9, 30), date(2025, 10, 1)),
        ("31 dec - 1 jan 2024", date(2023, 12, 31), date(2024, 1, 1)),
        ("31 dec - 1 jan", date(2023, 12, 31), date(2024, 1, 1)),
        ("31 december 2023 en 1 januari 2024", date(2023, 12, 31), date(2024, 1, 1)),
        ("11-10-2023 t/m 14-10-2023", date(2023, 10, 11), date(2023, 10, 14)),
        ("11/10 - 14/10", date(2023, 10, 11), date(2023, 10, 14)),
    ],
)
def test_days_as_people_type_them(typed, begin, eind):
    assert read_dagen(typed, SINCE) == (begin, eind or begin)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 40))
def test_what_print_writes_is_read(begin, more):
    eind = date.fromordinal(begin.toordinal() + more)
    assert read_dagen(dagen(begin, eind), date(1999, 1, 1)) == (begin, eind)
    assert read_dagen(voluit(begin), begin) == (begin, begin)
    assert weekdag_in(voluit(begin)) == begin.weekday()


@pytest.mark.parametrize(
    "typed", ["", "11", "31 februari 2025", "30 februari", "12 en 11 oktober 2023", "j 3", "11 ju", "13/13", "11 okt x"]
)
def test_what_is_no_days_is_none(typed):
    assert read_dagen(typed, SINCE) is None


@pytest.mark.parametrize(
    "typed", ["", "morgen", "13 februari", "13/2", "31 februari 2025", "13 foo 2025", "2025-13-01"]
)
def test_what_is_no_day_is_none(typed):
    assert read_dag(typed) is None


@pytest.mark.parametrize(
    ("typed", "others", "day"),
    [
        ("11 okt", [date(2027, 9, 30)], date(2027, 10, 11)),
        ("11 okt", [date(2027, 11, 30)], date(2027, 10, 11)),
        ("1 jan", [date(2027, 12, 30)], date(2028, 1, 1)),
        ("ma 11 okt", [date(2027, 9, 30)], date(2027, 10, 11)),
        ("di 11 okt", [date(2027, 9, 30)], None),
        ("7 okt 27", [], date(2027, 10, 7)),
        ("11-12 okt 2027", [], None),
        ("morgen", [], None),
    ],
)
def test_one_day_as_people_type_it(typed, others, day):
    assert read_een(typed, others) == day


def test_a_day_without_a_year_or_another_day_is_to_come():
    assert (read_een("11 okt") or date.min) >= date.today()


def test_numbers():
    assert [read_getal(text) for text in ("twee", "Een", "één", "12", "geen", "1.5")] == [2, 1, 1, 12, None, None]
    assert [telwoord(number) for number in (1, 4, 12, 13)] == ["één", "vier", "twaalf", "13"]
