"""A turn as it comes in over HTTP: what is accepted, and what it is called when it is not."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from bot.services.ports.assistant import MAX_TEXT_LENGTH

_Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
_Key = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Content = Annotated[str, StringConstraints(max_length=MAX_TEXT_LENGTH)]
_LEADING_SLASHES = re.compile(r"^[\s/]+")


class TurnRequest(BaseModel):
    """The body of `POST /webhooks/refleks/turns`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender_id: _Name
    message_id: _Key
    text: _Content | None = None
    payload: _Content | None = None
    sent_at: AwareDatetime
    language: Literal["nb", "nn", "en"] | None = None

    @model_validator(mode="after")
    def _has_one_content(self) -> Self:
        if (self.text is None) == (self.payload is None):
            raise ValueError("give either text or payload")
        if not self.content:
            raise ValueError("there is nothing in it")
        return self

    @property
    def content(self) -> str:
        """What Rasa gets: a payload as it is, a text that can never be taken for a payload.

        Rasa reads whatever begins with a slash as an intent with slots. The channels take care
        of that as well; this is the second lock on the same door.
        """
        if self.payload is not None:
            return self.payload.strip()
        return _LEADING_SLASHES.sub("", self.text or "").strip()


def problems(error: ValidationError) -> list[dict[str, Any]]:
    """List what is wrong, without a word of what was written."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [
        {"field": ".".join(str(part) for part in each["loc"]), "problem": each["msg"]}
        for each in found
    ]
