"""What people see of the bot before they write: its menu and its descriptions, per language."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram import BotCommand

from bot.domain_model.language import Language
from bot.services.commands import MENU
from bot.telegram.api import Api, ApiError
from bot.texts import FALLBACK, Texts

_DEFAULT = ""
"""Telegram's language code for everybody whose app is in another language than ours."""
_LANGUAGES = (_DEFAULT, *Language)
_log = logging.getLogger(__name__)


async def introduce(api: Api, texts: Texts) -> int:
    """Set the menu and the descriptions where they differ; tell how many were set.

    A failure is logged: the bot works without them, and the next start tries again.
    """
    changed = 0
    for code in _LANGUAGES:
        try:
            changed += await _introduce_in(api, texts, code)
        except ApiError as error:
            _log.warning("menu and descriptions (%s) are not all set: %s", code or "all", error)
    return changed


async def _introduce_in(api: Api, texts: Texts, code: str) -> int:
    language = code or FALLBACK
    changed = 0
    commands = menu(texts, language)
    if list(await api.get_my_commands(language_code=code)) != commands:
        changed += await api.set_my_commands(commands, language_code=code)
    description = texts.get("telegram.description", language)
    if (await api.get_my_description(code)).description != description:
        changed += await api.set_my_description(description, code)
    short = texts.get("telegram.short_description", language)
    if (await api.get_my_short_description(code)).short_description != short:
        changed += await api.set_my_short_description(short, code)
    return changed


def menu(texts: Texts, language: str) -> Sequence[BotCommand]:
    """Give the commands of the menu with what they do."""
    return [BotCommand(name, texts.get(f"telegram.command_{name}", language)) for name in MENU]
