"""Takes the pictures of README.md: the coordinator's page, and a chat that was really had.

    .venv/bin/python -m scripts.screenshots

Starts Refleks on free ports with made-up people in a folder of its own, so that nobody's data is
in a picture. Needs a trained model (make train) and Chromium; 👍 needs fonts-noto-color-emoji.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bot.bootstrap import ROOT, Services, build_services
from bot.domain_model.actors import Actor
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from bot.settings import Settings
from bot.storage.migrate import migrate

PICTURES = ROOT / "docs" / "pictures"
LARGEST_BYTES = 150_000
SECONDS_TO_START = 120
QUESTION = "hvem skal egentlig være med på sku da"
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
REFLECTIONS = [
    (
        "Solbakken skole", 9, Sharing.COORDINATOR,
        ReflectionParts(
            happened="Første økt med hele personalet. Vi brukte IGP på spørsmålet «hva vil vi at "
            "elevene skal merke?».",
            worked="Alle skrev noe selv før de snakket sammen.",
            hard="Tida ble knapp til å velge ett mål.",
            next_step="Be ledergruppa velge ett mål før neste økt.",
        ),
    ),
    (
        "Fjellvik ungdomsskole", 4, Sharing.NETWORK,
        ReflectionParts(
            happened="Tre team prøvde kollegarettleiing med førsamtale og ettersamtale.",
            worked="Spørjekorta gjorde det lettare å vere kritisk ven.",
            next_step="La ressurslærarane leie neste runde sjølve.",
        ),
    ),
    (
        "Lillehaug skole", 1, Sharing.INSTITUTION,
        ReflectionParts(
            happened="Gruppene kom godt i gang med kollegaveiledning, men rektor måtte gå etter "
            "ti minutter igjen.",
            worked="Ressurslærerne holdt tråden fra sist.",
            hard="Uten ledelsen til stede ble ingenting bestemt.",
            next_step="Avtale faste ti minutter med rektor før hver økt.",
        ),
    ),
]  # fmt: skip


def main() -> None:
    """Take both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,
            var_dir=Path(folder),
            web_listen=f"127.0.0.1:{_free_port()}",
            rasa_url=f"http://127.0.0.1:{_free_port()}",
        )
        services = build_services(settings)
        migrate(services.database.engine)
        coordinator, partner = _made_up_people(services)
        with _running(settings), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=BROWSER
            )
            context = browser.new_context(
                base_url=settings.public_address,
                java_script_enabled=False,
                locale="nb-NO",
                device_scale_factor=1.25,
            )
            page = context.new_page()
            _take_coordinator_page(page, _link(services, coordinator))
            _take_chat(page, _link(services, partner))
            browser.close()


def _made_up_people(services: Services) -> tuple[Actor, Actor]:
    now = datetime.now(UTC)
    coordinator = services.partners.add_coordinator(
        "Eksempelhøgskolen", "Kari Eksempel", at=now
    ).account.actor
    ola, siri = (
        services.partners.invite(coordinator, name, at=now).account.actor
        for name in ("Ola Eksempel", "Siri Eksempel")
    )
    for author, (school, days_ago, sharing, parts) in zip(
        (ola, siri, ola), REFLECTIONS, strict=True
    ):
        at = now - timedelta(days=days_ago)
        wish = LogReflection(f"picture:{school}", school, parts, at.date(), sharing)
        services.reflections.log(author, wish, at=at)
    return coordinator, ola


def _link(services: Services, actor: Actor) -> str:
    if actor.account_id is None:
        raise LookupError("a made-up person without an account")
    return f"/sign-in/{services.sign_in.issue_link(actor.account_id, at=datetime.now(UTC))}"


def _take_coordinator_page(page: Page, link: str) -> None:
    page.set_viewport_size({"width": 820, "height": 720})
    page.goto(link)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", name="Refleksjoner")).to_be_visible()
    _keep(page, "coordinator.png")


def _take_chat(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()
    page.goto("/chat")
    page.get_by_label("Skriv til Refleks").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Kilde:")).to_be_visible()
    page.goto("/chat")
    expect(page.get_by_text("Kilde:")).to_be_visible()
    _keep(page, "chat.png")


def _keep(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    footer = page.locator("footer").bounding_box()
    if footer is None:
        sys.exit(f"{name}: the page has no end")
    clip = {"x": 0, "y": 0, "width": footer["width"], "height": footer["y"]}
    page.screenshot(path=PICTURES / name, full_page=True, clip=clip)
    size = (PICTURES / name).stat().st_size
    print(f"{name}: {size / 1000:.0f} kB")
    if size > LARGEST_BYTES:
        sys.exit(f"{name} is larger than {LARGEST_BYTES / 1000:.0f} kB")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@contextmanager
def _running(settings: Settings) -> Iterator[None]:
    environment = os.environ | {
        "VAR_DIR": str(settings.var_dir),
        "WEB_LISTEN": settings.web_listen,
        "RASA_URL": settings.rasa_url,
        "DATABASE_URL": settings.database,
    }
    command = [sys.executable, "-m", "bot.cli", "run", "rasa", "web"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            _wait_until_ready(process)
            yield
        finally:
            process.terminate()


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + SECONDS_TO_START
    for line in process.stdout or ():
        if "Refleks is ready" in line:
            return
        if time.monotonic() > end:
            break
    sys.exit("Refleks did not start")


if __name__ == "__main__":
    main()
