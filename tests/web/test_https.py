"""What differs when people reach the site over https."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from bot.bootstrap import Services
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.assistants import ScriptedAssistant
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser
from tests.web.conftest import KEY

ADDRESS = "https://refleks.example.no"


@pytest.fixture
def browser(services: Services, settings: Settings) -> Browser:
    public = settings.model_copy(update={"public_url": ADDRESS})
    app = create_app(
        services, public, assistant=ScriptedAssistant(), secret_key=KEY, clock=lambda: NOW
    )
    return Browser(TestClient(app, base_url=ADDRESS, follow_redirects=False))


def test_the_browser_is_told_to_stay_there(browser: Browser) -> None:
    assert browser.open("/").headers["strict-transport-security"] == "max-age=31536000"


def test_cookies_are_sent_over_https_only_and_by_this_host_only(
    browser: Browser, services: Services, people: Cast
) -> None:
    assert people.kari.account_id
    token = services.sign_in.issue_link(people.kari.account_id, at=NOW)
    visitor = browser.open(f"/sign-in/{token}").headers["set-cookie"]
    assert visitor.startswith("__Host-refleks_visitor=")
    response = browser.send_form(f"/sign-in/{token}", "")
    session, _ = response.headers.get_list("set-cookie")
    assert session.startswith("__Host-refleks_session=")
    for cookie in (visitor, session):
        assert "; Secure" in cookie
        assert "; HttpOnly" in cookie
        assert "; SameSite=lax" in cookie
        assert "; Path=/" in cookie
        assert "Domain" not in cookie
    assert browser.open("/reflections").status_code == 200
