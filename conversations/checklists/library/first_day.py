"""The evening before the first day, and the day itself."""

from conversations.checklists.model import SPECIALIST, Checklist, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="first_day",
    step=Step.SUPPORT,
    icon="🌅",
    name=say("My first day at work"),
    about=say("Nearly everybody is nervous before the first day. That is fine."),
    items=(
        Item(
            code="where",
            icon="📍",
            line=say("Know where to go, when, and who meets you."),
            why=say("Then the morning is calm."),
            how=say("Look at your appointment here. Find the door, the time and the name."),
            more=say("Save the number of the person who meets you. Call if you cannot find the door."),
        ),
        Item(
            code="bag",
            icon="🎒",
            line=say("Pack your bag the evening before."),
            why=say("You sleep better when all is ready."),
            how=say("Food, water, a warm sweater, bus card, papers they asked for."),
            more=say("Take your bank account number, tax card and ID with you. Often they ask on the first day."),
        ),
        Item(
            code="clothes",
            icon="👟",
            line=say("Ask which clothes and shoes you need."),
            why=say("Some places have work clothes, some do not."),
            how=say("Ask before the first day: clothes, shoes, hair, jewellery."),
            more=say("Safety shoes and special clothes are often paid by the employer. Ask before you buy."),
        ),
        Item(
            code="early",
            icon="🕗",
            line=say("Come ten minutes before you begin."),
            why=say("You have time to change clothes and say hello."),
            how=say("Take one bus earlier. Work begins when you are ready at your place."),
            more=say("On time means ready to work, in work clothes, at the minute the shift begins."),
        ),
        Item(
            code="hello",
            icon="👋",
            line=say("Say hello and tell your name."),
            why=say("Colleagues become friendly when they know who you are."),
            how=say("Smile, look at them and say your name. Ask what their name is."),
            more=say("Write down names and tasks after the first day. It is fine to ask once more."),
        ),
        Item(
            code="lunch",
            icon="🍽️",
            line=say("Eat with the others in the break."),
            why=say("That is where you get to know each other."),
            how=say("Bring food. Sit with somebody. You can listen first."),
            more=say("The break is a part of working life in Norway. Small talk counts there."),
        ),
        Item(
            code="ask",
            icon="🙋",
            line=say("Ask when something is unclear."),
            why=say("Questions are welcome. It is safer than guessing."),
            how=say("Say: Can you show me? Say: Can you say it once more, slowly?"),
            more=say("Repeat with your own words what you understood. Then mistakes are found early."),
        ),
        Item(
            code="end",
            icon="🏁",
            line=say("Before you go home: when and where tomorrow?"),
            why=say("Then you know the plan for the next day."),
            how=say("Ask for the shift plan. Take a photo of it. Tell {name} how the day was.", name=SPECIALIST),
            more=say("Find out where the plan is kept and who changes it. Plans do change."),
        ),
    ),
)
