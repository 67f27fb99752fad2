"""Readers: each makes a Memo, or blocks of one, out of what comes in, and knows no writer."""
