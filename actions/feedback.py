"""What is said in words of the last answer: «bra svar», «det var feil»."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_sdk import Tracker

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Outcome, Response
from bot.domain_model.feedback import Verdict

_GOOD = "feedback_good"
_ANSWER = "utter_faq/"
_PART = "#"


@dataclass(frozen=True, slots=True)
class _Answered:
    question: str
    topic: str


class ActionTakeFeedback(RefleksAction):
    """Takes down whether the last answer was of use, and asks why when it was not."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.TAKE_FEEDBACK.value

    def perform(self, call: Call) -> list[Event]:
        """Report DONE for praise, ASKED for blame, EMPTY when nothing was answered."""
        answered = _last_answer(call.tracker)
        if answered is None:
            return [outcome(Outcome.EMPTY)]
        intent = call.tracker.latest_message.get("intent", {}).get("name")
        verdict = Verdict.GOOD if intent == _GOOD else Verdict.BAD
        why = call.services.asking.feedback.judge(
            answered.question, answered.topic, verdict, language=call.language, at=call.at
        )
        if not why:
            return [outcome(Outcome.DONE)]
        buttons = [{"title": each.title, "payload": each.payload} for each in why]
        call.say(Response.FEEDBACK_WHY, buttons=buttons)
        return [outcome(Outcome.ASKED)]


def _last_answer(tracker: Tracker) -> _Answered | None:
    topic = None
    for event in reversed(tracker.events):
        if topic is None and event.get("event") == "bot":
            said = str((event.get("metadata") or {}).get("utter_action") or "")
            topic = said.removeprefix(_ANSWER) if said.startswith(_ANSWER) else None
        elif topic is not None and event.get("event") == "user":
            return _Answered(str(event.get("message_id")).partition(_PART)[0], topic)
    return None
