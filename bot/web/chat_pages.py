"""The web chat: what Telegram does, without Telegram and without scripts."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from itertools import takewhile

from starlette.responses import Response

from bot.domain_model.actors import Channel, ChatId, chat_id
from bot.domain_model.dates import write_near_day, write_time
from bot.domain_model.errors import StorageUnavailable
from bot.services.calendars.own_calendar import VISITS
from bot.services.conversation import LINES, Line
from bot.services.exports import OWN_DATA
from bot.services.inbox import Press, Pressed
from bot.services.ports.assistant import MAX_TEXT_LENGTH
from bot.services.ports.messages import Incoming
from bot.services.sign_in import NotSignedIn
from bot.services.tokens import new_token
from bot.web.gate import PageRequest, see_other
from bot.web.own_data_pages import OWN_DATA_PATH, is_erased, say_erased

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=8)
"""How long a browser waits for an answer before it shows the page without it."""

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{20,64}\Z")
_NEWEST = "/chat#newest"


def show_chat(asked: PageRequest) -> Response:
    """Show the conversation, with the newest message last and a field to write in."""
    return _chat_page(asked)


def write_in_chat(asked: PageRequest) -> Response:
    """Keep a message, have it answered, and show the conversation.

    Sent twice, by a second press or a reload, it is one message: the form names it.
    """
    text = asked.form.get("text", "").strip()
    if not text:
        return _chat_page(asked, status=422, problem="empty")
    if len(text) > MAX_TEXT_LENGTH:
        return _chat_page(asked, status=422, problem="too_long", written=text)
    chat = _chat_of(asked)
    name = asked.form.get("message_id", "")
    key = f"{chat}:{name if _MESSAGE_ID.match(name) else new_token()}"
    message = Incoming(key=key, chat=chat, sent_at=asked.at, text=text)
    asked.site.services.inbox.receive(message, at=asked.at, hint=asked.language)
    return _answered(asked, chat, key)


def press_button(asked: PageRequest) -> Response:
    """Take the press of a button under a message, have it answered, and show the conversation."""
    chat, token = _chat_of(asked), asked.form.get("button", "")
    key = f"{chat}:button:{token}"
    pressed = Pressed(key, chat, token, asked.at)
    press = asked.site.services.inbox.press(pressed, at=asked.at).press
    if press is Press.TAKEN and is_erased(asked):
        return say_erased(asked)
    if press is Press.TAKEN:
        return _answered(asked, chat, key)
    status = 409 if press is Press.USED else 410
    return _chat_page(asked, status=status, problem=press.value)


def _answered(asked: PageRequest, chat: ChatId, key: str) -> Response:
    # The message is kept: whatever fails from here on, nobody shall be told that it was not sent.
    asked.forget_form()
    try:
        asked.site.conversations.answer(chat, key, asked.site.clock, PATIENCE)
    except StorageUnavailable:
        log.warning("the database cannot be reached; a message waits")
    return see_other(_NEWEST)


def _chat_page(
    asked: PageRequest, *, status: int = 200, problem: str | None = None, written: str = ""
) -> Response:
    lines = asked.site.conversations.lines([_chat_of(asked)])
    return asked.page(
        "chat.html",
        status=status,
        days=_by_day(asked, lines),
        shortened=LINES if len(lines) == LINES else 0,
        waiting=any(line.open for line in lines),
        now=int(asked.at.timestamp()),
        problem=problem,
        written=written,
        length=f"{len(written):,}".replace(",", " "),
        longest=MAX_TEXT_LENGTH,
        new_message_id=new_token,
    )


def _chat_of(asked: PageRequest) -> ChatId:
    if asked.account is None:
        raise NotSignedIn
    return chat_id(Channel.WEB, asked.account.id)


def _since_she_last_wrote(lines: list[Line]) -> set[str]:
    """Give the keys of what was said since; older buttons would only be in the way."""
    newest = takewhile(lambda line: line.author == "refleks" or line.pressed, reversed(lines))
    return {line.key for line in newest}


def _file_of(line: Line) -> tuple[str, str] | None:
    """Give the address of the file that came with a message, and what its link is called."""
    if line.enclosure == OWN_DATA:
        return OWN_DATA_PATH, "exports.page_download"
    if line.enclosure is None or not line.enclosure.startswith(VISITS):
        return None
    return f"/visits/{line.enclosure.removeprefix(VISITS)}.ics", "calendar.page_download"


def _by_day(asked: PageRequest, lines: list[Line]) -> list[dict[str, object]]:
    zone = asked.site.zone
    # A browser is led to the last thing that the person wrote, and reads on from there.
    newest = next((line for line in reversed(lines) if line.author == "person"), None)
    today = asked.at.astimezone(zone).date()
    with_buttons = _since_she_last_wrote(lines)
    days: list[dict[str, object]] = []
    shown: list[dict[str, object]] = []
    for line in lines:
        moment = line.at.astimezone(zone)
        day = write_near_day(moment.date(), asked.language, today=today)
        if not days or days[-1]["day"] != day:
            shown = []
            days.append({"day": day, "lines": shown})
        shown.append(
            {
                "mine": line.author == "person",
                "text": line.text,
                "language": line.language,
                "at": moment.isoformat(timespec="seconds"),
                "time": write_time(line.at, None, asked.language, zone=zone),
                "newest": line is newest,
                "buttons": line.buttons if line.key in with_buttons else (),
                "file": _file_of(line),
            }
        )
    return days
