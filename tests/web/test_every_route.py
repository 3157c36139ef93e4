"""What holds for every route, taken from the route table so that a new one is not forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import Route

from bot.bootstrap import build_services
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.assistants import ScriptedAssistant
from tests.support.people import Cast
from tests.web.browsing import Browser, PageReader

OPEN_TO_ALL = {
    "/",
    "/about",
    "/privacy",
    "/erased",
    "/sign-in",
    "/sign-in/{token}",
    "/calendar/{token}.ics",
    "/static/{name}",
    "/health",
    "/telegram/webhook",
}
NOT_FORMS = {"/telegram/webhook"}
TAKES_FILES = {"/calendar/file", "/schools"}


def _routes() -> list[tuple[str, str]]:
    settings = Settings(_env_file=None, database_url="sqlite://", var_dir=Path("unused"))
    app = create_app(
        build_services(settings), settings, assistant=ScriptedAssistant(), secret_key="unused"
    )
    table = [route for route in app.routes if isinstance(route, Route)]
    assert len(table) == len(app.routes), "routes of another kind are not looked at here"
    return sorted(
        (method, route.path)
        for route in table
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}
    )


ROUTES = _routes()
CLOSED = [route for route in ROUTES if route[1] not in OPEN_TO_ALL]
FORMS = [path for method, path in ROUTES if method == "POST" and path not in NOT_FORMS]


def _filled(path: str) -> str:
    return path.replace("{", "").replace("}", "")


def test_there_are_routes_to_look_at() -> None:
    assert len(CLOSED) >= 5
    assert len(FORMS) >= 3


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_whoever_has_not_signed_in_is_told_how_to(
    stranger: Browser, method: str, path: str
) -> None:
    data = {"text": ""} if method == "POST" else None
    response = stranger.client.request(method, _filled(path), data=data)
    assert response.status_code == 303
    assert response.headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "0" * 64, "æ"])
def test_a_form_that_is_not_from_our_page_is_refused(
    kari: Browser, path: str, token: str | None
) -> None:
    before = dict(kari.client.cookies)
    response = kari.send(_filled(path), {"text": "hei"} | ({"form_token": token} if token else {}))
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert dict(kari.client.cookies) == before


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_somebody_elses_browser_is_refused(
    kari: Browser, ola: Browser, path: str
) -> None:
    theirs = ola.read("/reflections").form("/sign-out").fields
    assert kari.send(_filled(path), theirs).status_code == 403


@pytest.mark.parametrize("path", [path for path in FORMS if path not in TAKES_FILES])
def test_files_are_refused(kari: Browser, path: str) -> None:
    token = kari.read("/reflections").form("/sign-out").fields
    response = kari.client.post(_filled(path), data=token, files={"file": b"x"})
    assert response.status_code == 415


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("GET", "/nowhere"), ("PUT", "/")])
def test_every_answer_carries_the_headers(kari: Browser, method: str, path: str) -> None:
    response = kari.client.request(method, _filled(path))
    headers = response.headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store" or path.startswith("/static/")
    assert "strict-transport-security" not in headers
    assert "server" not in headers


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_page_says_its_language_and_title_and_has_no_scripts(
    kari: Browser, people: Cast, method: str, path: str
) -> None:
    response = kari.client.request(method, _filled(path))
    if not response.headers.get("content-type", "").startswith("text/html"):
        return
    page = PageReader(response.text)
    assert ("html", {"lang": "nb"}) in page.tags
    names = [tag for tag, _ in page.tags]
    assert names.count("title") == names.count("h1") == names.count("main") == 1
    assert "script" not in names
    assert not any(
        name == "style" or name.startswith("on") for _, given in page.tags for name in given
    )
