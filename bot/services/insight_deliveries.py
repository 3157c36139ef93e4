"""Note which insights a reply hands over, in the transaction that hands it over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from bot.domain_model.actors import ChatId
from bot.domain_model.insights import DeliveredHow, InsightId
from bot.services.partners import account_in
from bot.services.ports.assistant import TurnReplies
from bot.services.ports.unit_of_work import UnitOfWork

BROWSE = "browse_insights"
"""The intent of a button that opens an insight, and of the wish to see them all."""


def note_deliveries(uow: UnitOfWork, chat: ChatId, replies: TurnReplies, at: datetime) -> None:
    """Note the insights that replies offer unasked; who browses is given only what she opens."""
    if replies.intent == BROWSE:
        return
    account = account_in(uow, chat)
    if account is None or account.partner_id is None:
        return
    for insight in _offered(replies):
        # It may have been withdrawn since the reply was made.
        if uow.insights.find(insight) is not None:
            uow.insights.deliver_once(insight, account.partner_id, DeliveredHow.AFTER_LOG, at)


def _offered(replies: TurnReplies) -> Iterator[InsightId]:
    prefix = f"/{BROWSE}{{"
    for reply in replies.replies:
        for button in reply.buttons:
            if button.payload.startswith(prefix):
                about = json.loads(button.payload.removeprefix(f"/{BROWSE}"))
                if "insight" in about:
                    yield InsightId(about["insight"])
