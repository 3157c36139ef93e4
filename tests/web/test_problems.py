"""What goes wrong is said in plain words, and can be found in the log without anybody's text."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.bootstrap import ROOT, Services, build_services
from bot.domain_model.errors import StorageUnavailable
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.bodies import MAX_FORM_BYTES
from tests.support.assistants import ScriptedAssistant
from tests.support.people import NOW
from tests.web.browsing import ADDRESS, Browser, PageReader
from tests.web.conftest import KEY

SECRET = "Jonas i 9B er lei seg"


def test_an_unknown_page(stranger: Browser) -> None:
    response = stranger.open("/nowhere")
    assert response.status_code == 404
    assert "Denne siden finnes ikke" in response.text


def test_whoever_is_signed_in_stays_so_on_the_page_that_says_what_went_wrong(
    kari: Browser, broken: TestClient
) -> None:
    form = kari.read("/reflections").form("/sign-out").fields
    for response, status in (
        (kari.open("/nowhere"), 404),
        (kari.send("/reflections", form), 405),
        (kari.send("/sign-out", form | {"text": "a" * MAX_FORM_BYTES}), 413),
    ):
        assert response.status_code == status
        assert "Logget inn som Kari Nordmann" in response.text
    assert broken.get("/nowhere").status_code == 404


def test_an_address_with_a_slash_too_many_is_not_led_elsewhere(stranger: Browser) -> None:
    assert stranger.open("/about/").status_code == 404


def test_a_method_that_a_page_does_not_have(kari: Browser) -> None:
    response = kari.send("/reflections", {"a": "b"})
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert "Slik kan ikke denne siden brukes" in response.text


@pytest.mark.parametrize("extra", [1, 2 * 1024 * 1024])
def test_too_much_in_one_go(kari: Browser, extra: int) -> None:
    form = kari.read("/reflections").form("/sign-out").fields
    response = kari.send("/sign-out", form | {"text": "a" * (MAX_FORM_BYTES + extra)})
    assert response.status_code == 413
    assert "Det ble for mye på en gang" in response.text
    assert kari.open("/reflections").status_code == 200, "nothing was done"


def test_too_many_fields_or_no_form_at_all(kari: Browser) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    for body in ("&".join(f"a{n}=b" for n in range(30)), "a=b&\xff"):
        response = kari.client.post("/sign-out", content=body.encode("latin-1"), headers=form)
        assert response.status_code == 415
        assert "Dette kan jeg ikke ta imot" in response.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "", "[", "127.0.0.1.evil"])
def test_another_sites_name_is_not_answered(stranger: Browser, host: str) -> None:
    response = stranger.open("/", headers={"Host": host})
    assert response.status_code == 400
    assert "Denne adressen er ikke vår" in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "192.0.2.7"])
def test_our_own_names_are_answered(stranger: Browser, host: str) -> None:
    assert stranger.open("/", headers={"Host": host}).status_code == 200


def test_a_container_may_ask_for_a_sign_of_life_by_any_name(stranger: Browser) -> None:
    assert stranger.open("/health", headers={"Host": "web:8000"}).status_code == 200


@pytest.fixture
def broken(services: Services, settings: Settings, tmp_path: Path) -> TestClient:
    """A site whose database cannot be opened."""
    gone = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}"})
    app = create_app(
        build_services(gone),
        gone,
        assistant=ScriptedAssistant(),
        secret_key=KEY,
        clock=lambda: NOW,
    )
    return TestClient(
        app, base_url=ADDRESS, follow_redirects=False, cookies={"refleks_session": "x"}
    )


def test_a_database_that_is_down_is_said_openly(broken: TestClient) -> None:
    for path in ("/reflections", "/", "/sign-in/token"):
        response = broken.get(path)
        assert response.status_code == 503
        assert response.headers["retry-after"] == "10"
        assert "Refleks får ikke tak i arkivet" in response.text


def test_what_was_written_is_given_back_when_the_database_is_down(broken: TestClient) -> None:
    pages = (ROOT / "bot/web/templates").glob("*.html")
    found = [re.findall(r'<textarea[^>]* name="(\w+)', page.read_text("utf-8")) for page in pages]
    fields = [name for names in found for name in names]
    assert len(fields) >= 4
    for name in fields:
        response = broken.post("/sign-out", data={name + "nb" * name.endswith("_"): SECRET})
        assert response.status_code == 503
        assert SECRET in PageReader(response.text).text
        assert "Det er ikke sendt" in response.text


def test_what_was_written_is_given_back_when_the_session_is_over(
    stranger: Browser, kari: Browser
) -> None:
    for browser in (stranger, kari):
        response = browser.send("/sign-out", {"text": SECRET + "<b>"})
        assert response.status_code == 403
        assert SECRET + "<b>" in PageReader(response.text).text
        assert "<b>" not in response.text


def test_health(stranger: Browser, broken: TestClient) -> None:
    response = stranger.open("/health")
    assert (response.status_code, response.text) == (200, "ok\n")
    response = broken.get("/health")
    assert (response.status_code, response.text) == (503, "unavailable\n")


def _fail_with_text(request: Request) -> None:
    try:
        raise StorageUnavailable(SECRET)
    except StorageUnavailable as error:
        raise ValueError(SECRET) from error


def test_a_bug_gives_a_reference_that_the_log_has_and_no_text(
    app: Starlette, stranger: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    app.router.routes.append(Route("/bug", _fail_with_text))
    with caplog.at_level(logging.DEBUG):
        response = stranger.open("/bug")
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in response.text
    assert SECRET not in response.text
    found = re.search(r"Oppgi gjerne dette: ([0-9a-f]{8})", response.text)
    assert found
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert found.group(1) in logged
    assert "test_problems.py" in logged
    assert "builtins.ValueError" in logged
    assert "StorageUnavailable" in logged
    assert SECRET not in logged
    assert not any(record.exc_info for record in caplog.records)


def test_a_bug_in_the_middle_of_an_answer_ends_it(app: Starlette, stranger: Browser) -> None:
    async def parts() -> object:
        yield b"half"
        raise ValueError(SECRET)

    async def broken_off(_: Request) -> StreamingResponse:
        return StreamingResponse(parts())  # type: ignore[arg-type]

    app.router.routes.append(Route("/bug", broken_off))
    response = stranger.open("/bug")
    assert response.text == "half"
