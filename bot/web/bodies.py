"""Read what a browser sends: small forms only, of one kind only."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.domain_model.errors import RefleksError

MAX_FORM_BYTES = 64 * 1024
_MAX_FIELDS = 20
_DRAINED_BYTES = 1024 * 1024
_FORM_TYPE = "application/x-www-form-urlencoded"


class BodyTooLarge(RefleksError):
    """More was sent than is taken in one go."""


class NotAForm(RefleksError):
    """What was sent is not a form that the pages have."""


async def read_body(request: Request, limit: int) -> bytes:
    """Give the body of a request.

    A body that is somewhat too large is read to its end and thrown away: a browser that is still
    sending when the connection closes shows its own error instead of our page.

    Raises:
        BodyTooLarge: when it is larger than `limit`.
    """
    body = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= limit:
            body += chunk
        elif seen > limit + _DRAINED_BYTES:
            break
    if seen > limit:
        raise BodyTooLarge
    return bytes(body)


async def read_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form.

    Raises:
        BodyTooLarge: when it is larger than 64 KiB.
        NotAForm: when it is of another kind, such as a file, or has far too many fields.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await read_body(request, MAX_FORM_BYTES)
    if kind != _FORM_TYPE:
        raise NotAForm
    try:
        fields = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS
        )
    except ValueError as error:
        raise NotAForm from error
    return dict(fields)
