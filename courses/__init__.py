"""The front of the course package: the only names that others may import."""
