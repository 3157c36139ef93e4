"""What questions to the coordinator need from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain_model.access import EnquiryScope
from bot.domain_model.actors import AccountId, ChatId, InstitutionId, PartnerId
from bot.domain_model.enquiries import Enquiry, EnquiryId


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote, by the key of the message."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """A question on its way to the coordinator; `source_key` is passed on once."""

    source_key: str
    institution_id: InstitutionId
    partner_id: PartnerId
    chat: ChatId
    language: str
    text: str


class EnquiryRepository(Protocol):
    """Questions to coordinators. Only `bot.services.access` reads them."""

    def asked_before(self, chat: ChatId, outbox_sequence: int) -> Asked | None:
        """Give what was written last in a chat before something was said there."""

    def written(self, chat: ChatId, key: str) -> str | None:
        """Give what was written in a chat as the message `key`, while it is kept."""

    def add_once(self, new: NewEnquiry, at: datetime) -> bool:
        """Pass a question on; False when it was passed on before."""

    def find(self, enquiry: EnquiryId) -> Enquiry | None:
        """Find one."""

    def within(self, scope: EnquiryScope, *, answered: bool, limit: int) -> list[Enquiry]:
        """List what `scope` admits: open ones oldest first, answered ones newest first."""

    def answer(self, enquiry: EnquiryId, text: str, by: AccountId | None, at: datetime) -> bool:
        """Keep an answer; False when there is one already."""
