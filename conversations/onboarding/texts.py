"""What a participant reads before she is in: at most five short messages, each with one way on.

Whoever changes what a text promises, keeps or asks raises `TEXT_VERSION`: it is what people agreed to.
"""

from __future__ import annotations

from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import Text, brief, say
from storage.models import Participant

TEXT_VERSION = "2026-11"
FIRST, LAST = 1, 5

Rows = tuple[tuple[Button, ...], ...]


def language_button() -> Button:
    """Known by its picture, to somebody who cannot read the language on the screen."""
    return Button(say("Language"), payload("ob", "languages"), icon="🌐")


def _back(number: int) -> Button:
    return Button(say("Back"), payload("ob", "page", number), icon="⬅️")


def _ways(number: int) -> Rows:
    onward = Button(say("Next"), payload("ob", "page", number + 1), icon="➡️")
    return ((onward,), (_back(number - 1), language_button()) if number > FIRST else (language_button(),))


def _decision(name: str) -> Rows:
    return (
        (Button(say("I agree"), payload("ob", "agree", TEXT_VERSION), icon="✅"),),
        (Button(say("I want to talk to {name} first", name=name), payload("ob", "talk"), icon="💬"),),
    )


def page(number: int, participant: Participant, *before: Line) -> Message:
    """One of the messages, 1 to 5, under what is said `before` it. The profile must be loaded whole."""
    name = participant.specialist.name
    programme = participant.programme.name
    match number:
        case 1:
            lines, short = (
                [
                    Line(say("Hello {name}.", name=participant.person.name), "👋", strong=True),
                    Line(say("I am Brobygger, a computer program of {programme}.", programme=programme), "🤖"),
                    Line(say("{name} helps you there.", name=name), "🙋"),
                ],
                brief("Hello. I am Brobygger. {name} helps you.", name=name),
            )
        case 2:
            lines, short = (
                [
                    Line(say("I remind you of your appointments."), "📅", strong=True),
                    Line(say("I write in your language, with a little Norwegian."), "🌐"),
                    Line(say("You can always reach {name} here.", name=name), "💬"),
                ],
                brief("I remind you of your appointments."),
            )
        case 3:
            lines, short = (
                [
                    Line(say("I keep your name, your language and your appointments."), "🔒", strong=True),
                    Line(say("I keep what you and {name} write here.", name=name), "✍️"),
                    Line(say("I never ask about your health or your faith."), "🚫"),
                    Line(say("I never ask why you cannot come."), "🚫"),
                ],
                brief("I keep your name, your language and your appointments."),
            )
        case 4:
            lines, short = (
                [
                    Line(say("You choose if you want to use this."), "🟢", strong=True),
                    Line(say("You can stop at any time, under Settings."), "⏹"),
                    Line(say("It is fine to say no. It is fine to stop."), "👌"),
                ],
                brief("You choose. You can stop at any time."),
            )
        case _:
            return _question(name, *before)
    return message(*before, *lines, brief=short, buttons=_ways(number))


def _question(name: str, *before: Line) -> Message:
    return message(
        *before,
        Line(say("Do you want to use Brobygger?"), "❓", strong=True),
        Line(say("You can talk to {name} first.", name=name), "💬"),
        brief=brief("Do you want to use Brobygger?"),
        buttons=(*_decision(name), (_back(LAST - 1), language_button())),
    )


def waiting(participant: Participant, *before: Line) -> Message:
    """She has agreed; the specialist's record is still to come."""
    name = participant.specialist.name
    return message(
        *before,
        Line(say("Thank you. You have agreed."), "✅", strong=True),
        Line(say("{name} helps you with the last step.", name=name), "🤝"),
        Line(say("You do not need to do anything now."), "👌"),
        brief=brief("Thank you. {name} will finish this with you.", name=name),
        buttons=((Button(say("Read again"), payload("ob", "page", FIRST), icon="📖"), language_button()),),
    )


def will_talk(participant: Participant, *before: Line) -> Message:
    """She wants to talk first; what happens next, and that she can still agree."""
    name = participant.specialist.name
    return message(
        *before,
        Line(say("{name} knows that you want to talk.", name=name), "💬", strong=True),
        Line(say("{name} will contact you.", name=name), "📞"),
        Line(say("You can still agree here later."), "🟢"),
        brief=brief("{name} will contact you.", name=name),
        buttons=(_decision(name)[0], (_back(FIRST), language_button())),
    )


def come_back(participant: Participant, *before: Line) -> Message:
    """She had stopped, and wrote again."""
    name = participant.specialist.name
    return message(
        *before,
        Line(say("You have stopped. Nothing is sent to you."), "⏹", strong=True),
        Line(say("Do you want to start again?"), "❓"),
        brief=brief("Do you want to start again?"),
        buttons=(
            *_decision(name),
            (Button(say("Read again"), payload("ob", "page", FIRST), icon="📖"), language_button()),
        ),
    )


def use_buttons() -> Text:
    """Said kindly to whoever writes or speaks where a tap is wanted."""
    return say("Please use the buttons under this message.")
