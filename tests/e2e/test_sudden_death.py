"""Killed at a random moment and started again: nothing lost, nothing twice, nothing untrue."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime
from typing import Protocol

import pytest

from bot.domain_model.actors import Actor
from tests.e2e.harness import Refleks, wait_for
from tests.e2e.people import InTelegram, OnTheWeb

SEED = 20261121
LONGEST_DELAY = 0.6
"""Seconds from a message to the kill: about as long as an answer takes."""

Step = tuple[str, str]
"""What a person does, and with which words: («says», «Åsveien skole»)."""


class Person(Protocol):
    """Somebody who talks with Refleks on any channel."""

    def says(self, text: str) -> object:
        """Write."""

    def presses(self, title: str) -> object:
        """Press a button."""


def reflection(number: int) -> tuple[tuple[str, ...], list[Step]]:
    """Give the parts of a reflection, and the steps that log it."""
    parts = tuple(
        f"Runde {number}: {part}." for part in ("skjedde", "fungerte", "vanskelig", "neste")
    )
    return parts, [
        ("says", "logg refleksjon"),
        ("says", "Åsveien skole"),
        *(("says", part) for part in parts),
        ("presses", "Min institusjon"),
        ("presses", "Lagre"),
    ]


class Killer:
    """Kills a process some moment after a step of a conversation has begun, and restarts it."""

    def __init__(self, refleks: Refleks, name: str) -> None:
        self._refleks = refleks
        self._name = name
        self._rng = random.Random(f"{SEED} {name}")

    def lead(self, person: Person, steps: list[Step]) -> None:
        """Go through `steps`, with one death on the way."""
        fatal = self._rng.randrange(len(steps))
        for number, (act, words) in enumerate(steps):
            timer = threading.Timer(self._rng.uniform(0, LONGEST_DELAY), self._strike)
            if number == fatal:
                timer.start()
            getattr(person, act)(words)
            if number == fatal:
                timer.join()
        self._refleks.wait_ready()

    def _strike(self) -> None:
        self._refleks.kill(self._name)
        self._refleks.start(self._name)


def kept(refleks: Refleks, partner_id: str | None) -> list[tuple[object, ...]]:
    """Read a partner's reflections from the database itself."""
    return refleks.rows(
        "SELECT happened, worked, hard, next_step FROM reflection WHERE partner_id = :partner",
        partner=partner_id,
    )


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["rasa", "bot"])
def test_a_conversation_in_telegram_survives(
    name: str, refleks: Refleks, coordinator: Actor, kill_rounds: int
) -> None:
    killer = Killer(refleks, name)
    for number in range(kill_rounds):
        partner = InTelegram(refleks, coordinator)
        parts, steps = reflection(number)
        killer.lead(partner, steps)
        assert kept(refleks, partner.partner_id) == [parts]
        assert any(message.text.startswith("Lagret.") for message in partner.messages())
        assert refleks.rows(
            "SELECT count(*) FROM inbox WHERE chat = :chat AND state = 'done'",
            chat=f"telegram:{partner.chat}",
        ) == [(len(steps),)]


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_conversation_on_the_web_survives(
    refleks: Refleks, coordinator: Actor, kill_rounds: int
) -> None:
    killer = Killer(refleks, "web")
    for number in range(kill_rounds):
        invitation = refleks.services.partners.invite(
            coordinator, f"Nettbruker {number}", at=datetime.now(UTC)
        )
        parts, steps = reflection(number)
        with OnTheWeb(refleks) as page:
            page.sign_in(invitation.account.actor)
            killer.lead(page, steps)
            saved: int = wait_for(lambda: page.page("/chat").count("Lagret."), "it to be saved")
            assert saved == 1
        assert kept(refleks, invitation.account.partner_id) == [parts]
