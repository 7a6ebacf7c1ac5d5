"""Packs as they go out: what the specialist wrote, and from the chosen employer what they left empty."""

from __future__ import annotations

from collections.abc import Collection

from conversations.packs.pack_card import NOBODYS
from storage.models import Employer, Pack
from storage.unit_of_work import UnitOfWork


async def filled_packs(store: UnitOfWork, appointment_ids: Collection[int]) -> dict[int, Pack]:
    """The packs that were prepared, by appointment, each with its employer's words where it has none of its own.

    Not rows to be changed, but copies: a participant reads of the employer only what is made for a pack, so it is read
    for them by the system. An employer that was put away since still stands in the packs made before.
    """
    packs = await store.packs.of_appointments(appointment_ids)
    chosen = {pack.employer_id for pack in packs.values() if pack.employer_id is not None}
    employers = await store.as_system().employers.by_ids(chosen) if chosen else {}
    return {one: filled(pack, employers.get(pack.employer_id or 0)) for one, pack in packs.items()}


async def filled_pack(store: UnitOfWork, appointment_id: int) -> Pack:
    """As `filled_packs`, for one appointment; the usual one where none was prepared."""
    return (await filled_packs(store, [appointment_id])).get(appointment_id, NOBODYS)


def filled(pack: Pack, employer: Employer | None) -> Pack:
    """A copy of the pack; the employer's name, trade, house rules and whom to call stand where it has nothing."""
    return Pack(
        appointment_id=pack.appointment_id,
        employer_id=pack.employer_id,
        wanted=pack.wanted,
        dress=pack.dress,
        trade=pack.trade or (employer.trade if employer else None),
        firm=pack.firm or (employer.name if employer else None),
        route=pack.route,
        questions=pack.questions,
        ill=pack.ill or (employer.ill if employer else None),
        rules=pack.rules or (employer.rules if employer else None),
    )
