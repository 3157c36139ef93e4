"""The feed that calendar programs read, and the page that makes its address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services.calendars.own_calendar import OFFER
from bot.services.ports.assistant import Button, Reply, TurnReplies
from bot.services.visits import ScheduleVisit
from tests.support.assistants import ScriptedAssistant
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser, PageReader

VISIT = ScheduleVisit("1", "Åsveien skole", datetime(2026, 11, 26, 8, 0, tzinfo=UTC))


@pytest.fixture
def address(services: Services, people: Cast) -> str:
    services.visits.schedule(people.ola, VISIT, at=NOW)
    return "/calendar/" + services.calendars.feeds.renew(people.ola, at=NOW).rpartition("/")[2]


def test_the_feed_needs_no_sign_in_and_is_told_once(stranger: Browser, address: str) -> None:
    first = stranger.open(address)
    assert first.status_code == 200
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in first.headers
    again = stranger.open(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_wrong_address_looks_like_an_ended_one(
    stranger: Browser, services: Services, people: Cast, address: str
) -> None:
    wrong = stranger.open("/calendar/" + "x" * 32 + ".ics")
    services.calendars.feeds.revoke(people.ola, at=NOW)
    ended = stranger.open(address)
    assert wrong.status_code == ended.status_code == 404
    assert (wrong.content, dict(wrong.headers)) == (ended.content, dict(ended.headers))


def test_the_page_makes_shows_once_renews_and_ends(ola: Browser, stranger: Browser) -> None:
    assert not [form for form in ola.read("/calendar").forms if form.action.endswith("revoke")]
    made = PageReader(ola.send_form("/calendar", "/calendar").text)
    [link] = [each for each in made.links if each.startswith("webcal://")]
    path = link.removeprefix("webcal://127.0.0.1:8000")
    assert stranger.open(path).status_code == 200
    shown_again = ola.open("/calendar").text
    assert path not in shown_again
    assert ola.send_form("/calendar", "/calendar/revoke").status_code == 303
    assert stranger.open(path).status_code == 404


def test_the_chat_links_to_the_file_of_a_visit(
    ola: Browser, kari: Browser, services: Services, people: Cast
) -> None:
    visit = services.visits.schedule(people.ola, VISIT, at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    assert f"/visits/{visit.id}.ics" in ola.read("/chat").links
    answer = ola.open(f"/visits/{visit.id}.ics")
    assert answer.headers["content-disposition"] == 'attachment; filename="skolebesok.ics"'
    assert f"UID:visit-{visit.id}@refleks" in answer.text
    assert kari.open(f"/visits/{visit.id}.ics").status_code == 404


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Besøk Åsveien skole\r\n"
    "DTSTART:20261126T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()


def upload(browser: Browser, content: bytes) -> Any:
    fields = browser.read("/calendar").form("/calendar/file").fields
    fields.pop("file")
    file = {"file": ("besok.ics", content, "text/calendar")}
    return browser.client.post("/calendar/file", data=fields, files=file)


def test_a_file_is_proposed_in_the_chat_and_put_in_after_a_yes(
    ola: Browser, services: Services, people: Cast
) -> None:
    assert upload(ola, CALENDAR).headers["location"] == "/chat#newest"
    page = ola.read("/chat")
    assert "Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00" in page.text
    yes = next(form for form in page.forms if form.button == "Ja, legg inn")
    assert ola.send("/chat/buttons", yes.fields).status_code == 303
    assert services.calendars.duties.put_in(at=NOW) == 1
    assert len(services.visits.coming(people.ola, at=NOW)) == 1
    assert "Lagt inn fra kalenderen din" in ola.read("/chat").text


def test_no_file_and_too_large_a_file_are_refused(ola: Browser) -> None:
    assert "Velg en fil først." in upload(ola, b"").text
    assert upload(ola, b"x" * 1_100_000).status_code == 413


def test_a_file_needs_a_form_of_ours(ola: Browser) -> None:
    file = {"file": ("besok.ics", CALENDAR, "text/calendar")}
    assert ola.client.post("/calendar/file", files=file).status_code == 403


def test_an_address_is_followed_until_it_is_let_go(
    ola: Browser, services: Services, people: Cast
) -> None:
    refused = ola.send_form("/calendar", "/calendar/follow", address="https://127.0.0.1:1/x")
    assert refused.status_code == 422
    assert "Den adressen kan jeg ikke hente." in refused.text
    followed = ola.send_form("/calendar", "/calendar/follow", address="webcal://c.example/x.ics")
    assert "Jeg henter kalenderen nå" in followed.text
    assert services.calendars.imports.has_source(people.ola)
    assert ola.send_form("/calendar", "/calendar/unfollow").status_code == 303
    assert not services.calendars.imports.has_source(people.ola)


def test_in_the_chat_the_calendar_is_offered_and_made_on_its_page(
    ola: Browser, assistant: ScriptedAssistant
) -> None:
    listed = Reply("Besøkene dine: …", (Button("I kalenderen min", OFFER),))
    assistant.answer = lambda _: TurnReplies((listed,), "nb", "list_visits")
    ola.send_form("/chat", "/chat", text="hvilke besøk har jeg")
    for title in ("I kalenderen min", "Lag lenke"):
        form = next(each for each in ola.read("/chat").forms if each.button == title)
        assert ola.send("/chat/buttons", form.fields).status_code == 303
    assert "http://127.0.0.1:8000/calendar" in ola.read("/chat").links
