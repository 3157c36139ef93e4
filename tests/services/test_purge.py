"""What is over is deleted, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState
from bot.domain_model.people import SESSION_LENGTH
from bot.services.ports.questions import AskedQuestion
from bot.services.sign_in import LinkNotValid
from bot.storage import message_tables as messages
from bot.storage import tables
from bot.storage.base import Base
from tests.support.people import NOW, Cast

MONTH = timedelta(days=30)
YEAR = timedelta(days=365)


def count(services: Services, table: type[Base]) -> int:
    with services.database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def inbox(key: str, *, done_at: datetime | None) -> messages.Inbox:
    state = "done" if done_at else "waiting"
    return messages.Inbox(
        message_key=key, chat="telegram:1", text="…", sent_at=NOW, received_at=NOW, state=state,
        next_try_at=NOW, done_at=done_at,
    )  # fmt: skip


def outbox(key: str, state: OutboxState) -> messages.Outbox:
    return messages.Outbox(
        dedupe_key=key, chat="telegram:1", text="…", kind="reply", language="nb", state=state,
        not_before=NOW, created_at=NOW,
    )  # fmt: skip


@pytest.fixture
def _messages(services: Services) -> None:
    with services.database.session() as session:
        session.add_all(
            [
                inbox("answered", done_at=NOW),
                inbox("waiting", done_at=None),
                outbox("sent", OutboxState.SENT),
                outbox("dropped", OutboxState.DROPPED),
                outbox("unsent", OutboxState.WAITING),
                messages.ConversationEvent(
                    sender_id="telegram:1", type_name="user", timestamp=NOW.timestamp(), data={}
                ),
            ]
        )
        session.commit()


@pytest.mark.usefixtures("_messages")
def test_settled_messages_go_and_waiting_ones_stay(services: Services) -> None:
    services.purge.run(at=NOW + MONTH)
    assert count(services, messages.Inbox) == 2
    assert services.purge.run(at=NOW + MONTH + timedelta(seconds=1)) == 4
    assert count(services, messages.Inbox) == 1
    assert count(services, messages.Outbox) == 1
    assert count(services, messages.ConversationEvent) == 0


def test_questions_go_after_a_year(services: Services) -> None:
    with services.begin() as uow:
        uow.questions.add(AskedQuestion("hva er sku", None, "unknown", 0.1, "nb"), NOW)
        uow.commit()
    assert services.purge.run(at=NOW + YEAR) == 0
    assert services.purge.run(at=NOW + YEAR + timedelta(seconds=1)) == 1


def test_used_links_and_old_sessions_go(services: Services, people: Cast) -> None:
    assert people.kari.account_id
    invitations = count(services, tables.OneTimeToken)
    used = services.sign_in.issue_link(people.kari.account_id, at=NOW)
    services.sign_in.sign_in(used, at=NOW)
    unused = services.sign_in.issue_link(people.kari.account_id, at=NOW)
    assert services.purge.run(at=NOW) == 1
    assert services.sign_in.owner(unused, at=NOW).actor == people.kari
    assert services.purge.run(at=NOW + SESSION_LENGTH) == 2 + invitations
    with pytest.raises(LinkNotValid):
        services.sign_in.owner(unused, at=NOW)


def test_people_and_reflections_stay(services: Services, people: Cast) -> None:
    services.purge.run(at=NOW + 10 * YEAR)
    assert services.partners.coordinator_for("HVL") == people.kari
