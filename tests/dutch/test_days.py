"""Dates and numbers as Dutch print writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.dutch.days import dag, dagen, read_dag
from dmmdoc.dutch.numbers import telwoord


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
    ):
        assert read_dag(typed) == day


@pytest.mark.parametrize("typed", ["", "morgen", "31 februari 2025", "13 foo 2025", "2025-13-01"])
def test_what_is_no_day_is_none(typed):
    assert read_dag(typed) is None


def test_numbers():
    assert [telwoord(number) for number in (1, 4, 12, 13)] == ["één", "vier", "twaalf", "13"]
