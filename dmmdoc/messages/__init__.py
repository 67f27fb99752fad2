"""What is said to a person: a catalogue a language."""
