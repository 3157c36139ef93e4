"""How updates reach the bot: by long polling or by webhook, never both."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

import httpx

from tests.fakes.bot_api.errors import ApiError, bad_request
from tests.fakes.bot_api.methods import decoded
from tests.fakes.bot_api.world import Json, World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Polling:
    """getUpdates."""

    def __init__(self, world: World, webhook: "Webhook") -> None:
        """Serve this world's updates as long as the webhook is not set."""
        self._world = world
        self._webhook = webhook
        self._generation = 0
        self.waiting = 0

    async def get_updates(self, params: Json, gone: Callable[[], bool]) -> list[Json]:
        """Answer with what is pending, at the latest when the asked-for seconds are over.

        `gone` says whether the caller has hung up.

        An update is forgotten when a later call names a higher offset, not before.
        """
        if self._webhook.url:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        self._apply_offset(int(params.get("offset") or 0))
        if params.get("allowed_updates") is not None:
            self._world.allowed_updates = list(decoded(params["allowed_updates"]))
        limit = max(1, min(int(params.get("limit") or 100), 100))
        await self._wait_for_updates(float(params.get("timeout") or 0), gone)
        return self._world.pending[:limit]

    def _apply_offset(self, offset: int) -> None:
        if offset > 0:
            self._world.confirm(offset)
        elif offset < 0 and self._world.pending:
            keep = self._world.pending[offset:]
            self._world.confirm(keep[0]["update_id"])

    async def _wait_for_updates(self, seconds: float, gone: Callable[[], bool]) -> None:
        self._generation += 1
        mine = self._generation
        self._world.signal.fire()
        self.waiting += 1

        def superseded() -> bool:
            return self._generation != mine or bool(self._webhook.url)

        try:
            await self._world.signal.until(
                lambda: bool(self._world.pending) or superseded() or self._world.closing,
                seconds,
            )
        finally:
            self.waiting -= 1
        if superseded():
            raise ApiError(409, _WEBHOOK_ACTIVE if self._webhook.url else _TERMINATED)


class Webhook:
    """setWebhook and the deliveries that follow, one at a time, until each is answered 2xx."""

    def __init__(self, world: World, retry_delay: float = 0.1) -> None:
        """Deliver this world's updates; a refused one again after the delay."""
        self._world = world
        self._retry_delay = retry_delay
        self._secret = ""
        self._last_error: Json = {}
        self.url = ""
        self.attempts: list[Json] = []

    def table(self) -> dict[str, Callable[[Json], Any]]:
        """Return the methods by their lower-case names."""
        return {
            "setwebhook": self._set,
            "deletewebhook": self._delete,
            "getwebhookinfo": self._info,
        }

    def _set(self, params: Json) -> bool:
        url, secret = (
            str(params.get("url") or ""),
            str(params.get("secret_token") or ""),
        )
        # Telegram itself insists on https; a test has no certificate and needs none on loopback.
        if url and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", url):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if params.get("allowed_updates") is not None:
            self._world.allowed_updates = list(decoded(params["allowed_updates"]))
        self._drop_pending(params)
        self.url, self._secret, self._last_error = url, secret, {}
        self._world.signal.fire()
        return True

    def forget(self) -> None:
        """Be as before the first setWebhook."""
        self.url, self._secret, self._last_error, self.attempts = "", "", {}, []

    def _delete(self, params: Json) -> bool:
        self._drop_pending(params)
        self.url, self._secret = "", ""
        self._world.signal.fire()
        return True

    def _drop_pending(self, params: Json) -> None:
        if str(params.get("drop_pending_updates", "")).lower() == "true":
            self._world.pending.clear()

    def _info(self, _params: Json) -> Json:
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.pending),
            **({"allowed_updates": self._world.allowed_updates} if self.url else {}),
            **self._last_error,
        }

    async def deliver_for_ever(self) -> None:
        """Post pending updates to the webhook for as long as the server lives."""
        async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
            while not self._world.closing:
                await self._world.signal.until(
                    lambda: self._world.closing or bool(self.url and self._world.pending),
                    3600,
                )
                if self.url and self._world.pending and not self._world.closing:
                    await self._deliver(client, self._world.pending[0])

    async def _deliver(self, client: httpx.AsyncClient, update: Json) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
            status, problem = (
                answer.status_code,
                f"Wrong response from the webhook: {answer}",
            )
        except httpx.HTTPError as error:
            status, problem = 0, f"Connection failed: {error!r}"
        self.attempts.append({"update_id": update["update_id"], "status": status})
        if 200 <= status < 300:
            self._world.pending = [kept for kept in self._world.pending if kept is not update]
        else:
            self._last_error = {
                "last_error_date": int(time.time()),
                "last_error_message": problem,
            }
        self._world.signal.fire()
        if not 200 <= status < 300:
            await asyncio.sleep(self._retry_delay)
