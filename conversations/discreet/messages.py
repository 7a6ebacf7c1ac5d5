"""What stands on the screen of somebody whose phone is looked at: it names neither programme nor work nor place."""

from __future__ import annotations

from dataclasses import replace

from conversations.press import payload
from locales.message import Button, Message, message
from locales.text import brief, say


def covered(name: str, delivery_id: int) -> Message:
    """The neutral message in place of this delivery; `name` is the specialist's, as a friend's would be."""
    return message(
        say("You have a message from {name}. Tap to read.", name=name),
        brief=brief("Message from {name}.", name=name),
        buttons=((Button(say("Read"), payload("dm", "open", delivery_id), icon="✉️"),),),
    )


def with_way_back(content: Message, delivery_id: int) -> Message:
    """The opened message with the tap that covers it again."""
    action = "hide" if content.attachment is None else "away"
    row = (Button(say("Take it away"), payload("dm", action, delivery_id), icon="🙈"),)
    return replace(content, buttons=(*content.buttons, row))


def with_exit(content: Message) -> Message:
    """What a discreet person was answered, with the tap that removes it from the screen."""
    if any(button.payload.startswith("dm:") for row in content.buttons for button in row):
        return content
    row = (Button(say("Take it away"), payload("dm", "gone"), icon="🙈"),)
    return replace(content, buttons=(*content.buttons, row))
