"""What she is asked about herself: nothing on health, faith or family, and every question may stay unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text, say

GOAL = "goal"


@dataclass(frozen=True)
class Topic:
    """One question.

    Attributes:
        code: its name in the database.
        icon: a pictogram.
        name: how the answer begins, on a button and before it.
        question: what is asked.
    """

    code: str
    icon: str
    name: Text
    question: Text


TOPICS: dict[str, Topic] = {
    topic.code: topic
    for topic in (
        Topic("before", "🧰", say("What I did before"), say("What did you do before? All work counts, also at home.")),
        Topic("good_at", "💪", say("What I am good at"), say("What are you good at? What do others ask you to do?")),
        Topic("like", "❤️", say("What I like"), say("What do you like to do?")),
        Topic("want", "⭐", say("Work I want"), say("What work do you want?")),
        Topic("need", "🪜", say("What I need"), say("What do you need to do a good job?")),
        Topic(
            "not_wanted", "✋", say("Tasks I do not want"), say("Which tasks do you not want? You need not say why.")
        ),
        Topic("hours", "🕗", say("My hours"), say("Which days and hours can you work?")),
        Topic("places", "🚌", say("My places"), say("Where can you work? How long may the trip be?")),
    )
}
