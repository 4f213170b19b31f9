"""Figures at a glance: the desk of those who report, targets, and pictures with their tables."""
