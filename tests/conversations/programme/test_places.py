from __future__ import annotations

import pytest

from conversations.incoming import PlaceShared, Unsupported
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, MARTA, Scene


async def _add(scene: Scene, chat: int, name: str = "Biblioteket") -> None:
    await scene.stage.forge(chat, f"pl:new:{scene.programme}")
    await scene.stage.write(chat, name)
    for _ in range(4):
        await scene.stage.press(chat, "Skip")


@pytest.mark.parametrize("chat", [MARTA, EVA])
async def test_staff_add_a_place_one_thing_at_a_time(scene: Scene, chat: int) -> None:
    await scene.stage.write(chat, "/menu")
    await scene.stage.press(chat, "Places")
    assert "There are no places yet." in scene.stage.last(chat).text
    await scene.stage.press(chat, "Add a place")
    await scene.stage.write(chat, "Biblioteket")
    await scene.stage.write(chat, "Storgata 1")
    await scene.stage.write(chat, "Torget")
    await scene.stage.write(chat, "2. etasje")
    await scene.stage.send(chat, PlaceShared(59.9, 10.7, 1))
    (place,) = await scene.places()
    assert place.name == {"": "Biblioteket"}
    assert place.address == {"": "Storgata 1"}
    assert place.stop == {"": "Torget"}
    assert place.room == {"": "2. etasje"}
    assert (place.latitude, place.longitude) == (59.9, 10.7)
    text = scene.stage.last(chat).text
    assert all(words in text for words in ("Biblioteket", "Storgata 1", "Torget", "2. etasje", "It is on the map."))


async def test_all_but_the_name_may_be_skipped(scene: Scene) -> None:
    await _add(scene, MARTA)
    (place,) = await scene.places()
    assert (place.address, place.stop, place.room, place.latitude) == (None, None, None, None)


async def test_the_name_is_not_skipped(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    await scene.stage.forge(MARTA, "pl:skip:name")
    assert await scene.places() == []
    await scene.stage.write(MARTA, "Biblioteket")
    assert "What is the address?" in scene.stage.last(MARTA).text


async def test_a_second_tap_on_skip_skips_one_thing(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    await scene.stage.write(MARTA, "Biblioteket")
    await scene.stage.forge(MARTA, "pl:skip:address")
    await scene.stage.forge(MARTA, "pl:skip:address")
    await scene.stage.write(MARTA, "Torget")
    for step in ("room", "point"):
        await scene.stage.forge(MARTA, f"pl:skip:{step}")
    (place,) = await scene.places()
    assert place.stop == {"": "Torget"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>NAV</b> & co", "<b>NAV</b> & co"),
        ("  Kafé\n Oslo \u0007\u202e ", "Kafé Oslo"),
        ("🏢 Kontoret", "🏢 Kontoret"),
        ("مكتبة", "مكتبة"),
    ],
)
async def test_names_are_kept_clean_and_shown_as_typed(scene: Scene, typed: str, kept: str) -> None:
    await _add(scene, MARTA, typed)
    (place,) = await scene.places()
    assert place.name == {"": kept}
    assert "<b>NAV</b>" not in scene.stage.everything(MARTA)


@pytest.mark.parametrize("typed", ["a" * 121, "a" * 300, "\u200b\u2067", "🏢" * 61])
async def test_what_is_no_name_is_asked_for_again(scene: Scene, typed: str) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    await scene.stage.write(MARTA, typed)
    assert "What is the place called?" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "Biblioteket")
    assert "What is the address?" in scene.stage.last(MARTA).text


async def test_a_sticker_or_a_map_point_is_no_name(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    for content in (Unsupported("sticker", 1), PlaceShared(59.9, 10.7, 1)):
        await scene.stage.send(MARTA, content)
        assert "What is the place called?" in scene.stage.last(MARTA).text


async def test_words_are_no_map_point(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    await scene.stage.write(MARTA, "Biblioteket")
    for _ in range(3):
        await scene.stage.press(MARTA, "Skip")
    await scene.stage.write(MARTA, "Oslo")
    assert "This is not a point on the map." in scene.stage.last(MARTA).text
    assert await scene.places() == []


async def test_cancelling_saves_nothing(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"pl:new:{scene.programme}")
    await scene.stage.write(MARTA, "Biblioteket")
    await scene.stage.press(MARTA, "Cancel")
    assert await scene.places() == []


@pytest.mark.parametrize(("label", "field"), [("Address", "address"), ("Stop", "stop"), ("Floor or room", "room")])
async def test_one_thing_is_changed_and_emptied_again(scene: Scene, label: str, field: str) -> None:
    await _add(scene, MARTA)
    await scene.stage.press(MARTA, label)
    await scene.stage.write(MARTA, "Ny")
    (place,) = await scene.places()
    assert getattr(place, field) == {"": "Ny"}
    await scene.stage.press(MARTA, label)
    await scene.stage.press(MARTA, "Leave it empty")
    (place,) = await scene.places()
    assert getattr(place, field) is None
    assert place.name == {"": "Biblioteket"}


async def test_a_place_goes_out_of_use_after_asking(scene: Scene) -> None:
    await _add(scene, MARTA)
    await scene.stage.press(MARTA, "No longer in use")
    assert await scene.places()
    await scene.stage.press(MARTA, "Yes, no longer in use")
    assert await scene.places() == []
    assert "There are no places yet." in scene.stage.last(MARTA).text


@pytest.mark.parametrize("action", ["open", "edit", "off", "offok"])
@pytest.mark.parametrize("chat", [ELSEWHERE, AMINA])
async def test_nobody_touches_the_places_of_another_programme(scene: Scene, action: str, chat: int) -> None:
    await _add(scene, MARTA)
    (place,) = await scene.places()
    await scene.stage.forge(chat, f"pl:{action}:{place.id}:name")
    assert "Biblioteket" not in scene.stage.everything(chat)
    assert await scene.places()


@pytest.mark.parametrize("payload", ["pl:new:{elsewhere}", "pl:of:{elsewhere}", "pl:edit:1:colour", "pl:open:x"])
async def test_a_forged_button_is_answered_kindly(scene: Scene, payload: str) -> None:
    await scene.stage.forge(MARTA, payload.format(elsewhere=scene.elsewhere))
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]


async def test_a_place_that_went_out_of_use_meanwhile_is_not_changed(scene: Scene) -> None:
    await _add(scene, MARTA)
    (place,) = await scene.places()
    await scene.stage.forge(MARTA, f"pl:edit:{place.id}:name")
    await scene.stage.forge(EVA, f"pl:offok:{place.id}")
    await scene.stage.write(MARTA, "Ny")
    assert "not in use any more" in scene.stage.last(MARTA).text
