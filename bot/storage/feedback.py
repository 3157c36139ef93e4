"""Repository of what askers say of answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.domain_model.feedback import Reason, TopicVerdicts, Verdict
from bot.services.turns import REPLY
from bot.storage.enquiry_tables import Feedback as _Row
from bot.storage.message_tables import Outbox
from bot.storage.tables import QuestionLog
from bot.storage.upsert import insert_once


class FeedbackRows:
    """What was said of answers, without who said it."""

    def __init__(self, session: Session) -> None:
        """Work within the transaction of `session`."""
        self._session = session

    def question_of(self, outbox_sequence: int) -> str:
        """Name the message that something was said in answer to."""
        said = select(Outbox.dedupe_key).where(Outbox.sequence == outbox_sequence)
        return self._session.scalars(said).one().rpartition(REPLY)[0]

    def add_once(self, answer: str, topic: str, verdict: Verdict, at: datetime) -> bool:
        """Keep what was said of the answer with this digest; False when something was before."""
        row = _Row(answer=answer, topic=topic, verdict=verdict, given_at=at)
        return insert_once(self._session, row, ("answer",))

    def explain(self, answer: str, reason: Reason) -> None:
        """Keep why the answer with this digest was bad."""
        explained = update(_Row).where(_Row.answer == answer)
        self._session.execute(explained.values(reason=reason))

    def of_topics(self, since: datetime) -> list[TopicVerdicts]:
        """Count what was said of each topic, the worst first."""
        kinds = (_Row.topic, _Row.verdict, _Row.reason)
        counted = select(*kinds, func.count()).where(_Row.given_at >= since).group_by(*kinds)
        found: dict[str, TopicVerdicts] = {}
        for topic, verdict, reason, count in self._session.execute(counted):
            known = found.get(topic, TopicVerdicts(topic, 0, 0, {}))
            reasons = {**known.reasons, Reason(reason): count} if reason else known.reasons
            good, bad = (count, 0) if verdict == Verdict.GOOD else (0, count)
            found[topic] = TopicVerdicts(topic, known.good + good, known.bad + bad, reasons)
        return sorted(found.values(), key=lambda each: (-each.bad, -each.good, each.topic))

    def decisions(self, since: datetime) -> Mapping[str, int]:
        """Count the questions that were asked, by what was decided: answer, clarify, unknown."""
        counted = select(QuestionLog.decision, func.count()).where(QuestionLog.asked_at >= since)
        rows = self._session.execute(counted.group_by(QuestionLog.decision))
        return {str(decision): int(count) for decision, count in rows}
