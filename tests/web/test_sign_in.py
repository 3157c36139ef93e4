"""A link signs one browser in, once, and only when its button is pressed."""

from __future__ import annotations

from datetime import timedelta

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.bootstrap import Services
from bot.domain_model.people import SESSION_LENGTH
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.assistants import ScriptedAssistant
from tests.support.people import NOW, Cast
from tests.web.browsing import ADDRESS, Browser
from tests.web.conftest import KEY


def link(services: Services, people: Cast) -> str:
    assert people.kari.account_id
    return services.sign_in.issue_link(people.kari.account_id, at=NOW)


def test_a_preview_does_not_use_the_link_up(
    stranger: Browser, services: Services, people: Cast
) -> None:
    token = link(services, people)
    for method in ("GET", "HEAD", "GET"):
        assert stranger.client.request(method, f"/sign-in/{token}").status_code == 200
    assert services.sign_in.owner(token, at=NOW).name == "Kari Nordmann"
    page = stranger.read(f"/sign-in/{token}")
    assert "Kari" not in page.text, "a preview shows nobody's name"


def test_the_button_signs_in_and_leads_to_the_list(
    stranger: Browser, services: Services, people: Cast
) -> None:
    response = stranger.send_form(f"/sign-in/{link(services, people)}", "")
    assert (response.status_code, response.headers["location"]) == (303, "/")
    session, visitor = response.headers.get_list("set-cookie")
    assert session.startswith("refleks_session=")
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Secure" not in session
    assert 'refleks_visitor=""' in visitor
    assert stranger.open("/").headers["location"] == "/reflections"
    assert stranger.open("/sign-in").headers["location"] == "/"
    assert "Logget inn som Kari Nordmann" in stranger.read("/reflections").text


def test_an_invitation_signs_in_too(stranger: Browser, services: Services, people: Cast) -> None:
    invited = services.partners.invite(people.kari, "Liv Dal", at=NOW, language="nn")
    page = stranger.read(f"/sign-in/{invited.token}")
    assert "Velkomen til Refleks" in page.text, "the page is in the invited person's language"
    stranger.sign_in(invited.token)
    assert stranger.open("/").headers["location"] == "/chat"
    assert "Logga inn som Liv Dal" in stranger.read("/visits").text


def test_a_used_link_is_explained(
    stranger: Browser, kari: Browser, services: Services, people: Cast
) -> None:
    token = link(services, people)
    form = stranger.read(f"/sign-in/{token}").form("").fields
    services.sign_in.sign_in(token, at=NOW)
    for response in (
        stranger.open(f"/sign-in/{token}"),
        stranger.send(f"/sign-in/{token}", form),
        stranger.open("/sign-in/unknown"),
    ):
        assert response.status_code == 404
        assert "Denne lenken virker ikke lenger" in response.text
        assert "ber du koordinatoren" in response.text
    # Whoever has signed in meanwhile, with a second press of the same button, just goes on.
    assert kari.open(f"/sign-in/{token}").headers["location"] == "/"


def test_the_form_works_in_the_browser_that_opened_the_link_only(
    app: Starlette, stranger: Browser, services: Services, people: Cast
) -> None:
    token = link(services, people)
    form = stranger.read(f"/sign-in/{token}").form("").fields
    other = Browser(TestClient(app, base_url=ADDRESS, follow_redirects=False))
    assert other.send(f"/sign-in/{token}", form).status_code == 403
    assert stranger.send(f"/sign-in/{token}", form).status_code == 303


def test_signing_in_anew_ends_the_old_session(
    kari: Browser, services: Services, people: Cast
) -> None:
    old = kari.client.cookies["refleks_session"]
    kari.sign_in(link(services, people))
    new = kari.client.cookies["refleks_session"]
    assert new != old
    kari.client.cookies.set("refleks_session", old, domain="127.0.0.1")
    kari.client.cookies.jar.clear()
    response = kari.open("/reflections", headers={"Cookie": f"refleks_session={old}"})
    assert response.headers["location"] == "/sign-in"


def test_signing_out_ends_the_session(kari: Browser) -> None:
    session = kari.client.cookies["refleks_session"]
    response = kari.send_form("/reflections", "/sign-out")
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert "refleks_session" not in kari.client.cookies
    kept = {"Cookie": f"refleks_session={session}"}
    assert kari.open("/reflections", headers=kept).headers["location"] == "/sign-in"


def test_a_session_is_over_after_a_fortnight(
    kari: Browser, services: Services, settings: Settings
) -> None:
    late = create_app(
        services,
        settings,
        assistant=ScriptedAssistant(),
        secret_key=KEY,
        clock=lambda: NOW + SESSION_LENGTH + timedelta(1),
    )
    client = TestClient(late, base_url=ADDRESS, follow_redirects=False)
    session = {"Cookie": f"refleks_session={kari.client.cookies['refleks_session']}"}
    assert client.get("/reflections", headers=session).headers["location"] == "/sign-in"


def test_how_to_get_a_link_is_explained(stranger: Browser) -> None:
    page = stranger.read("/sign-in")
    assert "Du må logge inn" in page.text
    assert "ber du koordinatoren ved institusjonen din om en ny" in page.text
