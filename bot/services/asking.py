"""What comes after an answer, or instead of one: feedback, and questions to the coordinator."""

from __future__ import annotations

from collections.abc import Mapping

from bot.services.enquiries import DEED as ENQUIRY
from bot.services.enquiries import Enquiries
from bot.services.feedback import DEED as FEEDBACK
from bot.services.feedback import Feedback
from bot.services.inbox import Deed
from bot.services.notices import Notices
from bot.services.ports.unit_of_work import Begin
from bot.texts import Texts


class Asking:
    """The use cases around answers."""

    def __init__(self, begin: Begin, notices: Notices, texts: Texts) -> None:
        """Work on the database that `begin` opens transactions on."""
        self.enquiries = Enquiries(begin, notices, texts)
        self.feedback = Feedback(begin, notices, texts)

    @property
    def deeds(self) -> Mapping[str, Deed]:
        """What pressing their buttons does, by how the payload begins."""
        return {ENQUIRY: self.enquiries.pressed, FEEDBACK: self.feedback.pressed}
