"""What is said instead of pressing a button of the very last question.

«Ja» answers the last question that was asked, whatever else is open: it is the same as pressing
the button that begins with «Ja». So is writing what stands on a button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.last_said import last_said
from bot.domain_model.agreeing import has_reservation
from bot.domain_model.finishing import says_mistaken
from bot.nlu.folding import fold
from bot.nlu.visit_wishes import REOPEN_VISIT
from bot.services.erasure import ERASE, KEEP

Button = Mapping[str, Any]

_YES, _NO = frozenset({"ja", "yes"}), frozenset({"nei", "no"})
_IN_WORDS = {
    ERASE: '/delete_my_data{"confirmed": "yes"}',
    KEEP: '/delete_my_data{"confirmed": "no"}',
}
"""What these buttons are in words: everything is erased by the button alone."""


def last_buttons(tracker: DialogueStateTracker) -> Sequence[Button]:
    """Give the buttons of the last thing said; none when that asked nothing."""
    return next((_buttons(each) for each in last_said(tracker)), ())


def asks_yes_or_no(buttons: Sequence[Button]) -> bool:
    """Tell whether one of the buttons is a yes or a no in so many words."""
    return _beginning(buttons, _YES | _NO) is not None


def titled(buttons: Sequence[Button], text: str) -> str | None:
    """Give what the button means that `text` is the title of."""
    said = _plain(text)
    return next((_meaning(each) for each in buttons if _plain(str(each["title"])) == said), None)


def answered(buttons: Sequence[Button], text: str, reading: Mapping[str, Any]) -> str | None:
    """Give what the button means that `text`, as it is read alone, answers yes or no with.

    A yes with a reservation is a no: nothing is cancelled or deleted before it is clear.
    """
    best = next((each["name"] for each in reading.get("intent_ranking", ())), None)
    if best == "deny" or (best == "affirm" and has_reservation(text)):
        return _beginning(buttons, _NO)
    return _beginning(buttons, _YES) if reading["intent"]["name"] == "affirm" else None


def undone_by(tracker: DialogueStateTracker, text: str) -> str | None:
    """Give what the button means that undoes what was just said to be done, if `text` asks it."""
    if not says_mistaken(text):
        return None
    payloads = (str(each["payload"]) for said in last_said(tracker) for each in _buttons(said))
    return next((each for each in payloads if each.startswith(f"/{REOPEN_VISIT}")), None)


def _buttons(said: BotUttered) -> Sequence[Button]:
    return said.data.get("buttons") or ()


def _beginning(buttons: Sequence[Button], words: frozenset[str]) -> str | None:
    return next((_meaning(each) for each in buttons if _first_word(each) in words), None)


def _first_word(button: Button) -> str:
    if button["payload"] == ERASE:
        return "ja"
    return (fold(str(button["title"])).split() or [""])[0].strip(",")


def _plain(text: str) -> str:
    """Give the folded words, or the signs where there are none: «👍»."""
    return fold(text) or text.strip()


def _meaning(button: Button) -> str | None:
    meaning = str(button["payload"])
    meaning = _IN_WORDS.get(meaning, meaning)
    return meaning if meaning.startswith("/") else None
