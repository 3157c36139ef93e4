"""What erasing a person needs from the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from bot.domain_model.actors import AccountId, ChatId, PartnerId
from bot.domain_model.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How many of a partner's reflections are deleted, and how many stay without their author."""

    deleted: int
    kept: int


class ErasureRepository(Protocol):
    """Everything that is of one person."""

    def reckon(self, partner: PartnerId, keep_from: Sharing) -> Reckoning:
        """Count the reflections that would be deleted, and those shared from `keep_from` on."""

    def terminal_chats(self, name: str) -> list[ChatId]:
        """List the conversations that a person of this name had in a terminal."""

    def left_chats(self) -> list[ChatId]:
        """List the chats whose farewell has left, and where nobody has written anew."""

    def delete_messages(self, chats: Collection[ChatId]) -> None:
        """Delete what was said in these chats, their buttons, and what Rasa remembers."""

    def take_author_off(self, partner: PartnerId, keep_from: Sharing) -> None:
        """Leave reflections that are shared from `keep_from` on to nobody.

        They lose their earlier versions, their comments, and the names of the messages that they
        were told in, which hold the chat.
        """

    def leave_visits(self, partner: PartnerId, chats: Collection[ChatId]) -> None:
        """Delete visits that nobody else goes on; let the others forget that she planned them."""

    def delete_person(self, partner: PartnerId, account: AccountId | None) -> None:
        """Delete a partner and her account, with all that is still hers."""
