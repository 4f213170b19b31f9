"""A person at a browser without scripts: opens pages, fills in their real forms, sends them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Self
from urllib.parse import urljoin

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from tests.integration.page import Button, Form, NotOnThePage, Page


def attachable(value: object) -> object:
    """Open the files among the values of a field, so that each sending reads them anew."""
    if isinstance(value, list):
        return [attachable(item) for item in value]
    if isinstance(value, tuple):
        return BytesIO(value[0]), value[1]
    return value


class Visitor:
    """One browser with its own cookies. All that it sends follows redirects, as browsers do."""

    def __init__(self, client: FlaskClient, language: str = "en") -> None:
        self.client = client
        self.language = language
        self.person_id = ""
        self.response: Response
        self.request: Request
        self.page = Page("")
        self._last: dict[str, Any] = {}

    def open(self, path: str, **query: str) -> Self:
        """Type an address."""
        return self._request("GET", path, query_string=query or None)

    def follow(self, words: str) -> Self:
        """Click the link with these words on it."""
        links = [link for link in self.page.links if link.words == words]
        if not links:
            raise NotOnThePage(
                f"no link {words!r} among {[link.words for link in self.page.links]}"
            )
        return self.open(links[0].href)

    def submit(self, form: int | str | None = None, /, **fields: object) -> Self:
        """Fill in a form and send it with its first button.

        The form is the only one of the page's main part with these fields, unless `form` names it
        by its number on the page or by a part of its action. Fields keep what the page put there.
        """
        chosen = self.page.chosen_form(form, set(fields))
        return self._send(chosen, chosen.buttons[0] if chosen.buttons else None, fields)

    def press(self, label: str, **fields: object) -> Self:
        """Fill in the form that has the button with this label, and press it."""
        for form in self.page.forms:
            if (button := form.button(label)) and set(fields) <= set(form.fields):
                return self._send(form, button, fields)
        labels = [button.label for form in self.page.forms for button in form.buttons]
        raise NotOnThePage(f"no button {label!r} among {labels}")

    def submit_again(self) -> Self:
        """Send the same once more, as after a broken connection."""
        return self._request(**self._last)

    def post(self, path: str, fields: Mapping[str, object] | None = None) -> Self:
        """Send what no form offers, as a forger would who has read the page before."""
        token = {"csrf_token": self.token} if self.token else {}
        return self._request("POST", path, data={**token, **(fields or {})})

    def post_json(self, path: str, content: object) -> Self:
        """Send what a script of the page would send."""
        return self._request("POST", path, json=content, headers={"X-CSRFToken": self.token})

    @property
    def token(self) -> str:
        """The forgery guard's token on the page that was seen last."""
        fields = [
            form.fields["csrf_token"] for form in self.page.forms if "csrf_token" in form.fields
        ]
        return fields[0].text if fields else ""

    @property
    def html(self) -> str:
        """The page as it came."""
        return self.response.get_data(as_text=True)

    @property
    def text(self) -> str:
        """The words on the page."""
        return self.page.text

    @property
    def json(self) -> Any:
        """The answer, when it is JSON."""
        return self.response.get_json()

    @property
    def path(self) -> str:
        """Where the redirects ended."""
        return self.request.path

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.response.status_code

    @property
    def headers(self) -> Headers:
        """The headers of the last answer."""
        return self.response.headers

    def _send(self, form: Form, button: Button | None, fields: dict[str, object]) -> Self:
        form.fill(fields)
        action = (button.action if button else None) or form.action or self._address()
        sent = form.sent(button)
        if form.method == "get":
            return self._request("GET", action.partition("?")[0], query_string=sent)
        return self._request("POST", action, data=sent)

    def _address(self) -> str:
        """The address of the page that is seen: where a form without an action goes."""
        request = self.request
        query = request.query_string.decode()
        return request.path + (f"?{query}" if query else "")

    def _request(self, method: str, path: str, **content: Any) -> Self:
        path = self._absolute(path)
        self._last = {"method": method, "path": path, **content}
        content["headers"] = {"Accept-Language": self.language, **content.get("headers", {})}
        if "data" in content:
            content["data"] = {name: attachable(value) for name, value in content["data"].items()}
        with self.client.open(path, method=method, follow_redirects=True, **content) as response:
            words = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
            self.response, self.request, self.page = response, response.request, Page(words)
        return self

    def _absolute(self, path: str) -> str:
        """Complete an address that may be relative to the page that is seen."""
        here = self.request.path if hasattr(self, "request") else "/"
        return urljoin(here, path).partition("#")[0]
