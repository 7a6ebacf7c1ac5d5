"""The specialist's side: writing to one participant, shown before it goes, and one-tap answers about a call."""

from __future__ import annotations

from datetime import datetime, time

from conversations import phrases
from conversations.appointments.replies import CALL_TODAY
from conversations.appointments.venue_time import resolve
from conversations.contact.expectation import read_by
from conversations.contact.said import Said, said_in
from conversations.contact.service import answer_call, obstacle, pass_to_participant, reply_rows
from conversations.contact.translating import ask_for_translation
from conversations.contact.words import QUOTED, icon_of, moment, quoted
from conversations.contact.working_days import working_day_after
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn, settings_of
from locales.message import Button, Line, Message, message
from locales.text import At, Day, Text, say, staff
from locales.user_text import shorten
from storage.models import Participant, TalkMessage

part = Part("cs", Audience.SPECIALIST)

_CANCEL = Button(staff("Cancel"), payload("cs", "cancel"), icon="✖️")


async def _own(turn: Turn, participant_id: int) -> Participant:
    participant = await own_participant(turn, participant_id)
    if participant is None:
        raise BadPressError
    return participant


@part.button("reply")
@part.button("write")
async def begin(turn: Turn, press: Press) -> None:
    """Asks what to write to this participant."""
    participant = await _own(turn, object_id(press))
    hindrance = obstacle(participant)
    if hindrance is not None:
        await turn.say(message(Line(hindrance, "⏸"), buttons=(home_row(),)))
        return
    last = await turn.store.talk.last_from(participant.id)
    await turn.open("cs", "write", {"to": participant.id, "about": last.id if last else None})
    lines = [Line(staff("Write or speak to {name}.", name=participant.person.name), "✏️", strong=True)]
    if last is not None:
        await turn.store.audit.note("talk.read", turn.now, participant_id=participant.id)
        lines.append(_last(last, participant))
    lines.append(Line(staff("You see it once more before it goes.")))
    await turn.say(message(*lines, buttons=((_CANCEL,),)))


def _last(last: TalkMessage, participant: Participant) -> Line:
    """What is answered: the beginning of it, and when it was said."""
    return Line(
        staff(
            "{name} on {day} at {time}: {text}",
            name=participant.person.name,
            text=quoted(last),
            **moment(last.said_at, participant.programme.timezone),
        ),
        icon_of(last),
    )


@part.step("write")
@part.step("confirm")
async def take(turn: Turn) -> None:
    """Takes what was written and shows whom it reaches; nothing goes yet."""
    try:
        participant = await _own(turn, turn.draft["to"])
    except BadPressError:
        await turn.close()
        await turn.say(message(staff("You no longer help this participant. Nothing was sent."), buttons=(home_row(),)))
        return
    said = said_in(turn.incoming.content)
    if said is None:
        await turn.say(message(Line(staff("I cannot pass this on.")), Line(phrases.unsupported())))
        return
    if said.too_long:
        await turn.say(
            message(
                Line(staff("This is too long for one message. Nothing is sent yet."), "✂️"),
                Line(staff("Short messages are understood best. Please send less at a time.")),
                buttons=((_CANCEL,),),
            ),
        )
        return
    kept = {"token": turn.incoming.update_id, "said": said.stored(), "quote": bool(turn.draft.get("quote"))}
    await turn.open("cs", "confirm", {"to": participant.id, "about": turn.draft.get("about"), **kept})
    await turn.say(await _card(turn, participant))


async def _card(turn: Turn, participant: Participant) -> Message:
    """What goes and to whom; with what it answers, which may be quoted."""
    draft = turn.draft
    said, about = Said.read(draft["said"]), await _answered(turn, participant)
    name = participant.person.name
    lines = [Line(staff("This goes to {name} and nobody else:", name=name), "📨", strong=True)]
    rows: list[tuple[Button, ...]] = [
        (Button(staff("Send"), payload("cs", "send", draft["token"]), icon="✅"), _CANCEL)
    ]
    if draft["quote"] and about is not None and about.words:
        lines.append(Line(staff("Quoted: {text}", text=quoted(about)), "↩️"))
    if said.kind != "text":
        lines.append(Line(_form(said), "📎"))
    if said.text:
        lines.append(Line(staff("{text}", text=said.text)))
    if about is not None and not draft["quote"]:
        line = _last(about, participant)
        lines += [Line(staff("It answers this, which is not sent:"), gap=True), line]
    if about is not None and about.words:
        label = staff("Quote what {name} wrote", name=name)
        rows.append((Button(label, payload("cs", "quote", draft["token"]), icon="☑️" if draft["quote"] else "⬜"),))
    return message(*lines, buttons=tuple(rows))


