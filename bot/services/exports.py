"""All that is kept of a partner, or what a coordinator may see of an institution, to take along.

A partner's export is what the law calls access and portability (GDPR articles 15 and 20). It is
read as the partner herself would read it; an institution's as its coordinator would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from bot.domain_model.actors import Actor
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.people import Partner
from bot.services.access import (
    coordinated_institution,
    own_partner,
    own_reflections,
    reflections_visible_to,
)
from bot.services.calendars.writer import CalendarWriter
from bot.services.export_contents import (
    ALL,
    EVER,
    all_of,
    conversations_of,
    reflection_of,
    visit_of,
)
from bot.services.export_page import ExportPage
from bot.services.partners import account_in
from bot.services.ports.messages import Departure, Enclosed, EnclosedFile
from bot.services.ports.unit_of_work import Begin
from bot.texts import Texts

OWN_DATA = "own-data"
"""The enclosure of a message that carries all that is kept of its reader."""
FILE_NAME = "mine-data.zip"


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken along: everything as JSON, and the visits as a calendar."""

    document: str = field(repr=False)
    calendar: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is kept of a partner."""

    reflections: int
    visits: int
    messages: int


class Exports:
    """Makes exports: for oneself, and for the command line, which hands them to who may have them.

    Each is noted in the audit log.
    """

    def __init__(self, begin: Begin, writer: CalendarWriter, texts: Texts, zone: ZoneInfo) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._writer = writer
        self._texts = texts
        self._zone = zone

    def partner(self, partner: Partner, *, at: datetime) -> Export:
        """Give all that is kept of a partner: person, visits, reflections and conversations."""
        with self._begin() as uow:
            document, visits = all_of(uow, uow.accounts.by_partner(partner.id).actor, at)
            uow.audit.add(None, "export", "partner", partner.id, at)
            uow.commit()
        return self._export(document, visits)

    def reckon(self, actor: Actor) -> Extent:
        """Count what `file` would hold.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            partner = own_partner(uow, actor)
            account = uow.accounts.by_partner(partner.id)
            return Extent(
                len(own_reflections(uow, actor, limit=ALL)),
                len(uow.calendars.entries_of(partner.id, since=EVER)),
                len(conversations_of(uow, partner, account)),
            )

    def file(self, actor: Actor, language: str, *, at: datetime) -> bytes:
        """Give all that is kept of `actor`: a page to read, JSON for programs, and a calendar.

        Raises:
            NotAllowed: when `actor` is not a partner.
        """
        with self._begin() as uow:
            document, visits = all_of(uow, actor, at)
            uow.audit.add(actor.account_id, "export", "partner", actor.partner_id, at)
            uow.commit()
        made, packed = self._export(document, visits), BytesIO()
        page = ExportPage(self._texts, self._zone, language).write(document)
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            archive.writestr("mine-data.html", page)
            archive.writestr("refleks.json", made.document)
            archive.writestr("skolebesok.ics", made.calendar)
        return packed.getvalue()

    def enclose(self, leaving: Departure, *, at: datetime) -> Enclosed:
        """Make the file that leaves with a message; nobody's chat gets none."""
        with self._begin() as uow:
            account = account_in(uow, leaving.chat)
        if account is None or account.partner_id is None:
            return Enclosed(leaving.text)
        content = self.file(account.actor, leaving.language, at=at)
        return Enclosed(leaving.text, EnclosedFile(FILE_NAME, content))

    def institution(self, coordinator: Actor, *, at: datetime) -> Export:
        """Give what `coordinator` may see of the institution: people, visits, reflections.

        Raises:
            NotAllowed: when it is nobody who coordinates one.
        """
        institution = coordinated_institution(coordinator)
        with self._begin() as uow:
            people = [each.partner for each in uow.overview.colleagues(institution, at)]
            visits = _once(
                entry for each in people for entry in uow.calendars.entries_of(each.id, since=EVER)
            )
            reflections = reflections_visible_to(uow, coordinator, limit=ALL)
            document = {
                "about": "institution",
                "made_at": at,
                "institution": uow.institutions.name_of(institution),
                "people": [{"name": each.name} for each in people],
                "visits": [visit_of(each) for each in visits],
                "reflections": [
                    {"author": each.author_name} | reflection_of(each) for each in reflections
                ],
            }
            uow.audit.add(None, "export", "institution", institution, at)
            uow.commit()
        return self._export(document, visits)

    def _export(self, document: dict[str, Any], visits: Iterable[CalendarEntry]) -> Export:
        text = json.dumps(document, ensure_ascii=False, indent=2, default=_as_text)
        return Export(text + "\n", self._writer.write(list(visits), "nb"))


def _once(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """Give each visit of an institution once, as it is for one who goes on it still."""
    ordered = sorted(entries, key=lambda each: (each.visit.starts_at, each.uid, each.cancelled))
    return list({each.uid: each for each in reversed(ordered)}.values())[::-1]


def _as_text(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
