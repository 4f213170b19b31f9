"""The application for servers and for `flask`; without the data keys it does not start."""

from training.app import served
from training.vault import vault

app = served()
with app.app_context():
    vault().keys()
