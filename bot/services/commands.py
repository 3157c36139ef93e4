"""The commands of the menu, and what each means to the assistant."""

from __future__ import annotations

import re
from dataclasses import dataclass

START = "start"
DEVELOPER_INFO = "developer_info"
CALENDAR = "kalender"

PAYLOADS = {
    "hjelp": "/help",
    "logg": "/log_reflection",
    "mine": "/list_reflections",
    "besok": "/list_visits",
    "neste": '/list_visits{"visit": "next"}',
    "forbered": "/prepare_visit_request",
    "del": "/share_reflection",
    "delt": "/browse_insights",
    "sprak": "/set_language",
    "personvern": "/privacy",
    "mine_data": "/export_my_data",
    "slett_meg": "/delete_my_data",
    "sok": '/search{"query": ""}',
    "stopp": "/stop",
}
"""Command to payload, in the order of the menu."""
_WORDS = {"besok": "besøk", "sprak": "språk", "sok": "søk", "delt": "innsikter om",
          "mine_data": "mine data", "slett_meg": "slett meg"}  # fmt: skip
"""How a command reads as a word, where that differs."""
OTHER_NAMES = {"help": "hjelp", "privacy": "personvern", "stop": "stopp", "language": "sprak",
               "calendar": CALENDAR}  # fmt: skip
"""What Telegram's rules ask for, and what people type who know other bots."""
MENU = (*PAYLOADS, CALENDAR, "privacy", DEVELOPER_INFO)

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
_LANGUAGES = ("nn", "en")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as somebody wrote it, in lower case, and the rest of the line."""

    name: str
    argument: str


def read_command(text: str) -> Command | None:
    """Read a command; None for text that has none, also when it begins with a slash."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return None
    name = match.group(1).lower()
    return Command(OTHER_NAMES.get(name, name), (match.group(3) or "").strip())


def sentence_of(command: Command) -> str | None:
    """Give a command of ours with more behind it as a sentence: it says more than the command."""
    if command.name not in PAYLOADS or not command.argument:
        return None
    return f"{_WORDS.get(command.name, command.name)} {command.argument}"


def payload_of(command: Command, device_language: str | None) -> str | None:
    """Give what a command means to the assistant; None when it is not one of ours.

    Nothing but the greeting comes before the first message, so it follows the device's language.
    """
    if command.name == START:
        follow = device_language in _LANGUAGES
        return f'/greet{{"language": "{device_language}"}}' if follow else "/greet"
    return PAYLOADS.get(command.name)
