"""Documents that come back, taken into their memo."""
