"""What two sides made of one memo, brought together."""
