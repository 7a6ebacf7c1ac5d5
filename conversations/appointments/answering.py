"""A participant's answers: coming, late, cannot, help. One tap each; the specialist knows at once, nobody asks why."""

from __future__ import annotations

from conversations.appointments.facts import kind_name, pictogram, start_of, when
from conversations.appointments.own_card import answer_of, own_occurrence, show_card
from conversations.appointments.replies import ANSWERS, one_tap_replies
from conversations.appointments.service import keep_answer
from conversations.people.contact_dates import note_contact
from conversations.press import Press, payload
from conversations.tasks.service import close_tasks, raise_task
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, say, say_n, staff, staff_n
from storage.models import Occurrence

LATE_CHOICES = (5, 10, 15, 20, 30, 45, 60)


async def coming(turn: Turn, press: Press) -> None:
    """*I am coming.* The specialist hears of it at once only when it changes what was said before."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is None:
        return
    before = await answer_of(turn, occurrence)
    if not await keep_answer(turn.store, occurrence, turn.profile, "coming", turn.now):
        turn.toast(_known(turn))
    elif before is not None:
        await _tell_specialist(turn, occurrence, staff("{name} is coming after all.", name=turn.me.name))
    await show_card(turn, occurrence)


async def late(turn: Turn, press: Press) -> None:
    """*I will be late.* Asks how many minutes, by buttons."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is None:
        return
    choices = [
        Button(
            say_n("{count} minute", "{count} minutes", count=minutes),
            payload("ap", "lateby", occurrence.id, occurrence.version, minutes),
        )
        for minutes in LATE_CHOICES
    ]
    rows = tuple(tuple(choices[index : index + 2]) for index in range(0, len(choices), 2))
    back = (Button(say("Back"), payload("ap", "show", occurrence.id), icon="↩️"),)
    question = say("How late will you be?")
    await turn.show(
        message(
            Line(question, "⏰", strong=True),
            Line(when(start_of(occurrence.appointment, occurrence)), "📅"),
            brief=question,
            buttons=(*rows, back),
        ),
    )


async def late_by(turn: Turn, press: Press) -> None:
    """So many minutes late; the specialist knows at once."""
    minutes = press.number(2)
    occurrence = await own_occurrence(turn, press)
    if occurrence is None:
        return
    if minutes not in LATE_CHOICES:
        await late(turn, press)
        return
    if await keep_answer(turn.store, occurrence, turn.profile, "late", turn.now, late_minutes=minutes):
        news = staff_n(
            "{name} will be {count} minute late.",
            "{name} will be {count} minutes late.",
            count=minutes,
            name=turn.me.name,
        )
        await _tell_specialist(turn, occurrence, news, replies="late")
    else:
        turn.toast(_known(turn))
    await show_card(turn, occurrence)


