"""What may be public of a memo, and what stands in the way."""
