"""Serves the site as its process does, with an echo for an assistant."""

from __future__ import annotations

import sys

from bot.bootstrap import build_services
from bot.domain_model.errors import RefleksError
from bot.secret_files import secret_key
from bot.settings import load_settings
from bot.web.app import create_app
from bot.web.process import serve
from tests.support.assistants import ScriptedAssistant


def main() -> int:
    settings = load_settings()
    app = create_app(
        build_services(settings),
        settings,
        assistant=ScriptedAssistant(),
        secret_key=secret_key(settings),
    )
    try:
        serve(app, *settings.web_address)
    except RefleksError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
