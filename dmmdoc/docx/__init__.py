"""Word documents, both ways."""
