"""Read what a browser sends: small forms only, of one kind only."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.domain_model.errors import RefleksError
from bot.domain_model.imports import MAX_BYTES

MAX_FORM_BYTES = 64 * 1024
MAX_UPLOAD_BYTES = MAX_BYTES + MAX_FORM_BYTES
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


async def read_upload(request: Request) -> tuple[Mapping[str, str], bytes]:
    """Give the fields of a form and the one file that came with it, which may be empty.

    Raises:
        BodyTooLarge: when it is larger than a calendar may be, and the form.
        NotAForm: when it is of another kind, or broken.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await read_form(request), b""
    body = await read_body(request, MAX_UPLOAD_BYTES)
    parser = MultiPartParser(request.headers, _at_once(body), max_files=1, max_fields=_MAX_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise NotAForm from error
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [each for each in form.values() if isinstance(each, UploadFile)]
    content = await files[0].read() if files else b""
    await form.close()
    return fields, content


async def _at_once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


async def read_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form, with lines broken as we break them.

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
    # Browsers send two characters for a line break, and count one against a field's length.
    return {name: value.replace("\r\n", "\n") for name, value in fields}
