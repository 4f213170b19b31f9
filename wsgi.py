"""The application for servers and for `flask`."""

from training.app import create_app

app = create_app()
