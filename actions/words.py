"""Short answers to a form's questions that mean something other than what they say."""

from __future__ import annotations

import re
from enum import StrEnum

from actions.names import Confirmed
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.sharing import Sharing


class Step(StrEnum):
    """Where a partner wants to go instead of answering."""

    SKIP = "skip"
    BACK = "back"


_STEPS = {
    Step.SKIP: (
        "hopp over", "hoppe over", "hopp", "hopp over denne", "gå videre", "gå vidare", "videre",
        "vidare", "pass", "skip", "skip this", "skip it", "–", "-",
    ),
    Step.BACK: (
        "tilbake", "gå tilbake", "attende", "gå attende", "et steg tilbake", "eit steg tilbake",
        "back", "go back",
    ),
}  # fmt: skip

_NOTHING = {
    "nei", "ingenting", "nei ingenting", "nei, ingenting", "ikke noe", "ikkje noko", "itj nå",
    "ingen", "intet", "vet ikke", "veit ikkje", "veit itj", "jeg vet ikke", "eg veit ikkje",
    "æ veit itj", "aner ikke", "anar ikkje", "nothing", "none", "don't know", "i don't know",
}  # fmt: skip

_SHARING = {
    Sharing.ONLY_ME: ("bare meg", "berre meg", "only me", "kun meg", "meg", "ingen", "privat"),
    Sharing.COORDINATOR: ("koordinator", "koordinatoren", "koordinatoren min", "coordinator"),
    Sharing.INSTITUTION: (
        "min institusjon", "institusjonen", "institusjonen min", "institusjon", "kollegaene",
        "my institution", "institution",
    ),
    Sharing.NETWORK: ("nettverket", "nettverk", "hele nettverket", "heile nettverket",
                      "network", "the network"),
}  # fmt: skip

_SHARING_NAMED = {
    Sharing.ONLY_ME: r"(?:bare|berre|kun|only|just) (?:(?:for|med|with) )?(?:meg|me)\b|privat",
    Sharing.COORDINATOR: r"koordinator\w*|coordinator",
    Sharing.INSTITUTION: r"institusjon\w*|kolleg\w+|institution|colleagues",
    Sharing.NETWORK: r"nettverk\w*|network",
}
_NOT_SHARING = re.compile(r"\b(?:ikke|ikkje|itj|itte|not)\b", re.IGNORECASE)


_PERSONAL_DATA = {
    Confirmed.REPLACE: (
        "bytt ut", "bytt det ut", "bytt dem ut", "byt ut", "byt det ut", "byt dei ut", "erstatt",
        "replace", "replace it", "replace them",
    ),
    Confirmed.REWRITE: (
        "skriv om", "skriv det om", "skrive om", "skrive det om", "jeg skriver det om",
        "eg skriv det om", "jeg vil skrive det om", "eg vil skrive det om", "rewrite",
        "rewrite it",
    ),
    Confirmed.KEEP: (
        "lagre som det er", "lagre det som det er", "lagre slik det er", "la det stå",
        "behold det", "save as it is", "save it as it is", "keep it", "keep it as it is",
    ),
}  # fmt: skip


_RESULTS = {
    NextStepOutcome.DONE: ("gjort", "ja gjort", "ja, gjort", "det er gjort", "ferdig", "done"),
    NextStepOutcome.PARTLY: ("delvis", "litt", "halvveis", "dels", "partly"),
    NextStepOutcome.NOT_DONE: (
        "ikke", "ikkje", "ikke gjort", "ikkje gjort", "ikke ennå", "ikkje enno", "not done",
        "not yet",
    ),
    NextStepOutcome.NOT_RELEVANT: (
        "ikke lenger aktuelt", "ikkje lenger aktuelt", "ikke aktuelt", "ikkje aktuelt",
        "uaktuelt", "no longer relevant",
    ),
}  # fmt: skip


def read_result(answer: str) -> NextStepOutcome | None:
    """Tell what an answer says became of a next step; None when it says something else."""
    plain = _plain(answer)
    return next((result for result, told in _RESULTS.items() if plain in told), None)


def read_step(answer: str) -> Step | None:
    """Tell whether an answer is a wish to move; None when it is an answer."""
    plain = _plain(answer)
    return next((step for step, words in _STEPS.items() if plain in words), None)


def says_nothing(answer: str) -> bool:
    """Tell whether an answer says that there is nothing to tell: «nei, ingenting»."""
    return _plain(answer) in _NOTHING


def wants_another_day(answer: str) -> bool:
    """Tell whether an answer says no more than that another day is meant."""
    return _plain(answer) in {"en annen dag", "ein annan dag", "another day"}


def read_sharing(answer: str) -> Sharing | None:
    """Give the level that an answer names: by our button, or in the partner's words."""
    plain = _plain(answer)
    return next(
        (level for level, words in _SHARING.items() if plain == level.value or plain in words),
        None,
    )


def sharing_in(message: str) -> Sharing | None:
    """Give the one level that a message names among other words; None when it is not clear."""
    if _NOT_SHARING.search(message):
        return None
    named = [
        level
        for level, words in _SHARING_NAMED.items()
        if re.search(rf"\b(?:{words})", message, re.IGNORECASE)
    ]
    return named[0] if len(named) == 1 else None


def read_choice(answer: str) -> Confirmed | None:
    """Tell what an answer wants done with likely personal data; None when it does not say."""
    plain = _plain(answer)
    return next((choice for choice, told in _PERSONAL_DATA.items() if plain in told), None)


def _plain(answer: str) -> str:
    return answer.strip().strip(".!«»\"'").strip().casefold()
