"""Saved places, for all staff: specialists meet people in the field and add places there."""

from __future__ import annotations

from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.programme.place_fields import FIELDS
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Words, staff
from storage.models import Place, Programme

part = Part("pl", Audience.STAFF)


def programmes_of(turn: Turn) -> list[Programme]:
    """The programmes the person works in, each once."""
    by_id = {membership.programme_id: membership.programme for membership in turn.memberships}
    return list(by_id.values())


def own_programme(turn: Turn, press: Press) -> Programme:
    """The programme of this press.

    Raises:
        BadPressError: the person does not work in it.
    """
    wanted = press.number(0)
    for programme in programmes_of(turn):
        if programme.id == wanted:
            return programme
    raise BadPressError


async def own_place(turn: Turn, place_id: int) -> Place:
    """The place in use with this id.

    Raises:
        BadPressError: it is another programme's, or out of use.
    """
    place = await turn.store.places.get(place_id)
    if place is None or not place.active:
        raise BadPressError
    return place


@part.button("list")
async def list_places(turn: Turn, _press: Press) -> None:
    """The places; with several programmes, which one first."""
    programmes = programmes_of(turn)
    if len(programmes) == 1:
        await turn.show(await places_screen(turn, programmes[0]))
        return
    rows = tuple(
        (Button(staff("{name}", name=programme.name), payload("pl", "of", programme.id), icon="📍"),)
        for programme in programmes
    )
    await turn.show(message(Line(staff("Which programme?"), "📍", strong=True), buttons=(*rows, home_row())))


@part.button("of")
async def list_of_programme(turn: Turn, press: Press) -> None:
    """The places of one programme."""
    await turn.show(await places_screen(turn, own_programme(turn, press)))


async def places_screen(turn: Turn, programme: Programme) -> Message:
    """All places of the programme, each a button."""
    places = await turn.store.places.of_programme(programme.id)
    first = staff("Places of {programme}", programme=programme.name) if places else staff("There are no places yet.")
    rows = tuple(
        (Button(staff("{name}", name=Words(place.name)), payload("pl", "open", place.id), icon="📍"),)
        for place in places
    )
    add = (Button(staff("Add a place"), payload("pl", "new", programme.id), icon="➕"),)
    return message(Line(first, "📍", strong=True), buttons=(*rows, add, home_row()))


@part.button("open")
async def open_place(turn: Turn, press: Press) -> None:
    """One place."""
    await turn.show(place_card(await own_place(turn, object_id(press))))


def place_card(place: Place) -> Message:
    """What is known about a place, and what can be changed."""
    lines = [Line(staff("{name}", name=Words(place.name)), "📍", strong=True)]
    lines += [
        Line(staff("{words}", words=Words(known)), FIELDS[name].icon)
        for name, known in (("address", place.address), ("stop", place.stop), ("room", place.room))
        if known
    ]
    if place.latitude is not None:
        lines.append(Line(staff("It is on the map."), "🗺"))
    buttons = [
        Button(field.label, payload("pl", "edit", place.id, field.name), icon=field.icon) for field in FIELDS.values()
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return message(
        *lines,
        buttons=(
            *rows,
            (Button(staff("No longer in use"), payload("pl", "off", place.id), icon="🗑"),),
            (Button(staff("All places"), payload("pl", "of", place.programme_id), icon="📍"),),
        ),
    )


@part.button("off")
async def ask_off(turn: Turn, press: Press) -> None:
    """Asks before a place goes out of use."""
    place = await own_place(turn, object_id(press))
    await turn.show(
        message(
            Line(staff("Is {place} no longer in use?", place=Words(place.name)), "🗑"),
            Line(staff("Appointments that are made already keep it.")),
            buttons=(
                (Button(staff("Yes, no longer in use"), payload("pl", "offok", place.id), icon="🗑"),),
                (Button(staff("Keep it"), payload("pl", "open", place.id), icon="📍"),),
            ),
        ),
    )


@part.button("offok")
async def put_off(turn: Turn, press: Press) -> None:
    """No longer offered; what is agreed keeps it."""
    place = await own_place(turn, object_id(press))
    place.active = False
    await turn.store.flush()
    await turn.store.audit.note("place.off", turn.now, subject="place", subject_id=place.id)
    programme = next(programme for programme in programmes_of(turn) if programme.id == place.programme_id)
    await turn.show(await places_screen(turn, programme))
