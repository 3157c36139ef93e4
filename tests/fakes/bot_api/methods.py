"""The Bot API methods about messages, with Telegram's checks."""

import json
import time
from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api.errors import bad_request
from tests.fakes.bot_api.markup import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    checked_keyboard,
    formatted_text,
)
from tests.fakes.bot_api.world import Chat, Json, Message, World

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
}


class MessageMethods:
    """sendMessage and its kin."""

    def __init__(self, world: World) -> None:
        """Act on this world."""
        self._world = world

    def table(self) -> dict[str, Callable[[Json], Any]]:
        """Return the methods by their lower-case names."""
        return {
            "getme": self._get_me,
            "getchat": lambda params: self._chat(params).as_chat(),
            "sendmessage": self._send_message,
            "senddocument": self._send_document,
            "editmessagetext": self._edit_text,
            "editmessagereplymarkup": self._edit_markup,
            "deletemessage": self._delete,
            "answercallbackquery": self._answer_query,
            "sendchataction": self._chat_action,
            "leavechat": self._leave,
            "getfile": self._get_file,
        }

    def _chat(self, params: Json) -> Chat:
        return self._world.chat_to_write_to(params.get("chat_id"))

    def _get_me(self, _params: Json) -> Json:
        return {
            **self._world.bot_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def _send_message(self, params: Json) -> Json:
        chat = self._chat(params)
        text, entities = _text_of(params)
        message = self._new(chat, text, params)
        message.entities = entities
        return self._shown(chat, message)

    def _send_document(self, params: Json) -> Json:
        chat = self._chat(params)
        document = params.get("document")
        if not isinstance(document, dict):
            raise bad_request("there is no document in the request")
        caption, _ = formatted_text(
            str(params.get("caption", "")),
            params.get("parse_mode"),
            limit=CAPTION_LIMIT,
            what="message caption",
        )
        message = self._new(chat, caption, params)
        message.document = {
            "file_id": f"sent-{message.message_id}",
            "file_unique_id": f"s{message.message_id}",
            "file_name": document["file_name"],
            "file_size": document["file_size"],
        }
        return self._shown(chat, message)

    def _new(self, chat: Chat, text: str, params: Json) -> Message:
        message = Message(
            message_id=self._world.next_message_id(),
            chat_id=chat.id,
            date=int(time.time()),
            text=text,
            markup=checked_keyboard(params.get("reply_markup")),
            parse_mode=params.get("parse_mode"),
        )
        self._world.messages.append(message)
        self._world.signal.fire()
        return message

    def _shown(self, chat: Chat, message: Message) -> Json:
        body: Json = {
            "message_id": message.message_id,
            "from": self._world.bot_user(),
            "chat": chat.as_chat(),
            "date": message.date,
        }
        if message.document:
            body["document"] = message.document
            body["caption"] = message.text
        else:
            body["text"] = message.text
        if message.entities:
            body["entities"] = message.entities
        if message.markup:
            body["reply_markup"] = message.markup
        return body

    def _own_message(self, params: Json, what: str) -> tuple[Chat, Message]:
        chat = self._chat(params)
        message = self._world.sent(chat.id, int(params.get("message_id") or 0))
        if message is None:
            raise bad_request(f"message to {what} not found")
        return chat, message

    def _edit_text(self, params: Json) -> Json:
        chat, message = self._own_message(params, "edit")
        text, entities = _text_of(params)
        return self._edited(chat, message, text, entities, params)

    def _edit_markup(self, params: Json) -> Json:
        chat, message = self._own_message(params, "edit")
        return self._edited(chat, message, message.text, message.entities, params)

    def _edited(
        self,
        chat: Chat,
        message: Message,
        text: str,
        entities: list[Json],
        params: Json,
    ) -> Json:
        markup = checked_keyboard(params.get("reply_markup"))
        if markup is not None and not markup.get("inline_keyboard"):
            markup = None
        if (message.text, message.entities, message.markup) == (text, entities, markup):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        message.text, message.entities, message.markup = text, entities, markup
        message.edits += 1
        self._world.signal.fire()
        return self._shown(chat, message)

    def _delete(self, params: Json) -> bool:
        _, message = self._own_message(params, "delete")
        message.deleted = True
        self._world.signal.fire()
        return True

    def _answer_query(self, params: Json) -> bool:
        query_id = str(params.get("callback_query_id", ""))
        if query_id not in self._world.open_queries:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if len(str(params.get("text", ""))) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        del self._world.open_queries[query_id]
        self._world.queries[query_id] = {
            name: value for name, value in params.items() if name in ("text", "show_alert")
        }
        self._world.signal.fire()
        return True

    def _chat_action(self, params: Json) -> bool:
        self._chat(params)
        if params.get("action") not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _get_file(self, params: Json) -> Json:
        file_id = str(params.get("file_id", ""))
        if file_id not in self._world.files:
            raise bad_request("invalid file_id")
        size = len(self._world.files[file_id])
        path = f"documents/{file_id}"
        return {"file_id": file_id, "file_unique_id": "f", "file_size": size, "file_path": path}

    def _leave(self, params: Json) -> bool:
        chat = self._chat(params)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        self._world.left_chats.append(chat.id)
        self._world.signal.fire()
        return True


def _text_of(params: Json) -> tuple[str, list[Json]]:
    text, entities = formatted_text(
        str(params.get("text", "")),
        params.get("parse_mode"),
        limit=TEXT_LIMIT,
        what="message",
    )
    if not text:
        raise bad_request("message text is empty")
    return text, entities


def decoded(raw: object) -> Any:
    """Return a JSON parameter as an object, or raise a 400."""
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError as error:
        raise bad_request("can't parse JSON parameter") from error
