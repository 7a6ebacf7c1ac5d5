"""The job interview: before, on the day and afterwards."""

from conversations.checklists.model import SPECIALIST, Checklist, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="interview",
    step=Step.FINDING,
    order=3,
    icon="💼",
    name=say("The job interview"),
    about=say("An interview is a talk. They want to know you, and you want to know them."),
    items=(
        Item(
            code="firm",
            icon="🔎",
            line=say("Find out what the firm does."),
            why=say("It shows that you care, and you feel safer."),
            how=say("Look at their page on the internet. Find out what they make or do. Find one thing you like."),
            more=say("Read the news about them too. Have one question that only an interested person would ask."),
        ),
        Item(
            code="words",
            icon="🔟",
            line=say("Learn ten words from this kind of work."),
            why=say("You understand more, and they hear that you know the work."),
            how=say("Find the words with {name}. Say them aloud each day.", name=SPECIALIST),
            more=say("Learn to say when you do not understand: Can you say it once more, please?"),
        ),
        Item(
            code="answers",
            icon="💬",
            line=say("Practise answers to three questions."),
            why=say("Nearly everybody asks the same."),
            how=say("Who are you, and what can you do? Why do you want to work here? Practise aloud."),
            more=say("Use a small story for each answer: what happened, what you did, how it ended."),
        ),
        Item(
            code="ask",
            icon="❓",
            line=say("Prepare two questions of your own."),
            why=say("It shows interest, and you learn if the job suits you."),
            how=say("For example: What does a normal day look like? Who teaches me the work?"),
            more=say("Ask about training and shifts. Pay is fine to ask about at the end."),
        ),
        Item(
            code="route",
            icon="🚌",
            line=say("Find the way and how long it takes."),
            why=say("Then you can be calm on the day."),
            how=say("Look at the map. Find the bus. Try the trip one day before if you can."),
            more=say("Plan to be there ten minutes early. Have a number to call if the bus is late."),
        ),
        Item(
            code="clothes",
            icon="👕",
            line=say("Choose clothes that fit this job."),
            why=say("You feel good, and they can see you in the job."),
            how=say("Clean and whole clothes are enough. For a workshop, not too fine. For an office, a little finer."),
            more=say("Not sure? Look at photos of the people who work there, and dress one step finer."),
        ),
        Item(
            code="arrive",
            icon="🕙",
            line=say("Come ten minutes early. Phone off, jacket off."),
            why=say("It shows that you are ready."),
            how=say("Say your name and whom you will meet. Turn off the phone. Hang up your jacket."),
            more=say("Greet everybody you meet with your eyes and your name. The first minute counts."),
        ),
        Item(
            code="next",
            icon="✉️",
            line=say("Ask what happens next: what, to whom, how?"),
            why=say("Then you know what to send and when you hear from them."),
            how=say("Ask: Do I send something, to whom and how? Write the answer down at once."),
            more=say("Send a short thank you the same day. Repeat one thing that you can do for them."),
        ),
        Item(
            code="after",
            icon="☕",
            line=say("Tell how it went."),
            why=say("You did something hard. Each talk teaches you something."),
            how=say("Call or write to {name}. Say one thing that went well.", name=SPECIALIST),
            more=say("If it is a no, you can ask what you could do better next time. Many tell you."),
        ),
    ),
)
