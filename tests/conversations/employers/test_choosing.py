"""The likely employers come first: one's own recent contacts, then the newest of the programme."""

from __future__ import annotations

from conversations.employers.choosing import recent
from conversations.turn import Turn
from storage.models import Role
from tests.conversations.employers.firms import add_employer, was_there
from tests.conversations.home.scene import MARTA, Scene


async def _turn(scene: Scene) -> Turn:
    turn = await scene.stage.forge(MARTA, "em:list")
    assert turn is not None
    return turn


async def _recent(scene: Scene, limit: int) -> list[str]:
    turn = await _turn(scene)
    async with scene.stage.database.unit_of_work() as store:
        turn.store = store.acting(scene.people["Marta"])
        return [one.name for one in await recent(turn, limit)]


async def test_own_contacts_come_first_then_the_newest(scene: Scene) -> None:
    first, second, third, _fourth = [await add_employer(scene, name) for name in ("A", "B", "C", "D")]
    await add_employer(scene, "Borte", active=False)
    await add_employer(scene, "Fremmed", programme=scene.elsewhere)
    await was_there(scene, third, "Lars", 0)
    await was_there(scene, first, "Marta", 20)
    await was_there(scene, second, "Marta", 30)
    await was_there(scene, first, "Marta", 40)
    assert await _recent(scene, 10) == ["A", "B", "D", "C"]
    assert await _recent(scene, 1) == ["A"]


async def test_both_programmes_of_somebody_count(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await store.people.join_staff(scene.people["Marta"], scene.elsewhere, Role.SPECIALIST, scene.stage.clock.now())
        await store.commit()
    await add_employer(scene, "Her")
    await add_employer(scene, "Der", programme=scene.elsewhere)
    assert await _recent(scene, 5) == ["Der", "Her"]
