"""The one place that builds objects: everything else receives what it needs."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.answers import load_answers
from bot.calendar_download import CalendarDownload
from bot.encoders.choice import open_encoder
from bot.knowledge import Knowledge, load_knowledge
from bot.services.asking import Asking
from bot.services.calendars.changes import CalendarChanges
from bot.services.calendars.import_duties import ImportDuties
from bot.services.calendars.imports import CalendarImports
from bot.services.calendars.own_calendar import CalendarPlaces, Calendars
from bot.services.calendars.services import CalendarServices
from bot.services.calendars.writer import CalendarWriter
from bot.services.conversation import Conversations
from bot.services.digests import Digests
from bot.services.documents import Documents
from bot.services.erasure import Erasure
from bot.services.exports import Exports
from bot.services.free_days import FreeDays
from bot.services.handover_texts import HandoverTexts
from bot.services.handovers import Handovers
from bot.services.inbox import Inbox, deeds_of
from bot.services.insight_evidence import InsightEvidence
from bot.services.insight_readers import InsightReaders
from bot.services.insights import Insights
from bot.services.name_consents import NameConsents
from bot.services.notices import Notices
from bot.services.outbox import Outbox
from bot.services.overview import Overview
from bot.services.partners import Partners
from bot.services.ports.assistant import Assistant
from bot.services.ports.documents import OpenEncoder
from bot.services.ports.unit_of_work import Begin
from bot.services.preparation import Preparation
from bot.services.purge import Purge, Retention
from bot.services.reflection_changes import ReflectionChanges
from bot.services.reflection_comments import ReflectionComments
from bot.services.reflections import Reflections
from bot.services.reminder_texts import ReminderTexts
from bot.services.reminder_wishes import ReminderWishes
from bot.services.reminders import Reminders
from bot.services.schools import Schools
from bot.services.search import Search
from bot.services.sign_in import SignIn
from bot.services.spread import SpreadLedger
from bot.services.stuck import StuckReminders
from bot.services.turns import Turns
from bot.services.visits import Visits
from bot.settings import Settings, load_settings
from bot.storage.database import Database, open_engine
from bot.storage.memory import SqlMemory
from bot.storage.unit_of_work import unit_of_work
from bot.texts import Texts, load_texts

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds Rasa's own files, `data/` and `models/`."""
_knowledge = cache(lambda: load_knowledge(ROOT / "data" / "knowledge"))
_answers = cache(lambda: load_answers(ROOT / "data", _knowledge()))
_texts = cache(lambda: load_texts(ROOT / "data" / "texts"))


@dataclass(frozen=True)
class Services:
    """Every use case, on one database."""

    database: Database
    texts: Texts
    zone: ZoneInfo
    partners: Partners
    sign_in: SignIn
    reflections: Reflections
    reflection_changes: ReflectionChanges
    reflection_comments: ReflectionComments
    insights: Insights
    insight_evidence: InsightEvidence
    insight_readers: InsightReaders
    name_consents: NameConsents
    digests: Digests
    spread: SpreadLedger
    visits: Visits
    reminders: Reminders
    calendars: CalendarServices
    asking: Asking
    search: Search
    erasure: Erasure
    purge: Purge
    notices: Notices
    inbox: Inbox
    outbox: Outbox
    memory: SqlMemory
    begin: Begin
    worker: str
    """Names this process where several work on one database."""

    @property
    def reminder_wishes(self) -> ReminderWishes:
        """What partners want of their reminders."""
        return ReminderWishes(self.begin, self.zone)

    @property
    def stuck_reminders(self) -> StuckReminders:
        """What is left to an operator."""
        return StuckReminders(self.begin)

    @property
    def exports(self) -> Exports:
        """What people take along."""
        writer = CalendarWriter(self.texts, self.zone)
        return Exports(self.begin, writer, self.texts, self.zone)

    @property
    def overview(self) -> Overview:
        """An institution at a glance."""
        return Overview(self.begin, self.notices, self.zone)

    @property
    def preparation(self) -> Preparation:
        """What helps before a visit."""
        return Preparation(self.begin)

    @property
    def schools(self) -> Schools:
        """Which schools an institution works with."""
        return Schools(self.begin)

    @property
    def free_days(self) -> FreeDays:
        """When schools are closed."""
        return FreeDays(self.begin)

    @property
    def handovers(self) -> Handovers:
        """What is known of schools that change hands."""
        return Handovers(self.begin, HandoverTexts(self.texts, self.zone))

    @property
    def knowledge(self) -> Knowledge:
        """What topics are called, and where answers come from."""
        return _knowledge()

    @property
    def documents(self) -> Documents:
        """The institutions' own documents."""
        return Documents(self.begin, self.search.open_encoder)

    def turns(self, assistant: Assistant) -> Turns:
        """Give what answers the inbox, by asking `assistant`."""
        return Turns(self.begin, assistant, self.notices, self.partners, self.worker)

    def conversations(self, assistant: Assistant) -> Conversations:
        """Give conversations on a page or in a terminal, answered by `assistant`."""
        return Conversations(self.begin, self.turns(assistant))


