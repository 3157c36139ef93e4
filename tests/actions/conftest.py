"""Actions on the real use cases and a database of each test's own."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from tests.support.acting import Speaker
from tests.support.people import Cast


@pytest.fixture
def ola(services: Services, people: Cast) -> Speaker:
    """A partner's chat."""
    return Speaker(services, f"web:{people.ola.account_id}")


@pytest.fixture
def stranger(services: Services) -> Speaker:
    """The chat of somebody nobody has invited."""
    return Speaker(services, "telegram:99")
