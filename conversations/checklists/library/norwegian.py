"""Speaking Norwegian this week."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="norwegian",
    step=Step.ANY,
    icon="🗣️",
    name=say("Speak Norwegian this week"),
    about=say("A little every day. Mistakes are fine: everybody who learns makes them."),
    items=(
        Item(
            code="cafe",
            icon="☕",
            line=say("Go to a language café."),
            why=say("You speak with people in peace, and it is free."),
            how=say("Ask at the library when it is. Bring a friend if you like."),
            more=say("Choose one subject before you go, such as your work. Then you learn the words you need."),
        ),
        Item(
            code="partner",
            icon="👭",
            line=say("Find somebody to speak with each week."),
            why=say("Ten minutes of talk can teach more than an hour of reading."),
            how=say("Ask {name}, the Red Cross or the library for a language partner.", name=SPECIALIST),
            more=say("Agree to correct only one kind of mistake at a time."),
        ),
        Item(
            code="homework",
            icon="📚",
            line=say("Go to homework help."),
            why=say("There you get help with what you do not understand."),
            how=say("Bring your book and one question. It is fine to go only once a week."),
            more=say("Use the time for what is hard alone: sounds, writing and questions about grammar."),
        ),
        Item(
            code="children",
            icon="🧒",
            line=say("Let a child teach you five words."),
            why=say("Children like to teach, and you both laugh."),
            how=say("Point and ask: What is this called? Say it three times."),
            more=say("Read a children's book aloud together. The sentences are short and useful."),
        ),
        Item(
            code="shop",
            icon="🛒",
            line=say("Ask one question in a shop."),
            why=say("Small talks make you braver."),
            how=say("Ask where something is, or what it costs. Say thank you and goodbye."),
            more=say("When they answer in English, say: Can we speak Norwegian, please?"),
        ),
        Item(
            code="words",
            icon="🔟",
            line=say("Learn five words from your kind of work."),
            why=say("Work has its own words. They help you from the first day."),
            how=say("Write them on paper and hang it on the door. Say them every morning."),
            more=say("Learn each word in a whole sentence that you could say at work."),
            helps=Help.WORDS,
        ),
    ),
)
