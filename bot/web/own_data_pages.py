"""All that is kept of the reader: to take along, and what is said when it is erased."""

from __future__ import annotations

from starlette.responses import Response

from bot.services.exports import FILE_NAME
from bot.services.sign_in import NotSignedIn
from bot.web.cookies import session_cookie
from bot.web.gate import PageRequest, see_other

OWN_DATA_PATH = f"/{FILE_NAME}"


def own_data(asked: PageRequest) -> Response:
    """Give all that is kept of the reader; it is made anew each time."""
    content = asked.site.services.exports.file(asked.actor, asked.language, at=asked.at)
    disposition = f'attachment; filename="{FILE_NAME}"'
    return Response(
        content, media_type="application/zip", headers={"Content-Disposition": disposition}
    )


def is_erased(asked: PageRequest) -> bool:
    """Tell whether this request has closed the account that it came from."""
    try:
        asked.site.services.sign_in.account(asked.browser_secret, at=asked.at)
    except NotSignedIn:
        return True
    return False


def say_erased(asked: PageRequest) -> Response:
    """Lead to the page that says that everything is erased; the session is over."""
    response = see_other(f"/erased?language={asked.language}")
    session_cookie(secure=asked.site.secure).forget(response)
    return response


def erased(asked: PageRequest) -> Response:
    """Say that everything is erased."""
    return asked.page("erased.html")
