"""The Rasa process with the tiny assistant: `python -m tests.support.tiny_server ROOT PORT …`."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path

from bot.dialogue.launcher import RasaServer, serve
from bot.domain_model.errors import RefleksError
from bot.storage.database import Database, open_engine
from bot.storage.memory import SqlMemory
from bot.texts import load_texts

TEXTS = Path(__file__).parents[2] / "data" / "texts"


def main() -> None:
    """Serve until told to stop, as the command `refleks run rasa` does."""
    parser = ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--database", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--redis")
    given = parser.parse_args()
    logging.basicConfig(level="INFO")
    server = RasaServer(
        listen=("127.0.0.1", given.port),
        rasa_url=f"http://127.0.0.1:{given.port}",
        token=given.token,
        memory=SqlMemory(Database(open_engine(given.database))),
        texts=load_texts(TEXTS),
        root=given.root,
        redis_url=given.redis,
        actions="tests.support.tiny_actions",
    )
    try:
        serve(server)
    except RefleksError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
