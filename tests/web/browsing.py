"""What a browser does with pages: reads them, fills in their forms and sends those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx2
from starlette.testclient import TestClient

ADDRESS = "http://127.0.0.1:8000"


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""


class PageReader(HTMLParser):
    """Finds the forms, links and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._open: Form | None = None
        self._in_button = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "form":
            self._open = Form(given.get("action") or "")
            self.forms.append(self._open)
        elif tag in {"input", "textarea"} and self._open is not None:
            if given.get("type") in {"radio", "checkbox"} and "checked" not in given:
                return
            self._open.fields[given.get("name") or ""] = given.get("value") or ""
        elif tag == "button":
            self._in_button = True
        elif tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "button":
            self._in_button = False

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._in_button and self._open is not None:
            self._open.button = data.strip()

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def form(self, action: str) -> Form:
        return next(form for form in self.forms if form.action == action)


class Browser:
    """Opens pages and sends forms, keeping cookies."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def open(self, path: str, **options: Any) -> httpx2.Response:
        return self.client.get(path, **options)

    def read(self, path: str) -> PageReader:
        response = self.open(path)
        assert response.status_code == 200, (path, response.status_code)
        return PageReader(response.text)

    def send(self, path: str, fields: Mapping[str, str]) -> httpx2.Response:
        return self.client.post(path, data=dict(fields))

    def send_form(self, page: str, action: str, **filled: str) -> httpx2.Response:
        """Open `page`, fill in its form for `action` and send that."""
        form = self.read(page).form(action)
        return self.send(action or page, form.fields | filled)

    def sign_in(self, token: str) -> None:
        response = self.send_form(f"/sign-in/{token}", "")
        assert response.status_code == 303, response.text
