"""The drafts that wait for a facilitator, and the page on which they are marked."""
