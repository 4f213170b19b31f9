"""The application: the only place with Flask, the database and requests."""
