"""What people do in Telegram, turned into the updates that the bot gets for it."""

import time
from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api.world import Json, World


class People:
    """Builds raw updates as Telegram sends them and queues them for the bot."""

    def __init__(self, world: World) -> None:
        """Act in this world."""
        self._world = world
        self._acts: dict[str, Callable[[Json], Json]] = {
            "text": self._text,
            "edit": self._edit,
            "photo": self._photo,
            "voice": self._voice,
            "sticker": self._sticker,
            "document": self._document,
            "location": self._location,
            "group_text": self._group_text,
            "group_add": self._group_add,
            "channel_post": self._channel_post,
            "block": lambda act: self._membership(act, "member", "kicked"),
            "unblock": lambda act: self._membership(act, "kicked", "member"),
            "press": self._press,
            "unknown": lambda act: {"brand_new_kind": {"chat": {"id": act.get("chat_id")}}},
            "raw": lambda act: dict(act["update"]),
        }

    def act(self, act: Json) -> Json:
        """Do what the act says; answers the update's id, or None when the bot did not ask."""
        body = self._acts[act["kind"]](act)
        update_id = self._world.push(body)
        message = body.get("message") or body.get("edited_message") or {}
        return {
            "update_id": update_id,
            "message_id": message.get("message_id"),
            "update": body,
        }

    def _message(self, act: Json, **content: Any) -> Json:
        changes = {key: act[key] for key in ("language_code", "first_name") if key in act}
        chat = self._world.chat(int(act["chat_id"]), **changes)
        message = {
            "message_id": act.get("message_id") or self._world.next_message_id(),
            "from": chat.as_user(),
            "chat": chat.as_chat(),
            "date": int(act.get("date") or time.time()),
            **content,
        }
        if "caption" in act:
            message["caption"] = act["caption"]
        return message

    def _text(self, act: Json) -> Json:
        content: Json = {"text": act["text"]}
        if str(act["text"]).startswith("/"):
            length = len(str(act["text"]).split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"message": self._message(act, **content)}

    def _edit(self, act: Json) -> Json:
        message = self._message(act, text=act["text"], edit_date=int(time.time()))
        return {"edited_message": message}

    def _photo(self, act: Json) -> Json:
        size = {"file_id": "photo-1", "file_unique_id": "p1", "width": 90, "height": 60}
        return {"message": self._message(act, photo=[size])}

    def _voice(self, act: Json) -> Json:
        voice = {"file_id": "voice-1", "file_unique_id": "v1", "duration": 3}
        return {"message": self._message(act, voice=voice)}

    def _sticker(self, act: Json) -> Json:
        sticker = {
            "file_id": "sticker-1",
            "file_unique_id": "s1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        }
        return {"message": self._message(act, sticker=sticker)}

    def _document(self, act: Json) -> Json:
        document: Json = {
            "file_id": "document-1",
            "file_unique_id": "d1",
            "file_name": act.get("file_name", "notat.docx"),
        }
        if "content" in act:
            self._world.files["document-1"] = act["content"].encode()
            document["file_size"] = act.get("file_size", len(self._world.files["document-1"]))
        return {"message": self._message(act, document=document)}

    def _location(self, act: Json) -> Json:
        return {"message": self._message(act, location={"longitude": 10.4, "latitude": 63.4})}

    def _group(self, act: Json) -> Json:
        group = self._world.chat(int(act["group_id"]), type="supergroup", first_name="Lærerrommet")
        return group.as_chat()

    def _group_text(self, act: Json) -> Json:
        message = self._message(act, text=act["text"])
        return {"message": {**message, "chat": self._group(act)}}

    def _group_add(self, act: Json) -> Json:
        chat = self._world.chat(int(act["chat_id"]))
        return {
            "my_chat_member": {
                "chat": self._group(act),
                "from": chat.as_user(),
                "date": int(time.time()),
                "old_chat_member": self._bot_as("left"),
                "new_chat_member": self._bot_as("member"),
            }
        }

    def _channel_post(self, act: Json) -> Json:
        channel = self._world.chat(int(act["chat_id"]), type="channel", first_name="Kanalen")
        post = {
            "message_id": self._world.next_message_id(),
            "sender_chat": channel.as_chat(),
            "chat": channel.as_chat(),
            "date": int(time.time()),
            "text": act["text"],
        }
        return {"channel_post": post}

    def _membership(self, act: Json, before: str, after: str) -> Json:
        chat = self._world.chat(int(act["chat_id"]), blocked=after == "kicked")
        return {
            "my_chat_member": {
                "chat": chat.as_chat(),
                "from": chat.as_user(),
                "date": int(time.time()),
                "old_chat_member": self._bot_as(before),
                "new_chat_member": self._bot_as(after),
            }
        }

    def _bot_as(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._world.bot_user(), "status": status, **until}

    def _press(self, act: Json) -> Json:
        """Press a button by its title on the newest message that has it, or send raw data."""
        chat = self._world.chat(int(act["chat_id"]))
        message_id, data = act.get("message_id"), act.get("data")
        if data is None:
            message_id, data = self._find_button(chat.id, str(act["title"]))
        query_id = self._world.next_query_id()
        query: Json = {
            "id": query_id,
            "from": chat.as_user(),
            "chat_instance": str(chat.id),
            "data": data,
        }
        sent = self._world.sent(chat.id, int(message_id)) if message_id else None
        if sent is not None:
            query["message"] = {
                "message_id": sent.message_id,
                "from": self._world.bot_user(),
                "chat": chat.as_chat(),
                "date": sent.date,
                "text": sent.text,
                **({"reply_markup": sent.markup} if sent.markup else {}),
            }
        self._world.open_queries[query_id] = chat.id
        return {"callback_query": query}

    def _find_button(self, chat_id: int, title: str) -> tuple[int, str]:
        for message in reversed(self._world.messages):
            if message.chat_id != chat_id or message.deleted:
                continue
            for row in (message.markup or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == title:
                        return message.message_id, button["callback_data"]
        raise LookupError(f"no message in chat {chat_id} has a button {title!r}")
