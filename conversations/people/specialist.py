"""A specialist's participants: the list, the card, the name, the way there, and what is reminded of."""

from __future__ import annotations

from conversations.appointments.planning import replan_participant
from conversations.home.menu import home_row
from conversations.names import clean_name
from conversations.part import Audience, Part
from conversations.people import busy
from conversations.people.card import show_card, show_more
from conversations.people.listing import show_list
from conversations.people.own import about_own, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn, settings_of
from locales.message import Button, Line, message
from locales.text import Text, staff, staff_n
from storage.models import Participant

part = Part("pp", Audience.SPECIALIST)

_TRAVEL_CHOICES = (0, 15, 30, 45, 60, 90)
_LONGEST_TRAVEL = 600
_UNKNOWN = "unknown"

_REMINDERS: dict[str, Text] = {
    "remind_when_made": staff("When an appointment is made"),
    "remind_evening": staff("On the evening before"),
    "remind_leave": staff("When it is time to leave home"),
}

part.button("busy")(busy.show)
part.button("unbusy")(busy.remove)
part.button("addbusy")(busy.add)
part.button("days")(busy.choose_days)
part.button("from")(busy.ask_start)
part.button("to")(busy.take_start)
part.button("save")(busy.take_end)
part.step("busy")(busy.take_text)


@part.command("people")
async def list_by_command(turn: Turn) -> None:
    """The same list as behind the menu."""
    await show_list(turn)


@part.button("list")
async def turn_page(turn: Turn, press: Press) -> None:
    """A page of the list; the first without a number."""
    turn.park()
    await show_list(turn, press.number(0) if press.args else 1)


@part.button("card")
@about_own
async def open_card(turn: Turn, _press: Press, participant: Participant) -> None:
    """One participant; what was begun is left."""
    turn.park()
    await show_card(turn, participant)


@part.button("more")
@about_own
async def open_more(turn: Turn, _press: Press, participant: Participant) -> None:
    """What is needed seldom; what was begun is left."""
    turn.park()
    await show_more(turn, participant)


def _back(participant: Participant) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️"),)


async def _in_dialogue(turn: Turn) -> Participant | None:
    """The own participant of the open dialogue; without one the dialogue ends and the list is shown."""
    participant = await own_participant(turn, int(turn.draft.get("participant", 0)))
    if participant is None:
        await turn.close()
        await show_list(turn)
    return participant


@part.button("rename")
@about_own
async def ask_name(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks what the participant wants to be called."""
    await _ask_name(turn, participant)


async def _ask_name(turn: Turn, participant: Participant, *before: Text) -> None:
    await turn.open(part.code, "rename", {"participant": participant.id})
    question = staff("What is {name} called? Write the first name.", name=participant.person.name)
    await turn.show(message(*before, Line(question, "✏️", strong=True), buttons=(_back(participant),)))


@part.step("rename")
async def take_name(turn: Turn) -> None:
    """The new name is told."""
    participant = await _in_dialogue(turn)
    if participant is None:
        return
    name = clean_name(turn.text or "")
    if name is None:
        await _ask_name(turn, participant, staff("Please write a name with letters."))
        return
    participant.person.name = name
    await turn.store.audit.note("participant.renamed", turn.now, participant_id=participant.id)
    await turn.close()
    await show_card(turn, participant, Line(staff("The name is saved."), "✅"))


@part.button("travel")
@about_own
async def ask_travel(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks how long the way usually takes; it decides when the last reminder comes."""
    await _ask_travel(turn, participant)


async def _ask_travel(turn: Turn, participant: Participant, *before: Text) -> None:
    await turn.open(part.code, "travel", {"participant": participant.id})
    buttons = [
        Button(
            staff_n("{count} minute", "{count} minutes", count=minutes),
            payload("pp", "way", participant.id, minutes),
        )
        for minutes in _TRAVEL_CHOICES
    ]
    unknown = Button(staff("Not known"), payload("pp", "way", participant.id, _UNKNOWN))
    question = staff("How many minutes does {name} travel?", name=participant.person.name)
    await turn.show(
        message(
            *before,
            Line(question, "🚌", strong=True),
            staff("The reminder then says when to leave home."),
            staff("Choose, or write a number."),
            buttons=(tuple(buttons[:3]), tuple(buttons[3:]), (unknown,), _back(participant)),
        ),
    )


@part.button("way")
@about_own
async def take_travel(turn: Turn, press: Press, participant: Participant) -> None:
    """The minutes were chosen."""
    minutes = None if press.word(1) == _UNKNOWN else press.number(1)
    if minutes is not None and not 0 <= minutes <= _LONGEST_TRAVEL:
        raise BadPressError
    await _save_travel(turn, participant, minutes)


@part.step("travel")
async def take_typed_travel(turn: Turn) -> None:
    """The minutes were typed."""
    participant = await _in_dialogue(turn)
    if participant is None:
        return
    typed = (turn.text or "").strip()
    if not typed.isdecimal() or len(typed) > len(str(_LONGEST_TRAVEL)) or int(typed) > _LONGEST_TRAVEL:
        sorry = staff("Please write the minutes as a number, at most {most}.", most=_LONGEST_TRAVEL)
        await _ask_travel(turn, participant, sorry)
        return
    await _save_travel(turn, participant, int(typed))


async def _save_travel(turn: Turn, participant: Participant, minutes: int | None) -> None:
    participant.travel_minutes = minutes
    await turn.store.audit.note("participant.travel", turn.now, participant_id=participant.id)
    await turn.close()
    await replan_participant(turn.store.as_system(), participant, turn.now)
    await show_card(turn, participant, Line(staff("The travel time is saved."), "✅"))


@part.button("plan")
@about_own
async def show_reminders(turn: Turn, _press: Press, participant: Participant) -> None:
    """Which reminders this participant gets; the programme's choice unless it was changed here."""
    await _show_reminders(turn, participant)


async def _show_reminders(turn: Turn, participant: Participant) -> None:
    settings = settings_of(participant)
    rows = []
    for name, words in _REMINDERS.items():
        is_on = getattr(settings, name)
        action = payload("pp", "remind", participant.id, name, "off" if is_on else "on")
        state = staff("on") if is_on else staff("off")
        rows.append(
            (Button(staff("{words}: {state}", words=words, state=state), action, icon="🔔" if is_on else "🔕"),)
        )
    await turn.show(
        message(
            Line(staff("When is {name} reminded?", name=participant.person.name), "🔔", strong=True),
            staff("Tap a line to change it."),
            buttons=(*rows, (*_back(participant), *home_row())),
        ),
    )


@part.button("remind")
@about_own
async def set_reminder(turn: Turn, press: Press, participant: Participant) -> None:
    """One kind of reminder is turned on or off."""
    name, state = press.word(1), press.word(2)
    if name not in _REMINDERS or state not in ("on", "off"):
        raise BadPressError
    participant.plan = {**participant.plan, name: state == "on"}
    await turn.store.audit.note("participant.reminders", turn.now, participant_id=participant.id)
    await replan_participant(turn.store.as_system(), participant, turn.now)
    await _show_reminders(turn, participant)
