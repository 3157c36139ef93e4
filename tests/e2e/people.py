"""Partners who talk with Refleks, in Telegram and on the web, and see what they are answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from itertools import count
from typing import Self

import httpx

from bot.domain_model.actors import Actor
from tests.e2e.harness import Refleks, wait_for
from tests.fakes.bot_api import SentMessage

_CHATS = count(1001)


@dataclass
class InTelegram:
    """A partner who has used her invitation in Telegram."""

    refleks: Refleks
    coordinator: Actor
    chat: int = field(default_factory=lambda: next(_CHATS))

    def __post_init__(self) -> None:
        now = datetime.now(UTC)
        partners = self.refleks.services.partners
        invitation = partners.invite(self.coordinator, f"Partner {self.chat}", at=now)
        assert invitation.account.partner_id
        self.partner_id = invitation.account.partner_id
        self.actor = invitation.account.actor
        self.says(f"/start {invitation.token}")

    def says(self, text: str) -> list[SentMessage]:
        """Write, and read what has come since."""
        before = len(self.messages())
        self.writes(text)
        return self.read(before)

    def writes(self, text: str) -> int:
        """Write, and wait for nothing; gives the message's number."""
        return int(self.refleks.telegram.text(self.chat, text)["message_id"])

    def edits(self, number: int, text: str) -> list[SentMessage]:
        """Give a message that was written before new words, and read what has come since."""
        before = len(self.messages())
        self.refleks.telegram.act("edit", chat_id=self.chat, message_id=number, text=text)
        return self.read(before)

    def presses(self, title: str) -> list[SentMessage]:
        """Press the newest button with this title, and read what has come since."""
        before = len(self.messages())
        self.refleks.telegram.press(self.chat, title)
        return self.read(before)

    def read(self, before: int) -> list[SentMessage]:
        """Wait for the answer: everything that waits is answered and has left."""
        wait_for(lambda: len(self.messages()) > before and self.all_quiet(), "an answer")
        return self.messages()[before:]

    def messages(self) -> list[SentMessage]:
        """See everything that Refleks has sent."""
        return self.refleks.telegram.messages(self.chat)

    def all_quiet(self) -> bool:
        """Tell whether nothing is on its way in or out."""
        open_rows = self.refleks.rows(
            "SELECT 1 FROM inbox WHERE chat = :chat AND state = 'waiting' UNION ALL "
            "SELECT 1 FROM outbox WHERE chat = :chat AND state IN ('waiting', 'sending')",
            chat=f"telegram:{self.chat}",
        )
        return not open_rows and not self.refleks.telegram.look("pending")


_FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
_ACTION = re.compile(r'action="([^"]+)"')
_INPUT = re.compile(r"<(?:input|button)\b[^>]*>")


@dataclass
class OnTheWeb:
    """Somebody at a browser without JavaScript, who tries again when a page does not come."""

    refleks: Refleks

    def __post_init__(self) -> None:
        self.browser = httpx.Client(
            base_url=self.refleks.web_url, follow_redirects=True, trust_env=False, timeout=60
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()

    def sign_in(self, actor: Actor) -> None:
        """Use a one-time link."""
        assert actor.account_id
        token = self.refleks.services.sign_in.issue_link(actor.account_id, at=datetime.now(UTC))
        self.submit(f"/sign-in/{token}", f"/sign-in/{token}")

    def page(self, path: str) -> str:
        """Open a page."""
        return self.browser.get(path).raise_for_status().text

    def says(self, text: str) -> str:
        """Write in the web chat, and see the page after the answer."""
        return self.submit("/chat", "/chat", text=text)

    def presses(self, title: str) -> str:
        """Press a button in the web chat, and see the page after the answer."""
        return self.submit("/chat", "/chat/buttons", button_title=title)

    def submit(self, path: str, action: str, button_title: str = "", **values: str) -> str:
        """Fill in the form of a page that leads to `action`, and send it until it is taken."""
        form = self._form(path, action, button_title) | values

        def send() -> httpx.Response | None:
            try:
                answer = self.browser.post(action, data=form)
            except httpx.TransportError:
                return None
            return answer if answer.is_success else None

        answer: httpx.Response = wait_for(send, f"{action} to be taken")
        return answer.text

    def _form(self, path: str, action: str, title: str) -> dict[str, str]:
        """Give the fields of a form once it is there: an answer may come after the page."""

        def look() -> dict[str, str] | None:
            try:
                page = self.page(path)
            except httpx.TransportError:
                return None
            for attributes, inside in _FORM.findall(page):
                where = _ACTION.search(attributes)
                leads_to = unescape(where[1]) if where else path
                if leads_to == action and (not title or f">{title}<" in unescape(inside)):
                    return dict(_fields(inside))
            return None

        form: dict[str, str] = wait_for(look, f"a form on {path} to {action} with {title!r}")
        return form


def _fields(html: str) -> list[tuple[str, str]]:
    found = []
    for tag in _INPUT.findall(html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        chosen = attributes.get("type") not in {"radio", "checkbox"} or " checked" in tag
        if "name" in attributes and chosen:
            found.append((attributes["name"], unescape(attributes.get("value", ""))))
    return found
