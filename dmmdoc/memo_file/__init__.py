"""A memo file, both ways."""
