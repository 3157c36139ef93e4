"""The pages in a real browser, without scripts, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot.bootstrap import Services
from bot.domain_model.reflections import ReflectionParts
from bot.services.reflections import LogReflection
from tests.support.needs import chromium_path
from tests.support.people import Cast, cast
from tests.support.ports import free_port
from tests.web.processes import wait_until_served, web_process

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PHONE = 320
"""Pixels of the narrowest telephone, and of a wide screen at 400 %."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def address(sqlite_url: str, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    with web_process(sqlite_url, tmp_path, port) as process:
        yield wait_until_served(port, process)


@pytest.fixture
def people(services: Services) -> Cast:
    at = datetime.now(UTC)
    people = cast(services, at)
    parts = ReflectionParts(
        happened="Gruppene kom godt i gang med kollegaveiledning.",
        hard="Et-ord-som-er-" + "veldig" * 20 + "-langt",
        next_step="Avtale tid med ledergruppa først.",
    )
    wish = LogReflection("test:1", "Åsveien skole", parts, date(2026, 11, 20))
    services.reflections.log(people.ola, wish, at=at)
    return people


def link(services: Services, people: Cast) -> str:
    assert people.kari.account_id
    token = services.sign_in.issue_link(people.kari.account_id, at=datetime.now(UTC))
    return f"/sign-in/{token}"


@pytest.fixture
def without_scripts(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="nb-NO")
    yield context
    context.close()


def test_from_the_link_to_an_answer(
    without_scripts: BrowserContext, services: Services, people: Cast
) -> None:
    page = without_scripts.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(link(services, people))
    page.get_by_role("button", name="Logg inn").click()
    expect(page).to_have_title("Refleksjoner – Refleks")

    page.get_by_role("link", name="Åsveien skole").click()
    expect(page.get_by_role("heading", name="Neste steg")).to_be_visible()
    expect(page.get_by_text("Avtale tid med ledergruppa først.")).to_be_visible()

    page.get_by_role("link", name="Samtale").click()
    page.get_by_label("Skriv til Refleks").fill("Hvem skal være med på <SKU>?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Du sa: Hvem skal være med på <SKU>?")).to_be_visible()
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.get_by_text("Du sa: /affirm")).to_be_visible()

    page.get_by_role("button", name="Nynorsk").click()
    expect(page.get_by_label("Hovudmeny")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_label("Hovudmeny")).to_be_hidden()
    page.goto("/reflections")
    expect(page).to_have_url("/sign-in")
    assert complaints == [], "nothing that a page asks for is refused by its own policy"


def test_the_keyboard_reaches_the_content_first(
    without_scripts: BrowserContext,
) -> None:
    page = without_scripts.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hopp til innholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/#content")


def _widest(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def test_nothing_is_wider_than_the_narrowest_telephone(
    chromium: Browser, address: str, services: Services, people: Cast
) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": PHONE, "height": 640})
    page = context.new_page()
    page.goto(link(services, people))
    assert _widest(page) == PHONE
    page.get_by_role("button", name="Logg inn").click()
    expect(page).to_have_title("Refleksjoner – Refleks")
    page.goto("/chat")
    address_of_one_word = "https://www.udir.no/" + "a" * 200 + "?"
    page.get_by_label("Skriv til Refleks").fill(address_of_one_word)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(f"Du sa: {address_of_one_word}")).to_be_visible()
    assert _widest(page) == PHONE
    page.goto("/reflections")
    assert _widest(page) == PHONE
    page.get_by_role("link", name="Åsveien skole").click()
    expect(page.get_by_role("heading", name="Neste steg")).to_be_visible()
    assert _widest(page) == PHONE
    for path in ("/about", "/privacy", "/visits", "/nowhere"):
        page.goto(path)
        assert _widest(page) == PHONE
    context.close()
