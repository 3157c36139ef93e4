"""Send a calendar file with each visit that is planned, moved or cancelled.

It follows the visits themselves and not the ways to change them, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain_model.actors import PartnerId
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.messages import OutgoingKind
from bot.services.calendars.own_calendar import VISITS
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.services.reminders import where_to_reach
from bot.texts import Texts

BATCH = 200
"""Changes in one transaction."""


class CalendarChanges:
    """What has changed for calendars."""

    def __init__(self, begin: Begin, texts: Texts) -> None:
        """Work on the database that `begin` opens transactions on, with `texts`."""
        self._begin = begin
        self._texts = texts

    def hand_over(self, *, at: datetime, limit: int = BATCH) -> int:
        """Hand a file for each partner's changed visits to the outbox; tell how many changed.

        Who subscribes to the feed gets no files: her calendar would show each visit twice.

        Raises:
            StorageUnavailable: when the database cannot be reached; nothing is lost.
        """
        with self._begin() as uow:
            changed = uow.calendars.note_changes(at, limit=limit)
            for partner, entries in groupby(sorted(changed, key=_partner), key=_partner):
                news = [entry for entry in entries if _is_news(entry)]
                if news and uow.calendars.feed_since(partner) is None:
                    self._send(uow, partner, news, at)
            uow.commit()
        return len(changed)

    def _send(
        self, uow: UnitOfWork, partner: PartnerId, news: Sequence[CalendarEntry], at: datetime
    ) -> None:
        chat, language = where_to_reach(uow, partner)
        first = min(news, key=lambda entry: entry.visit.starts_at)
        uow.outbox.add_once(
            Outgoing(
                dedupe_key=f"calendar:{first.visit.id}:{partner}:{first.sequence}",
                chat=chat,
                text=self._texts.get("calendar.file", language, schools=_schools(news)),
                kind=OutgoingKind.FILE,
                language=language,
                enclosure=VISITS + "+".join(entry.visit.id for entry in news),
            ),
            at,
        )


def _partner(entry: CalendarEntry) -> PartnerId:
    return entry.partner_id


def _is_news(entry: CalendarEntry) -> bool:
    """Tell whether a calendar should hear of it: not of what it told us, or never knew of."""
    if entry.imported:
        return False
    return entry.sequence > 0 or not entry.cancelled


def _schools(entries: Iterable[CalendarEntry]) -> str:
    return ", ".join(dict.fromkeys(entry.visit.school_name for entry in entries))
