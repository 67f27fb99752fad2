"""TOML: its text, and its tables as typed data."""
