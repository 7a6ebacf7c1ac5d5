"""Sentences that several parts say."""

from __future__ import annotations

from locales.text import Text, say


def edited() -> Text:
    """Somebody changed an old message of theirs."""
    return say("I only read new messages. Please write it again.")


def unsupported() -> Text:
    """A sticker, a poll, a video."""
    return say("I cannot read this. You can write, speak, or send a picture.")


def old_button() -> Text:
    """A button of another age, or one that was never ours."""
    return say("This button is old. Here is what you can do now.")


def changed() -> Text:
    """What the button was about has changed since."""
    return say("This has changed. Here is how it is now.")


def sorry() -> Text:
    """Something of ours broke."""
    return say("Something went wrong with us. It is not your fault. Please try again.")
