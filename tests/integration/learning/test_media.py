import pytest
from flask import Flask

from tests.builders import SHORT_COURSE
from tests.integration.visitor import Visitor

MEDIA = "/courses/short/media/1.0.0"
FILM = SHORT_COURSE["media/film.webm"]


def test_a_picture_is_sent_once_and_kept_by_the_browser(published: None, visitor: Visitor) -> None:
    visitor.open(f"{MEDIA}/dot.svg")
    assert (visitor.status, visitor.headers["Content-Type"]) == (
        200,
        "image/svg+xml; charset=utf-8",
    )
    assert "immutable" in visitor.headers["Cache-Control"]
    assert "max-age=31536000" in visitor.headers["Cache-Control"]


def test_a_film_is_sent_in_parts(app: Flask, published: None) -> None:
    client = app.test_client()
    with client.get(f"{MEDIA}/film.webm", headers={"Range": "bytes=4-8"}) as part:
        assert (part.status_code, part.data.decode()) == (206, FILM[4:9])
        assert part.headers["Content-Range"] == f"bytes 4-8/{len(FILM)}"
    with client.get(f"{MEDIA}/film.webm", headers={"Range": "bytes=500-"}) as beyond:
        assert beyond.status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        f"{MEDIA}/none.svg",
        f"{MEDIA}/../course.yaml",
        f"{MEDIA}/..%2f..%2f1-only%2fcheck.yaml",
        f"{MEDIA}//etc/passwd",
        "/courses/short/media/2.0.0/dot.svg",
        "/courses/none/media/1.0.0/dot.svg",
        "/courses/short/media/1.0.0/.published.json",
    ],
)
def test_nothing_but_media_of_published_courses_is_sent(
    published: None, visitor: Visitor, path: str
) -> None:
    assert visitor.open(path).status == 404
