"""Asking about a place, one thing at a time; its buttons and steps belong to the part of places."""

from __future__ import annotations

from typing import Any

from conversations.home.menu import home_row
from conversations.incoming import PlaceShared
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.programme.place_fields import FIELDS, LONGEST, Field, after, too_long, written
from conversations.programme.places import own_place, own_programme, part, place_card, places_screen, programmes_of
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Text, staff
from storage.models import Place

_POINT = "point"
_NAME = "name"


@part.button("new")
async def new_place(turn: Turn, press: Press) -> None:
    """Begins with the name."""
    programme = own_programme(turn, press)
    await _ask(turn, _NAME, {"programme": programme.id})


@part.button("edit")
async def edit_place(turn: Turn, press: Press) -> None:
    """Asks for one thing anew."""
    place = await own_place(turn, object_id(press))
    name = press.word(1)
    if name not in FIELDS:
        raise BadPressError
    await _ask(turn, name, {"place": place.id})


async def _ask(turn: Turn, name: str, draft: dict[str, Any], problem: Text | None = None) -> None:
    await turn.open("pl", name, draft)
    await turn.say(_question(FIELDS[name], problem, skip=_skip_label(name, draft)))


def _skip_label(name: str, draft: dict[str, Any]) -> Text | None:
    if name == _NAME:
        return None
    return staff("Leave it empty") if "place" in draft else staff("Skip")


def _question(field: Field, problem: Text | None, *, skip: Text | None) -> Message:
    lines = [Line(problem)] if problem else []
    lines.append(Line(field.question, field.icon, strong=True))
    row = [Button(skip, payload("pl", "skip", field.name), icon="⏭")] if skip else []
    return message(*lines, buttons=((*row, Button(staff("Cancel"), payload("pl", "cancel"), icon="✖️")),))


@part.step("name")
@part.step("address")
@part.step("stop")
@part.step("room")
async def take_words(turn: Turn) -> None:
    """Takes what was typed for the open field, or asks again."""
    name = _step(turn)
    text = written(turn.text)
    if text is None:
        await _ask(turn, name, turn.draft, staff("Please write it in words."))
    elif too_long(text):
        await _ask(turn, name, turn.draft, staff("This is too long. At most {count} letters.", count=LONGEST))
    else:
        await _take(turn, name, {"": text})


@part.step("point")
async def take_point(turn: Turn) -> None:
    """Takes the point on the map, or asks again."""
    content = turn.incoming.content
    if isinstance(content, PlaceShared):
        await _take(turn, _POINT, [content.latitude, content.longitude])
    else:
        await _ask(turn, _POINT, turn.draft, staff("This is not a point on the map."))


@part.button("skip")
async def skip(turn: Turn, press: Press) -> None:
    """Nothing for this field; a second tap of an older question changes nothing."""
    name = _step(turn)
    if name != press.word(0) or name == _NAME:
        raise BadPressError
    await _take(turn, name, None)


def _step(turn: Turn) -> str:
    dialogue = turn.dialogue
    if dialogue is None or dialogue.flow != part.code or dialogue.expires_at <= turn.now:
        raise BadPressError
    return dialogue.step


async def _take(turn: Turn, name: str, value: dict[str, str] | list[float] | None) -> None:
    draft = turn.draft
    if "place" in draft:
        await _change(turn, draft["place"], name, value)
        return
    draft[name] = value
    following = after(name)
    if following is None:
        await _save(turn, draft)
    else:
        await _ask(turn, following, draft)


async def _change(turn: Turn, place_id: int, name: str, value: dict[str, str] | list[float] | None) -> None:
    await turn.close()
    try:
        place = await own_place(turn, place_id)
    except BadPressError:
        await turn.say(message(staff("This place is not in use any more."), buttons=(home_row(),)))
        return
    _keep(place, name, value)
    await turn.store.flush()
    await turn.store.audit.note("place.changed", turn.now, subject="place", subject_id=place.id)
    await turn.say(place_card(place))


async def _save(turn: Turn, draft: dict[str, Any]) -> None:
    await turn.close()
    if draft["programme"] not in {programme.id for programme in programmes_of(turn)}:
        await turn.say(message(staff("You do not work in this programme any more."), buttons=(home_row(),)))
        return
    place = Place(programme_id=draft["programme"], name=draft[_NAME], active=True)
    for name in FIELDS:
        _keep(place, name, draft.get(name))
    await turn.store.places.add(place)
    await turn.store.audit.note("place.added", turn.now, subject="place", subject_id=place.id)
    await turn.say(place_card(place))


def _keep(place: Place, name: str, value: dict[str, str] | list[float] | None) -> None:
    if name == _POINT:
        place.latitude, place.longitude = value if isinstance(value, list) else (None, None)
    else:
        setattr(place, name, value)


@part.button("cancel")
async def cancel(turn: Turn, _press: Press) -> None:
    """Leaves it; nothing is saved."""
    programme_id = turn.draft.get("programme") if turn.dialogue and turn.dialogue.flow == part.code else None
    if turn.dialogue is not None and turn.dialogue.flow == part.code:
        await turn.close()
    turn.toast(staff("Nothing was saved."))
    programmes = [programme for programme in programmes_of(turn) if programme.id == programme_id]
    await turn.show(await places_screen(turn, (programmes or programmes_of(turn))[0]))
