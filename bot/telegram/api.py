"""The Bot API as this package sees it: typed calls, and errors that tell what is known.

python-telegram-bot's own errors do not tell a message that never left from one that nobody
confirmed, nor one 5xx from another; what is done about them differs, so these do.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
from telegram import Bot
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.domain_model.errors import RefleksError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_UNCONFIRMED_STATUS = 504
_CONNECTIONS = 32


class ApiError(RefleksError, TelegramError):
    """Telegram did not do what it was asked to."""


class Refused(ApiError):
    """Telegram answered, and the answer was no."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        """Keep the HTTP status, Telegram's words, and how long to wait if it says so."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class NotSent(ApiError):
    """Telegram could not be reached: the request never left."""


class NoAnswer(ApiError):
    """The request was sent and nobody answered in time: it has most likely been done."""


class BrokenOff(ApiError):
    """The connection ended in between: the request may or may not have been done."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that are waited for Telegram; `poll` is how long it may keep a poll open."""

    connect: float = 5
    answer: float = 10
    poll: float = 50


class _Request(HTTPXRequest):
    """Raises the errors of this module; keeps texts and the token out of messages and logs."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except NetworkError as error:
            raise _transport_error(error.__cause__) from None
        if 200 <= code < 300:
            return code, payload
        if code == _UNCONFIRMED_STATUS:
            raise NoAnswer
        raise _refusal(code, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            return cast("dict[str, Any]", json.loads(payload))
        except ValueError:
            raise BrokenOff from None


def _transport_error(cause: BaseException | None) -> ApiError:
    what = type(cause).__name__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return NotSent(f"Telegram cannot be reached ({what})")
    if isinstance(cause, httpx.ReadTimeout):
        return NoAnswer()
    return BrokenOff(f"The connection to Telegram broke ({what})")


def _refusal(code: int, payload: bytes) -> Refused:
    try:
        body = json.loads(payload)
        retry_after = (body.get("parameters") or {}).get("retry_after")
        return Refused(code, str(body.get("description", "")), retry_after)
    except (ValueError, AttributeError):
        return Refused(code, "")


class Api(Bot):
    """python-telegram-bot's client, with updates as Telegram sent them.

    The library's own `get_updates` fails as a whole when one update is of a shape that it does not
    know, and then logs all of them with their texts.
    """

    def __repr__(self) -> str:
        """Name it; the library's own words tell the token."""
        return f"{type(self).__name__}()"

    async def raw_updates(
        self, *, offset: int | None, allowed: Sequence[str], patience: Patience
    ) -> list[Mapping[str, Any]]:
        """Wait for updates; those below `offset` are confirmed by this."""
        data = {
            "offset": offset,
            "timeout": int(patience.poll),
            "allowed_updates": list(allowed),
            "limit": 100,
        }
        result = await self._post(
            "getUpdates",
            {name: value for name, value in data.items() if value is not None},
            read_timeout=patience.poll + patience.answer,
        )
        return cast("list[Mapping[str, Any]]", result)


def connect(api_url: str, token: str, patience: Patience | None = None) -> Api:
    """Make a client of the Bot API at `api_url`; nothing is connected yet."""
    _keep_secrets_out_of_logs()
    patience = patience or Patience()
    # A proxy of the machine's may be the only way out, but never the way to this machine itself.
    trust_env = (urlsplit(api_url).hostname or "") not in _LOOPBACK

    def request(connections: int) -> _Request:
        return _Request(
            connection_pool_size=connections,
            connect_timeout=patience.connect,
            pool_timeout=patience.connect,
            write_timeout=patience.answer,
            read_timeout=patience.answer,
            httpx_kwargs={"trust_env": trust_env},
        )

    return Api(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request(_CONNECTIONS),
        get_updates_request=request(1),
    )


def _keep_secrets_out_of_logs() -> None:
    """Silence what would tell the token (httpx) or texts (the library, at DEBUG)."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)


def name_of(error: Exception) -> str:
    """Name what went wrong, as the log of attempts keeps it."""
    return f"refused_{error.code}" if isinstance(error, Refused) else type(error).__name__.lower()
