"""What every page is made from: the use cases, the settings and the templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.knowledge import Knowledge
from bot.services.asking import Asking
from bot.services.calendars.services import CalendarServices
from bot.services.conversation import Conversations
from bot.services.exports import Exports
from bot.services.free_days import FreeDays
from bot.services.handovers import Handovers
from bot.services.inbox import Inbox
from bot.services.insight_evidence import InsightEvidence
from bot.services.insight_readers import InsightReaders
from bot.services.insights import Insights
from bot.services.name_consents import NameConsents
from bot.services.overview import Overview
from bot.services.partners import Partners
from bot.services.ports.assistant import Assistant
from bot.services.reflection_changes import ReflectionChanges
from bot.services.reflection_comments import ReflectionComments
from bot.services.reflections import Reflections
from bot.services.schools import Schools
from bot.services.sign_in import SignIn
from bot.services.spread import SpreadLedger
from bot.services.turns import Turns
from bot.services.visits import Visits
from bot.texts import Texts
from bot.web.rendering import Renderer


class SignOfLife(Protocol):
    """Something that can be asked whether it is there."""

    def ping(self) -> None:
        """Return when it is there; raise StorageUnavailable when it is not."""


class WebServices(Protocol):
    """The use cases that pages call; `bot.bootstrap` gives them."""

    @property
    def database(self) -> SignOfLife:
        """Where everything is kept."""

    @property
    def texts(self) -> Texts:
        """What is said outside the dialogue."""

    @property
    def partners(self) -> Partners:
        """Who the people are."""

    @property
    def sign_in(self) -> SignIn:
        """Who sits at a browser."""

    @property
    def exports(self) -> Exports:
        """What people take along."""

    @property
    def reflections(self) -> Reflections:
        """What partners learned."""

    @property
    def reflection_changes(self) -> ReflectionChanges:
        """What becomes of reflections after they were kept."""

    @property
    def reflection_comments(self) -> ReflectionComments:
        """What coordinators write to authors."""

    @property
    def insights(self) -> Insights:
        """What several partners learned, written together."""

    @property
    def insight_evidence(self) -> InsightEvidence:
        """What insights stand on."""

    @property
    def insight_readers(self) -> InsightReaders:
        """What partners do with insights."""

    @property
    def name_consents(self) -> NameConsents:
        """Who may be named in insights."""

    @property
    def spread(self) -> SpreadLedger:
        """How far what partners learned has come."""

    @property
    def visits(self) -> Visits:
        """Visits that are to come."""

    @property
    def calendars(self) -> CalendarServices:
        """Visits to and from partners' own calendars."""

    @property
    def schools(self) -> Schools:
        """Which schools an institution works with."""

    @property
    def free_days(self) -> FreeDays:
        """When schools are closed."""

    @property
    def handovers(self) -> Handovers:
        """What is known of schools that change hands."""

    @property
    def overview(self) -> Overview:
        """An institution at a glance."""

    @property
    def knowledge(self) -> Knowledge:
        """What topics are called."""

    @property
    def asking(self) -> Asking:
        """What comes after an answer, or instead of one."""

    @property
    def inbox(self) -> Inbox:
        """The door that every message comes in by."""

    def turns(self, assistant: Assistant) -> Turns:
        """Give what answers the inbox, by asking `assistant`."""

    def conversations(self, assistant: Assistant) -> Conversations:
        """Give conversations on a page, answered by `assistant`."""


@dataclass(frozen=True, slots=True)
class Site:
    """One running web site."""

    services: WebServices
    conversations: Conversations
    renderer: Renderer
    zone: ZoneInfo
    key: bytes
    """Signs forms."""
    address: str
    """Where people find the site, without a slash at its end."""
    message_retention: timedelta
    question_retention: timedelta
    clock: Callable[[], datetime]

    @property
    def secure(self) -> bool:
        """Whether people reach the site over https."""
        return self.address.startswith("https://")
