"""The application for servers and for `flask`; without the data keys it does not start."""

from training.app import create_app
from training.vault import vault

app = create_app()
with app.app_context():
    vault().keys()
