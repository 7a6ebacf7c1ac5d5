"""What can go wrong while an errand is performed: for now, or for good."""

from __future__ import annotations

from http import HTTPStatus

from conversations.errands.model import Failure

_LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class ErrandError(Exception):
    """An errand was not done; `failure` says why, in a word of ours."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class LaterError(ErrandError):
    """Trying again may help, after `seconds` at least where the other server said so."""

    def __init__(self, failure: Failure, seconds: float = 0.0) -> None:
        super().__init__(failure)
        self.seconds = seconds


class NeverError(ErrandError):
    """Trying again does not help."""


def error_of_status(status: int, retry_after: str | None = None) -> ErrandError:
    """What an HTTP status other than 2xx means.

    Args:
        status: of the answer; a redirect is refused, as it would carry people's words to an address nobody chose.
        retry_after: the header of that name; seconds are understood.
    """
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return LaterError(Failure.AWAY, float(retry_after) if retry_after and retry_after.isdecimal() else 0.0)
    return NeverError(Failure.REFUSED)
