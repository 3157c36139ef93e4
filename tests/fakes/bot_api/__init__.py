"""A Bot API server for tests: real HTTP, Telegram's checks, failures to order.

In a test: `with running_bot_api() as telegram: telegram.text(42, "hei")`. In a process of its own:
`python -m tests.fakes.bot_api --port 8081`, and `FakeTelegram("http://127.0.0.1:8081")` steers it.
"""

from tests.fakes.bot_api.client import FakeTelegram, SentMessage
from tests.fakes.bot_api.server import running_bot_api, serve
from tests.fakes.bot_api.world import DEFAULT_TOKEN

__all__ = ["DEFAULT_TOKEN", "FakeTelegram", "SentMessage", "running_bot_api", "serve"]
