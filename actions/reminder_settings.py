"""How a partner's preferences about reminders are shown, with a button for each change."""

from __future__ import annotations

from datetime import time

from actions.call import Call
from bot.domain_model.dates import write_near_day
from bot.domain_model.reminders import ReminderPreferences
from bot.domain_model.visits import ReminderKind
from bot.services.ports.assistant import payload

HOURS = (12, 15, 18)
"""The hours that are offered for the reminder of the day before; others are told in words."""
PAUSES = (7, 14)
"""The days for which a pause is offered."""


def listed(call: Call, preferences: ReminderPreferences) -> str:
    """Write what holds now, a line for each preference."""
    lines = [f"• {_kind(call, kind, preferences)}" for kind in ReminderKind]
    quiet = (_clock(call, preferences.quiet_from), _clock(call, preferences.quiet_until))
    silent = quiet[0] != quiet[1]
    key = "quiet" if silent else "quiet_none"
    lines.append("• " + call.text(f"reminders_{key}", start=quiet[0], end=quiet[1]))
    if _pause(call, preferences):
        lines.append("• " + _pause(call, preferences))
    return "\n".join(lines)


def settings_buttons(call: Call, preferences: ReminderPreferences) -> list[dict[str, str]]:
    """Make the buttons: each reminder on or off, the hour of the day before, a pause."""
    buttons = []
    for kind in ReminderKind:
        wanted = kind in preferences.wanted
        title = call.text("switch_off" if wanted else "switch_on", what=_name(call, kind))
        buttons.append(_button(title, f"{kind}:{'off' if wanted else 'on'}"))
    for hour in HOURS:
        if ReminderKind.DAY_BEFORE in preferences.wanted and preferences.day_before_at != time(
            hour
        ):
            buttons.append(_button(call.text("day_before_at", hour=hour), f"at:{hour}"))
    if _pause(call, preferences):
        buttons.append(_button(call.text("end_pause"), "resume"))
    else:
        buttons += [_button(call.text(f"pause_{days}"), f"pause:{days}") for days in PAUSES]
    return [*buttons, {"title": call.text("language"), "payload": "/set_language"}]


def _kind(call: Call, kind: ReminderKind, preferences: ReminderPreferences) -> str:
    name = _name(call, kind)
    if kind not in preferences.wanted:
        return f"{name}: {call.text('off')}"
    if kind is ReminderKind.DAY_BEFORE:
        return f"{name}: {call.text('at_clock', clock=_clock(call, preferences.day_before_at))}"
    return f"{name}: {call.text('on')}"


def _name(call: Call, kind: ReminderKind) -> str:
    return call.text(f"reminder_{kind}")


def _clock(call: Call, clock: time) -> str:
    return clock.strftime("%H:%M" if call.language == "en" else "%H.%M")


def _pause(call: Call, preferences: ReminderPreferences) -> str:
    until = preferences.paused_until
    if until is None or until <= call.today:
        return ""
    return call.text("paused_until", day=write_near_day(until, call.language, today=call.today))


def _button(title: str, setting: str) -> dict[str, str]:
    return {"title": title, "payload": payload("reminder_settings", setting=setting)}
