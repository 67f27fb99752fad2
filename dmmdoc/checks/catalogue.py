"""Every rule of check, by its name, in the order in which they are tried."""

from dmmdoc.checks.rules import abbreviations, completeness, language, meeting, openness

RULES = {
    rule.name: rule
    for rule in (
        completeness.missing_section,
        completeness.placeholder,
        completeness.unconfirmed_draft,
        completeness.leftover_note,
        completeness.session_not_mentioned,
        completeness.too_long,
        abbreviations.unexpanded_abbreviation,
        abbreviations.inconsistent_abbreviation,
        language.lowercase_kamer,
        language.missing_full_stop,
        language.double_word,
        language.unclosed_bracket,
        language.missing_hyphen,
        meeting.date_mismatch,
        meeting.impossible_day,
        meeting.meeting_order,
        meeting.tense,
        openness.unmarked_personal_data,
        openness.unmarked_person,
        openness.withheld_elsewhere,
        openness.unknown_ground,
        openness.withheld_opinion,
        openness.redaction_without_reason,
        openness.unused_phrase,
    )
}
TEXT_RULES = tuple(rule.text for rule in RULES.values() if rule.text)
"""Those that read one text at a time."""
