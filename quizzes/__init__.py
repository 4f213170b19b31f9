"""The front of the assessment library: the only names that others may import."""