async def cannot(turn: Turn, press: Press) -> None:
    """*I cannot come.* No reason is asked; another time or a call is offered."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is None:
        return
    if await keep_answer(turn.store, occurrence, turn.profile, "cannot", turn.now):
        news = staff("{name} cannot come.", name=turn.me.name)
        await _tell_specialist(turn, occurrence, news, replies="cannot")
        await _ask(turn, occurrence, "cannot", news)
    else:
        turn.toast(_known(turn))
    await show_card(turn, occurrence)


async def another_time(turn: Turn, press: Press) -> None:
    """She would like another time."""
    news = staff("{name} would like another time.", name=turn.me.name)
    if occurrence := await own_occurrence(turn, press):
        known = say("{name} knows that you want another time.", name=_specialist(turn))
        await _pass_on(turn, occurrence, ("another", "another"), news, known)


async def call_me(turn: Turn, press: Press) -> None:
    """She would like a call."""
    news = staff("{name} asks you to call.", name=turn.me.name)
    if occurrence := await own_occurrence(turn, press):
        known = say("{name} knows that you want a call.", name=_specialist(turn))
        await _pass_on(turn, occurrence, ("callme", "call"), news, known)


async def not_understood(turn: Turn, press: Press) -> None:
    """*I did not understand*: many say that all is fine when it is not, so there is a button for it."""
    news = staff("{name} did not understand the message.", name=turn.me.name)
    if occurrence := await own_occurrence(turn, press):
        known = say("Thank you for saying so. {name} knows it now.", name=_specialist(turn))
        await _pass_on(turn, occurrence, ("unclear", "call"), news, known)


async def _pass_on(turn: Turn, occurrence: Occurrence, asked: tuple[str, str], news: Text, known: Text) -> None:
    """Tells the specialist, once while it is open, and her that the specialist knows.

    `asked` is the cause of the task, and the kind of one-tap answers that fit it.
    """
    cause, replies = asked
    if await _ask(turn, occurrence, cause, news):
        await _tell_specialist(turn, occurrence, news, replies=replies)
    await _confirm(turn, occurrence, known)


async def help_me(turn: Turn, press: Press) -> None:
    """*Help me*: the ways in which help is to be had."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is None:
        return
    subject = (occurrence.id, occurrence.version)
    name = _specialist(turn)
    question = say("How can we help you?")
    await turn.show(
        message(
            Line(question, "🆘", strong=True),
            Line(when(start_of(occurrence.appointment, occurrence)), "📅"),
            brief=question,
            buttons=(
                (Button(say("I did not understand"), payload("ap", "unclear", *subject), icon="❓"),),
                (Button(say("How do I get there?"), payload("ap", "way", *subject), icon="🚌"),),
                (Button(say("Call me"), payload("ap", "callme", *subject), icon="📞"),),
                (Button(say("Talk to {name}", name=name), payload("ct", "talk"), icon="💬"),),
                (Button(say("Back"), payload("ap", "show", occurrence.id), icon="↩️"),),
            ),
        ),
    )


def _specialist(turn: Turn) -> str:
    """Who helps her now and hears of it; what many come to may have been made by another."""
    return turn.profile.specialist.name


def _known(turn: Turn) -> Text:
    return say("{name} knows this already.", name=_specialist(turn))


async def _confirm(turn: Turn, occurrence: Occurrence, text: Text) -> None:
    turn.toast(text)
    await show_card(turn, occurrence, also=text)


async def _tell_specialist(turn: Turn, occurrence: Occurrence, news: Text, *, replies: str | None = None) -> None:
    """The specialist hears it at once, with answers of one tap."""
    appointment = occurrence.appointment
    start = start_of(appointment, occurrence)
    buttons = one_tap_replies(ANSWERS[replies], occurrence, turn.profile.id) if replies else ()
    show = (Button(staff("Show"), payload("ag", "show", occurrence.id), icon="📅"),)
    await turn.tell(
        turn.profile.specialist_id,
        message(
            Line(news, "💬", strong=True),
            Line(say("{kind}, {when}", kind=kind_name(appointment), when=when(start)), pictogram(appointment)),
            buttons=(*buttons, show),
        ),
        participant_id=turn.profile.id,
    )


async def _ask(turn: Turn, occurrence: Occurrence, cause: str, news: Text) -> bool:
    """Puts it on the specialist's list, one open task a cause; says whether it is new. Asking is a sign of life."""
    appointment, about = occurrence.appointment, f"{occurrence.id}:{turn.profile.id}"
    system = turn.store.as_system()
    await note_contact(turn.store, turn.profile, turn.now)
    await close_tasks(system, f"silent:{about}:", turn.now)
    return await raise_task(
        system,
        key=f"{cause}:{about}:{turn.incoming.update_id}",
        programme_id=appointment.programme_id,
        assignee_id=turn.profile.specialist_id,
        participant_id=turn.profile.id,
        kind=cause,
        text=staff(
            "{news} {kind}, {when}",
            news=news,
            kind=kind_name(appointment),
            when=when(start_of(appointment, occurrence)),
        ),
        due_at=turn.now,
        now=turn.now,
        unless_open=f"{cause}:{about}:",
    )
