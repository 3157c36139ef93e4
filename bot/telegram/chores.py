"""Work in the chat that is no message; it waits in the outbox like one, and is not forgotten."""

from __future__ import annotations

import json
from collections.abc import Awaitable
from dataclasses import asdict, dataclass
from typing import Literal

from telegram import LinkPreviewOptions

from bot.telegram.api import Api, Refused
from bot.telegram.rendering import keyboard

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Chore:
    """Answer a press of a button, with a word shown for a moment; tidy its message; leave a chat.

    A calendar is fetched and handed on.

    `marked` is the text of the button's message with the choice under it; None leaves the text.
    `left` are the titles and tokens of the buttons that stay.
    """

    what: Literal["answer", "leave", "calendar"]
    query_id: str = ""
    toast: str = ""
    message_id: int | None = None
    marked: str | None = None
    left: tuple[tuple[str, str], ...] = ()
    file_id: str = ""

    def dump(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self), ensure_ascii=False)


def load_chore(text: str) -> Chore:
    """Read what `Chore.dump` wrote."""
    read = json.loads(text)
    left = tuple((title, token) for title, token in read.get("left", ()))
    return Chore(**(read | {"left": left}))


async def read_file(api: Api, file_id: str) -> bytes:
    """Give what is in a file that somebody sent."""
    return bytes(await (await api.get_file(file_id)).download_as_bytearray())


async def do_chore(api: Api, chat: int, chore: Chore) -> None:
    """Do it. What was done before, or has become pointless, counts as done."""
    if chore.what == "leave":
        await _unless_refused(api.leave_chat(chat))
        return
    await _unless_refused(api.answer_callback_query(chore.query_id, text=chore.toast or None))
    if chore.message_id is None:
        return
    buttons = keyboard(chore.left)
    if chore.marked is not None:
        await _unless_refused(
            api.edit_message_text(
                chore.marked,
                chat_id=chat,
                message_id=chore.message_id,
                reply_markup=buttons,
                link_preview_options=NO_PREVIEW,
            )
        )
    else:
        await _unless_refused(
            api.edit_message_reply_markup(
                chat_id=chat, message_id=chore.message_id, reply_markup=buttons
            )
        )


async def _unless_refused(call: Awaitable[object]) -> None:
    try:
        await call
    except Refused as error:
        # Too old a press, a message that is tidy already, a chat that we have left.
        if error.code not in (400, 403):
            raise
