"""Certificates of participation: what the counting rule says of one person, on paper."""
