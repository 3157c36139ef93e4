"""The root of every error that Refleks raises on purpose.

A subclass's docstring is the default message, so that each is worded once.
"""

from __future__ import annotations


class RefleksError(Exception):
    """Something that Refleks could not do."""

    def __init__(self, message: str | None = None) -> None:
        """Use `message`, or the class's docstring when there is none."""
        super().__init__(message or type(self).__doc__)


class CannotStart(RefleksError):
    """A process cannot start, and trying again will not help before somebody has mended it."""


class NotFound(RefleksError):
    """It does not exist, or it is not yours to see: nobody can tell which."""


class NotAllowed(RefleksError):
    """This is not yours to do."""


class Invalid(RefleksError):
    """A value breaks a rule of its kind."""


class StorageUnavailable(RefleksError):
    """The database could not be reached or is locked."""
