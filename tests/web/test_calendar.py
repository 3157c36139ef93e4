"""The feed that calendar programs read, and the page that makes its address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.bootstrap import Services
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser, PageReader

VISIT = ScheduleVisit("1", "Åsveien skole", datetime(2026, 11, 26, 8, 0, tzinfo=UTC))


@pytest.fixture
def address(services: Services, people: Cast) -> str:
    services.visits.schedule(people.ola, VISIT, at=NOW)
    return "/calendar/" + services.calendars.renew(people.ola, at=NOW).rpartition("/")[2]


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
    services.calendars.revoke(people.ola, at=NOW)
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
    services.calendar_changes.hand_over(at=NOW)
    assert f"/visits/{visit.id}.ics" in ola.read("/chat").links
    answer = ola.open(f"/visits/{visit.id}.ics")
    assert answer.headers["content-disposition"] == 'attachment; filename="skolebesok.ics"'
    assert f"UID:visit-{visit.id}@refleks" in answer.text
    assert kari.open(f"/visits/{visit.id}.ics").status_code == 404
