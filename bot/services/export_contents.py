"""What is kept of people, gathered to be taken along: fields as programs read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.domain_model.calendars import CalendarEntry
from bot.domain_model.enquiries import Enquiry
from bot.domain_model.insights import Delivery, Insight
from bot.domain_model.name_consents import NamedKind
from bot.domain_model.people import Account, Partner
from bot.domain_model.reflections import Reflection
from bot.domain_model.reminders import ReminderPreferences
from bot.domain_model.visits import VisitState
from bot.services.access import own_partner, own_reflections
from bot.services.access_questions import own_enquiries
from bot.services.ports.digests import Digest
from bot.services.ports.unit_of_work import UnitOfWork

ALL = 1_000_000
EVER = datetime(1970, 1, 1, tzinfo=UTC)


def all_of(
    uow: UnitOfWork, actor: Actor, at: datetime
) -> tuple[dict[str, Any], list[CalendarEntry]]:
    """Gather all that is kept of a partner, and her visits once more for a calendar."""
    known = own_partner(uow, actor)
    account = uow.accounts.by_partner(known.id)
    visits = uow.calendars.entries_of(known.id, since=EVER)
    source = uow.imports.source_of(known.id)
    document = {
        "about": "partner",
        "made_at": at,
        "person": _person(uow, known, account),
        "reminders": _reminders(uow.reminder_preferences.of(known.id)),
        "calendar": {
            "feed_since": uow.calendars.feed_since(known.id),
            "followed_address": source.address if source else None,
        },
        "visits": [visit_of(each) for each in visits],
        "reflections": [
            reflection_of(each) | _history(uow, each)
            for each in own_reflections(uow, actor, limit=ALL)
        ],
        "insights": [_given(*each) for each in uow.insights.given_to(known.id)],
        "asked_to_be_named": [*_asked_to_be_named(uow, known)],
        "weekly_digest": _digest(uow.digests.find(known.id)),
        "questions": [_question(each) for each in own_enquiries(uow, actor, limit=ALL)],
        "conversations": conversations_of(uow, known, account),
    }
    return document, visits


def _asked_to_be_named(uow: UnitOfWork, partner: Partner) -> Iterator[dict[str, Any]]:
    for insight_id in uow.name_consents.about(partner.id):
        asked = uow.name_consents.find(insight_id, NamedKind.PARTNER, partner.id)
        insight = uow.insights.find(insight_id)
        if asked is not None and insight is not None:
            text = insight.text.title_nb
            yield {"title": text, "asked_at": asked.asked_at, "consent": str(asked.state)}


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


def visit_of(entry: CalendarEntry) -> dict[str, Any]:
    """Give the fields of a visit."""
    visit = entry.visit
    return {
        "partners": [each.name for each in visit.participants],
        "school": visit.school_name,
        "purpose": visit.purpose,
        "municipality": entry.municipality,
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
        "state": VisitState.CANCELLED if entry.cancelled else visit.state,
        "uid": entry.uid,
    }


def reflection_of(reflection: Reflection) -> dict[str, Any]:
    """Give the fields of a reflection as it stands now."""
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


def _history(uow: UnitOfWork, reflection: Reflection) -> dict[str, Any]:
    """Give what stood in a reflection before, what became of its step, and what was said of it."""
    changes = uow.reflection_changes
    return {
        "next_step_outcome": changes.outcome_of(reflection.id),
        "versions": [
            {"field": each.field, "before": each.before, "changed_at": each.changed_at}
            for each in changes.versions(reflection.id)
        ],
        "comments": [
            {"text": each.text, "author": each.author_name, "created_at": each.created_at}
            for each in changes.comments(reflection.id)
        ],
    }


def _reminders(wanted: ReminderPreferences) -> dict[str, Any]:
    return asdict(wanted) | {"wanted": sorted(wanted.wanted)}


def _question(asked: Enquiry) -> dict[str, Any]:
    return {
        "text": asked.text,
        "asked_at": asked.asked_at,
        "answer": asked.answer,
        "answered_at": asked.answered_at,
    }


def _given(insight: Insight, delivery: Delivery) -> dict[str, Any]:
    return {"title": insight.text.title_nb} | asdict(delivery)


def _digest(wanted: Digest | None) -> dict[str, int] | None:
    return asdict(wanted.time) if wanted else None


def conversations_of(uow: UnitOfWork, partner: Partner, account: Account) -> list[dict[str, Any]]:
    """Give what was written in a partner's chats, by whom and when."""
    chats: list[ChatId] = [partner.telegram_chat] if partner.telegram_chat else []
    chats.append(chat_id(Channel.WEB, account.id))
    heard = [
        {"at": each.received_at, "from": "partner", "text": each.message.text}
        for each in uow.inbox.of_chats(chats, limit=ALL)
    ]
    said = [
        {"at": each.created_at, "from": "refleks", "text": each.text}
        for each in uow.outbox.of_chats(chats, limit=ALL)
    ]
    return sorted([*heard, *said], key=lambda line: str(line["at"]))
