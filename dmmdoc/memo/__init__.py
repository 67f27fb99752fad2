"""What a memo is, and the page that it makes."""
