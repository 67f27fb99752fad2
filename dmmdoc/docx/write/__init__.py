"""A page to a .docx."""
