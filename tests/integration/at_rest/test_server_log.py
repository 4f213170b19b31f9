"""What the server writes down of a day with mistakes and attacks names nobody and opens nothing."""

import socket
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.server import Server
from training.vault import KEYS_FILE

NAME, EMAIL = "Quetzal Wanderer", "quetzal.wanderer@reformers.example"
PASSPHRASE, TOKEN = "heliotrope umbrella marzipan", "aubergine-vermilion-token"
CANARIES = (NAME, "Quetzal", EMAIL, "reformers", PASSPHRASE, "heliotrope", TOKEN, "aubergine")


def ask(port: int, method: str, path: str, **sent: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": NAME}
    try:
        connection.request(method, path, urlencode(sent), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def say(port: int, *pieces: bytes) -> None:
    """Speak to the server without manners, and hang up."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        for piece in pieces:
            line.sendall(piece)
        line.shutdown(socket.SHUT_WR)
        line.recv(100)


def test_the_log_holds_no_name_no_address_and_no_token(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    try:
        told = urlencode({"name": EMAIL})
        assert ask(server.port, "GET", f"/sign-in?{told}") == 200
        assert ask(server.port, "POST", "/sign-in", name=EMAIL, passphrase=PASSPHRASE) == 400
        assert ask(server.port, "GET", f"/invitation/{TOKEN}") in {404, 410}
        assert ask(server.port, "GET", f"/join?code={TOKEN}") == 200
        assert ask(server.port, "GET", f"/{TOKEN}") == 404
        begun = f"GET /{TOKEN} HTTP/1.1\r\nHost: {TOKEN}\r\n".encode()
        say(server.port, begun)
        say(server.port, f"{TOKEN} {TOKEN} {TOKEN}\r\n\r\n".encode())
        say(server.port, begun + f"Content-Length: {TOKEN}\r\n\r\n".encode())
        say(server.port, f"POST /sign-in HTTP/1.1\r\nContent-Length: 900\r\n\r\n{EMAIL}".encode())
        say(server.port, f"GET /{TOKEN} HTTP/9.7\r\n\r\n".encode())
    finally:
        server.stop()
    log = server.log.read_text()
    assert "UPR Training: http://" in log
    assert [one for one in CANARIES if one in log] == []
    key = (tmp_path / "files" / KEYS_FILE).read_text().strip()
    assert key not in log
