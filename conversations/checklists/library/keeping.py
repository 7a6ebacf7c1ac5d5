"""Keeping a job: aftercare."""

from conversations.checklists.model import SPECIALIST, Checklist, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="keeping",
    step=Step.AFTERCARE,
    icon="🏡",
    name=say("Keeping the job"),
    about=say("You have a job. We are still here for you."),
    items=(
        Item(
            code="plan",
            icon="🗓️",
            line=say("Look at the shift plan every week."),
            why=say("Shifts can change."),
            how=say("Take a photo of the plan. Put the shifts in your calendar."),
            more=say("You may swap a shift with a colleague if the boss says yes first."),
        ),
        Item(
            code="hours",
            icon="⏱️",
            line=say("Do you work more or less than agreed?"),
            why=say("Your contract says how many hours you have."),
            how=say("Count the hours of one month. Talk with {name} if the number is different.", name=SPECIALIST),
            more=say("Extra shifts over a long time can give a right to more fixed hours. Keep your notes."),
        ),
        Item(
            code="colleague",
            icon="👫",
            line=say("Get to know one colleague better."),
            why=say("It is good to have somebody to ask and to laugh with."),
            how=say("Eat together. Ask about the weekend."),
            more=say(
                "Come to the summer party or the Christmas dinner if you like. You choose what you eat and drink."
            ),
        ),
        Item(
            code="learn",
            icon="📈",
            line=say("Ask to learn one new task."),
            why=say("It makes the job safer and more fun."),
            how=say("Say to the boss: I want to learn this. Who can show me?"),
            more=say("Ask about fagbrev: with practice you can get a trade certificate while you work."),
        ),
        Item(
            code="talk",
            icon="🗨️",
            line=say("Have a talk with your boss once in a while."),
            why=say("You both hear how it goes before it gets difficult."),
            how=say("Ask for fifteen minutes. Say what is good and what is hard."),
            more=say("Many places have such a talk once a year: medarbeidersamtale. Prepare two wishes."),
        ),
        Item(
            code="norwegian",
            icon="🗣️",
            line=say("Keep on learning Norwegian."),
            why=say("Better Norwegian gives you more to choose from."),
            how=say("Ask if you can take a course beside the job. Some employers help."),
            more=say("There is money for courses at work. Your employer can apply for it."),
        ),
        Item(
            code="here",
            icon="💛",
            line=say("Tell us if something changes."),
            why=say("A new boss, fewer hours or trouble at home: we are here for you."),
            how=say("Write to {name}. Nothing is too small.", name=SPECIALIST),
            more=say("It is easier to mend a job than to find a new one. Say it early."),
        ),
    ),
)
