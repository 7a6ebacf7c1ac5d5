"""Lets people in through the real conversations, for tests that begin where somebody is in already."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.incoming import Incoming, Started
from conversations.invitations.service import PARTICIPANT_CODE_LASTS, STAFF_CODE_LASTS, invite_staff
from storage.models import Base, Consent, Delivery, DeliveryState, Participant, Person, Role
from tests.conversations.stage import Bubble, Stage

PROGRAMME = "Jobbsjansen Øst"
BOSS, KARI, OLA = 10, 20, 30
AMINA, HANA = 40, 50


Row = TypeVar("Row", bound=Base)


async def rows(stage: Stage, table: type[Row]) -> list[Row]:
    async with AsyncSession(stage.database.engine) as session:
        return list(await session.scalars(select(table).order_by(*inspect(table).primary_key)))


async def person_of(stage: Stage, chat: int) -> Person | None:
    async with AsyncSession(stage.database.engine) as session:
        return await session.scalar(select(Person).where(Person.chat_id == chat))


async def participant_of(stage: Stage, participant_id: int) -> Participant:
    async with AsyncSession(stage.database.engine) as session:
        return (await session.scalars(select(Participant).where(Participant.id == participant_id))).one()


async def consents_of(stage: Stage, participant_id: int) -> list[Consent]:
    async with AsyncSession(stage.database.engine) as session:
        query = select(Consent).where(Consent.participant_id == participant_id).order_by(Consent.id)
        return list(await session.scalars(query))


async def sent_to(stage: Stage, person_id: int) -> list[Delivery]:
    async with AsyncSession(stage.database.engine) as session:
        query = select(Delivery).where(Delivery.person_id == person_id, Delivery.state == DeliveryState.SENT)
        return list(await session.scalars(query.order_by(Delivery.id)))


async def programme(stage: Stage, name: str = PROGRAMME) -> int:
    async with stage.database.unit_of_work() as store:
        known = await store.programmes.named(name) or await store.programmes.add(name, "Europe/Oslo", stage.clock.now())
        await store.commit()
        return known.id


async def staff_code(stage: Stage, role: Role = Role.COORDINATOR, name: str = PROGRAMME) -> str:
    programme_id = await programme(stage, name)
    async with stage.database.unit_of_work() as store:
        code = await invite_staff(
            store, role=role, programme_id=programme_id, invited_by_id=None, now=stage.clock.now()
        )
        await store.commit()
    return code


async def open_link(stage: Stage, chat: int, code: str) -> None:
    await stage.write(chat, f"/start {code}")


async def let_staff_in(stage: Stage, chat: int, name: str, code: str) -> None:
    await open_link(stage, chat, code)
    await stage.press(chat, "English")
    await stage.write(chat, name)


async def coordinator(stage: Stage, chat: int = BOSS, name: str = "Liv") -> int:
    await let_staff_in(stage, chat, name, await staff_code(stage))
    return chat


async def specialist(stage: Stage, chat: int = KARI, name: str = "Kari") -> int:
    await let_staff_in(stage, chat, name, await staff_code(stage, Role.SPECIALIST))
    return chat


def picture(stage: Stage, chat: int) -> Bubble:
    """The newest bubble with a QR picture."""
    return next(
        bubble
        for bubble in reversed(stage.screens[chat])
        if bubble.rendered.attachment and bubble.rendered.attachment.kind == "qr"
    )


def code_on(stage: Stage, chat: int) -> str:
    attachment = picture(stage, chat).rendered.attachment
    assert attachment is not None
    return attachment.data.partition("?start=")[2]


@dataclass(frozen=True)
class Invited:
    participant_id: int
    code: str


async def invite(stage: Stage, by: int = KARI, name: str = "Amina") -> Invited:
    await stage.forge(by, "in:participant")
    await stage.write(by, name)
    newest = (await rows(stage, Participant))[-1]
    return Invited(newest.id, code_on(stage, by))


async def to_question(stage: Stage, chat: int = AMINA, language: str = "en") -> None:
    """From the opened link to the page where one agrees."""
    await stage.forge(chat, f"ob:language:{language}", stage.last(chat).message_id)
    for number in range(2, 6):
        await stage.forge(chat, f"ob:page:{number}", stage.last(chat).message_id)


async def agree(stage: Stage, chat: int = AMINA, language: str = "en") -> None:
    await to_question(stage, chat, language)
    await stage.forge(chat, "ob:agree:2026-11", stage.last(chat).message_id)


async def record_consent(stage: Stage, participant_id: int, by: int = KARI, language: str = "en") -> None:
    await stage.forge(by, f"co:save:{participant_id}:{language}:yes:2026-11")


async def participant(
    stage: Stage, chat: int = AMINA, name: str = "Amina", by: int = KARI, language: str = "en"
) -> int:
    """A participant who takes part: invited, in, agreed, and recorded."""
    invited = await invite(stage, by, name)
    await open_link(stage, chat, invited.code)
    await agree(stage, chat, language)
    await record_consent(stage, invited.participant_id, by, language)
    return invited.participant_id


def invitation_lasts(role: Role) -> timedelta:
    return PARTICIPANT_CODE_LASTS if role is Role.PARTICIPANT else STAFF_CODE_LASTS


async def at_once(stage: Stage, codes: dict[int, str]) -> None:
    """Lets each chat open its code at the same moment, as processes beside each other do."""

    async def one(chat: int, code: str) -> None:
        incoming = Incoming(chat * 1000, chat, chat, "en", Started(code, 1), stage.clock.now())
        async with stage.database.unit_of_work() as store:
            await stage.router.handle(store, incoming, stage.clock.now(), stage.clock.now())
            await store.commit()

    await asyncio.gather(*(one(chat, code) for chat, code in codes.items()))
    await stage.deliver()
