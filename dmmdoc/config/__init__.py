"""What anyone may change, read from the templates."""
