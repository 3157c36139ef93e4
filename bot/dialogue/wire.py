"""What the channel and its client must agree on."""

from __future__ import annotations

TOKEN_HEADER = "X-Refleks-Token"  # noqa: S105 - the header's name
TURNS_PATH = "/webhooks/refleks/turns"
ACTIONS_PATH = "/webhooks/refleks/actions"
READY_PATH = "/webhooks/refleks/ready"
