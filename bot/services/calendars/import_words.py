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

    def proposal(
        self,
        uow: UnitOfWork,
        visits: Sequence[ImportedVisit],
        gone: Sequence[ImportedVisit],
        language: str,
        at: datetime,
    ) -> tuple[str, dict[str, object]]:
        """Ask a partner about new visits, and about those that her calendar has no more.

        Give the name of the text, and what is filled in.
        """
        new = self.listed_with_overlaps(uow, visits, language, at, gone) if visits else ""
        if not gone:
            return "imports.proposal", {"count": len(visits), "list": new}
        text = "imports.changed" if visits else "imports.shortened"
        return text, {"gone": self.listed(gone, language), "list": new}

    def listed_with_overlaps(
        self,
        uow: UnitOfWork,
        visits: Sequence[ImportedVisit],
        language: str,
        at: datetime,
        gone: Sequence[ImportedVisit] = (),
    ) -> str:
        """Write one partner's visits, and after them what she is on at the same time already.

        What is `gone` by then is not told of.
        """
        partner = visits[0].partner_id
        times = [
            VisitTime(each.starts_at, each.ends_at, goes, each.visit_id)
            for goes, group in (((partner,), visits), ((), gone))
            for each in group
        ]
        overlaps = self._overlaps.told(uow, partner, times, language, at)
        return "\n".join(filter(None, (self.listed(visits, language), overlaps)))

    def _line(self, visit: ImportedVisit, language: str) -> str:
        when = write_full_when(visit.starts_at, visit.ends_at, language, zone=self._zone)
        return f"{visit.school}, {when}"
