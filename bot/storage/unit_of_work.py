"""One transaction, with the repository of every kind in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from bot.services.ports.unit_of_work import Begin, UnitOfWork
from bot.storage.accounts import Accounts
from bot.storage.buttons import Buttons
from bot.storage.calendars import Calendars
from bot.storage.closed_periods import ClosedPeriods
from bot.storage.consents import NameConsents
from bot.storage.database import Database, storage_errors
from bot.storage.deliveries import Deliveries
from bot.storage.digests import Digests
from bot.storage.documents import Documents
from bot.storage.enquiries import Enquiries
from bot.storage.erasure import Erasure
from bot.storage.expired import Expired
from bot.storage.feedback import FeedbackRows
from bot.storage.handovers import Handovers
from bot.storage.imports import Imports
from bot.storage.inbox import Inbox
from bot.storage.insights import Insights
from bot.storage.logs import Audit, Questions
from bot.storage.outbox import Outbox
from bot.storage.overview import Overview
from bot.storage.people import Institutions, Partners
from bot.storage.reflection_changes import ReflectionChanges
from bot.storage.reflections import Reflections, Schools
from bot.storage.reminders import PreferenceRows, Reminders
from bot.storage.school_register import SchoolRegister
from bot.storage.traces import Traces
from bot.storage.visits import Visits
from bot.storage.waiting import Waiting


class SqlUnitOfWork:
    """Repositories that share one session."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session
        self.institutions, self.partners = Institutions(session), Partners(session)
        self.accounts = Accounts(session)
        self.schools = Schools(session)
        self.school_register = SchoolRegister(session)
        self.closed_periods = ClosedPeriods(session)
        self.reflections = Reflections(session)
        self.reflection_changes = ReflectionChanges(session)
        self.traces = Traces(session)
        self.digests = Digests(session)
        self.insights = Insights(session)
        self.name_consents = NameConsents(session)
        self.visits = Visits(session)
        self.reminders = Reminders(session)
        self.reminder_preferences = PreferenceRows(session)
        self.inbox = Inbox(session)
        self.outbox = Outbox(session)
        self.deliveries = Deliveries(session)
        self.buttons = Buttons(session)
        self.documents = Documents(session)
        self.handovers = Handovers(session)
        self.erasure = Erasure(session)
        self.enquiries = Enquiries(session)
        self.feedback = FeedbackRows(session)
        self.questions = Questions(session)
        self.expired = Expired(session)
        self.calendars, self.imports = Calendars(session), Imports(session)
        self.overview = Overview(session)
        self.waiting = Waiting(session)
        self.audit = Audit(session)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what is done in a block that raises, and nothing else."""
        with storage_errors(), self._session.begin_nested():
            yield

    def commit(self) -> None:
        """Keep everything that was done."""
        self._session.commit()


def unit_of_work(database: Database) -> Begin:
    """Make the function that opens a transaction on `database`."""

    @contextmanager
    def begin() -> Iterator[UnitOfWork]:
        with database.session() as session:
            yield SqlUnitOfWork(session)

    return begin
