"""What an update of Telegram's is to us: one function per kind, from raw JSON, without effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from bot.domain_model.actors import Channel, ChatId, chat_id
from bot.services.commands import Command, read_command

Json = Mapping[str, Any]

PRIVATE = "private"
_UNREADABLE: dict[str, str] = {
    "voice": "voice",
    "video_note": "voice",
    "audio": "voice",
    "photo": "photo",
    "video": "photo",
    "animation": "sticker",
    "sticker": "sticker",
    "document": "document",
}
"""What a message may hold instead of text, and the notice that answers it."""
_SERVICE = (
    "pinned_message", "message_auto_delete_timer_changed", "write_access_allowed",
    "chat_background_set", "boost_added", "forum_topic_created",
)  # fmt: skip
"""What Telegram tells about the chat itself; nobody expects an answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody wrote text in a private chat; `command` is set when it is one."""

    chat: ChatId
    message_id: int
    text: str
    sent_at: datetime
    device_language: str | None
    command: Command | None = None


@dataclass(frozen=True, slots=True)
class NotText:
    """Somebody sent something else than a new text; `notice` names what is said about it.

    `album` is set when it is one of several that were sent together.
    """

    chat: ChatId
    message_id: int
    notice: str
    sent_at: datetime
    device_language: str | None
    caption: str | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Somebody sent a calendar in a private chat; `size` is what Telegram tells of it."""

    chat: ChatId
    message_id: int
    file_id: str
    size: int
    device_language: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody wrote other words in place of those of an earlier message."""

    chat: ChatId
    message_id: int
    text: str
    edited_at: datetime
    device_language: str | None


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """Somebody pressed a button; `message_id` and `shown` are of the message it is under."""

    chat: ChatId
    query_id: str
    data: str
    message_id: int | None
    shown: str | None
    device_language: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A private chat takes our messages from now on, or does not."""

    chat: ChatId
    reachable: bool


@dataclass(frozen=True, slots=True)
class Crowd:
    """We are in a chat of several people; `may_speak` is false where only its owners do."""

    chat: ChatId
    may_speak: bool
    device_language: str | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing to do, for this reason."""

    reason: str


Event = Written | Edited | NotText | CalendarFile | ButtonPress | Membership | Crowd | Ignored


def read_update(update: Json) -> Event:
    """Tell what an update is; one that cannot be read is ignored and never raises."""
    for kind, read in _READERS.items():
        if kind in update:
            try:
                return read(update[kind])
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                return Ignored(f"unreadable {kind}")
    return Ignored("unknown kind")


def _message(message: Json) -> Event:
    if message["chat"]["type"] != PRIVATE:
        return _crowd(message)
    if any(name in message for name in _SERVICE):
        return Ignored("service message")
    document = message.get("document") or {}
    if _is_calendar(document):
        return CalendarFile(
            _chat(message),
            int(message["message_id"]),
            str(document["file_id"]),
            int(document.get("file_size", 0)),
            _device(message),
        )
    if "text" not in message:
        held = next((what for name, what in _UNREADABLE.items() if name in message), "not_text")
        return _not_text(message, held, message.get("caption"))
    text = str(message["text"])
    return Written(
        chat=_chat(message),
        message_id=int(message["message_id"]),
        text=text,
        sent_at=_when(message),
        device_language=_device(message),
        command=read_command(text),
    )


def _is_calendar(document: Json) -> bool:
    named = str(document.get("file_name", "")).lower().endswith((".ics", ".ical"))
    return named or document.get("mime_type") == "text/calendar"


def _edited_message(message: Json) -> Event:
    if message["chat"]["type"] != PRIVATE:
        return Ignored("edit in a group")
    if "text" not in message:
        return _not_text(message, "edited")
    return Edited(
        chat=_chat(message),
        message_id=int(message["message_id"]),
        text=str(message["text"]),
        edited_at=_when(message, "edit_date"),
        device_language=_device(message),
    )


def _not_text(message: Json, notice: str, caption: str | None = None) -> NotText:
    return NotText(
        chat=_chat(message),
        message_id=int(message["message_id"]),
        notice=notice,
        sent_at=_when(message),
        device_language=_device(message),
        caption=caption,
        album=message.get("media_group_id"),
    )


def _callback_query(query: Json) -> Event:
    message = query.get("message") or {}
    where = message.get("chat") or {"id": query["from"]["id"]}
    return ButtonPress(
        chat=chat_id(Channel.TELEGRAM, int(where["id"])),
        query_id=str(query["id"]),
        data=str(query.get("data", "")),
        message_id=int(message["message_id"]) if "message_id" in message else None,
        # Of a message that is too old, Telegram tells no more than its number.
        shown=message.get("text"),
        device_language=_device(query),
    )


def _my_chat_member(change: Json) -> Event:
    status = change["new_chat_member"]["status"]
    if change["chat"]["type"] == PRIVATE:
        return Membership(_chat(change), reachable=status != "kicked")
    if status in ("left", "kicked"):
        return Ignored("left a group")
    return _crowd(change)


def _crowd(found: Json) -> Event:
    kind: Literal["group", "supergroup", "channel"] = found["chat"]["type"]
    return Crowd(_chat(found), may_speak=kind != "channel", device_language=_device(found))


def _channel_post(_post: Json) -> Event:
    return Ignored("channel post")


def _chat(found: Json) -> ChatId:
    return chat_id(Channel.TELEGRAM, int(found["chat"]["id"]))


def _when(message: Json, what: str = "date") -> datetime:
    return datetime.fromtimestamp(int(message[what]), UTC)


def _device(found: Json) -> str | None:
    """Give the language of the sender's app, as far as it tells."""
    code = (found.get("from") or {}).get("language_code")
    return str(code).split("-")[0].lower() if code else None


_READERS: dict[str, Callable[[Json], Event]] = {
    "message": _message,
    "edited_message": _edited_message,
    "callback_query": _callback_query,
    "my_chat_member": _my_chat_member,
    "channel_post": _channel_post,
    "edited_channel_post": _channel_post,
}
ALLOWED = tuple(_READERS)
"""The kinds that Telegram is asked to send."""
