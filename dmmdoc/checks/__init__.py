"""What would send a memo back."""
