"""How visits from a partner's own calendar are shown to her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain_model.dates import write_full_when
from bot.domain_model.imports import ImportedVisit
from bot.domain_model.overlaps import VisitTime
from bot.services.ports.unit_of_work import UnitOfWork
from bot.services.visit_overlaps import OverlapWords
from bot.texts import Texts


class ImportWords:
    """Writes lists of visits that came from calendars."""

    def __init__(self, texts: Texts, zone: ZoneInfo) -> None:
        """Take the words from `texts`; clocks are read in `zone`."""
        self._overlaps = OverlapWords(texts, zone)
        self._zone = zone

    def listed(self, visits: Sequence[ImportedVisit], language: str) -> str:
        """Write one a line: «• Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00»."""
        return "\n".join(f"• {self._line(each, language)}" for each in visits)

    def listed_with_overlaps(
        self, uow: UnitOfWork, visits: Sequence[ImportedVisit], language: str, at: datetime
    ) -> str:
        """Write one partner's visits, and after them what she is on at the same time already."""
        partner = visits[0].partner_id
        times = [
            VisitTime(each.starts_at, each.ends_at, (partner,), each.visit_id) for each in visits
        ]
        overlaps = self._overlaps.told(uow, partner, times, language, at)
        return "\n".join(filter(None, (self.listed(visits, language), overlaps)))

    def _line(self, visit: ImportedVisit, language: str) -> str:
        when = write_full_when(visit.starts_at, visit.ends_at, language, zone=self._zone)
        return f"{visit.school}, {when}"
