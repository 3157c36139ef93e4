"""Questions that Refleks could not answer and a partner has passed on to the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.domain_model.actors import ChatId, InstitutionId, PartnerId
from bot.domain_model.errors import Invalid

EnquiryId = NewType("EnquiryId", str)

LONGEST_ENQUIRY = 1_000
"""Characters of a question that are passed on; what is sent is shown before."""
LONGEST_ANSWER = 3_000
"""Characters of an answer, so that it fits into one message together with its question."""


class NoAnswerGiven(Invalid):
    """An answer to a question needs some words, and not too many."""


class AlreadyAnswered(Invalid):
    """The question has been answered, and the answer is sent."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question to the coordinator, and the answer when there is one."""

    id: EnquiryId
    institution_id: InstitutionId
    partner_id: PartnerId
    partner_name: str
    chat: ChatId
    """Where it was asked, and where the answer goes."""
    language: str
    text: str
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None
