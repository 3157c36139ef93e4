"""«refleks erase» asks before it erases, and says what was done."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from bot.cli import main


def refleks(*words: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, words, input=answer)


@pytest.fixture(autouse=True)
def _people(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert refleks("coordinator", "Kari", "--institution", "HVL").exit_code == 0
    assert refleks("invite", "Ola Ås").exit_code == 0


def test_a_partner_is_erased_after_a_yes() -> None:
    refused = refleks("erase", "Ola Ås", answer="n\n")
    assert "This cannot be undone" in refused.output
    assert refused.exit_code == 1
    assert "Erased. 0 reflections were deleted" in refleks("erase", "ola ås", answer="y\n").output
    assert "no partner of that name" in refleks("erase", "Ola Ås", "--yes").stderr


def test_nobody_is_asked_with_yes_and_the_last_coordinator_stays() -> None:
    assert refleks("erase", "Ola Ås", "--yes").exit_code == 0
    kept = refleks("erase", "Kari", "--yes")
    assert kept.exit_code == 1
    assert "only coordinator" in kept.stderr
