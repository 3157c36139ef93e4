"""Who is asking: the one value that every access decision is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain_model.errors import Invalid

InstitutionId = NewType("InstitutionId", str)
PartnerId = NewType("PartnerId", str)
AccountId = NewType("AccountId", str)
ChatId = NewType("ChatId", str)
"""Where a conversation takes place: `telegram:<number>`, `web:<account>` or `terminal:<name>`."""

_CHAT_ID = re.compile(r"(telegram:-?\d{1,20}|web:[0-9a-f-]{36}|terminal:[\w.-]{1,64})\Z")


class Channel(StrEnum):
    """What a conversation is carried over."""

    TELEGRAM = "telegram"
    WEB = "web"
    TERMINAL = "terminal"


class Role(StrEnum):
    """What an account may do; each is described in the design's «who may see what»."""

    PARTNER = "partner"
    COORDINATOR = "coordinator"
    NETWORK_COORDINATOR = "network_coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who reads or writes; all fields empty for a stranger who only asks."""

    role: Role | None = None
    account_id: AccountId | None = None
    partner_id: PartnerId | None = None
    institution_id: InstitutionId | None = None

    @property
    def known(self) -> bool:
        """Whether this is somebody with an account here."""
        return self.account_id is not None

    @property
    def coordinates(self) -> bool:
        """Whether this actor is the coordinator of an institution."""
        return self.role is Role.COORDINATOR and self.institution_id is not None


STRANGER = Actor()


def chat_id(channel: Channel, name: str | int) -> ChatId:
    """Build the id of a conversation.

    Raises:
        Invalid: when `name` cannot be part of one.
    """
    return parse_chat_id(f"{channel}:{name}")


def parse_chat_id(text: str) -> ChatId:
    """Read the id of a conversation.

    Raises:
        Invalid: when `text` is not one.
    """
    if not _CHAT_ID.match(text):
        raise Invalid("not the id of a conversation")
    return ChatId(text)


def channel_of(chat: ChatId) -> Channel:
    """Tell what a conversation is carried over."""
    return Channel(chat.partition(":")[0])


def address_of(chat: ChatId) -> str:
    """Tell the part of a conversation's id that its channel knows."""
    return chat.partition(":")[2]
