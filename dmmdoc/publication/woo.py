"""The grounds of the Wet open overheid on which a passage may be withheld."""

PERSOON = "5.1.2e"
"""The ground on which people's names and contact details are withheld, marked or not."""