async def _answered(turn: Turn, participant: Participant) -> TalkMessage | None:
    """The message that stood on the screen when the answer was begun, if it is kept still."""
    about = turn.draft.get("about")
    found = await turn.store.talk.get(about) if about is not None else None
    return found if found is not None and found.participant_id == participant.id else None


def _form(said: Said) -> Text:
    match said.kind:
        case "voice":
            return staff("Your voice message")
        case "photo":
            return staff("Your picture")
        case "map":
            return staff("Your place on the map")
        case _:
            return staff("Your file")


async def _drafted(turn: Turn, press: Press) -> Participant | None:
    """Whom the draft goes to, where the pressed card is the draft's."""
    draft = turn.draft if turn.dialogue is not None and turn.dialogue.flow == "cs" else {}
    if "token" not in draft:
        turn.toast(staff("This was sent or cancelled before."))
        return None
    if draft["token"] != press.number(0):
        turn.toast(staff("There is a newer message. Please look at that one."))
        return None
    return await _own(turn, draft["to"])


@part.button("quote")
async def quote(turn: Turn, press: Press) -> None:
    """What is answered stands above the answer, or does not."""
    participant = await _drafted(turn, press)
    if participant is None or turn.dialogue is None:
        return
    await turn.open("cs", turn.dialogue.step, {**turn.draft, "quote": not turn.draft.get("quote")})
    await turn.show(await _card(turn, participant))


@part.button("send")
async def send(turn: Turn, press: Press) -> None:
    """Sends what the card showed, once; a card of another message sends nothing."""
    participant = await _drafted(turn, press)
    if participant is None:
        return
    draft, about = turn.draft, await _answered(turn, participant)
    await turn.close()
    hindrance = obstacle(participant)
    if hindrance is not None:
        await turn.show(message(Line(hindrance, "⏸"), buttons=(home_row(),)))
        return
    quotation = shorten(about.words, QUOTED) if draft.get("quote") and about is not None and about.words else ""
    kept = await pass_to_participant(turn, participant, Said.read(draft["said"]), quotation)
    await ask_for_translation(turn, kept, participant.person.language)
    lines = [Line(staff("Sent to {name}.", name=participant.person.name), "✅")]
    wakes = _quiet_until(turn, participant)
    if wakes is not None:
        lines.append(Line(staff("There are quiet hours now. It arrives after {time}.", time=At(wakes)), "🌙"))
    await turn.show(message(*lines, buttons=(home_row(),)))


def _quiet_until(turn: Turn, participant: Participant) -> time | None:
    """When the participant's quiet ends, on the programme's wall clock; None outside quiet hours."""
    settings = settings_of(participant)
    clock = turn.local_now(participant.programme.timezone).time()
    start, end = settings.quiet_from, settings.quiet_to
    quiet = start <= clock < end if start <= end else clock >= start or clock < end
    return end if quiet else None


@part.button("cancel")
async def cancel(turn: Turn, _press: Press) -> None:
    """Leaves it; nothing went."""
    if turn.dialogue is not None and turn.dialogue.flow == "cs":
        await turn.close()
    await turn.show(message(staff("Nothing was sent."), buttons=(home_row(),)))


@part.button("ok")
async def call_today(turn: Turn, press: Press) -> None:
    """One tap: I will call today."""
    participant = await _own(turn, object_id(press))
    await _answer(turn, participant, CALL_TODAY.told(turn.me.name), read_by(turn, participant))


@part.button("later")
async def call_next_day(turn: Turn, press: Press) -> None:
    """One tap: I will call on the next working day, named with its weekday."""
    participant = await _own(turn, object_id(press))
    zone = participant.programme.timezone
    day = working_day_after(turn.local_now(zone).date())
    due = resolve(datetime.combine(day, settings_of(participant).work_to), zone).utc
    await _answer(
        turn, participant, say("{name} says: I will call you on {day}.", name=turn.me.name, day=Day(day)), due
    )


async def _answer(turn: Turn, participant: Participant, sentence: Text, due: datetime) -> None:
    hindrance = obstacle(participant)
    if hindrance is not None:
        await turn.say(message(Line(hindrance, "⏸"), buttons=(home_row(),)))
        return
    if not await answer_call(turn, participant, sentence, due):
        turn.toast(staff("This is answered already."))
        return
    told = Line(staff("{name} is told that you call.", name=participant.person.name), "✅")
    await turn.show(message(told, buttons=(*reply_rows(participant), home_row())))
