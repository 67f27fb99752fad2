"""Every rule of check, by its name, in the order in which they are tried."""

from functools import cache

from dmmdoc.checks.rule import Rule, TextRule
from dmmdoc.checks.rules import (
    abbreviations,
    amounts,
    completeness,
    length,
    meeting,
    openness,
    together,
    words,
    writing,
)

RULES = {
    rule.name: rule
    for rule in (
        completeness.missing_section,
        completeness.placeholder,
        completeness.unconfirmed_draft,
        completeness.leftover_note,
        completeness.session_not_mentioned,
        length.too_long,
        completeness.wrong_count,
        abbreviations.unexpanded_abbreviation,
        abbreviations.inconsistent_abbreviation,
        words.lowercase_kamer,
        words.lowercase_surname,
        words.missing_hyphen,
        words.spelling,
        words.unknown_word,
        words.agreement,
        words.inconsistent_name,
        words.inconsistent_capital,
        writing.missing_full_stop,
        writing.spacing,
        writing.quotes,
        writing.kamerstuk_number,
        writing.unclosed_bracket,
        writing.double_word,
        writing.double_paragraph,
        amounts.amount,
        amounts.inconsistent_amount,
        amounts.wrong_sum,
        amounts.other_amount,
        meeting.date_mismatch,
        meeting.impossible_day,
        meeting.meeting_order,
        meeting.tense,
        meeting.letter_after_memo,
        meeting.wrong_place,
        meeting.wrong_decision,
        together.other_session,
        together.meeting_not_named,
        together.other_fact,
        together.amount_in_one,
        together.other_day,
        together.other_letter,
        openness.unmarked_personal_data,
        openness.unmarked_person,
        openness.withheld_elsewhere,
        openness.unknown_ground,
        openness.withheld_opinion,
        openness.redaction_without_reason,
        openness.unused_phrase,
    )
}


@cache
def asked_for(spelling: bool) -> tuple[Rule, ...]:
    """The rules that are tried, with the whole dictionary where that is asked for."""
    return tuple(rule for rule in RULES.values() if spelling or not rule.asked)


@cache
def text_rules(spelling: bool) -> tuple[TextRule, ...]:
    """Those of the rules that are tried that read one text at a time."""
    return tuple(rule.text for rule in asked_for(spelling) if rule.text)
