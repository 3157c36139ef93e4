"""What the fake knows: chats, messages, pending updates, the webhook, and every call."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.fakes.bot_api.errors import ApiError, bad_request

Json = dict[str, Any]
DEFAULT_TOKEN = "123456:fake-token-for-tests"
# Telegram sends these kinds only to a bot that asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Signal:
    """Wakes everyone who waits for the world to change; lives in the server's one event loop."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wake all who wait now."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, predicate: Callable[[], bool], seconds: float) -> bool:
        """Return True as soon as the predicate holds, False when the time has run out."""
        end = time.monotonic() + seconds
        while not predicate():
            left = end - time.monotonic()
            if left <= 0:
                return False
            try:
                await asyncio.wait_for(self._event.wait(), left)
            except TimeoutError:
                return predicate()
        return True


@dataclass
class Chat:
    """A chat that the bot may write to, unless it was blocked."""

    id: int
    type: str = "private"
    first_name: str = "Kari"
    language_code: str = "nb"
    blocked: bool = False

    def as_chat(self) -> Json:
        """Return Telegram's Chat object."""
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": self.first_name}
        return {"id": self.id, "type": self.type, "title": self.first_name}

    def as_user(self) -> Json:
        """Return Telegram's User object for the person of a private chat."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


@dataclass
class Call:
    """One request to the Bot API and what came of it."""

    number: int
    at: float
    method: str
    params: Json
    status: int | None = None
    outcome: str = "open"


@dataclass
class Message:
    """A message that the bot sent, as the person sees it now."""

    message_id: int
    chat_id: int
    date: int
    text: str
    entities: list[Json] = field(default_factory=list)
    markup: Json | None = None
    parse_mode: str | None = None
    document: Json | None = None
    edits: int = 0
    deleted: bool = False

    def as_json(self) -> Json:
        """Return what the control interface tells about it."""
        return asdict(self)


@dataclass
class World:
    """The whole state; one bot, any number of chats."""

    token: str = DEFAULT_TOKEN
    username: str = "refleks_test_bot"
    signal: Signal = field(default_factory=Signal)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    pending: list[Json] = field(default_factory=list)
    open_queries: dict[str, int] = field(default_factory=dict)
    queries: dict[str, Json] = field(default_factory=dict)
    allowed_updates: list[str] = field(default_factory=list)
    profile: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    left_chats: list[int] = field(default_factory=list)
    closing: bool = False

    def __post_init__(self) -> None:
        """Start the counters where a bot in use would have them."""
        self._update_ids = itertools.count(700_000_001)
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(4_000_000_000_000_001)

    def forget(self) -> None:
        """Be as new, but with counters that go on: an id is never used twice."""
        mapping: dict[Any, Any]
        items: list[Any]
        for mapping in (self.chats, self.profile, self.open_queries, self.queries, self.files):
            mapping.clear()
        for items in (self.messages, self.calls, self.pending, self.allowed_updates):
            items.clear()
        self.left_chats.clear()
        self.signal.fire()

    @property
    def bot_id(self) -> int:
        """The bot's user id, which is the first part of its token."""
        return int(self.token.split(":", 1)[0])

    def bot_user(self) -> Json:
        """Return the bot as a User object."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Refleks",
            "username": self.username,
        }

    def next_message_id(self) -> int:
        """Return an id that no message has."""
        return next(self._message_ids)

    def next_query_id(self) -> str:
        """Return an id that no button press has."""
        return str(next(self._query_ids))

    def chat(self, chat_id: int, **changes: Any) -> Chat:
        """Return the chat, made on first mention, with the changes applied."""
        chat = self.chats.setdefault(chat_id, Chat(chat_id))
        for name, value in changes.items():
            setattr(chat, name, value)
        return chat

    def chat_to_write_to(self, raw: object) -> Chat:
        """Return the chat a method names, or raise what Telegram answers."""
        if raw in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats[int(str(raw))]
        except (KeyError, ValueError) as error:
            raise bad_request("chat not found") from error
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.id in self.left_chats:
            raise ApiError(403, "Forbidden: bot is not a member of the group chat")
        return chat

    def sent(self, chat_id: int, message_id: int) -> Message | None:
        """Return the message the bot sent under that id, unless it was deleted."""
        for message in self.messages:
            if (message.chat_id, message.message_id) == (chat_id, message_id):
                return None if message.deleted else message
        return None

    def push(self, body: Json) -> int | None:
        """Queue an update for the bot; None when the bot did not ask for that kind."""
        kinds = [key for key in body if key != "update_id"]
        unwanted = (
            not set(kinds) & set(self.allowed_updates)
            if self.allowed_updates
            else bool(set(kinds) & _ON_REQUEST)
        )
        if unwanted:
            return None
        update_id = int(body.get("update_id") or next(self._update_ids))
        self.pending.append({"update_id": update_id, **body})
        self.signal.fire()
        return update_id

    def confirm(self, before: int) -> None:
        """Forget every update below the offset, as getUpdates does."""
        kept = [update for update in self.pending if update["update_id"] >= before]
        if len(kept) != len(self.pending):
            self.pending = kept
            self.signal.fire()
