"""Dutch as people write it: days, names, numbers."""
