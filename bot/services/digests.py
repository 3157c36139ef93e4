"""The weekly digest: new insights from others, for those who asked for it, never an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.digests import LATEST, DigestTime
from bot.domain_model.insights import DeliveredHow, Insight
from bot.domain_model.messages import OutgoingKind
from bot.services.access import own_partner
from bot.services.insights import offered_insights
from bot.services.ports.assistant import Button, payload
from bot.services.ports.digests import DIGEST_KEY, Digest
from bot.services.ports.insights import Offer
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminders import where_to_reach
from bot.texts import Texts

BATCH = 50
"""Digests in one transaction."""
MOST = 5
"""Insights in one digest."""
_FIRST = timedelta(days=7)
"""How far back the first digest looks."""


class Digests:
    """Weekly digests."""

    def __init__(self, begin: Begin, texts: Texts, zone: ZoneInfo) -> None:
        """Work on the database of `begin`, with `texts`, and people's times in `zone`."""
        self._begin = begin
        self._texts = texts
        self._zone = zone

    def wanted(self, actor: Actor) -> DigestTime | None:
        """Tell when a partner wants her digest; None when she wants none.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            found = uow.digests.find(own_partner(uow, actor).id)
        return found.time if found else None

    def turn_on(self, actor: Actor, when: DigestTime, *, at: datetime) -> None:
        """Send a digest every week from now on, at this time.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            before = uow.digests.find(partner.id)
            since = before.since if before else at - _FIRST
            next_at = when.next_after(at, self._zone)
            uow.digests.save(Digest(partner.id, when, since, next_at))
            uow.audit.add(actor.account_id, "digest_on", "partner", partner.id, at)
            uow.commit()

    def turn_off(self, actor: Actor, *, at: datetime) -> None:
        """Send no more digests.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            uow.digests.delete(partner.id)
            uow.audit.add(actor.account_id, "digest_off", "partner", partner.id, at)
            uow.commit()

    def hand_over_due(self, *, at: datetime, limit: int = BATCH) -> int:
        """Hand digests that are due at `at` to the outbox; tell how many were.

        A digest, what it brought and when the next is due are one transaction. Nothing is said
        when there is nothing new from others, or when it would come more than a day late.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            due = uow.digests.claim_due(at, limit=limit)
            sent = sum(self._settle(uow, digest, at) for digest in due)
            uow.commit()
        return sent

    def _settle(self, uow: UnitOfWork, digest: Digest, at: datetime) -> bool:
        sent = at - digest.next_at <= LATEST and self._hand_over(uow, digest, at)
        since = at if sent else digest.since
        next_at = digest.time.next_after(at, self._zone)
        uow.digests.save(replace(digest, since=since, next_at=next_at))
        return sent

    def _hand_over(self, uow: UnitOfWork, digest: Digest, at: datetime) -> bool:
        chat, language = where_to_reach(uow, digest.partner_id)
        partner = uow.partners.get(digest.partner_id)
        offer = Offer(partner.id, at, new_only=True, published_since=digest.since)
        found = offered_insights(uow, partner, offer, limit=MOST)
        if not found:
            return False
        year, week, _ = digest.next_at.astimezone(self._zone).isocalendar()
        message = Outgoing(
            dedupe_key=f"{DIGEST_KEY}{partner.id}:{year}-{week}",
            chat=chat,
            text=self._text(found, language),
            kind=OutgoingKind.REMINDER,
            language=language,
            buttons=self._buttons(found, language),
            expires_at=digest.next_at + LATEST,
        )
        if not uow.outbox.add_once(message, at):
            return False
        for each in found:
            uow.insights.deliver_once(each.id, partner.id, DeliveredHow.DIGEST, at)
        return True

    def _text(self, found: Sequence[Insight], language: str) -> str:
        lines = [self._texts.get("insights.digest", language)]
        for each in found:
            themes = ", ".join(
                self._texts.get(f"themes.{theme}", language) for theme in each.themes
            )
            title = each.text.title(language)
            lines.append(f"• {title} ({themes})" if themes else f"• {title}")
        return "\n".join(lines)

    def _buttons(self, found: Sequence[Insight], language: str) -> list[Button]:
        read = [
            Button(each.text.short_title(language), payload("browse_insights", insight=each.id))
            for each in found
        ]
        off = self._texts.get("insights.digest_off", language)
        return [*read, Button(off, payload("set_digest", digest="off"))]
