"""The history of the database, step by step; it imports no product code."""