def build_services(settings: Settings) -> Services:
    """Build the use cases; the database is not connected before the first of them is used.

    Raises:
        BadDatabaseUrl: when DATABASE_URL cannot be used.
        BadTexts: when `data/texts/` cannot be used.
    """
    database, begin, texts = _foundation(settings)
    return Services(
        database=database,
        texts=texts,
        zone=settings.zone,
        partners=(partners := Partners(begin)),
        sign_in=SignIn(begin),
        reflections=Reflections(begin, settings.insight_limits),
        reflection_changes=ReflectionChanges(begin, settings.insight_limits),
        notices=(notices := Notices(begin, texts)),
        reflection_comments=ReflectionComments(begin, notices, settings.zone),
        insights=Insights(begin, settings.insight_limits),
        insight_evidence=InsightEvidence(begin, settings.insight_limits),
        insight_readers=InsightReaders(begin),
        name_consents=(names := NameConsents(begin, notices, texts, settings.insight_limits)),
        spread=SpreadLedger(begin, settings.spread_smallest_group),
        digests=Digests(begin, texts, settings.zone),
        visits=(visits := Visits(begin, texts, settings.zone)),
        calendars=(calendars := _calendars(begin, notices, texts, settings, visits)),
        reminders=Reminders(begin, ReminderTexts(texts, settings.zone), settings.zone),
        asking=(asking := Asking(begin, notices, texts)),
        search=Search(begin, _answers, _encoder(settings)),
        erasure=(erasure := Erasure(begin, notices, settings.insight_limits, database.compact)),
        purge=Purge(begin, Retention(settings.message_retention, settings.question_retention)),
        inbox=Inbox(begin, notices, deeds_of(calendars, asking, names, erasure)),
        outbox=Outbox(begin, notices, texts, partners, worker := _worker_name()),
        memory=SqlMemory(database),
        begin=begin,
        worker=worker,
    )


def _foundation(settings: Settings) -> tuple[Database, Begin, Texts]:
    database = Database(open_engine(settings.database))
    return database, unit_of_work(database), _texts()


def _calendars(
    begin: Begin, notices: Notices, texts: Texts, settings: Settings, visits: Visits
) -> CalendarServices:
    places = CalendarPlaces(settings.public_address, content_free=settings.content_free_telegram)
    imports = CalendarImports(begin, notices, texts, settings.zone)
    download = CalendarDownload(anywhere=settings.calendars_from_anywhere)
    return CalendarServices(
        feeds=Calendars(begin, texts, CalendarWriter(texts, settings.zone), places),
        changes=CalendarChanges(begin, texts),
        imports=imports,
        duties=ImportDuties(begin, texts, visits, imports, download),
    )


def _encoder(settings: Settings) -> OpenEncoder:
    return cache(lambda: open_encoder(settings.sentence_encoder))


def _worker_name() -> str:
    return f"{os.getpid()}-{secrets.token_hex(8)}"


@cache
def process_services() -> Services:
    """Give this process's use cases, built from its settings on first use.

    For objects that a framework builds without arguments: Rasa's actions and tracker store.
    """
    return build_services(load_settings())
