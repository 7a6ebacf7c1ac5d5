"""The participant's side: who helps me, talk, and call me."""

from __future__ import annotations

from conversations import phrases
from conversations.contact.expectation import expectation
from conversations.contact.reach import came_back
from conversations.contact.said import said_in
from conversations.contact.service import ask_for_call, pass_to_specialist, talk_button
from conversations.contact.translating import ask_for_translation
from conversations.home.menu import home_row
from conversations.incoming import Contact
from conversations.part import Audience, Part
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, brief, say
from storage.models import ParticipantStatus, Role

part = Part("ct", Audience.PARTICIPANT)


@part.button("who")
async def who_helps_me(turn: Turn, _press: Press) -> None:
    """One card: who it is, what they do, how to reach them, and who it is not."""
    profile = turn.profile
    name = profile.specialist.name
    membership = await turn.store.people.membership(profile.specialist_id, profile.programme_id, Role.SPECIALIST)
    lines = [
        Line(say("{name} helps you.", name=name), "🙋", strong=True),
        Line(say("{name} looks for work with you.", name=name), "💼"),
    ]
    if membership is not None and membership.work_phone:
        lines.append(Line(say("Phone: {phone}", phone=membership.work_phone), "📞"))
    # Participants mix the two up, so the card says it.
    lines += [
        Line(say("{name} does not decide about money.", name=name), "💶", gap=True),
        Line(say("Your programme adviser decides that. It is another person."), "🏛"),
    ]
    await turn.show(
        message(
            *lines,
            brief=brief("{name} helps you. Your adviser decides about money.", name=name),
            buttons=((talk_button(profile),), (_forget_button(),), home_row()),
        ),
    )


def _forget_button() -> Button:
    return Button(say("Delete our messages"), payload("ct", "forget"), icon="🗑")


@part.button("talk")
async def invite_to_talk(turn: Turn, _press: Press) -> None:
    """Asks to write, speak or show; whatever comes next is passed on."""
    await turn.close()
    name = turn.profile.specialist.name
    await turn.say(
        message(
            Line(say("Write, speak, or send a picture now."), "💬"),
            Line(say("{name} gets it.", name=name)),
            brief=brief("Write or speak. {name} gets it.", name=name),
            buttons=(
                (Button(say("Call me"), payload("ct", "callme"), icon="📞"),),
                home_row(),
            ),
        ),
    )


async def talk(turn: Turn) -> None:
    """Whatever a participant writes, speaks or shows goes to their specialist; whoever writes can be reached."""
    if not turn.me.reachable:
        await came_back(turn)
    profile = turn.profile
    name = profile.specialist.name
    said = said_in(turn.incoming.content)
    if said is None:
        is_contact = isinstance(turn.incoming.content, Contact)
        sorry = no_numbers() if is_contact else phrases.unsupported()
        await turn.say(message(Line(sorry), Line(expectation(turn, profile), "🕗"), buttons=(home_row(),)))
        return
    if said.too_long:
        await turn.say(
            message(
                Line(say("This is too long for one message."), "✂️"),
                Line(say("Nothing is sent yet. Please send it in shorter parts.")),
            ),
        )
        return
    kept = await pass_to_specialist(turn, said)
    await ask_for_translation(turn, kept, profile.specialist.language)
    lines = [
        Line(say("{name} gets your message.", name=name), "📨"),
        Line(expectation(turn, profile), "🕗"),
    ]
    buttons = [home_row()]
    if profile.status == ParticipantStatus.PAUSED:
        lines.append(Line(say("You have a pause. Nothing is sent to you."), "⏸"))
        buttons.insert(0, (Button(say("Go on again"), payload("st", "goon"), icon="▶️"),))
    await turn.say(
        message(*lines, brief=brief("{name} gets your message.", name=name), buttons=tuple(buttons)),
    )


def no_numbers() -> Text:
    """A contact card was shared: private numbers stay private, whoever's they are."""
    return say("I do not pass on phone numbers. You can write, speak, or send a picture.")


@part.button("callme")
async def call_me(turn: Turn, _press: Press) -> None:
    """She asks to be called; once is enough."""
    profile = turn.profile
    name = profile.specialist.name
    await ask_for_call(turn)
    await turn.say(
        message(
            Line(say("{name} knows that you want a call.", name=name), "👍"),
            Line(expectation(turn, profile), "🕗"),
            Line(say("You get a message about what happens next."), "📩"),
            brief=brief("{name} knows that you want a call.", name=name),
            buttons=((talk_button(profile),), home_row()),
        ),
    )
