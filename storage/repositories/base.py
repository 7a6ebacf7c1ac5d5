"""What the repositories share: a session, and on whose behalf it reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Insert,
    SQLColumnExpression,
    String,
    any_,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Base, Participant
from storage.visibility import Scope, visible_participants


def insert_into(table: type[Base], *, postgres: bool) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what happens when a row is there already, in the words of this database."""
    return postgresql.insert(table) if postgres else sqlite.insert(table)


def among(
    column: SQLColumnExpression[int] | SQLColumnExpression[int | None], name: str, *, postgres: bool
) -> ColumnElement[bool]:
    """As `Repository._among`, for a statement that is built once: the ids are its parameter of this name."""
    if postgres:
        return column == any_(bindparam(name, type_=ARRAY(BigInteger, dimensions=1)))
    listed = func.json_each(bindparam(name, type_=String())).table_valued("value")
    return column.in_(select(listed.c.value))


class Repository:
    """Made from a session and a scope; its methods take neither, and none of them commits."""

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        self._session = session
        self._scope = scope

    @property
    def _postgres(self) -> bool:
        return self._session.get_bind().dialect.name == "postgresql"

    async def _require_participant(self, participant_id: int) -> None:
        """Lets nobody write about a participant they may not see.

        Raises:
            LookupError: they may not.
        """
        query = select(Participant.id).where(Participant.id == participant_id, visible_participants(self._scope))
        if await self._session.scalar(query) is None:
            raise LookupError(f"participant {participant_id}")

    def _among(
        self, column: SQLColumnExpression[int] | SQLColumnExpression[int | None], ids: Collection[int]
    ) -> ColumnElement[bool]:
        """Whether the column is one of many ids: one parameter however many, where `in_` writes out each."""
        if self._postgres:
            return column == any_(literal(list(ids), ARRAY(BigInteger, dimensions=1)))
        listed = func.json_each(json.dumps(list(ids))).table_valued("value")
        return column.in_(select(listed.c.value))

    def _ids(self, ids: Collection[int]) -> list[int] | str:
        """The value of a parameter of `among`."""
        return list(ids) if self._postgres else json.dumps(list(ids))

    def _insert_new(self, table: type[Base], rows: Sequence[dict[str, Any]], unique: Sequence[str]) -> Insert:
        """An insert that leaves rows alone whose `unique` columns are already there."""
        return self._insert(table).values(rows).on_conflict_do_nothing(index_elements=unique)

    def _put(self, table: type[Base], values: dict[str, Any], unique: Sequence[str]) -> Insert:
        """An insert that overwrites the row whose `unique` columns are the same."""
        rest = {name: value for name, value in values.items() if name not in unique}
        return self._insert(table).values(values).on_conflict_do_update(index_elements=unique, set_=rest)

    def _insert(self, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
        return insert_into(table, postgres=self._postgres)
