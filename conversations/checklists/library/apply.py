"""Looking for vacancies and writing applications."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="apply",
    step=Step.FINDING,
    order=1,
    icon="🔍",
    name=say("Looking and applying"),
    about=say("From a job you see to an application you send."),
    items=(
        Item(
            code="where",
            icon="💻",
            line=say("Look for jobs on finn.no and arbeidsplassen.no."),
            why=say("Many jobs are shown there every day."),
            how=say("Search for your kind of work and your town. Save the search, and new jobs come to you."),
            more=say("Look at the pages of firms you like as well. Some show their jobs only there."),
        ),
        Item(
            code="advert",
            icon="📌",
            line=say("Read the advert and mark what they ask for."),
            why=say("Then you see if the job fits you."),
            how=say("Mark three things: the tasks, the hours and what you need to have."),
            more=say("An advert describes a dream. Apply if you have most of it, not only if you have all."),
        ),
        Item(
            code="call",
            icon="📞",
            line=say("Call and ask one question before you apply."),
            why=say("They hear your voice and remember your name."),
            how=say(
                "Write your question first. Say your name, ask, and thank them. Practise with {name}.", name=SPECIALIST
            ),
            more=say("Ask about the team, the shifts or the training. Do not ask what the advert already says."),
        ),
        Item(
            code="text",
            icon="✍️",
            line=say("Write a short application."),
            why=say("It says why you want this job and why you fit."),
            how=say("Three parts: why this job, what you can, when you can begin. Half a page is enough."),
            more=say("Write to this firm, not to all firms. Name one task from the advert you have done before."),
        ),
        Item(
            code="check",
            icon="👀",
            line=say("Let somebody check the application."),
            why=say("Four eyes see more than two."),
            how=say("Show it to {name} before you send it.", name=SPECIALIST),
            more=say("Check the name of the firm and of the person. It is an easy mistake when you reuse a text."),
        ),
        Item(
            code="send",
            icon="📨",
            line=say("Send it, with your CV."),
            why=say("The employer reads both together."),
            how=say("Look at how they want it: on a web page or by e-mail. Check that the CV is there."),
            more=say("Send it well before the last day. Some employers begin to call people early."),
        ),
        Item(
            code="log",
            icon="📒",
            line=say("Write down where you applied."),
            why=say("Then you know whom to call, and you see how much you have done."),
            how=say("Write the firm, the job and the day. You can do it here."),
            more=say("Your list is yours. You can get it in Norwegian when somebody asks for it."),
            helps=Help.JOB_LOG,
        ),
        Item(
            code="open",
            icon="🚪",
            line=say("Ask at a place that has no advert."),
            why=say("Nearly half of all jobs are never in an advert."),
            how=say("Choose a place you like. Go when it is quiet. Say who you are and what you can."),
            more=say("Leave a CV and ask who decides about new people. Come back after two weeks."),
        ),
    ),
)
