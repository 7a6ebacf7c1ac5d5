"""Rules that hold for every table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Mapper, RelationshipProperty

from storage.database import Database
from storage.models import Base, Person
from storage.models.base import UtcDateTime
from tests.storage.world import NOW

RELATIONSHIPS = [
    relationship
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
    for relationship in Mapper.relationships.fget(mapper)
]


@pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=str)
def test_no_relationship_is_ever_loaded_behind_ones_back(relationship: RelationshipProperty[object]) -> None:
    assert relationship.lazy == "raise"


def test_there_are_relationships_to_judge() -> None:
    assert len(RELATIONSHIPS) > 10


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 2, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 10, 25, 0, 30, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
        datetime(1999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=14))),
    ],
)
async def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    async with database.unit_of_work() as uow:
        person = await uow.people.add("Amina", "so", moment)
        await uow.commit()
    async with database.reading() as uow:
        kept = (await uow.people.get(person.id)).created_at
    assert kept == moment
    assert kept.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(StatementError, match="a moment needs a zone"):
            await uow.people.add("Amina", "so", NOW.replace(tzinfo=None))


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_moments_sort_in_sqlite_as_they_do_in_time(one: datetime, other: datetime) -> None:
    column, dialect = UtcDateTime(), sqlite.dialect()
    write = column.bind_processor(dialect)
    assert write is not None
    try:
        first, second = write(one), write(other)
    except OverflowError:
        return
    assert (first < second) == (one < other)


async def test_a_moment_can_be_compared_in_the_database(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.people.add("Amina", "so", NOW)
        await uow.commit()
    oslo = NOW.astimezone(timezone(timedelta(hours=1)))
    async with database.reading_connection() as connection:
        assert (await connection.execute(select(Person.id).where(Person.created_at == oslo))).one()
        later = select(Person.id).where(Person.created_at > oslo - timedelta(microseconds=1))
        assert (await connection.execute(later)).one()
    with pytest.raises(StatementError):
        async with database.writing_connection() as connection:
            await connection.execute(update(Person).values(created_at=NOW.replace(tzinfo=None)))
