"""The first weeks: who helps with what, and that one chooses oneself."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="start",
    step=Step.FIRST_CONTACT,
    icon="🌱",
    name=say("Getting started"),
    about=say("The first weeks: who helps you, and how you want to work together."),
    items=(
        Item(
            code="helpers",
            icon="👥",
            line=say("Know who helps you with what."),
            why=say("Many people work with you. It is good to know whom to ask."),
            how=say("Press the button: Who helps me? Ask {name} what each person does.", name=SPECIALIST),
            more=say(
                "Your job specialist helps you find work. "
                "Your adviser at NAV decides about your programme and your money."
            ),
        ),
        Item(
            code="agreement",
            icon="🤝",
            line=say("Agree on how you work together."),
            why=say("Then both of you know what you do and what {name} does.", name=SPECIALIST),
            how=say(
                "Write down one thing you will do. Write down one thing {name} will do. Add a day.", name=SPECIALIST
            ),
            more=say("You can change the agreement at any time. Ask for an interpreter when you talk about it."),
        ),
        Item(
            code="contact",
            icon="📱",
            line=say("Say how you want to be contacted."),
            why=say("Some people like calls, some like messages. You choose."),
            how=say("Say which days and hours suit you. Say if you want a call or a message."),
            more=say("You can also choose quiet hours and a private screen in your settings."),
        ),
        Item(
            code="talks",
            icon="💬",
            line=say("Ask for an interpreter when you want one."),
            why=say("It is easier to say what you mean in your own language."),
            how=say("Tell {name} which language you want. It costs you nothing.", name=SPECIALIST),
            more=say("A professional interpreter tells nobody what you said. Family and friends are not interpreters."),
        ),
        Item(
            code="not_wanted",
            icon="✋",
            line=say("Say which tasks you do not want."),
            why=say("A job should fit you. You do not have to explain why."),
            how=say("Think of tasks you do not want at work. Write them or say them to {name}.", name=SPECIALIST),
            more=say("We keep only the task, never the reason. You can change the list when you like."),
            helps=Help.PROFILE,
        ),
        Item(
            code="dream",
            icon="⭐",
            line=say("Say what you hope for."),
            why=say("Your own goal shows the way. It is yours, and you can change it."),
            how=say("What work would you like in one year? Write it or say it in your own language."),
            more=say("A goal may be big. Together you find the first small step towards it."),
        ),
        Item(
            code="days",
            icon="📅",
            line=say("Show your week: classes, children, other things."),
            why=say("Then nobody makes an appointment when you are busy."),
            how=say("Think of your classes. Think of when the children need you. Tell {name}.", name=SPECIALIST),
            more=say("Early and late shifts need a plan for the children. Begin to think about it now."),
        ),
    ),
)
