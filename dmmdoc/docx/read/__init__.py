"""A .docx to the contents of a memo."""
