"""The Bot API methods about the bot's own commands and descriptions, per language."""

import re
from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api.errors import bad_request
from tests.fakes.bot_api.methods import decoded
from tests.fakes.bot_api.world import Json, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DESCRIPTION_LIMIT = 512
_SHORT_DESCRIPTION_LIMIT = 120


class ProfileMethods:
    """setMyCommands and its kin."""

    def __init__(self, world: World) -> None:
        """Act on this world."""
        self._world = world

    def table(self) -> dict[str, Callable[[Json], Any]]:
        """Return the methods by their lower-case names."""
        return {
            "setmycommands": self._set_commands,
            "getmycommands": lambda params: self._get("commands", params, []),
            "deletemycommands": self._delete_commands,
            "setmydescription": lambda params: self._set_text(
                "description", params, _DESCRIPTION_LIMIT
            ),
            "getmydescription": lambda params: {
                "description": self._get("description", params, "")
            },
            "setmyshortdescription": lambda params: self._set_text(
                "short_description", params, _SHORT_DESCRIPTION_LIMIT
            ),
            "getmyshortdescription": lambda params: {
                "short_description": self._get("short_description", params, "")
            },
            "setmyname": lambda params: self._set_text("name", params, 64),
            "getmyname": lambda params: {"name": self._get("name", params, "Refleks")},
        }

    def _key(self, what: str, params: Json) -> str:
        language = str(params.get("language_code") or "")
        if language and not re.fullmatch(r"[a-z]{2}", language):
            raise bad_request("invalid language code specified")
        scope = (decoded(params.get("scope")) or {}).get("type", "default")
        return f"{what}:{scope}:{language}"

    def _get(self, what: str, params: Json, default: Any) -> Any:
        return self._world.profile.get(self._key(what, params), default)

    def _set_commands(self, params: Json) -> bool:
        commands = decoded(params.get("commands"))
        if not isinstance(commands, list) or len(commands) > 100:
            raise bad_request("expected an Array of at most 100 BotCommand")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.profile[self._key("commands", params)] = commands
        self._world.signal.fire()
        return True

    def _delete_commands(self, params: Json) -> bool:
        self._world.profile.pop(self._key("commands", params), None)
        return True

    def _set_text(self, what: str, params: Json, limit: int) -> bool:
        text = str(params.get(what) or "")
        if len(text) > limit:
            raise bad_request(f"{what} is too long")
        self._world.profile[self._key(what, params)] = text
        self._world.signal.fire()
        return True
