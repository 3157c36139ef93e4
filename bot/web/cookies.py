"""The two cookies: a session for those who signed in, a secret for forms of those who did not."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.domain_model.people import SESSION_LENGTH, TokenPurpose


class Cookie:
    """A cookie that scripts and other sites never see."""

    def __init__(self, name: str, seconds: int, *, secure: bool) -> None:
        """Call it `name`; over https in the way that no other host can set it."""
        self._name = f"__Host-{name}" if secure else name
        self._seconds = seconds
        self._secure = secure

    def read(self, request: Request) -> str:
        """Give what the browser sent, empty when it sent none."""
        return request.cookies.get(self._name, "")

    def write(self, response: Response, value: str) -> None:
        """Have the browser keep `value`."""
        response.set_cookie(
            self._name,
            value,
            max_age=self._seconds,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, response: Response) -> None:
        """Have the browser forget it."""
        response.delete_cookie(
            self._name, path="/", secure=self._secure, httponly=True, samesite="lax"
        )


def session_cookie(*, secure: bool) -> Cookie:
    """Give the cookie of those who signed in."""
    return Cookie("refleks_session", int(SESSION_LENGTH.total_seconds()), secure=secure)


def visitor_cookie(*, secure: bool) -> Cookie:
    """Give the cookie that the sign-in form is bound to; it lasts as long as the link does."""
    lifetime = TokenPurpose.SIGN_IN.lifetime
    return Cookie("refleks_visitor", int(lifetime.total_seconds()), secure=secure)
