"""All that is kept of a partner, or what a coordinator may see of an institution, to take along.

A partner's export is what the law calls access and portability (GDPR articles 15 and 20). It is
read as the partner herself would read it; an institution's as its coordinator would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.insights import Delivery, Insight
from bot.domain_model.people import Account, Partner
from bot.domain_model.reflections import Reflection
from bot.services.access import (
    coordinated_institution,
    own_partner,
    own_reflections,
    reflections_visible_to,
)
from bot.services.calendar_format import CalendarWriter
from bot.services.digest_ports import Digest
from bot.services.ports import Begin, UnitOfWork

_ALL = 1_000_000
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken along: everything as JSON, and the visits as a calendar."""

    document: str = field(repr=False)
    calendar: bytes = field(repr=False)


class Exports:
    """Makes exports. For the command line: whoever calls it hands them to the right person."""

    def __init__(self, begin: Begin, writer: CalendarWriter) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin
        self._writer = writer

    def partner(self, partner: Partner, *, at: datetime) -> Export:
        """Give all that is kept of a partner: person, visits, reflections and conversations."""
        with self._begin() as uow:
            account = uow.accounts.by_partner(partner.id)
            actor = account.actor
            known = own_partner(uow, actor)
            visits = uow.calendars.entries_of(known.id, since=_EVER)
            reflections = own_reflections(uow, actor, limit=_ALL)
            source = uow.imports.source_of(known.id)
            document = {
                "about": "partner",
                "made_at": at,
                "person": _person(uow, known, account),
                "calendar": {
                    "feed_since": uow.calendars.feed_since(known.id),
                    "followed_address": source.address if source else None,
                },
                "visits": [_visit(each) for each in visits],
                "reflections": [_reflection(each) for each in reflections],
                "insights": [_given(*each) for each in uow.insights.given_to(known.id)],
                "weekly_digest": _digest(uow.digests.find(known.id)),
                "conversations": _conversations(uow, known, account),
            }
            uow.audit.add(None, "export", "partner", known.id, at)
            uow.commit()
        return self._export(document, visits)

    def institution(self, coordinator: Actor, *, at: datetime) -> Export:
        """Give what `coordinator` may see of the institution: people, visits, reflections.

        Raises:
            NotAllowed: when it is nobody who coordinates one.
        """
        institution = coordinated_institution(coordinator)
        with self._begin() as uow:
            people = [each.partner for each in uow.overview.colleagues(institution, at)]
            visits = [
                (each, entry)
                for each in people
                for entry in uow.calendars.entries_of(each.id, since=_EVER)
            ]
            reflections = reflections_visible_to(uow, coordinator, limit=_ALL)
            document = {
                "about": "institution",
                "made_at": at,
                "institution": uow.institutions.name_of(institution),
                "people": [{"name": each.name} for each in people],
                "visits": [{"partner": each.name} | _visit(entry) for each, entry in visits],
                "reflections": [
                    {"author": each.author_name} | _reflection(each) for each in reflections
                ],
            }
            uow.audit.add(None, "export", "institution", institution, at)
            uow.commit()
        return self._export(document, [entry for _, entry in visits])

    def _export(self, document: dict[str, Any], visits: Iterable[CalendarEntry]) -> Export:
        text = json.dumps(document, ensure_ascii=False, indent=2, default=_as_text)
        return Export(text + "\n", self._writer.write(list(visits), "nb"))


def _person(uow: UnitOfWork, partner: Partner, account: Account) -> dict[str, Any]:
    return {
        "name": partner.name,
        "institution": uow.institutions.name_of(partner.institution_id),
        "role": account.role,
        "telegram_chat": partner.telegram_chat,
        "pinned_language": partner.pinned_language,
        "last_language": partner.last_language,
        "default_sharing": partner.default_sharing,
    }


def _visit(entry: CalendarEntry) -> dict[str, Any]:
    visit = entry.visit
    return {
        "school": visit.school_name,
        "municipality": entry.municipality,
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
        "state": visit.state,
        "uid": entry.uid,
    }


def _reflection(reflection: Reflection) -> dict[str, Any]:
    parts = reflection.parts
    return {
        "school": reflection.school_name,
        "visited_on": reflection.visited_on,
        "created_at": reflection.created_at,
        "sharing": reflection.sharing,
        "happened": parts.happened,
        "worked": parts.worked,
        "hard": parts.hard,
        "next_step": parts.next_step,
        "themes": [str(each.theme) for each in reflection.themes],
    }


def _given(insight: Insight, delivery: Delivery) -> dict[str, Any]:
    return {"title": insight.text.title_nb} | asdict(delivery)


def _digest(wanted: Digest | None) -> dict[str, int] | None:
    return asdict(wanted.time) if wanted else None


def _conversations(uow: UnitOfWork, partner: Partner, account: Account) -> list[dict[str, Any]]:
    chats: list[ChatId] = [partner.telegram_chat] if partner.telegram_chat else []
    chats.append(chat_id(Channel.WEB, account.id))
    heard = [
        {"at": each.received_at, "from": "partner", "text": each.message.text}
        for each in uow.inbox.of_chats(chats, limit=_ALL)
    ]
    said = [
        {"at": each.created_at, "from": "refleks", "text": each.text}
        for each in uow.outbox.of_chats(chats, limit=_ALL)
    ]
    return sorted([*heard, *said], key=lambda line: str(line["at"]))


def _as_text(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
