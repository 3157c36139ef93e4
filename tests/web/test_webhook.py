"""Telegram's updates are taken only from Telegram, and answered only when they are kept."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.assistants import ScriptedAssistant
from tests.web.browsing import ADDRESS, Browser
from tests.web.conftest import KEY, WEBHOOK_SECRET

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Kept:
    """Keeps updates, or fails as told."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.failure: Exception | None = None

    def __call__(self, update: dict[str, Any]) -> None:
        if self.failure:
            raise self.failure
        self.updates.append(update)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def telegram(services: Services, settings: Settings, kept: Kept) -> TestClient:
    app = create_app(
        services, settings, assistant=ScriptedAssistant(), secret_key=KEY, take_update=kept
    )
    return TestClient(app, base_url=ADDRESS)


def push(
    client: TestClient, content: bytes, secret: str | None = WEBHOOK_SECRET
) -> httpx2.Response:
    headers = {} if secret is None else {HEADER: secret}
    return client.post("/telegram/webhook", content=content, headers=headers)


def test_an_update_is_kept(telegram: TestClient, kept: Kept) -> None:
    assert push(telegram, b'{"update_id": 7}').status_code == 200
    assert kept.updates == [{"update_id": 7}]


@pytest.mark.parametrize("secret", [None, "", "wrong", WEBHOOK_SECRET + "x"])
def test_nobody_else_is_listened_to(telegram: TestClient, kept: Kept, secret: str | None) -> None:
    assert push(telegram, b'{"update_id": 7}', secret).status_code == 401
    assert push(telegram, b"not JSON", secret).status_code == 401
    assert kept.updates == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000])
def test_what_is_no_update_is_refused(telegram: TestClient, kept: Kept, content: bytes) -> None:
    assert push(telegram, content).status_code == 400
    assert kept.updates == []


def test_what_is_far_too_large_is_refused(telegram: TestClient) -> None:
    assert push(telegram, b" " * (1024 * 1024 + 1)).status_code == 413


def test_an_update_that_could_not_be_kept_shall_come_again(
    telegram: TestClient, kept: Kept
) -> None:
    kept.failure = StorageUnavailable()
    assert push(telegram, b'{"update_id": 7}').status_code == 503
    kept.failure = ValueError()
    assert push(telegram, b'{"update_id": 7}').status_code == 500


def test_without_telegram_there_is_no_webhook(stranger: Browser) -> None:
    assert push(stranger.client, b'{"update_id": 7}').status_code == 404


def test_without_a_secret_there_is_no_webhook(
    services: Services, settings: Settings, kept: Kept
) -> None:
    without = settings.model_copy(update={"telegram_webhook_secret": None})
    app = create_app(
        services, without, assistant=ScriptedAssistant(), secret_key=KEY, take_update=kept
    )
    client = TestClient(app, base_url=ADDRESS)
    assert push(client, b'{"update_id": 7}').status_code == 404
    assert kept.updates == []
