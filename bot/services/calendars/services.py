"""Everything about calendars in one place, for those who hand it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.calendars.changes import CalendarChanges
from bot.services.calendars.import_duties import ImportDuties
from bot.services.calendars.imports import CalendarImports
from bot.services.calendars.own_calendar import Calendars
from bot.services.inbox import Deed


@dataclass(frozen=True, slots=True)
class CalendarServices:
    """Visits on their way to calendars, and from them."""

    feeds: Calendars
    changes: CalendarChanges
    imports: CalendarImports
    duties: ImportDuties

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What buttons about calendars do."""
        return {"calendar": self.feeds.pressed, "import": self.imports.pressed}
