"""The waiting after an application."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="after_applying",
    step=Step.FINDING,
    order=4,
    icon="⏳",
    name=say("After applying"),
    about=say("Waiting is hard, and it is normal. It says nothing about you."),
    items=(
        Item(
            code="log",
            icon="📒",
            line=say("Write the application in your list."),
            why=say("Then you remember where and when."),
            how=say("Open your list of applications here. Add the firm and the day."),
            more=say("Add the name of the person in the advert. You need it when you call."),
            helps=Help.JOB_LOG,
        ),
        Item(
            code="wait",
            icon="⏳",
            line=say("Know that waiting is normal."),
            why=say("Employers often need some weeks. It says nothing about you."),
            how=say("Look at the last day in the advert. Many answer two or three weeks after that."),
            more=say("Some firms never answer. It is not polite, but it is common."),
        ),
        Item(
            code="call",
            icon="📞",
            line=say("Call and ask after two weeks."),
            why=say("It shows that you still want the job."),
            how=say(
                "Say your name and which job it is. Ask when they decide. {name} can be with you.", name=SPECIALIST
            ),
            more=say("If they have chosen somebody, ask if they need people later."),
        ),
        Item(
            code="next",
            icon="➡️",
            line=say("Send the next application while you wait."),
            why=say("Then you always have more than one chance."),
            how=say("Use the same CV. Change the two lines on top and the short text."),
            more=say("Two or three good applications a week are better than ten quick ones."),
        ),
        Item(
            code="no",
            icon="💛",
            line=say("Got a no? Talk about it."),
            why=say("Everybody gets a no sometimes. It is one firm and one job."),
            how=say("Do something good for yourself. Then look at it with {name}.", name=SPECIALIST),
            more=say("Ask the employer for one piece of advice. Use it in the next application."),
        ),
    ),
)
