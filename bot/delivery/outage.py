"""Telling a database or network that is away from a mistake of our own."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_SERIALISATION = frozenset({"40001", "40P01"})


def is_outage(error: BaseException) -> bool:
    """Whether something we need is away for a while: trying the same again later makes sense."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, (OSError, OperationalError, InterfaceError, PoolTimeoutError))


def is_collision(error: BaseException) -> bool:
    """Whether two transactions stood in each other's way (a deadlock): trying again at once makes sense."""
    if not isinstance(error, DBAPIError):
        return False
    return getattr(error.orig, "sqlstate", None) in _SERIALISATION
