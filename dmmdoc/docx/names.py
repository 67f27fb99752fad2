"""The names by which a document is written and found back: styles, shared by both ways."""

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of one ground is named after it: Lakken 5.1.2e."""

WORDS_OWN = frozenset(
    {"Normal", "Body Text", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue"}
    | {"List Continue 2", "List Continue 3", "Closing", "Signature", "Header", "Footer", "Hyperlink"}
)
"""Styles that Word has by itself; the others are made known as custom, and tell that dmmdoc wrote the document."""
