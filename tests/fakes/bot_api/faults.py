"""Failures that a test orders: for a method, for a chat, for so many calls."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from tests.fakes.bot_api.errors import ApiError, too_many_requests
from tests.fakes.bot_api.world import Json, Signal

Kind = Literal["status", "reset", "hang", "garbage"]
When = Literal["before", "after"]

_DESCRIPTIONS = {
    400: "Bad Request: injected",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass
class Fault:
    """One ordered failure.

    `status` answers with that code, `reset` cuts the connection, `hang` never answers (until the
    fault is lifted, and then as if nothing had been wrong), `garbage` answers with HTML.
    `when` says whether the method takes effect first. `times` counts down; None is for ever.
    """

    method: str = "*"
    kind: Kind = "status"
    status: int = 500
    when: When = "before"
    chat_id: int | None = None
    retry_after: int | None = None
    description: str | None = None
    times: int | None = 1
    skip: int = 0
    hit: int = 0
    lifted: bool = False

    def matches(self, method: str, params: Json) -> bool:
        """Say whether this fault is meant for the call."""
        if self.lifted or self.times == 0:
            return False
        if self.method not in ("*", method):
            return False
        return self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id)

    def error(self) -> ApiError:
        """Return the refusal of a `status` fault."""
        if self.status == 429:
            return too_many_requests(self.retry_after or 1)
        description = self.description or _DESCRIPTIONS.get(self.status, "Injected")
        return ApiError(self.status, description)


class Faults:
    """The list of ordered failures; the oldest that matches is used."""

    def __init__(self, signal: Signal) -> None:
        """Start with none."""
        self._signal = signal
        self._faults: list[Fault] = []

    def add(self, order: dict[str, Any]) -> None:
        """Order a failure; the keys are the fields of `Fault`."""
        self._faults.append(Fault(**order))

    def lift(self) -> None:
        """Call every failure off; hanging calls go on as if nothing had been wrong."""
        for fault in self._faults:
            fault.lifted = True
        self._faults = []
        self._signal.fire()

    def take(self, method: str, params: Json) -> Fault | None:
        """Return the failure for this call, counted down, or None."""
        for fault in self._faults:
            if not fault.matches(method, params):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if fault.times is not None:
                fault.times -= 1
            fault.hit += 1
            self._signal.fire()
            return fault
        return None

    def as_json(self) -> list[Json]:
        """Return every failure with how often it was hit."""
        return [asdict(fault) for fault in self._faults]
