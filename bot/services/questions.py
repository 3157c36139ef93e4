"""Remember which questions are asked, without who asked them."""

from __future__ import annotations

from datetime import datetime

from bot.services.ports import AskedQuestion, Begin


class Questions:
    """What people ask: the list of what should be answered better."""

    def __init__(self, begin: Begin) -> None:
        """Work on the database that `begin` opens transactions on."""
        self._begin = begin

    def asked(self, question: AskedQuestion, *, at: datetime) -> None:
        """Keep a question as it was understood."""
        with self._begin() as uow:
            uow.questions.add(question, at)
            uow.commit()
