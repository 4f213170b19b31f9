"""Peer feedback in a circle: everybody hands in one draft, reads a few, and gets some back."""
