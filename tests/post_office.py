"""A mail server that keeps what it gets: as much of SMTP (RFC 5321) as the platform speaks."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any


class Letters(socketserver.StreamRequestHandler):
    """One connection of a sender."""

    server: "PostOffice"

    def handle(self) -> None:
        """Answer commands until the sender says goodbye."""
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                self.say("221 goodbye")
                return
            self.answer(word)

    def answer(self, word: bytes) -> None:
        """Answer one command."""
        if word == b"DATA":
            self.say("354 go on")
            self.server.keep(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("250 kept")
        elif word == b"RCPT" and self.server.is_closed:
            self.say("451 come back later")
        else:
            self.say("250 well")

    def say(self, text: str) -> None:
        """Send one line."""
        self.wfile.write(f"{text}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """The server and all the letters that were brought to it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Letters)
        self.letters: list[EmailMessage] = []
        self.is_closed = False

    @property
    def settings(self) -> dict[str, Any]:
        """What the platform is told about this server."""
        return {
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": self.server_address[1],
            "MAIL_ENCRYPTION": "none",
            "MAIL_FROM": "Training <post@training.example>",
        }

    def keep(self, raw: bytes) -> None:
        """Keep a letter."""
        letter = message_from_bytes(raw, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Run a mail server for as long as it is needed."""
    with PostOffice() as office:
        Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield office
        office.shutdown()
