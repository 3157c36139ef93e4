"""What a test holds in its hand: acts as people do, sees what they see, orders failures."""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from tests.fakes.bot_api.world import DEFAULT_TOKEN, Json


@dataclass(frozen=True)
class SentMessage:
    """A message as the person sees it now."""

    message_id: int
    chat_id: int
    text: str
    markup: Json | None
    document: Json | None
    edits: int

    @property
    def buttons(self) -> list[str]:
        """The titles of the buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]


class FakeTelegram:
    """Steers a fake Bot API server over HTTP, in this process or another."""

    def __init__(self, url: str, token: str = DEFAULT_TOKEN) -> None:
        """Speak to the server at this address."""
        self.url = url
        self.token = token
        self._http = httpx.Client(base_url=url, timeout=130, trust_env=False)

    def wait_until_up(self, tries: int = 150) -> None:
        """Return when a server that was just started in another process takes connections."""
        for left in reversed(range(tries)):
            try:
                self._http.get("/control/look", params={"what": "pollers"})
            except httpx.ConnectError:
                if not left:
                    raise
                # Nothing can be waited on before the port is open.
                time.sleep(0.1)
            else:
                return

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections to the server."""
        self._http.close()

    def act(self, kind: str, **act: Any) -> Json:
        """Let a person do something; answers `update_id`, `message_id` and the raw `update`."""
        answer = self._http.post("/control/act", json={"kind": kind, **act})
        if answer.status_code == 400:
            raise AssertionError(answer.json()["error"])
        result: Json = answer.raise_for_status().json()
        return result

    def text(self, chat_id: int, text: str, **more: Any) -> Json:
        """Let a person write."""
        return self.act("text", chat_id=chat_id, text=text, **more)

    def press(self, chat_id: int, title: str) -> Json:
        """Let a person press the newest button with that title."""
        return self.act("press", chat_id=chat_id, title=title)

    def push(self, update: Json) -> Json:
        """Queue a raw update."""
        return self.act("raw", update=update)

    def add_chat(self, chat_id: int, **fields: Any) -> None:
        """Make a chat that the bot may write to."""
        self._http.post("/control/chats", json={"id": chat_id, **fields}).raise_for_status()

    def fail(self, method: str = "*", kind: str = "status", **order: Any) -> None:
        """Order a failure; see `Fault` for the fields."""
        body = {"method": method, "kind": kind, **order}
        self._http.post("/control/faults", json=body).raise_for_status()

    def heal(self) -> None:
        """Call all failures off and let hanging calls go on."""
        self._http.delete("/control/faults").raise_for_status()

    def reset(self) -> None:
        """Forget chats, messages, calls and failures; ids go on counting."""
        self._http.post("/control/reset").raise_for_status()

    def limit(
        self, in_all: int | None = None, per_chat: int | None = None, window: float = 1
    ) -> None:
        """Refuse with 429 what goes beyond so many messages per window of seconds."""
        body = {"in_all": in_all, "per_chat": per_chat, "window": window}
        self._http.post("/control/limits", json=body).raise_for_status()

    def look(self, what: str, **query: Any) -> list[Any]:
        """Return what matches now: messages, calls, pending, pollers, deliveries, profile …."""
        params = {
            "what": what,
            **{key: value for key, value in query.items() if value is not None},
        }
        found: list[Any] = self._http.get("/control/look", params=params).raise_for_status().json()
        return found

    def wait(self, what: str, count: int = 1, timeout: float = 10, **query: Any) -> list[Any]:
        """Return as soon as that many match; fails the test when the time is up."""
        body = {"what": what, "count": count, "timeout": timeout, **query}
        answer = self._http.post("/control/wait", json=body)
        if answer.status_code == 408:
            raise AssertionError(f"waited {timeout} s for {body}, there is only {answer.json()}")
        found: list[Any] = answer.raise_for_status().json()
        return found

    def messages(self, chat_id: int | None = None, **query: Any) -> list[SentMessage]:
        """Return what the bot has sent."""
        return _as_messages(self.look("messages", chat_id=chat_id, **query))

    def wait_messages(
        self, chat_id: int, count: int = 1, timeout: float = 10, **query: Any
    ) -> list[SentMessage]:
        """Return the chat's messages as soon as there are that many."""
        found = self.wait("messages", count=count, timeout=timeout, chat_id=chat_id, **query)
        return _as_messages(found)

    def calls(self, method: str | None = None, **query: Any) -> list[Json]:
        """Return the log of calls, oldest first."""
        return self.look("calls", method=method, **query)


def _as_messages(found: list[Json]) -> list[SentMessage]:
    return [
        SentMessage(
            message_id=item["message_id"],
            chat_id=item["chat_id"],
            text=item["text"],
            markup=item["markup"],
            document=item["document"],
            edits=item["edits"],
        )
        for item in found
        if not item["deleted"]
    ]
