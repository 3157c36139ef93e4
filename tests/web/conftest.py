"""The site on a migrated SQLite file, and browsers that have signed in to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.assistants import Clock, ScriptedAssistant
from tests.support.people import NOW, Cast
from tests.web.browsing import ADDRESS, Browser

KEY = "a key that only tests know"
WEBHOOK_SECRET = "a webhook secret of tests"


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        database_url=sqlite_url,
        var_dir=tmp_path,
        telegram_webhook_secret=SecretStr(WEBHOOK_SECRET),
    )


@pytest.fixture
def app(
    services: Services, settings: Settings, assistant: ScriptedAssistant, clock: Clock
) -> Starlette:
    return create_app(services, settings, assistant=assistant, secret_key=KEY, clock=clock)


@pytest.fixture
def stranger(app: Starlette) -> Browser:
    """A browser that has not signed in."""
    return Browser(TestClient(app, base_url=ADDRESS, follow_redirects=False))


@pytest.fixture
def browser_of(app: Starlette, services: Services) -> Callable[[Actor], Browser]:
    """Opens a browser in which somebody has signed in."""

    def sign_in(actor: Actor) -> Browser:
        assert actor.account_id
        browser = Browser(TestClient(app, base_url=ADDRESS, follow_redirects=False))
        browser.sign_in(services.sign_in.issue_link(actor.account_id, at=NOW))
        return browser

    return sign_in


@pytest.fixture
def kari(browser_of: Callable[[Actor], Browser], people: Cast) -> Browser:
    """The browser of a coordinator."""
    return browser_of(people.kari)


@pytest.fixture
def ola(browser_of: Callable[[Actor], Browser], people: Cast) -> Browser:
    """The browser of a partner."""
    return browser_of(people.ola)
