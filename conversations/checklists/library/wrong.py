"""When something is wrong at work."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="wrong",
    step=Step.AFTERCARE,
    order=1,
    icon="🆘",
    name=say("If something is wrong at work"),
    about=say("You are not alone with it. You decide what happens next."),
    items=(
        Item(
            code="write",
            icon="📝",
            line=say("Write down what happened."),
            why=say("It is easier to explain when you have it on paper."),
            how=say("Write the day, the time, the place and what was said. Your own language is fine."),
            more=say("Keep messages and photos. Write while you still remember the exact words."),
        ),
        Item(
            code="tell",
            icon="🗨️",
            line=say("Tell somebody you trust."),
            why=say("Two people find more ways out than one."),
            how=say("Write or call {name}. Nothing is done without you.", name=SPECIALIST),
            more=say("At work there may be a verneombud, a person who speaks for the safety of all."),
        ),
        Item(
            code="sign",
            icon="✋",
            line=say("Sign nothing the same day."),
            why=say("You need time to understand it."),
            how=say("Say: I want to take it home and read it. Take a photo of the paper."),
            more=say("This holds for papers about quitting, money or fewer hours. A good employer gives you time."),
            helps=Help.LETTER,
        ),
        Item(
            code="pay",
            icon="💰",
            line=say("Pay missing? Ask in writing."),
            why=say("Then you can show that you asked."),
            how=say("Write: I worked these hours. I got this pay. Can you look at it?"),
            more=say("Send your own list of hours with it. If nothing happens, a union or Arbeidstilsynet can help."),
        ),
        Item(
            code="safe",
            icon="🦺",
            line=say("Is it dangerous? Stop and tell the boss."),
            why=say("You have a right to be safe at work."),
            how=say("Stop the task. Tell the boss what is dangerous. Tell {name} too.", name=SPECIALIST),
            more=say("You can tell Arbeidstilsynet about danger, and you may do it without your name."),
        ),
        Item(
            code="union",
            icon="🤝",
            line=say("Find out about unions."),
            why=say("A union knows the rules and speaks for its members."),
            how=say("Ask a colleague which union they have. It costs some money each month."),
            more=say("A union can also help with pay, courses and lawyers. Many help only after some months."),
        ),
    ),
)
