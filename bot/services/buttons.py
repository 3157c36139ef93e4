"""Which of a message's buttons may still be pressed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.services.ports.messages import StoredButton


def open_buttons(buttons: Iterable[StoredButton]) -> tuple[StoredButton, ...]:
    """Give those of a message's buttons that are not used up.

    A pressed button uses up itself and all that belong to the same choice.
    """
    under = tuple(buttons)
    made = {each.choice for each in under if each.pressed_at is not None} - {None}
    return tuple(each for each in under if each.pressed_at is None and each.choice not in made)
