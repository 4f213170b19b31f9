"""The platform as its operator runs it: `training serve` in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 30
SETTINGS = {
    "SECRET_KEY": "a key that only tests know, long enough to be accepted",
    "ARGON2_MEMORY_KIB": "64",
    "ARGON2_PASSES": "1",
    "SIGN_IN_LIMIT": "10000 per minute",
    "ADDRESS_LIMIT": "10000 per minute",
    "JOIN_LIMIT": "10000 per minute",
}


class DidNotStart(AssertionError):
    """The server ended, or answered nobody; the message is what it printed."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Server:
    """A server with its own folder of files; what it keeps there outlives it."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.log = folder / "server.log"
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.settings = {
            **SETTINGS,
            "DATA_DIR": str(folder / "files"),
            "BIND": f"127.0.0.1:{self.port}",
            **(settings or {}),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it as `make run` does, and wait until it answers; raises DidNotStart."""
        programs = Path(sys.executable).parent
        search = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [programs / "training", "serve"],
                cwd=ROOT,
                env={**os.environ, "PATH": search, **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise DidNotStart(self.printed)
            time.sleep(0.05)

    def command(self, *arguments: str) -> str:
        """Run a command of `training` beside the server; returns what it printed."""
        program = Path(sys.executable).parent / "training"
        done = subprocess.run(
            [program, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def answers(self) -> bool:
        """Tell whether the server says that it is alive."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    @property
    def printed(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def invitation(self) -> str:
        """The address that creates the first administrator, as a path."""
        found = re.search(r"(/invitation/\S+)", self.printed)
        if not found:
            raise DidNotStart(f"no invitation in: {self.printed}")
        return found[1]

    def stop(self) -> None:
        """End it politely."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would: nothing can be saved any more."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            if self.process.poll() is None:
                os.killpg(self.process.pid, how)
            self.process.wait()
            self.process = None
