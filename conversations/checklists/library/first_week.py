"""The first week: rules of the house that nobody says aloud."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="first_week",
    step=Step.SUPPORT,
    order=1,
    icon="🗓️",
    name=say("My first week at work"),
    about=say("The first week is for learning. Nobody knows everything yet."),
    items=(
        Item(
            code="sick",
            icon="🤒",
            line=say("Know whom to call when you are ill or late."),
            why=say("They can find help for the day when they know early."),
            how=say("Ask your boss: call or message? Which number? Save it on your phone."),
            more=say("Tell them before the shift begins, also when it is only ten minutes."),
        ),
        Item(
            code="phone",
            icon="📵",
            line=say("Know when you may use your phone."),
            why=say("Many places allow it only in the break."),
            how=say("Ask what is usual. Tell family when they can reach you."),
            more=say("Give the school or kindergarten the number of your workplace as well."),
        ),
        Item(
            code="breaks",
            icon="☕",
            line=say("Know your breaks."),
            why=say("Breaks are your right, and you need them."),
            how=say("Ask when they are and how long. Ask where you can eat."),
            more=say("Do you work more than five and a half hours? Then you have a right to a break."),
        ),
        Item(
            code="report",
            icon="📋",
            line=say("Learn how to leave a message to the next shift."),
            why=say("The next person needs to know what you did."),
            how=say("Ask how it is done: on paper, by phone or aloud. Learn five useful sentences."),
            more=say("Say what is done, what is left and what is unusual. That is a good shift report."),
            helps=Help.WORDS,
        ),
        Item(
            code="initiative",
            icon="✨",
            line=say("See what to do next without being asked."),
            why=say("In Norway people like it when you find tasks yourself."),
            how=say("Finished? Ask: What can I do now? Or clean, fill up and help a colleague."),
            more=say("The boss may say: take initiative. It means: see a task and do it, or ask about it."),
            helps=Help.WORDS,
        ),
        Item(
            code="boss",
            icon="🗨️",
            line=say("Talk with your boss for five minutes."),
            why=say("A small talk early solves much."),
            how=say("Ask: What do I do well? What can I do better?"),
            more=say("In Norway you may say what you think to the boss. Say it calmly and in private."),
        ),
        Item(
            code="hours",
            icon="⏱️",
            line=say("Write down the hours you work."),
            why=say("Then you can check that the pay is right."),
            how=say("Write start, end and breaks every day. A page or your phone is fine."),
            more=say("Compare your hours with the payslip. Ask about the difference in a friendly way."),
        ),
        Item(
            code="feel",
            icon="💛",
            line=say("Tell how the week was."),
            why=say("Small troubles are easiest to solve early."),
            how=say("Tell {name} one good thing and one hard thing.", name=SPECIALIST),
            more=say("Say also if hours, tasks or the boss changed. Your job specialist can talk with them."),
        ),
    ),
)
