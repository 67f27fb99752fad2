"""Section text, both ways."""
