"""Tell those who go on a visit what a colleague has changed about it, each in her own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain_model.actors import PartnerId
from bot.domain_model.dates import write_when
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.overlaps import VisitTime
from bot.domain_model.visits import Visit
from bot.services.ports.assistant import Button, payload
from bot.services.ports.messages import Outgoing
from bot.services.ports.unit_of_work import UnitOfWork
from bot.services.reminders import where_to_reach
from bot.services.visit_overlaps import OverlapWords
from bot.texts import Texts


class VisitNews(StrEnum):
    """What has happened to a visit, for somebody who did not do it."""

    JOINED = "joined"
    REMOVED = "removed"
    LEFT = "left"
    MOVED = "moved"
    CANCELLED = "cancelled"


_NEW_TIMES = frozenset({VisitNews.JOINED, VisitNews.MOVED})
"""After these somebody may be on two visits at once without having been asked."""


@dataclass(frozen=True, slots=True)
class News:
    """What a partner has changed; `key` names the change, so that it is told once."""

    what: VisitNews
    by: PartnerId
    visits: Sequence[Visit]
    key: str


class VisitNotices:
    """Writes notices about visits that colleagues share."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take the words from `texts`; clocks are read in `zone`."""
        self._overlaps = OverlapWords(texts, zone)
        self._texts = texts
        self._zone = zone

    def tell_others(self, uow: UnitOfWork, news: News, at: datetime) -> None:
        """Tell everybody on these visits but the one who changed them, each of her own visits."""
        hers: dict[PartnerId, list[Visit]] = {}
        for visit in news.visits:
            for each in visit.others(news.by):
                hers.setdefault(each.id, []).append(visit)
        for partner, visits in hers.items():
            self.tell(uow, partner, News(news.what, news.by, visits, news.key), at)

    def tell(self, uow: UnitOfWork, to: PartnerId, news: News, at: datetime) -> None:
        """Tell one partner."""
        chat, language = where_to_reach(uow, to)
        lines = [self._line(visit, language, at) for visit in news.visits]
        several = "_several" if len(lines) > 1 else ""
        text = self._texts.get(
            f"visits.{news.what}{several}",
            language,
            name=uow.partners.get(news.by).name,
            visits="\n".join(f"• {each}" for each in lines) if several else lines[0],
            count=len(lines),
        )
        if news.what in _NEW_TIMES:
            text = "\n".join(filter(None, (text, self._at_the_same_time(uow, to, news, at))))
        uow.outbox.add_once(
            Outgoing(
                dedupe_key=f"visit:{news.what}:{news.key}:{to}",
                chat=chat,
                text=text,
                kind=OutgoingKind.NOTICE,
                language=language,
                buttons=self._buttons(news, language),
            ),
            at,
        )

    def _at_the_same_time(self, uow: UnitOfWork, to: PartnerId, news: News, at: datetime) -> str:
        times = [VisitTime(each.starts_at, each.ends_at, (to,), each.id) for each in news.visits]
        return self._overlaps.told(uow, to, times, where_to_reach(uow, to)[1], at)

    def _line(self, visit: Visit, language: str, at: datetime) -> str:
        when = write_when(visit.starts_at, visit.ends_at, language, zone=self._zone, at=at)
        return f"{visit.school_name}, {when}"

    def _buttons(self, news: News, language: str) -> list[Button]:
        """Let somebody who was taken along say no, to one visit or to all of a series."""
        if news.what is not VisitNews.JOINED:
            return []
        scope = "all" if len(news.visits) > 1 else "one"
        leave = payload(
            "visit_participants", visit=news.visits[0].id, change="leave", confirmed=scope
        )
        return [Button(self._texts.get("visits.leave", language), leave)]
