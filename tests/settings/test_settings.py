"""Settings are read once, and every problem is told at once, without any value."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.secret_files import SecretNotKept, kept_secret
from bot.settings import BadSettings, RasaIsElsewhere, Settings, load_settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_nothing() -> None:
    settings = load_settings()
    assert settings.database == "sqlite:///var/refleks.db"
    assert settings.web_address == ("127.0.0.1", 8000)
    assert settings.public_address == "http://127.0.0.1:8000"
    assert settings.rasa_address == ("127.0.0.1", 5005)
    assert settings.zone.key == "Europe/Oslo"


@pytest.mark.parametrize("url", ["http://rasa.example:5005", "http://0.0.0.0:5005"])
def test_the_rasa_process_is_open_to_others_only_when_that_is_said(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("RASA_URL", url)
    with pytest.raises(RasaIsElsewhere, match="RASA_LISTEN"):
        _ = load_settings().rasa_address
    monkeypatch.setenv("RASA_LISTEN", "[::]:5006")
    assert load_settings().rasa_address == ("::", 5006)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://localhost", ("localhost", 80)),
        ("https://127.0.0.1/", ("127.0.0.1", 443)),
        ("http://[::1]:5005", ("::1", 5005)),
    ],
)
def test_the_rasa_process_listens_where_the_others_find_it(
    monkeypatch: pytest.MonkeyPatch, url: str, address: tuple[str, int]
) -> None:
    monkeypatch.setenv("RASA_URL", url)
    assert load_settings().rasa_address == address


def test_every_problem_is_told_at_once_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = {
        "RASA_URL": "nowhere-special",
        "TELEGRAM_API_URL": "http://x:99999",
        "RASA_LISTEN": "x:y",
        "WEB_LISTEN": "host-only",
        "TZ_NAME": "Mars/Olympus",
        "SECRET_KEY": "short-secret",
        "RETENTION_DAYS_MESSAGES": "soon",
        "LOG_LEVEL": "CHATTY",
    }
    for name, value in bad.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    told = str(caught.value)
    assert all(name in told for name in bad)
    assert "short-secret" not in told


@pytest.mark.parametrize("value", ["changeme", "secret", "0123456789abcde"])
def test_placeholders_are_no_secrets(value: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, rasa_token=value)


def test_a_webhook_needs_its_secret() -> None:
    with pytest.raises(ValidationError, match="TELEGRAM_WEBHOOK_SECRET"):
        Settings(_env_file=None, telegram_mode="webhook")


def test_oidc_is_all_or_nothing() -> None:
    with pytest.raises(ValidationError, match="OIDC_CLIENT_SECRET"):
        Settings(_env_file=None, oidc_issuer="https://auth.example")


def test_an_empty_line_means_not_set(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=\nTELEGRAM_BOT_TOKEN=\nPUBLIC_URL=\n")
    settings = load_settings()
    assert (settings.database_url, settings.telegram_bot_token) == (None, None)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSettings, match=r"\.env"):
        load_settings()


def test_no_secret_is_shown() -> None:
    settings = Settings(_env_file=None, secret_key="a-very-long-secret-word")
    assert "a-very-long-secret-word" not in repr(settings)


def test_a_secret_is_made_up_once_even_by_several_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(kept_secret, [path] * 16))) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_a_secret_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(SecretNotKept):
        kept_secret(tmp_path / "var" / "secret_key")
