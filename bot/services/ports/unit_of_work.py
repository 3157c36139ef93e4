"""What the use cases need from the database: one repository a kind, one transaction for all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from bot.services.ports.deliveries import DeliveryRepository
from bot.services.ports.digests import DigestRepository
from bot.services.ports.documents import DocumentRepository
from bot.services.ports.enquiries import EnquiryRepository
from bot.services.ports.erasure import ErasureRepository
from bot.services.ports.feedback import FeedbackRepository
from bot.services.ports.handovers import HandoverRepository
from bot.services.ports.imports import CalendarRepositories
from bot.services.ports.insights import InsightRepository
from bot.services.ports.logs import AuditRepository, ExpiredRows
from bot.services.ports.messages import ButtonRepository, InboxRepository, OutboxRepository
from bot.services.ports.overview import OverviewRepository
from bot.services.ports.people import AccountRepository, InstitutionRepository, PartnerRepository
from bot.services.ports.questions import QuestionRepository
from bot.services.ports.reflections import (
    ReflectionChangeRepository,
    ReflectionRepository,
    TraceRepository,
)
from bot.services.ports.reminders import ReminderPreferenceRepository, ReminderRepository
from bot.services.ports.schools import (
    ClosedPeriodRepository,
    SchoolRegisterRepository,
    SchoolRepository,
)
from bot.services.ports.visits import VisitRepository
from bot.services.ports.waiting import CoordinatorRepositories


class UnitOfWork(CalendarRepositories, CoordinatorRepositories, Protocol):
    """One transaction: everything in it is kept by `commit`, or nothing."""

    @property
    def institutions(self) -> InstitutionRepository:
        """Universities and colleges."""

    @property
    def partners(self) -> PartnerRepository:
        """Development partners."""

    @property
    def accounts(self) -> AccountRepository:
        """Those who can sign in."""

    @property
    def schools(self) -> SchoolRepository:
        """Schools."""

    @property
    def school_register(self) -> SchoolRegisterRepository:
        """The schools that institutions work with."""

    @property
    def closed_periods(self) -> ClosedPeriodRepository:
        """When an institution's schools are closed."""

    @property
    def reflections(self) -> ReflectionRepository:
        """Reflections."""

    @property
    def digests(self) -> DigestRepository:
        """Weekly digests."""

    @property
    def insights(self) -> InsightRepository:
        """Insights."""

    @property
    def reflection_changes(self) -> ReflectionChangeRepository:
        """What becomes of reflections after they were kept."""

    @property
    def traces(self) -> TraceRepository:
        """What messages and memory hold of what was deleted."""

    @property
    def visits(self) -> VisitRepository:
        """School visits."""

    @property
    def reminders(self) -> ReminderRepository:
        """Reminders."""

    @property
    def reminder_preferences(self) -> ReminderPreferenceRepository:
        """What partners prefer about them."""

    @property
    def inbox(self) -> InboxRepository:
        """What people wrote."""

    @property
    def outbox(self) -> OutboxRepository:
        """What is to be said."""

    @property
    def deliveries(self) -> DeliveryRepository:
        """How it left."""

    @property
    def buttons(self) -> ButtonRepository:
        """The buttons under what was said."""

    @property
    def documents(self) -> DocumentRepository:
        """The institutions' own documents."""

    @property
    def handovers(self) -> HandoverRepository:
        """Schools that change hands."""

    @property
    def erasure(self) -> ErasureRepository:
        """Everything that is of one person."""

    @property
    def enquiries(self) -> EnquiryRepository:
        """Questions to coordinators."""

    @property
    def feedback(self) -> FeedbackRepository:
        """What was said of answers."""

    @property
    def questions(self) -> QuestionRepository:
        """Questions that were asked."""

    @property
    def expired(self) -> ExpiredRows:
        """What is over."""

    @property
    def overview(self) -> OverviewRepository:
        """An institution at a glance."""

    @property
    def audit(self) -> AuditRepository:
        """Who did what."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what is done in a block that raises, and nothing else.

        Raises:
            StorageUnavailable: when the database was lost in the block.
        """

    def commit(self) -> None:
        """Keep everything that was done."""


Begin = Callable[[], AbstractContextManager[UnitOfWork]]
"""Opens a transaction, which rolls back unless it is committed."""
