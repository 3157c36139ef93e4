"""What the use cases need from the database: one repository a kind, one transaction for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain_model.access import ReflectionScope
from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.reflections import Reflection, ReflectionId, ReflectionParts
from bot.domain_model.schools import SchoolId
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme
from bot.services import school_ports
from bot.services.delivery_ports import DeliveryRepository
from bot.services.digest_ports import DigestRepository
from bot.services.document_ports import DocumentRepository
from bot.services.enquiry_ports import EnquiryRepository
from bot.services.erasure_ports import ErasureRepository
from bot.services.feedback_ports import FeedbackRepository
from bot.services.handover_ports import HandoverRepository
from bot.services.import_ports import CalendarRepositories
from bot.services.insight_ports import InsightRepository, ReflectionSearch
from bot.services.log_ports import AuditRepository, ExpiredRows
from bot.services.message_ports import ButtonRepository, InboxRepository, OutboxRepository
from bot.services.overview_ports import OverviewRepository
from bot.services.people_ports import AccountRepository, InstitutionRepository, PartnerRepository
from bot.services.question_ports import QuestionRepository
from bot.services.reflection_ports import ReflectionChangeRepository, TraceRepository
from bot.services.reminder_ports import ReminderPreferenceRepository, ReminderRepository
from bot.services.visit_ports import VisitRepository
from bot.services.waiting_ports import CoordinatorRepositories


@dataclass(frozen=True, slots=True)
class NewReflection:
    """A reflection that is to be kept."""

    partner_id: PartnerId
    institution_id: InstitutionId
    school_id: SchoolId | None
    source_key: str
    parts: ReflectionParts
    sharing: Sharing
    visited_on: date
    themes: Sequence[ReflectionTheme] = ()


class ReflectionRepository(Protocol):
    """Reflections. Only `bot.services.access` reads from it."""

    def add_once(self, new: NewReflection, at: datetime) -> Reflection:
        """Keep a reflection; the second of the same source gives back the first."""

    def same_as(self, new: NewReflection) -> Reflection | None:
        """Find one of the same partner, school and day with the very same parts."""

    def find(self, reflection: ReflectionId) -> Reflection | None:
        """Find one."""

    def within(
        self,
        scope: ReflectionScope,
        *,
        limit: int,
        before: Reflection | None = None,
        search: ReflectionSearch | None = None,
    ) -> list[Reflection]:
        """List what `scope` admits and `search` finds, newest first, older than `before`."""

    def set_sharing(self, reflection: ReflectionId, sharing: Sharing) -> None:
        """Share a reflection this far from now on."""

    def last_at_school(self, partner: PartnerId, school: SchoolId) -> Reflection | None:
        """Give the partner's own newest reflection from a school."""


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
    def schools(self) -> school_ports.SchoolRepository:
        """Schools."""

    @property
    def school_register(self) -> school_ports.SchoolRegisterRepository:
        """The schools that institutions work with."""

    @property
    def closed_periods(self) -> school_ports.ClosedPeriodRepository:
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
